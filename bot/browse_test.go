package bot

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/phrases"
)

// says are what the buttons of a post say.
func says(post Post) []string {
	var all []string
	for _, c := range post.Choices {
		all = append(all, c.Say)
	}
	return all
}

func TestMembersAreLookedThroughByButtons(t *testing.T) {
	p := newTalker(t, withLibrary)
	steps := []struct {
		press string
		want  []string
	}{
		{"/members", []string{"/members DE", "/members CN"}},
		{"/members DE", []string{"/members DE S0", "/members DE S1", "/members DE S2", "/members DE S3", "/members DE S4", "/members DE S5", "/members DE S6", "/members DE S7",
			"/members DE 2", "/members DE all", "/members"}},
		{"/members DE 2", []string{"/members DE S8", "/members DE S9", "/members DE 1", "/members DE all", "/members"}},
		{"/members DE S0 3", []string{"/member grossstadt-17", "/member grossstadt-18", "/member grossstadt-19", "/member grossstadt-20", "/members DE S0 2", "/members DE"}},
		{"/members CN GD", []string{"/member foshan", "/members CN"}},
		{"/members cn gd", []string{"/member foshan", "/members CN"}},
		{"/member grossstadt-9", []string{"/members DE S0 2"}},
		{"/member foshan", []string{"/members CN GD"}},
	}
	for _, step := range steps {
		post, _ := p.press(step.press)
		if got := says(post); !slices.Equal(got, step.want) || !post.InPlace || post.Outcome != Answered {
			t.Errorf("%s: %s in place %v, leads to\n%q, want\n%q", step.press, post.Outcome, post.InPlace, got, step.want)
		}
	}
	if _, text := p.press("/members DE 2"); !strings.Contains(text, phrases.SayPageOf.In("de", "page", "2", "pages", "2")) {
		t.Errorf("which page it is is not said: %q", text)
	}
}

func TestPagesThatAreNoLongerThereShowTheNearest(t *testing.T) {
	p := newTalker(t, withLibrary)
	for press, like := range map[string]string{
		"/members DE S0 99": "/members DE S0 3", "/members DE 7": "/members DE 2", "/members DE S0 -1": "/members DE S0", "/members DE XX 2": "/members DE 2",
		"/members FR": "/members", "/members DE S0 0": "/members DE S0", "/faq open 9": "/faq open 2", "/news 9": "/news 2",
	} {
		got, _ := p.press(press)
		want, _ := p.press(like)
		if !slices.Equal(says(got), says(want)) || got.Body.Text() != want.Body.Text() {
			t.Errorf("%s: %q leads to %q", press, got.Body.Text(), says(got))
		}
	}
}

func TestEntriesThatAreGoneAreSaidToBeAndTheListIsOffered(t *testing.T) {
	for press, list := range map[string]string{"/member weg": "/members", "/faq weg": "/faq", "/news weg": "/news"} {
		p := newTalker(t, withLibrary)
		post, text := p.press(press)
		want, _ := p.press(list)
		if post.Outcome != Clarify || !strings.HasPrefix(text, phrases.SayGone.De) || !slices.Equal(says(post), says(want)) {
			t.Errorf("%s: %s %q %q", press, post.Outcome, text, says(post))
		}
		if p.k.count() > 0 {
			t.Errorf("%s was asked of the records", press)
		}
	}
}

