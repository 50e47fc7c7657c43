package bot

import (
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
)

func TestAnswersFromTheRecordsCanBeRatedWhereThumbsAreShown(t *testing.T) {
	for platform, want := range map[string]bool{"telegram": true, "discord": true, "web": false, "terminal": false} {
		p := newTalker(t)
		p.place = Place{Platform: platform, Chat: "p1"}
		post, _ := p.say("Ist Köln Mitglied?")
		if (post.Rate != "") != want || len(p.store.asked) != 1 || !questionID(p.store.asked[0].ID) {
			t.Errorf("%s: to be rated as %q, noted %+v", platform, post.Rate, p.store.asked)
		}
		if post.Rate != "" && post.Rate != p.store.asked[0].ID {
			t.Errorf("%s: %q is not the question %q", platform, post.Rate, p.store.asked[0].ID)
		}
		if post, _ := p.say("danke"); post.Rate != "" {
			t.Errorf("%s: small talk can be rated", platform)
		}
	}
	p := newTalker(t, func(o *Options) { o.Questions = nil })
	p.place = Place{Platform: "telegram", Chat: "p1"}
	if post, _ := p.say("Ist Köln Mitglied?"); post.Rate != "" {
		t.Error("a rating that nobody keeps")
	}
}

// rated is a talker with one answer, and the id by which it can be rated.
func rated(t *testing.T, question string) (*talker, string) {
	p := newTalker(t)
	p.place = Place{Platform: "telegram", Chat: "p1"}
	post, _ := p.say(question)
	return p, post.Rate
}

func TestAThumbUpIsThankedForInAWord(t *testing.T) {
	p, id := rated(t, "Ist Köln Mitglied?")
	post, text := p.press(RateUp(id))
	if !post.Brief || text != phrases.SayRated.De || !p.store.ratings[id] {
		t.Errorf("%+v, kept %v", post, p.store.ratings)
	}
}

func TestAThumbUpLeavesAnOfferOpen(t *testing.T) {
	p, id := rated(t, "Ist Köln Mitglied?")
	p.k.do = unknowing
	p.say("Was kostet es?")
	p.press(RateUp(id))
	if p.press("ja"); len(p.store.inquiries) != 1 {
		t.Error("the offer has lapsed")
	}
}

func TestAThumbDownAsksWhatWasWrongAndPassesItOn(t *testing.T) {
	p, id := rated(t, "Ist Köln Mitglied?")
	post, text := p.press(RateDown(id))
	if post.Brief || text != phrases.SayWhatWasWrong.De || len(post.Choices) != 1 || post.Choices[0].Say != "nein" {
		t.Fatalf("got %q %v", text, post.Choices)
	}
	if up, kept := p.store.ratings[id]; up || !kept {
		t.Error("the verdict is not kept")
	}
	if _, text = p.say("Das Jahr stimmt nicht. max@example.org"); !strings.Contains(text, "2026-7") {
		t.Fatalf("got %q", text)
	}
	want := phrases.InquiryRated.In("de", "question", "Ist Köln Mitglied?", "text", "Das Jahr stimmt nicht. "+masked)
	if q := p.store.inquiries[0]; q.Question != want || q.Chat != "p1" {
		t.Errorf("passed on %+v", q)
	}
}

func TestAfterAThumbDownOnlyWhatIsWrittenIsPassedOn(t *testing.T) {
	for name, next := range map[string]Message{
		"a no":                 {Text: "nein", Press: true},
		"another button":       {Text: "Welche Städte sind Mitglied?", Press: true},
		"a command":            {Text: "/help"},
		"thanks":               {Text: "danke"},
		"an edit of something": {Text: "Ist Bonn Mitglied?", ID: "1", Edited: true},
	} {
		p, id := rated(t, "Ist Köln Mitglied?")
		p.press(RateDown(id))
		p.hear(next)
		if p.say("Und Mainz?"); len(p.store.inquiries) != 0 {
			t.Errorf("%s: passed on %+v", name, p.store.inquiries)
		}
	}
}

func TestThumbsThatCannotBeKept(t *testing.T) {
	p, id := rated(t, "Ist Köln Mitglied?")
	for _, text := range []string{"/rate", "/rate up", "/rate up zu kurz", "/rate sideways " + id, "/rate up " + strings.ToUpper(id)} {
		if _, got := p.press(text); got != phrases.SayUnknownCommand.De {
			t.Errorf("%q: %q", text, got)
		}
	}
	p.store.fail = errBroken
	if post, text := p.press(RateDown(id)); !post.Brief || text != phrases.SayRatingFailed.De || !strings.Contains(p.logs.String(), "could not be kept") {
		t.Errorf("got %q", text)
	}
	p = newTalker(t, func(o *Options) { o.Inquiries = nil })
	p.place = Place{Platform: "telegram", Chat: "p1"}
	if post, text := p.press(RateDown(id)); !post.Brief || text != phrases.SayRated.De {
		t.Errorf("with nobody to pass it on to: %q", text)
	}
}

func TestInAGroupItIsSaidHowAWordIsHeard(t *testing.T) {
	p, id := rated(t, "Ist Köln Mitglied?")
	group := Place{Platform: "telegram", Chat: "g"}
	if _, text := p.hear(Message{Place: group, Direct: true, Press: true, Text: RateDown(id)}); !strings.HasSuffix(text, phrases.SayReplyToThis.De) {
		t.Errorf("in a group: %q", text)
	}
	hidden := Message{Place: Place{Platform: "discord", Chat: "g"}, Direct: true, Press: true, Private: true, Home: Place{Platform: "discord", Chat: "dm"}, Text: RateDown(id)}
	if _, text := p.hear(hidden); !strings.HasSuffix(text, phrases.SayNameMe.De) {
		t.Errorf("where only the asker sees it: %q", text)
	}
	if _, text := p.press(RateDown(id)); text != phrases.SayWhatWasWrong.De {
		t.Errorf("alone with the person: %q", text)
	}
}
