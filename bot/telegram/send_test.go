package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

const (
	person  = 7
	group   = -10
	forum   = -1001
	channel = -1002
	talk    = -1003 // the channel's discussion group
	logs    = -1004
)

var news = place("-1002")

// world is a sender, the fake that it talks to, and the clock of both.
type world struct {
	*Sender
	fake *telegramtest.Fake
	log  *bytes.Buffer
	mu   sync.Mutex
	t    time.Time
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.t
}

func (w *world) add(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.t = w.t.Add(d)
}

func newWorld(t *testing.T, change ...func(*Config)) *world {
	t.Helper()
	w := &world{t: begin, log: &bytes.Buffer{}}
	w.fake = telegramtest.New(telegramtest.Config{Now: w.clock, Specs: os.Getenv("ISABOT_SPECS")})
	for _, c := range []telegramtest.Chat{
		{ID: person, Type: telegramtest.Private, Title: "Anna"},
		{ID: group, Type: telegramtest.Group, Title: "Group"},
		{ID: forum, Type: telegramtest.Supergroup, Title: "Forum", Topics: []int{5}},
		{ID: channel, Type: telegramtest.Channel, Title: "News", Username: "isa_news"},
		{ID: talk, Type: telegramtest.Supergroup, Title: "Talk"},
		{ID: logs, Type: telegramtest.Group, Title: "Log"},
	} {
		w.fake.Add(c)
	}
	cfg := Config{Token: telegramtest.Token, APIURL: "http://telegram.test", HTTP: w.fake, Now: w.clock, Log: slog.New(slog.NewTextHandler(w.log, nil))}
	for _, c := range change {
		c(&cfg)
	}
	s, err := NewSender(cfg)
	if err != nil {
		t.Fatal(err)
	}
	w.Sender = s
	t.Cleanup(func() {
		if got := w.fake.Complaints(); len(got) > 0 {
			t.Errorf("the fake complains: %q", got)
		}
		if strings.Contains(w.log.String(), "test-token") {
			t.Errorf("the token is in the log: %s", w.log)
		}
	})
	return w
}

// linked gives the channel its discussion group.
func (w *world) linked() {
	w.fake.Add(telegramtest.Chat{ID: channel, Type: telegramtest.Channel, Title: "News", Username: "isa_news", Linked: talk})
}

func textPiece(text string) bot.Piece {
	return bot.Piece{Kind: bot.TextPiece, Method: "sendMessage", Plain: text, Fields: map[string]any{
		"text": text, "parse_mode": "HTML", "disable_notification": true,
		"link_preview_options": map[string]any{"is_disabled": false, "show_above_text": true},
		"reply_markup":         buttons("https://isa.example.org/de/news/a#n1"),
	}}
}

func buttons(url string) map[string]any {
	return map[string]any{"inline_keyboard": [][]map[string]string{{{"text": "Zur Meldung", "url": url}}}}
}

func file(name, kind, content string) bot.File {
	return bot.File{Name: name, Type: kind, Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(content)), nil
	}}
}

func photoPiece(caption string) bot.Piece {
	name := `Brücke "neu", 桥.jpg`
	return bot.Piece{Kind: bot.PhotoPiece, Method: "sendPhoto", Plain: caption, Files: []bot.File{file(name, "image/jpeg", "JPEG")},
		Fields: map[string]any{"photo": "attach://" + name, "caption": caption, "parse_mode": "HTML", "show_caption_above_media": true, "reply_markup": buttons("https://isa.example.org/x#n1")}}
}

func documentPiece(caption string) bot.Piece {
	return bot.Piece{Kind: bot.DocumentPiece, Method: "sendDocument", Plain: caption, Files: []bot.File{file("a.pdf", "application/pdf", "%PDF")},
		Fields: map[string]any{"document": "attach://a.pdf", "caption": caption}}
}

