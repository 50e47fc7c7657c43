package discord

import (
	"testing"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
)

// opened counts how often the chat with a person was asked for.
func (b *bench) opened() (n int) {
	for _, e := range b.fake.Log() {
		if e.Route == "/users/@me/channels" {
			n++
		}
	}
	return n
}

func TestAPersonIsAPlace(t *testing.T) {
	b := newBench(t)
	p := b.fake.Person("Anna", "de")
	place := dmPlace(p.ID)
	r, err := b.Send(t.Context(), place, textPiece("eins"), "n1")
	if err != nil || r.Chat != place.Chat {
		t.Fatalf("sent: %+v, %v", r, err)
	}
	if r, err = b.Edit(t.Context(), place, r, textPiece("zwei")); err != nil || b.fake.Channel(p.DM())[0].Embeds[0].Description != "zwei" {
		t.Errorf("edited: %+v, %v", r, err)
	}
	began := b.now
	b.now = b.now.Add(time.Minute)
	found, known, err := b.Find(t.Context(), place, textPiece("zwei"), marker, began)
	if err != nil || !known || found.Empty() || found.IDs[0] != r.IDs[0] || found.Chat != place.Chat {
		t.Errorf("found: %+v, %v, %v", found, known, err)
	}
	if forum, err := b.Forum(t.Context(), place); forum || err != nil {
		t.Errorf("a forum: %v, %v", forum, err)
	}
	if err := b.Delete(t.Context(), place, r); err != nil || len(b.fake.Channel(p.DM())) != 0 {
		t.Errorf("deleted: %v", err)
	}
	if b.opened() != 1 {
		t.Errorf("the chat was asked for %d times", b.opened())
	}
	other := b.fake.Person("Ben", "en")
	b.learnDM(other.ID, other.DM())
	if _, err := b.Send(t.Context(), dmPlace(other.ID), textPiece("eins"), "n2"); err != nil || b.opened() != 1 {
		t.Errorf("%v; a chat that was known was asked for", err)
	}
}

func TestAPersonsLimitIsOneWhateverIsAsked(t *testing.T) {
	b := newBench(t)
	p := b.fake.Person("Anna", "de")
	place := dmPlace(p.ID)
	for range 5 {
		if at := b.TakeAnswer(place, 1, b.now); !at.IsZero() {
			t.Fatalf("not before %s", at)
		}
		if _, err := b.Send(t.Context(), place, textPiece("x"), ""); err != nil {
			t.Fatal(err)
		}
	}
	at := b.TakeAnswer(place, 1, b.now)
	if at.IsZero() {
		t.Fatal("a sixth message within five seconds is allowed")
	}
	if _, err := b.Send(t.Context(), place, textPiece("x"), ""); verdictOf(err) != wait {
		t.Errorf("sent: %v", err)
	}
	b.now = at
	if at := b.TakeAnswer(place, 1, b.now); !at.IsZero() {
		t.Errorf("not before %s", at)
	}
	if _, err := b.Send(t.Context(), place, textPiece("x"), ""); err != nil {
		t.Error(err)
	}
}

func TestAPersonWhoCannotBeWrittenTo(t *testing.T) {
	b := newBench(t)
	for _, person := range []string{"123456", "", "x", "../7"} {
		if _, err := b.Send(t.Context(), dmPlace(person), textPiece("x"), "n"); verdictOf(err) != closed {
			t.Errorf("%q: %v", person, err)
		}
	}
	p := b.fake.Person("Anna", "de")
	for kind, want := range map[discordtest.FaultKind]string{discordtest.StallAfter: away, discordtest.ErrorBefore: away, discordtest.CutInAnswer: away,
		discordtest.Limited: wait, discordtest.TooManyDMs: wait} {
		b.fake.Break(discordtest.Fault{Kind: kind, Route: "/users/@me/channels", Wait: time.Second})
		if _, err := b.Send(t.Context(), dmPlace(p.ID), textPiece("x"), "n"); verdictOf(err) != want {
			t.Errorf("%s: %v", kind, err)
		}
		b.now = b.now.Add(2 * time.Minute)
	}
	if len(b.fake.Channel(p.DM())) != 0 {
		t.Error("it was sent")
	}
	p.Refuse(true)
	if _, err := b.Send(t.Context(), dmPlace(p.ID), textPiece("x"), "n"); verdictOf(err) != closed {
		t.Errorf("a person who takes none: %v", err)
	}
}

func TestChatsThatAreForgottenAreAskedForAgain(t *testing.T) {
	b := newBench(t)
	p := b.fake.Person("Anna", "de")
	b.learnDM(p.ID, p.DM())
	for n := range maxDMs + 10 {
		b.learnDM("x"+string(rune('a'+n%26))+time.Duration(n).String(), "1")
	}
	if len(b.dms) > maxDMs {
		t.Errorf("%d are remembered", len(b.dms))
	}
	if _, err := b.Send(t.Context(), dmPlace(p.ID), textPiece("x"), "n"); err != nil || len(b.fake.Channel(p.DM())) != 1 {
		t.Errorf("sent: %v", err)
	}
}