func TestNamesAndWordsThatAreNoKeysAreAsked(t *testing.T) {
	for text, want := range map[string]string{
		"/member Köln": "[de] Ist Köln Mitglied?", "/成员城市 科隆": "[zh] 科隆是成员吗？", "/members Bayern": "[de] Welche Städte sind Mitglied? Bayern",
		"/faq Was kostet es?": "[de] Was kostet es?", "/news Mai": "[de] Was gibt es Neues? Mai",
		"/member Foshan": "[de] members foshan", // a key, however it is written
	} {
		p := newTalker(t, withLibrary)
		if _, got := p.say(text); got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
}

func TestCardsAreWhatTheConversationIsAbout(t *testing.T) {
	p := newTalker(t, withLibrary)
	post, _ := p.press("/member foshan")
	if len(post.Sources) != 1 || post.Rate != "" {
		t.Errorf("the card: %+v", post)
	}
	if p.say("seit wann?"); p.k.last(t).Topic.Names[0] != "foshan" {
		t.Errorf("asked about %+v", p.k.last(t).Topic)
	}
}

func TestFAQCardsAreQuestionsLikeAnyOther(t *testing.T) {
	p := newTalker(t, withLibrary)
	p.place = Place{Platform: "telegram", Chat: "p1"}
	post, _ := p.press("/faq a2")
	if len(p.store.asked) != 1 || p.store.asked[0].Text != "Name von a2" || post.Rate == "" || post.Rate != p.store.asked[0].ID {
		t.Errorf("noted %+v, to be rated as %q", p.store.asked, post.Rate)
	}
	if !slices.Equal(says(post), []string{"/faq about"}) {
		t.Errorf("leads to %q", says(post))
	}
	post, text := p.press("/faq o9")
	if post.Rate != "" || !strings.HasSuffix(text, phrases.SayOffer.De) || !slices.Equal(says(post), []string{"ja", "nein", "/faq open 2"}) {
		t.Errorf("what is not on record: %q leads to %q", text, says(post))
	}
	if p.press("ja"); len(p.store.inquiries) != 1 || p.store.inquiries[0].Question != "Name von o9" || p.store.inquiries[0].Office != "berlin" {
		t.Errorf("passed on %+v", p.store.inquiries)
	}
}

func TestALongEntryIsAMessageOfItsOwn(t *testing.T) {
	p := newTalker(t, withLibrary)
	if post, _ := p.press("/news n2"); post.InPlace {
		t.Error("a text that does not fit replaces the list")
	}
	if post, _ := p.press("/news n1"); !post.InPlace {
		t.Error("one that fits does not")
	}
}

func TestWhatIsShownIsShownAgainInAnotherLanguage(t *testing.T) {
	for press, want := range map[string]string{
		"/members CN GD": "Guangdong (en)", "/faq open 2": "Page 2 of 2", "/member foshan": "[en] members foshan", "/news": phrases.NewsLatest.En,
		"/join CN city": "China · City or town",
	} {
		p := newTalker(t, withLibrary)
		p.press(press)
		if post, text := p.say("in english please"); post.Lang != "en" || !strings.Contains(text, want) {
			t.Errorf("%s: %s %q", press, post.Lang, text)
		}
	}
}

// Every button that can be reached says something that is understood, and fits
// the platforms.
func TestEveryButtonLeadsSomewhere(t *testing.T) {
	for _, lang := range phrases.Languages {
		p := newTalker(t, withLibrary, func(o *Options) { o.Subscribe = newSubscribers() })
		p.place, p.lang = Place{Platform: "telegram", Chat: "p1"}, lang
		var waiting []string
		for _, c := range Commands() {
			waiting = append(waiting, "/"+c.Name)
		}
		seen := map[string]bool{}
		for len(waiting) > 0 {
			say := waiting[0]
			waiting = waiting[1:]
			if seen[say] || strings.HasPrefix(say, "/forgetme") {
				continue
			}
			seen[say] = true
			p.clock.pass(3 * time.Minute) // within every bound
			post, text := p.press(say)
			if strings.Contains(text, phrases.SayUnknownCommand.In(lang)) || post.Lang != lang && !strings.HasPrefix(say, "/language") {
				t.Fatalf("%q: %s %q", say, post.Lang, text)
			}
			p.choose(lang)
			for _, c := range post.Choices {
				if c.Label == "" || utf8.RuneCountInString(c.Label) > 80 || len(c.Say) > 60 && c.Say != c.Label {
					t.Errorf("%q offers %+v", say, c)
				}
				waiting = append(waiting, c.Say)
			}
		}
		if len(seen) < 1000 {
			t.Errorf("only %d buttons were found", len(seen))
		}
	}
}

// choose makes lang the language of the talker's conversation again.
func (p *talker) choose(lang string) {
	s := p.sessions.get(sessionKey{p.place, "p1"})
	s.state.Lang, s.state.Habit, s.state.Over = lang, lang, ""
}