func albumPiece(caption string) bot.Piece {
	return bot.Piece{Kind: bot.AlbumPiece, Method: "sendMediaGroup", Plain: caption,
		Files: []bot.File{file("a.pdf", "application/pdf", "%PDF a"), file("b.pdf", "application/pdf", "%PDF b")},
		Fields: map[string]any{"media": []map[string]any{
			{"type": "document", "media": "attach://a.pdf", "caption": caption, "parse_mode": "HTML"}, {"type": "document", "media": "attach://b.pdf"}}}}
}

func otherPhoto(caption string) bot.Piece {
	p := photoPiece(caption)
	p.Files = []bot.File{file("b.jpg", "image/jpeg", "JPEG")}
	p.Fields["photo"] = "attach://b.jpg"
	return p
}

func redrawn(caption string) bot.Piece {
	p := photoPiece(caption)
	p.Files = []bot.File{file(p.Files[0].Name, "image/jpeg", "another JPEG")}
	return p
}

func byAddress(name, caption string) bot.Piece {
	return bot.Piece{Kind: bot.PhotoPiece, Method: "sendPhoto", Plain: caption,
		Fields: map[string]any{"photo": "https://isa.example.org/" + name + ".jpg", "caption": caption}}
}

func pinned(p bot.Piece) bot.Piece { p.Then = []bot.After{bot.PinAfter}; return p }

func (w *world) send(t *testing.T, to bot.Place, p bot.Piece) bot.Remote {
	t.Helper()
	r, err := w.Send(t.Context(), to, p, "nonce")
	if err != nil {
		t.Fatal(err)
	}
	w.add(3 * time.Second)
	return r
}

func (w *world) edit(t *testing.T, to bot.Place, r bot.Remote, p bot.Piece) bot.Remote {
	t.Helper()
	r, err := w.Edit(t.Context(), to, r, p)
	if err != nil {
		t.Fatal(err)
	}
	w.add(3 * time.Second)
	return r
}

