package bot

import (
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/phrases"
)

func TestFiveQuestionsAMinuteThenOneFriendlyRefusal(t *testing.T) {
	p := newTalker(t)
	p.place = Place{Platform: "telegram", Chat: "c1"}
	for range perMinute {
		if post, _ := p.say("你们有哪些城市"); post.Outcome != Answered {
			t.Fatalf("refused too early: %s", post.Outcome)
		}
	}
	post, text := p.say("Foshan")
	if post.Outcome != Declined || text != phrases.SayTooMany.In("de", "wait", "15 Sekunden") {
		t.Errorf("got %s %q", post.Outcome, text)
	}
	for range 1000 {
		if post := p.send(Message{Text: "Foshan"}); !post.Body.Empty() {
			t.Fatalf("said again: %q", post.Body.Text())
		}
	}
	p.clock.pass(11 * time.Second)
	if post := p.send(Message{Text: "Foshan"}); !post.Body.Empty() {
		t.Error("let in before its time")
	}
	p.clock.pass(time.Second)
	if post, _ := p.say("Foshan"); post.Outcome != Answered {
		t.Error("not let in at its time: a refusal has cost a question")
	}
	if post, _ := p.say("Foshan"); post.Outcome != Declined {
		t.Error("the next refusal is not said")
	}
}

func TestFiftyQuestionsADay(t *testing.T) {
	p := newTalker(t)
	p.place = Place{Platform: "discord", Chat: "c1"}
	answered, refused := 0, 0
	for range 100 {
		switch post := p.send(Message{Text: "Ist Köln Mitglied?"}); post.Outcome {
		case Answered:
			answered++
		case Declined:
			refused++
			if text := post.Body.Text(); !strings.Contains(text, "Minuten") {
				t.Fatalf("the refusal does not say when: %q", text)
			}
		}
		p.clock.pass(12 * time.Second)
	}
	if answered != perDay || refused != 1 {
		t.Errorf("%d answered, %d refused within twenty minutes", answered, refused)
	}
	p.clock.pass(24 * time.Hour)
	if post, _ := p.say("Ist Köln Mitglied?"); post.Outcome != Answered {
		t.Error("still refused on the next day")
	}
}

func TestButtonsHaveABoundOfTheirOwn(t *testing.T) {
	p := newTalker(t, withLibrary)
	p.place = Place{Platform: "telegram", Chat: "c1"}
	for range pressMinute {
		if post, _ := p.press("/members DE"); post.Outcome != Answered {
			t.Fatalf("refused too early: %s", post.Outcome)
		}
	}
	if post, text := p.press("/members DE"); post.Outcome != Declined || !post.Brief || text != phrases.SayTooFast.In("de", "wait", "5 Sekunden") {
		t.Errorf("got %s %q", post.Outcome, text)
	}
	if post := p.send(Message{Text: "/members DE", Press: true}); !post.Body.Empty() {
		t.Error("the refusal is said twice")
	}
	if post, _ := p.say("Ist Köln Mitglied?"); post.Outcome != Answered {
		t.Error("pressing has used up the questions")
	}
}

func TestALeaveIsTakenWhateverWasAsked(t *testing.T) {
	p := newTalker(t)
	p.place = Place{Platform: "telegram", Chat: "p1"}
	for range perMinute + 1 {
		p.say("Ist Köln Mitglied?")
	}
	for _, text := range []string{"/unsubscribe", "/forgetme", "/vergissmich"} {
		if post := p.send(Message{Text: text}); post.Outcome != Answered {
			t.Errorf("%s: %q", text, post.Body.Text())
		}
	}
	if post := p.send(Message{Text: "Ist Köln Mitglied?"}); !post.Body.Empty() {
		t.Error("after them questions are answered at once")
	}
}

func TestOnePersonPassesOnSoManyInquiriesADay(t *testing.T) {
	p := applicant(t)
	refused := 0
	for n := range 3 * inquiriesDay {
		country := []string{"DE", "CN", "FR", "IT", "PL", "US"}[n%6]
		post, text := p.press("/join " + country + " city 3 cars here send")
		if post.Outcome == Declined {
			refused++
			if !strings.Contains(text, "Bitte") || len(post.Choices) > 0 {
				t.Fatalf("refused with %q %v", text, post.Choices)
			}
		}
		p.clock.pass(time.Minute)
	}
	if got := len(p.store.inquiries); got < inquiriesDay || got > inquiriesDay+1 || refused == 0 {
		t.Errorf("%d were passed on within an hour, %d refused", got, refused)
	}
	p.k.do = unknowing
	p.say("Was kostet das?")
	if post, _ := p.say("ja"); post.Outcome != Declined {
		t.Errorf("another way in: %s", post.Outcome)
	}
	p.clock.pass(24 * time.Hour)
	p.say("Was kostet das?")
	if post, _ := p.say("ja"); post.Outcome != Answered {
		t.Errorf("the next day: %s", post.Outcome)
	}
}

func TestLimitIsOnePersonsInAllTheirChatsAndNobodyElses(t *testing.T) {
	p := newTalker(t)
	ask := func(chat, sender string) Outcome {
		post, err := p.Handle(t.Context(), Message{Place: Place{Platform: "telegram", Chat: chat}, Sender: sender, Text: "Köln?", Direct: true})
		if err != nil {
			t.Fatal(err)
		}
		return post.Outcome
	}
	for _, chat := range []string{"a", "b", "c", "d", "e"} {
		ask(chat, "p1")
	}
	if ask("f", "p1") != Declined || ask("a", "p2") != Answered {
		t.Error("the limit is not the person's")
	}
}

func TestWebAndTerminalAreNotLimitedHere(t *testing.T) {
	for _, platform := range []string{"web", "terminal"} {
		p := newTalker(t)
		p.place = Place{Platform: platform, Chat: "c1"}
		for range 100 {
			if post, _ := p.say("Köln?"); post.Outcome != Answered {
				t.Fatalf("%s: %s", platform, post.Outcome)
			}
		}
	}
}

func TestWaitingTimesAreRoundedUp(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Millisecond: "5 seconds", 11 * time.Second: "15 seconds", 89 * time.Second: "90 seconds",
		91 * time.Second: "2 minutes", 29 * time.Minute: "29 minutes", 91 * time.Minute: "2 hours",
	} {
		if got := inWords("en", d); got != want {
			t.Errorf("%s is %q, want %q", d, got, want)
		}
	}
}
