package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

func TestQuestionsGoToTheAnswererAndItsAnswerComesBackWhole(t *testing.T) {
	p := newTalker(t)
	post, text := p.say("Hallo, ist Köln Mitglied?")
	if text != "[de] ist Köln Mitglied?" || post.Outcome != Answered || len(post.Sources) != 1 {
		t.Errorf("got %q with %+v", text, post)
	}
	p.say("und Mainz?")
	if q := p.k.last(t); q.Topic.Frame != "ist Köln Mitglied?" || q.Habit != "de" || q.Lang != "" {
		t.Errorf("the conversation was not handed on: %+v", q)
	}
}

func TestSmallTalkIsAnsweredInItsLanguageWithoutTheAnswerer(t *testing.T) {
	tests := []struct {
		text, lang string
		outcome    Outcome
		want       phrases.Text
	}{
		{"Moin!", "de", Answered, phrases.SayGreeting},
		{"hi", "en", Answered, phrases.SayGreeting},
		{"你好", "zh", Answered, phrases.SayGreeting},
		{"danke!!", "de", Answered, phrases.SayThanks},
		{"bye", "en", Answered, phrases.SayGoodbye},
		{"你是机器人吗", "zh", Answered, phrases.SayIdentity},
		{"are you a bot", "en", Answered, phrases.SayIdentity},
		{"hilfe", "de", Answered, phrases.SayHelp},
		{"?", "de", Clarify, phrases.SayHelp},
		{"？？", "de", Clarify, phrases.SayHelp},
		{"du bist doof", "de", Answered, phrases.SayPatience},
		{"太好了", "zh", Answered, phrases.SayPraise},
		{"", "de", Clarify, phrases.SayNothing},
		{"🎉🎉", "de", Clarify, phrases.SayNothing},
		{"...!", "de", Clarify, phrases.SayNothing},
		{"\u200b\u202e", "de", Clarify, phrases.SayNothing},
		{"ja", "de", Clarify, phrases.SayNoted},
		{"what do you store about me", "en", Answered, phrases.SayPrivacy},
		{"請刪除我的數據", "zh", Answered, phrases.SayForgetHow},
		{"welche Sprachen sprichst du?", "de", Clarify, phrases.SayLanguages},
	}
	for _, test := range tests {
		p := newTalker(t)
		post, text := p.say(test.text)
		if want := richtext.FromText(test.want.In(test.lang)).Text(); text != want || post.Lang != test.lang || post.Outcome != test.outcome {
			t.Errorf("%q: %s %s %q, want %s %s %q", test.text, post.Lang, post.Outcome, text, test.lang, test.outcome, want)
		}
		if p.k.count() > 0 {
			t.Errorf("%q was asked of the Answerer", test.text)
		}
	}
}

func TestSharedWordsKeepTheConversationsLanguage(t *testing.T) {
	p := newTalker(t)
	p.say("Guten Tag")
	if post, _ := p.say("ok"); post.Lang != "de" {
		t.Errorf("ok in a German conversation is answered in %s", post.Lang)
	}
	p.say("hello")
	if post, _ := p.say("?"); post.Lang != "en" {
		t.Errorf("? in an English conversation is answered in %s", post.Lang)
	}
}