func TestSendIsThePiece(t *testing.T) {
	tests := []struct {
		name  string
		to    bot.Place
		piece bot.Piece
		check func([]telegramtest.Message) bool
	}{
		{"a text", place("7"), textPiece("<b>Köln</b> &amp; 重庆"), func(m []telegramtest.Message) bool {
			return len(m) == 1 && m[0].Text == "Köln & 重庆" && m[0].Entities[0].Type == "bold" && m[0].Silent &&
				strings.Contains(string(m[0].Buttons), "/de/news/a#n1") && strings.Contains(string(m[0].Preview), `"show_above_text":true`)
		}},
		{"to a channel by its name", place("@isa_news"), textPiece("x"), func(m []telegramtest.Message) bool { return len(m) == 1 }},
		{"into a topic", bot.Place{Chat: "-1001", Thread: "5"}, textPiece("x"), func(m []telegramtest.Message) bool { return len(m) == 1 && m[0].Topic == 5 }},
		{"a photo", news, photoPiece("<i>Brücke</i>"), func(m []telegramtest.Message) bool {
			return len(m) == 1 && m[0].Kind == "photo" && m[0].Text == "Brücke" && m[0].Above && m[0].File == "Brücke _neu_, 桥.jpg"
		}},
		{"a photo by its address", news, bot.Piece{Kind: bot.PhotoPiece, Method: "sendPhoto", Fields: map[string]any{"photo": "https://isa.example.org/a.jpg"}},
			func(m []telegramtest.Message) bool {
				return len(m) == 1 && m[0].File == "https://isa.example.org/a.jpg"
			}},
		{"a document", news, documentPiece("x"), func(m []telegramtest.Message) bool {
			return len(m) == 1 && m[0].Kind == "document" && m[0].File == "a.pdf" && m[0].Text == "x"
		}},
		{"an album", news, albumPiece("<b>x</b>"), func(m []telegramtest.Message) bool {
			return len(m) == 2 && m[0].Album != "" && m[0].Album == m[1].Album && m[0].Text == "x" && m[1].File == "b.pdf"
		}},
		{"without fields", news, bot.Piece{Kind: bot.TextPiece, Method: "sendMessage"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			r, err := w.Send(t.Context(), tt.to, tt.piece, "")
			if tt.check == nil {
				if !errors.Is(err, bot.ErrRefused) && w.fake.Checked() {
					t.Errorf("%v", err)
				}
				w.fake = telegramtest.New(telegramtest.Config{}) // the complaint was meant
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			e := w.fake.Entries()
			got := w.fake.Chat(e[0].Chat)
			if len(e) != 1 || !tt.check(got) {
				t.Errorf("it stands as %+v", got)
			}
			if r.Kind != tt.piece.Kind || len(r.IDs) != len(got) || r.IDs[0] != strconv.Itoa(got[0].ID) || r.Chat != "" {
				t.Errorf("the remote is %+v", r)
			}
		})
	}
}

func TestTheSamePieceCanBeSentTwice(t *testing.T) {
	w := newWorld(t)
	p := albumPiece("x")
	before := fmt.Sprint(p.Fields)
	w.send(t, news, p)
	w.send(t, news, p)
	if fmt.Sprint(p.Fields) != before || len(w.fake.Chat(channel)) != 4 {
		t.Errorf("the piece became %v", p.Fields)
	}
}

func TestPins(t *testing.T) {
	w := newWorld(t)
	r := w.send(t, news, pinned(textPiece("x")))
	if !slices.Equal(r.Then, []bot.After{bot.PinAfter}) || !w.fake.Chat(channel)[0].Pinned {
		t.Fatalf("%+v", r)
	}
	calls := len(w.fake.Entries())
	r = w.edit(t, news, r, pinned(textPiece("y")))
	if got := len(w.fake.Entries()) - calls; got != 1 || len(r.Then) != 1 {
		t.Errorf("an edit that pins again: %d requests, %+v", got, r)
	}
	r = w.edit(t, news, r, textPiece("z"))
	if len(r.Then) != 0 || w.fake.Chat(channel)[0].Pinned {
		t.Errorf("it is still pinned: %+v", r)
	}
	w.fake.SetAccess(channel, telegramtest.NoPin)
	r = w.send(t, news, pinned(textPiece("no right to pin")))
	if len(r.IDs) != 1 || len(r.Then) != 0 {
		t.Errorf("without the right to pin: %+v", r)
	}
	if !strings.Contains(w.log.String(), "could not be pinned") || !strings.Contains(w.log.String(), "not enough rights to manage pinned messages") || strings.Contains(w.log.String(), "-1002") {
		t.Errorf("the log says: %s", w.log)
	}
	w.fake.SetAccess(channel, telegramtest.Member)
	if r = w.edit(t, news, r, pinned(textPiece("now"))); len(r.Then) != 1 {
		t.Errorf("a later edit does not pin: %+v", r)
	}
	w.fake.Fail(telegramtest.Fault{Kind: telegramtest.CutAfter, Method: "pinChatMessage"})
	if r := w.send(t, news, pinned(textPiece("cut"))); len(r.IDs) != 1 || len(r.Then) != 0 {
		t.Errorf("with the pin cut off: %+v", r)
	}
}

// The pin is a request too: where there is no room for it nothing is sent yet.
func TestAPinHasItsTurn(t *testing.T) {
	w := newWorld(t)
	taken := 0
	for ; w.Take(place(strconv.Itoa(1000+taken)), 1, w.clock()).IsZero(); taken++ {
	}
	_, err := w.Send(t.Context(), news, pinned(textPiece("x")), "")
	if !strings.HasPrefix(kindOf(err), "wait ") || len(w.fake.Entries()) > 0 {
		t.Errorf("%v, requests %v", err, w.fake.Entries())
	}
	w.add(2 * time.Second)
	r := w.send(t, news, pinned(textPiece("x")))
	if at := w.Take(place("7"), few-1, w.clock().Add(-3*time.Second)); !at.IsZero() {
		t.Errorf("more than the pin was counted: %s", at)
	}
	if at := w.Take(place("8"), 1, w.clock().Add(-3*time.Second)); at.IsZero() {
		t.Error("the pin was not counted")
	}
	for ; w.Take(place(strconv.Itoa(2000+taken)), 1, w.clock()).IsZero(); taken++ {
	}
	if _, err := w.Edit(t.Context(), news, r, textPiece("y")); !strings.HasPrefix(kindOf(err), "wait ") || w.fake.Chat(channel)[0].Text != "x" {
		t.Errorf("an edit that unpins: %v", err)
	}
}

func TestEdits(t *testing.T) {
	tests := []struct {
		name       string
		from, to   bot.Piece
		method     string
		kind       bot.PieceKind // that it is then
		text, file string
	}{
		{"text to text", textPiece("one"), textPiece("<b>two</b>"), "editMessageText", bot.TextPiece, "two", ""},
		{"text to photo", textPiece("one"), photoPiece("two"), "editMessageMedia", bot.PhotoPiece, "two", "Brücke _neu_, 桥.jpg"},
		{"the same photo, another text", photoPiece("one"), photoPiece("two"), "editMessageCaption", bot.PhotoPiece, "two", "Brücke _neu_, 桥.jpg"},
		{"another photo", photoPiece("one"), otherPhoto("two"), "editMessageMedia", bot.PhotoPiece, "two", "b.jpg"},
		{"another photo of the same name", photoPiece("one"), redrawn("two"), "editMessageMedia", bot.PhotoPiece, "two", "Brücke _neu_, 桥.jpg"},
		{"another address of a photo", byAddress("a", "one"), byAddress("b", "two"), "editMessageMedia", bot.PhotoPiece, "two", "https://isa.example.org/b.jpg"},
		{"the same address of a photo", byAddress("a", "one"), byAddress("a", "two"), "editMessageCaption", bot.PhotoPiece, "two", "https://isa.example.org/a.jpg"},
		{"photo to document", photoPiece("one"), documentPiece("two"), "editMessageMedia", bot.DocumentPiece, "two", "a.pdf"},
		{"photo to text keeps the photo", photoPiece("one"), textPiece("<b>two</b>"), "editMessageCaption", bot.PhotoPiece, "two", "Brücke _neu_, 桥.jpg"},
		{"the caption alone", photoPiece("one"), bot.Piece{Kind: bot.PhotoPiece, Method: "sendPhoto", Fields: map[string]any{"caption": "two"}}, "editMessageCaption", bot.PhotoPiece, "two", "Brücke _neu_, 桥.jpg"},
		{"a piece made to edit", photoPiece("one"), bot.Piece{Kind: bot.PhotoPiece, Method: "editMessageCaption", Fields: map[string]any{"caption": "two"}}, "editMessageCaption", bot.PhotoPiece, "two", "Brücke _neu_, 桥.jpg"},
		{"an album", albumPiece("one"), albumPiece("<b>two</b>"), "editMessageCaption", bot.AlbumPiece, "two", "a.pdf"},
		{"an album to text", albumPiece("one"), textPiece("two"), "editMessageCaption", bot.AlbumPiece, "two", "a.pdf"},
		{"text to album", textPiece("one"), albumPiece("two"), "editMessageMedia", bot.DocumentPiece, "two", "a.pdf"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			r := w.send(t, news, tt.from)
			next, err := w.Edit(t.Context(), news, r, tt.to)
			if err != nil {
				t.Fatal(err)
			}
			e := w.fake.Entries()
			got := w.fake.Chat(channel)
			if len(e) != 2 || e[1].Method != tt.method || got[0].Text != tt.text || got[0].File != tt.file || len(got) != len(r.IDs) {
				t.Errorf("%s, it stands as %+v", e[1].Method, got)
			}
			if (len(got[0].Buttons) > 0) != (tt.to.Fields["reply_markup"] != nil) {
				t.Errorf("buttons %s", got[0].Buttons)
			}
			if next.Kind != tt.kind || !slices.Equal(next.IDs, r.IDs) {
				t.Errorf("the remote is %+v", next)
			}
			w.add(3 * time.Second)
			again, err := w.Edit(t.Context(), news, next, tt.to)
			if err != nil || !slices.Equal(again.IDs, r.IDs) {
				t.Errorf("the same edit again: %+v, %v", again, err)
			}
		})
	}
}

