package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/phrases"
)

func TestOnlyAChosenLanguageIsSavedAndItSurvivesARestart(t *testing.T) {
	p := newTalker(t)
	p.place = Place{Platform: "telegram", Chat: "c1"}
	p.say("Ist Köln Mitglied?")
	p.say("hello")
	if p.store.saves != 0 {
		t.Fatalf("saved without need: %v", p.store.sessions)
	}
	p.say("说中文")
	if p.store.saves != 1 || p.store.sessions["telegram:p1"] != `{"lang":"zh"}` {
		t.Fatalf("saved %d times: %v", p.store.saves, p.store.sessions)
	}
	if left := p.store.expires["telegram:p1"].Sub(p.clock.now()); left != keepLanguage {
		t.Errorf("kept for %s", left)
	}
	p.Dialog = NewDialog(p.k, p.opts)
	p.clock.pass(time.Minute)
	if post, _ := p.say("?"); post.Lang != "zh" {
		t.Errorf("after a restart the person is answered in %s", post.Lang)
	}
	loads := p.store.loads
	if p.say("?"); p.store.loads != loads {
		t.Error("loaded more than once a session")
	}
}

func TestAnonymousWebAsksTouchNoStore(t *testing.T) {
	p := newTalker(t)
	p.say("Ist Köln Mitglied?")
	p.say("in english please")
	if p.store.loads+p.store.saves > 0 {
		t.Errorf("%d loads, %d saves", p.store.loads, p.store.saves)
	}
}

func TestPersistKeepsTheWholeConversation(t *testing.T) {
	persist := func(o *Options) { o.Persist = true }
	p := newTalker(t, persist)
	p.place = Place{Platform: "terminal", Chat: "c1"}
	p.k.do = unknowing
	p.say("Was kostet die Mitgliedschaft?")
	p.Dialog = NewDialog(p.k, p.opts)
	if p.say("ja"); len(p.store.inquiries) != 1 {
		t.Error("the offer did not survive")
	}
	p.k.do = nil
	p.say("Ist Mainz Mitglied?")
	p.Dialog = NewDialog(p.k, p.opts)
	if p.say("und Köln?"); p.k.last(t).Topic.Frame != "Ist Mainz Mitglied?" {
		t.Error("the topic did not survive")
	}
}

func TestBrokenSessionStoreCostsNoAnswer(t *testing.T) {
	p := newTalker(t)
	p.place = Place{Platform: "telegram", Chat: "c1"}
	p.store.fail = errBroken
	if post, _ := p.say("说中文"); post.Outcome != Answered || post.Lang != "zh" {
		t.Errorf("got %s %s", post.Lang, post.Outcome)
	}
	p.store.fail = nil
	p.store.sessions["telegram:p9"] = "{broken"
	post, err := p.Handle(t.Context(), Message{Place: p.place, Sender: "p9", Text: "Hallo", Direct: true})
	if err != nil || post.Lang != "de" {
		t.Errorf("got %s, %v", post.Lang, err)
	}
	if !strings.Contains(p.logs.String(), "could not be saved") || !strings.Contains(p.logs.String(), "could not be read") {
		t.Errorf("not logged: %s", p.logs)
	}
}

func TestForgetMeRemovesEverything(t *testing.T) {
	p := newTalker(t)
	p.place = Place{Platform: "telegram", Chat: "p1"}
	p.say("Ist Köln Mitglied?")
	p.say("说中文")
	group := Message{Place: Place{Platform: "telegram", Chat: "g"}, Sender: "p1", Text: "Ist Mainz Mitglied?", Direct: true}
	if _, err := p.Handle(t.Context(), group); err != nil {
		t.Fatal(err)
	}
	post, text := p.say("/forgetme")
	if post.Outcome != Answered || text != phrases.SayForgotten.Zh {
		t.Errorf("got %s %q", post.Outcome, text)
	}
	if len(p.store.sessions) != 0 || p.sessions.len() != 0 {
		t.Errorf("left: %v, %d sessions in memory", p.store.sessions, p.sessions.len())
	}
	if want := (Person{Platform: "telegram", ID: "p1", Chat: "p1"}); len(p.store.forgotten) != 1 || p.store.forgotten[0] != want {
		t.Errorf("forgotten: %+v", p.store.forgotten)
	}
	if p.say("und Aachen?"); p.k.last(t).Topic.Frame != "" || p.k.last(t).Lang != "" {
		t.Errorf("remembered: %+v", p.k.last(t))
	}
}