func TestGreetingTellsTheLanguageOfAQuestionThatTellsNone(t *testing.T) {
	for text, want := range map[string]string{
		"你好，Foshan？": "[zh] Foshan？", "Hello, Foshan?": "[en] Foshan?", "Moin, Foshan?": "[de] Foshan?", "Foshan?": "[de] Foshan?",
	} {
		if _, got := newTalker(t).say(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLanguageWishSwitchesAndAnswersTheLastQuestionAgain(t *testing.T) {
	p := newTalker(t)
	p.say("Ist Mainz Mitglied?")
	p.say("und Köln?")
	_, text := p.say("in english please")
	if text != "[en] und Köln?" {
		t.Errorf("answered %q", text)
	}
	if q := p.k.last(t); q.Topic.Frame != "Ist Mainz Mitglied?" || q.Lang != "en" {
		t.Errorf("asked again with %+v, not as it was meant the first time", q)
	}
	if _, text = p.say("und Aachen?"); text != "[en] und Aachen?" {
		t.Errorf("the switch did not last: %q", text)
	}
	if post, text := p.say("说中文"); text != "[zh] und Aachen?" || post.Lang != "zh" {
		t.Errorf("the second switch: %q", text)
	}
}

func TestLanguageWishWithoutAQuestionJustSwitches(t *testing.T) {
	for text, lang := range map[string]string{
		"kannst du auch deutsch": "de", "English?": "en", "請說中文": "zh", "/language zh": "zh", "/sprache englisch": "en", "/lang Deutsch": "de",
	} {
		p := newTalker(t)
		post, got := p.say(text)
		if post.Lang != lang || got != phrases.SayLanguage.In(lang) {
			t.Errorf("%q: %s %q", text, post.Lang, got)
		}
		if p.say("Foshan"); p.k.last(t).Lang != lang {
			t.Errorf("%q did not last", text)
		}
	}
}

func TestLanguageOfThePageHoldsUntilThePersonSaysOtherwise(t *testing.T) {
	p := newTalker(t)
	p.lang = "en"
	if _, text := p.say("Foshan"); text != "[en] Foshan" {
		t.Errorf("the page's language is not kept: %q", text)
	}
	if post, _ := p.say("Hallo"); post.Lang != "en" {
		t.Errorf("greeted in %s", post.Lang)
	}
	p.say("auf Deutsch bitte")
	if _, text := p.say("Mainz"); text != "[de] Mainz" {
		t.Errorf("the person's wish was overruled by the page: %q", text)
	}
	p.lang = "zh"
	if _, text := p.say("Aachen"); text != "[zh] Aachen" {
		t.Errorf("another page does not count: %q", text)
	}
}

func TestYesAsksTheOneQuestionThatWasAskedBack(t *testing.T) {
	p := newTalker(t)
	p.k.do = func(q Question) (Answer, error) {
		a := Answer{Body: richtext.FromText(q.Text), Lang: "de", Outcome: Clarify, Suggestions: []string{"Ist Freiburg Mitglied?"}}
		return a, nil
	}
	p.say("Ist Freibrug Mitglied?")
	if _, text := p.say("ja"); text != "Ist Freiburg Mitglied?" {
		t.Errorf("yes was read as %q", text)
	}
}

func TestTooLongAQuestionIsAskedShorter(t *testing.T) {
	p := newTalker(t)
	if post, _ := p.say(strings.Repeat("ä", MaxQuestion)); post.Outcome != Answered {
		t.Errorf("%d characters are %s", MaxQuestion, post.Outcome)
	}
	if post, text := p.say(strings.Repeat("ä", MaxQuestion+1)); post.Outcome != Clarify || !strings.Contains(text, "1000") {
		t.Errorf("one more: %s %q", post.Outcome, text)
	}
}

func TestFaultsOfTheAnswererBecomeAnApologyAndOneLine(t *testing.T) {
	faults := map[string]func(Question) (Answer, error){
		"error": func(Question) (Answer, error) { return Answer{}, errBroken },
		"panic": func(q Question) (Answer, error) { panic("about " + q.Text) },
		"index": func(q Question) (Answer, error) { return Answer{}, fmt.Errorf("%d", []int{}[len(q.Text)]) },
	}
	for name, fault := range faults {
		p := newTalker(t)
		p.k.do = fault
		post, text := p.say("Geheimnis in English please 你好")
		if post.Outcome != Handover || text != phrases.SaySorry.In("zh") {
			t.Errorf("%s: %s %q", name, post.Outcome, text)
		}
		if n := strings.Count(p.logs.String(), "level=ERROR"); n != 1 {
			t.Errorf("%s: %d lines in the log", name, n)
		}
		if strings.Contains(p.logs.String(), "Geheimnis") || strings.Contains(p.logs.String(), "p1") {
			t.Errorf("%s: what the person said, or who they are, is in the log: %s", name, p.logs)
		}
		p.k.do = nil
		if _, text := p.say("Ist Köln dabei?"); !strings.Contains(text, "Köln") {
			t.Errorf("%s: the next question is not answered: %q", name, text)
		}
	}
}

func TestConversationIsForgottenAfterTwoHoursIdle(t *testing.T) {
	p := newTalker(t)
	p.say("Ist Köln Mitglied?")
	p.clock.pass(2 * time.Hour)
	if p.say("und Mainz?"); p.k.last(t).Topic.Frame == "" {
		t.Error("forgotten too early")
	}
	p.clock.pass(2*time.Hour + time.Second)
	if p.say("und Mainz?"); p.k.last(t).Topic.Frame != "" {
		t.Error("not forgotten")
	}
}

func TestTopicsOfDifferentPlacesAndPersonsStayApart(t *testing.T) {
	p := newTalker(t)
	p.say("Ist Köln Mitglied?")
	for _, m := range []Message{
		{Place: Place{Platform: "web", Chat: "c1"}, Sender: "p2"},
		{Place: Place{Platform: "web", Chat: "c2"}, Sender: "p1"},
		{Place: Place{Platform: "web", Chat: "c1", Thread: "t"}, Sender: "p1"},
		{Place: Place{Platform: "discord", Chat: "c1"}, Sender: "p1"},
	} {
		m.Text, m.Direct = "und Mainz?", true
		if _, err := p.Handle(t.Context(), m); err != nil || p.k.last(t).Topic.Frame != "" {
			t.Errorf("%+v shares the topic of another conversation (%v)", m.Place, err)
		}
	}
}

func TestWhatPeopleSayToEachOtherInAGroupIsLeftAlone(t *testing.T) {
	p := newTalker(t)
	p.k.do = unknowing
	group := func(text string, direct bool) Post {
		post, err := p.Handle(t.Context(), Message{Place: Place{Platform: "telegram", Chat: "g"}, Sender: "p1", Text: text, Direct: direct})
		if err != nil {
			t.Fatal(err)
		}
		return post
	}
	for range 2 * perMinute {
		for _, text := range []string{"Ist Köln Mitglied?", "Hallo", "ja", "", "in english please"} {
			if post := group(text, false); !post.Body.Empty() {
				t.Errorf("%q is answered: %q", text, post.Body.Text())
			}
		}
	}
	if len(p.store.asked) > 0 || p.k.count() > 0 {
		t.Error("overheard words were noted")
	}
	if post := group("/help", false); post.Body.Empty() {
		t.Error("a command is not answered")
	}
	if post := group("Was kostet es?", true); post.Body.Empty() {
		t.Error("a question to the bot is not answered")
	}
	group("Wer kommt morgen?", false)
	if group("ja", false); len(p.store.inquiries) != 1 {
		t.Error("the answer to its own question is not heard")
	}
}

func TestAnEditedQuestionIsAskedAsIfForTheFirstTime(t *testing.T) {
	p := newTalker(t)
	p.hear(Message{Text: "Ist Mainz Mitglied?", ID: "1"})
	p.hear(Message{Text: "und Köln?", ID: "2"})
	for range 2 {
		if p.hear(Message{Text: "und Aachen?", ID: "2", Edited: true}); p.k.last(t).Topic.Frame != "Ist Mainz Mitglied?" {
			t.Errorf("asked about %q", p.k.last(t).Topic.Frame)
		}
	}
	if p.say("seit wann?"); p.k.last(t).Topic.Frame != "und Aachen?" {
		t.Errorf("goes on about %q", p.k.last(t).Topic.Frame)
	}
	if p.hear(Message{Text: "Ist Bonn Mitglied?", ID: "1", Edited: true}); p.k.last(t).Topic.Frame != "seit wann?" {
		t.Errorf("an earlier question is asked about %q", p.k.last(t).Topic.Frame)
	}
}

func TestMessagesWithoutTextGetAKindWordInTheLanguageOfTheApp(t *testing.T) {
	p := newTalker(t)
	if post, text := p.hear(Message{Locale: "en"}); post.Lang != "en" || text != phrases.SayNothing.En || len(post.Suggestions) == 0 {
		t.Errorf("%s %q %v", post.Lang, text, post.Suggestions)
	}
}

func TestIntroductionNamesTheBot(t *testing.T) {
	if post := Introduction("zh", "@isa_bot"); post.Lang != "zh" || post.Body.Text() != phrases.SayIntroduction.In("zh", "name", "@isa_bot") {
		t.Errorf("got %+v", post)
	}
	text := Introduction("", "@isa_bot").Body.Text()
	for _, lang := range phrases.Languages {
		if !strings.Contains(text, phrases.SayIntroduction.In(lang, "name", "@isa_bot")) {
			t.Errorf("not said in %s: %q", lang, text)
		}
	}
}

func TestEndOfTheContextIsAnErrorAndNoApology(t *testing.T) {
	p := newTalker(t)
	ctx, cancel := context.WithCancel(t.Context())
	p.k.do = func(Question) (Answer, error) { cancel(); return Answer{}, ctx.Err() }
	_, err := p.Handle(ctx, Message{Place: p.place, Sender: "p1", Text: "Ist Köln Mitglied?"})
	if !errors.Is(err, context.Canceled) || p.logs.Len() > 0 {
		t.Errorf("got %v, logged %q", err, p.logs)
	}
}