// albumOf is an album of files with these contents.
func albumOf(caption string, contents ...string) bot.Piece {
	p := bot.Piece{Kind: bot.AlbumPiece, Method: "sendMediaGroup", Plain: caption}
	var media []map[string]any
	for i, c := range contents {
		name := string(rune('a'+i)) + ".pdf"
		p.Files = append(p.Files, file(name, "application/pdf", c))
		media = append(media, map[string]any{"type": "document", "media": "attach://" + name})
	}
	media[0]["caption"] = caption
	p.Fields = map[string]any{"media": media}
	return p
}

func TestTheFilesOfAnAlbumAreReplacedOneACall(t *testing.T) {
	tests := []struct {
		name    string
		to      bot.Piece
		restart bool // the sender has forgotten what it sent
		methods []string
	}{
		{"only the text", albumOf("two", "a", "b", "c"), false, []string{"editMessageCaption"}},
		{"one file", albumOf("one", "a", "B", "c"), false, []string{"editMessageMedia", "editMessageCaption"}},
		{"the first", albumOf("two", "A", "b", "c"), false, []string{"editMessageMedia"}},
		{"all", albumOf("two", "A", "B", "C"), false, []string{"editMessageMedia", "editMessageMedia", "editMessageMedia"}},
		{"nothing that is remembered", albumOf("two", "a", "b", "c"), true, []string{"editMessageMedia", "editMessageMedia", "editMessageMedia"}},
		{"another number of files", albumOf("two", "A", "B"), false, []string{"editMessageCaption"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			r := w.send(t, news, albumOf("one", "a", "b", "c"))
			if tt.restart {
				w.shown = shown{}
			}
			before := w.fake.Chat(channel)
			next, waited := bot.Remote{}, 0
			for {
				var err error
				next, err = w.Edit(t.Context(), news, r, tt.to)
				var wait *bot.WaitError
				if !errors.As(err, &wait) {
					if err != nil {
						t.Fatal(err)
					}
					break
				}
				waited++
				w.add(wait.For)
			}
			var methods []string
			for _, e := range w.fake.Entries()[1:] {
				methods = append(methods, e.Method)
			}
			if !slices.Equal(methods, tt.methods) || waited != len(methods)-1 || !slices.Equal(next.IDs, r.IDs) || next.Kind != bot.AlbumPiece {
				t.Errorf("%v, waited %d times, %+v", methods, waited, next)
			}
			after := w.fake.Chat(channel)
			if after[0].Text != tt.to.Plain || len(after) != 3 {
				t.Errorf("it stands as %+v", after)
			}
			for i, m := range after {
				want := before[i].FileID
				if len(tt.to.Files) == 3 && (tt.restart || tt.to.Files != nil && strings.Contains("ABC", contentOf(t, tt.to.Files[i]))) {
					want = "another"
				}
				if (m.FileID == want) != (want != "another") {
					t.Errorf("file %d is %s, was %s", i, m.FileID, before[i].FileID)
				}
			}
			if v := w.fake.Violations(); len(v) > 0 {
				t.Errorf("%+v", v)
			}
		})
	}
}