func TestFailedForgettingIsSaid(t *testing.T) {
	p := newTalker(t)
	p.store.fail = errBroken
	if post, text := p.say("/forgetme"); post.Outcome != Handover || text != phrases.SayDataFailed.De {
		t.Errorf("got %s %q", post.Outcome, text)
	}
}

func TestMyDataIsShownToTheirOwnerOnly(t *testing.T) {
	p := newTalker(t)
	p.place = Place{Platform: "telegram", Chat: "p1"}
	if _, text := p.say("/mydata"); text != phrases.SayNoData.De {
		t.Errorf("nothing stored, and got %q", text)
	}
	p.say("/language en")
	if _, text := p.say("show me my data"); !strings.Contains(text, `"lang": "en"`) {
		t.Errorf("got %q", text)
	}
	for _, private := range []bool{false, true} {
		post, err := p.Handle(t.Context(), Message{Place: Place{Platform: "telegram", Chat: "group"}, Sender: "p1", Text: "/mydata", Private: private})
		if shown := strings.Contains(post.Body.Text(), `"lang"`); err != nil || shown != private {
			t.Errorf("private %v, shown %v (%v)", private, shown, err)
		}
	}
}

type exported struct{ *memory }

func (exported) Export(context.Context, Person) ([]byte, error) {
	return []byte(`{"questions":["` + strings.Repeat("Ist Köln Mitglied? ", 10_000) + `"]}`), nil
}

func TestManyDataComeAsAFile(t *testing.T) {
	p := newTalker(t, func(o *Options) { o.Personal = exported{} })
	for _, platform := range []string{"telegram", "discord", "web"} {
		post := p.send(Message{Place: Place{Platform: platform, Chat: "p1"}, Text: "/mydata", Private: true, Direct: true})
		if platform == "web" {
			if len(post.Media) > 0 || !strings.Contains(post.Body.Text(), "Mitglied? Ist") {
				t.Errorf("the web shows no files: %+v", post.Media)
			}
			continue
		}
		if len(post.Media) != 1 || len(post.Body.Text()) > 500 {
			t.Fatalf("%s: %d bytes, %+v", platform, len(post.Body.Text()), post.Media)
		}
		file, err := post.Media[0].Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if raw, err := io.ReadAll(file); err != nil || !json.Valid(raw) || len(raw) < 190_000 {
			t.Errorf("%d bytes, %v", len(raw), err)
		}
	}
}

func TestShelfIsBoundedAndDropsTheLongestUnused(t *testing.T) {
	c := newClock()
	s := newShelf[string](c.now, time.Hour, 10*shards, func() *int { return new(int) })
	*s.get("dear") = 1
	for i := range 5000 {
		c.pass(time.Millisecond)
		s.get(fmt.Sprint(i))
		if *s.get("dear") != 1 {
			t.Fatal("a value in use was dropped")
		}
	}
	if n := s.len(); n > 10*shards {
		t.Errorf("holds %d", n)
	}
	c.pass(time.Hour + time.Second)
	if *s.get("dear") != 0 {
		t.Error("not expired")
	}
}

func TestShelfUnderManyHands(t *testing.T) {
	s := newShelf[int](time.Now, time.Hour, 100, newSession)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 500 {
				s.get(j * i)
				if j%100 == 0 {
					s.remove(func(k int) bool { return k%2 == 0 })
				}
			}
		})
	}
	wg.Wait()
}
