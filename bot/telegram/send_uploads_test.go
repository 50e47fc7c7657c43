package telegram

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// kept gives the files of a piece names by which their uploads are known, and
// counts how often one is opened.
func kept(p bot.Piece, opened *int, keys ...string) bot.Piece {
	for i := range p.Files {
		open := p.Files[i].Open
		p.Files[i].Key = keys[i]
		p.Files[i].Open = func(ctx context.Context) (io.ReadCloser, error) {
			*opened++
			return open(ctx)
		}
	}
	return p
}

func TestWhatGoesToManyIsUploadedOnce(t *testing.T) {
	for name, p := range map[string]bot.Piece{"a photo": photoPiece("one"), "a document": documentPiece("one"), "an album": albumPiece("one")} {
		t.Run(name, func(t *testing.T) {
			w, opened := newWorld(t), 0
			p = kept(p, &opened, "k1", "k2")
			var first []telegramtest.Message
			for n := range 3 {
				id := int64(2000 + n)
				w.fake.Add(telegramtest.Chat{ID: id, Type: telegramtest.Private, Title: "Person"})
				r := w.send(t, place(number(id)), p)
				got := w.fake.Chat(id)
				if len(got) != len(p.Files) || len(r.IDs) != len(got) {
					t.Fatalf("person %d sees %d messages", n, len(got))
				}
				for i, m := range got {
					if n > 0 && (m.File != first[i].File || m.FileID != first[i].FileID || m.Text != first[i].Text) {
						t.Errorf("person %d sees %+v, the first saw %+v", n, m, first[i])
					}
				}
				if n == 0 {
					first = got
				}
				w.add(2 * time.Second)
			}
			if opened != len(p.Files) {
				t.Errorf("opened %d times", opened)
			}
		})
	}
}

func TestAFileThatTelegramForgotIsUploadedAnew(t *testing.T) {
	w, opened := newWorld(t), 0
	p := kept(photoPiece("one"), &opened, "k")
	w.send(t, place("7"), p)
	w.fake.LoseFiles()
	w.add(2 * time.Second)
	_, err := w.Send(t.Context(), place("7"), p, "")
	var wait *bot.WaitError
	if !errors.As(err, &wait) {
		t.Fatalf("the verdict is %v", err)
	}
	w.add(2 * time.Second)
	w.send(t, place("7"), p)
	if got := w.fake.Chat(person); len(got) != 2 || opened != 2 || !strings.Contains(got[1].File, "jpg") {
		t.Errorf("opened %d times, %+v", opened, got)
	}
}

func TestAnotherUploadOfTheSameNameIsAnotherFile(t *testing.T) {
	w, opened := newWorld(t), 0
	w.send(t, place("7"), kept(photoPiece("one"), &opened, "k1"))
	w.add(2 * time.Second)
	w.send(t, place("7"), kept(photoPiece("two"), &opened, "k2"))
	got := w.fake.Chat(person)
	if opened != 2 || got[0].FileID == got[1].FileID {
		t.Errorf("opened %d times, %+v", opened, got)
	}
}

func TestACorrectionOfThePictureIsUploadedOnceForAll(t *testing.T) {
	w, opened := newWorld(t), 0
	before, after := kept(photoPiece("one"), &opened, "k1"), kept(redrawn("two"), &opened, "k2")
	var stand []bot.Remote
	for _, id := range []string{"7", "-10"} {
		stand = append(stand, w.send(t, place(id), before))
		w.add(2 * time.Second)
	}
	w.send(t, place("-1001"), after) // somebody gets the new picture first
	for i, id := range []string{"7", "-10"} {
		w.add(5 * time.Second)
		if _, err := w.Edit(t.Context(), place(id), stand[i], after); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.fake.Chat(person); got[0].Text != "two" || got[0].FileID != w.fake.Chat(group)[0].FileID {
		t.Errorf("%+v", got)
	}
	uploads := 0
	for _, e := range w.fake.Entries() {
		if e.Error != "" {
			t.Errorf("%s: %s", e.Method, e.Error)
		}
		uploads++
	}
	if uploads != 5 {
		t.Errorf("%d requests", uploads)
	}
}