func contentOf(t *testing.T, f bot.File) string {
	r, err := f.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := io.ReadAll(r)
	return string(raw)
}

func TestAnAlbumOfWhichSomeIsGone(t *testing.T) {
	w := newWorld(t)
	r := w.send(t, news, albumOf("one", "a", "b", "c"))
	w.fake.Remove(channel, 3)
	if _, err := w.Edit(t.Context(), news, r, albumOf("two", "a", "b", "C")); kindOf(err) != "wait 1.07s all false" {
		t.Fatal(err)
	}
	w.add(3 * time.Second)
	if next := w.edit(t, news, r, albumOf("two", "a", "b", "C")); !slices.Equal(next.IDs, r.IDs) || w.fake.Chat(channel)[0].Text != "two" {
		t.Errorf("with its last gone: %+v", next)
	}
	w.fake.Remove(channel, 1)
	if next := w.edit(t, news, r, albumOf("three", "a", "b", "C")); !slices.Equal(next.IDs, []string{"2", "3"}) {
		t.Errorf("with its first gone: %+v", next)
	}
	if err := w.Delete(t.Context(), news, r); err != nil || len(w.fake.Chat(channel)) != 0 {
		t.Errorf("what is left is not deleted: %v", err)
	}
}

func TestWhatIsGoneIsAsItShouldBe(t *testing.T) {
	w := newWorld(t)
	r := w.send(t, news, textPiece("x"))
	id, _ := strconv.Atoi(r.IDs[0])
	w.fake.Remove(channel, id)
	if next, err := w.Edit(t.Context(), news, r, textPiece("y")); err != nil || !next.Empty() {
		t.Errorf("editing: %+v, %v", next, err)
	}
	w.add(3 * time.Second)
	if err := w.Delete(t.Context(), news, r); err != nil {
		t.Errorf("deleting: %v", err)
	}
	if err := w.Delete(t.Context(), news, bot.Remote{}); err != nil {
		t.Errorf("deleting nothing: %v", err)
	}
	if _, err := w.Edit(t.Context(), news, bot.Remote{Kind: bot.TextPiece}, textPiece("y")); !errors.Is(err, bot.ErrRefused) {
		t.Errorf("editing nothing: %v", err)
	}
	if err := w.Delete(t.Context(), news, bot.Remote{IDs: []string{"x"}}); !errors.Is(err, bot.ErrRefused) {
		t.Errorf("deleting what has no id of Telegram's: %v", err)
	}
}

func TestDelete(t *testing.T) {
	for _, tt := range []struct {
		name    string
		to      bot.Place
		piece   bot.Piece
		after   time.Duration
		refused bool
	}{
		{"a text", news, textPiece("x"), 47 * time.Hour, false},
		{"an album", news, albumPiece("x"), 47 * time.Hour, false},
		{"a text after 49 hours", news, textPiece("x"), 49 * time.Hour, true},
		{"an album after 49 hours", news, albumPiece("x"), 49 * time.Hour, true},
		{"in a group after 49 hours", place("-10"), textPiece("x"), 49 * time.Hour, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			r := w.send(t, tt.to, tt.piece)
			w.add(tt.after)
			err := w.Delete(t.Context(), tt.to, r)
			if errors.Is(err, bot.ErrRefused) != tt.refused || !tt.refused && err != nil {
				t.Errorf("%v", err)
			}
			id, _ := strconv.ParseInt(tt.to.Chat, 10, 64)
			if left := len(w.fake.Chat(id)); (left == 0) == tt.refused {
				t.Errorf("%d messages stand", left)
			}
			if tt.refused { // what the caller does then
				if _, err := w.Edit(t.Context(), tt.to, r, textPiece("withdrawn")); err != nil || w.fake.Chat(id)[0].Text != "withdrawn" {
					t.Errorf("the edit after it: %v", err)
				}
			}
		})
	}
}

func TestAMessageMayStandInAnotherChat(t *testing.T) {
	w := newWorld(t)
	r := w.send(t, news, textPiece("x"))
	r.Chat = strconv.Itoa(channel)
	if next := w.edit(t, place("99"), r, textPiece("y")); next.Chat != r.Chat || w.fake.Chat(channel)[0].Text != "y" {
		t.Errorf("%+v", next)
	}
	if err := w.Delete(t.Context(), place("99"), r); err != nil {
		t.Error(err)
	}
}

func TestPiecesThatMakeNoRequest(t *testing.T) {
	broken := photoPiece("x")
	broken.Files[0].Open = func(context.Context) (io.ReadCloser, error) { return nil, os.ErrNotExist }
	large := documentPiece("x")
	large.Files[0].Open = func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(io.LimitReader(zeros{}, maxFile+1)), nil
	}
	number := textPiece("x")
	number.Fields["reply_markup"] = math.Inf(1)
	for name, tt := range map[string]struct {
		piece   bot.Piece
		refused bool
	}{
		"a file that cannot be opened": {broken, false},
		"a file of over 50 MB":         {large, true},
		"no method":                    {bot.Piece{}, true},
		"another method":               {bot.Piece{Method: "deleteMessage", Fields: map[string]any{"message_id": 1}}, true},
		"a method with a path":         {bot.Piece{Method: "sendMessage/../x"}, true},
		"what is no JSON":              {number, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			_, err := w.Send(t.Context(), news, tt.piece, "")
			var unsure *bot.UnsureError
			if err == nil || errors.Is(err, bot.ErrRefused) != tt.refused || errors.As(err, &unsure) || len(w.fake.Entries()) > 0 {
				t.Errorf("%v, requests %v", err, w.fake.Entries())
			}
		})
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestNewSender(t *testing.T) {
	for _, tt := range []struct {
		token, url string
		ok         bool
	}{
		{"1:abc", "", true},
		{"1:abc", "https://bot.example.org/", true},
		{"1:abc", "http://127.0.0.1:8081", true},
		{"", "", false},
		{"1:abc\n", "", false},
		{"1:a/b", "", false},
		{"1:abc", "bot.example.org", false},
		{"1:abc", "ftp://bot.example.org", false},
		{"1:abc", "http://[::1", false},
	} {
		_, err := NewSender(Config{Token: tt.token, APIURL: tt.url})
		if (err == nil) != tt.ok || err != nil && tt.token != "" && strings.Contains(err.Error(), tt.token) {
			t.Errorf("%q %q: %v", tt.token, tt.url, err)
		}
	}
}

func TestOverARealSocket(t *testing.T) {
	w := newWorld(t)
	server := httptest.NewServer(w.fake)
	defer server.Close()
	s, err := NewSender(Config{Token: telegramtest.Token, APIURL: server.URL + "/", Now: w.clock, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Send(t.Context(), news, pinned(photoPiece("x")), "")
	if err != nil || len(r.Then) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	w.add(3 * time.Second)
	if _, err := s.Edit(t.Context(), news, r, photoPiece("y")); err != nil || w.fake.Chat(channel)[0].Text != "y" {
		t.Errorf("%v", err)
	}
	if err := s.Delete(t.Context(), news, r); err != nil || len(w.fake.Chat(channel)) != 0 {
		t.Errorf("%v", err)
	}
	for fault, unsure := range map[telegramtest.FaultKind]bool{telegramtest.CutAfter: true, telegramtest.HalfAnswer: true, telegramtest.PageBefore: true, telegramtest.NoChat: false} {
		w.add(3 * time.Second)
		w.fake.Fail(telegramtest.Fault{Kind: fault})
		var u *bot.UnsureError
		if _, err := s.Send(t.Context(), news, textPiece("x"), ""); errors.As(err, &u) != unsure || err == nil {
			t.Errorf("%s: %v", fault, err)
		}
	}
	server.Close()
	fresh, err := NewSender(Config{Token: telegramtest.Token, APIURL: server.URL, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	var away *bot.UnreachableError
	if _, err := fresh.Send(t.Context(), news, textPiece("x"), ""); !errors.As(err, &away) {
		t.Errorf("with the server gone: %v", err)
	}
}

// All that the sender sends comes from one goroutine for each sender; eight of
// them, with the limiter between, on the virtual clock.
func TestABroadcastKeepsAllLimits(t *testing.T) {
	w := newWorld(t)
	places := people(2000)
	for i := range places {
		w.fake.Add(telegramtest.Chat{ID: int64(1000 + i), Type: telegramtest.Private})
	}
	sent := inTurn(w.Limiter, places)
	for _, r := range delayed(sent, 3) { // as they arrive
		w.mu.Lock()
		w.t = r.at
		w.mu.Unlock()
		if _, err := w.Send(t.Context(), place(r.chat), textPiece("x"), ""); err != nil {
			t.Fatal(err)
		}
	}
	if v := w.fake.Violations(); len(v) > 0 {
		t.Errorf("%d violations, the first %+v", len(v), v[0])
	}
	if share := rate(sent) / 30; share < 0.93 {
		t.Errorf("%.1f %% of the bound", 100*share)
	}
	for i := range places {
		if n := len(w.fake.Chat(int64(1000 + i))); n != 1 {
			t.Fatalf("a person has %d messages", n)
		}
	}
}

var _ http.RoundTripper = (*telegramtest.Fake)(nil)
