package bot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

func TestCommandsAreReadInAllSpellings(t *testing.T) {
	tests := []struct {
		text string
		lang string
		want phrases.Text
	}{
		{"/help", "de", phrases.SayHelp},
		{"/help@isa_bot", "de", phrases.SayHelp},
		{"/HELP", "de", phrases.SayHelp},
		{"/hilfe", "de", phrases.SayHelp},
		{"/帮助", "zh", phrases.SayHelp},
		{"／帮助", "zh", phrases.SayHelp},
		{"/language", "de", phrases.SayLanguages},
		{"/language klingonisch", "de", phrases.SayLanguages},
		{"/语言", "zh", phrases.SayLanguages},
		{"/privacy", "de", phrases.SayPrivacy},
		{"/datenschutz@isa_bot", "de", phrases.SayPrivacy},
		{"/隱私", "zh", phrases.SayPrivacy},
		{"/forgetme", "de", phrases.SayForgotten},
		{"/mydata", "de", phrases.SayNoData},
		{"/subscribe", "de", phrases.SayFollow},
		{"/退订", "zh", phrases.SayNotSubscribed},
		{"/wetter morgen", "de", phrases.SayUnknownCommand},
		{"/broadcast an alle: ISA hat 50 Mitglieder", "de", phrases.SayUnknownCommand},
	}
	for _, test := range tests {
		p := newTalker(t)
		post, text := p.say(test.text)
		if want := richtext.FromText(test.want.In(test.lang)).Text(); text != want || post.Lang != test.lang {
			t.Errorf("%q: %s %q, want %q", test.text, post.Lang, text, want)
		}
	}
}

func TestCommandsThatStandForQuestionsAreAsked(t *testing.T) {
	for text, want := range map[string]string{
		"/members": "[de] Welche Städte sind Mitglied?", "/mitglieder Bayern": "[de] Welche Städte sind Mitglied? Bayern",
		"/contact@bot": "[de] Wer ist Ansprechpartner?", "/联系": "[zh] 联系方式是什么？", "/member Bonn": "[de] Ist Bonn Mitglied?",
		"/news": "[de] Was gibt es Neues?", "/ ist das ein Befehl?": "[de] / ist das ein Befehl?", "/a/b": "[de] /a/b",
	} {
		p := newTalker(t)
		if _, got := p.say(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestStartGreetsAStrangerInAllLanguagesAndOthersInTheirs(t *testing.T) {
	p := newTalker(t)
	post, text := p.say("/start")
	for _, lang := range phrases.Languages {
		if !strings.Contains(text, phrases.SayWelcome.In(lang)) {
			t.Errorf("no welcome in %s", lang)
		}
	}
	if len(post.Choices) != 3 || post.Choices[2] != (Choice{Label: "中文", Say: "/language zh"}) {
		t.Errorf("choices %v", post.Choices)
	}
	p.say(post.Choices[2].Say)
	if _, text = p.say("/start"); text != phrases.SayWelcome.Zh {
		t.Errorf("a known person is greeted with %q", text)
	}
}

func TestStartGreetsInTheLanguageOfTheAppAlone(t *testing.T) {
	for locale, want := range map[string]string{"zh": phrases.SayWelcome.Zh, "en": phrases.SayWelcome.En} {
		p := newTalker(t)
		if post, text := p.hear(Message{Text: "/start", Locale: locale}); post.Lang != locale || text != want {
			t.Errorf("%s: %s %q", locale, post.Lang, text)
		}
		if p.hear(Message{Text: "Foshan", Locale: locale}); p.k.last(t).Habit != locale {
			t.Errorf("%s: asked with the habit %q", locale, p.k.last(t).Habit)
		}
		if post, _ := p.hear(Message{Text: "Hallo", Locale: locale}); post.Lang != "de" {
			t.Errorf("%s overrules what is said", locale)
		}
	}
	p := newTalker(t)
	if _, text := p.hear(Message{Text: "/start", Locale: "fr"}); !strings.Contains(text, phrases.SayWelcome.Zh) {
		t.Error("a language that is none of ours counts")
	}
}

func TestStartFollowsALink(t *testing.T) {
	for link, want := range map[string]string{
		"/start faq_a2": "[de] faqs a2", "/start member_foshan": "[de] members foshan", "/start news_n1": "[de] news n1",
		"/start join":        phrases.SayGuideCountry.De,
		"/start member_gone": phrases.SayGone.De, "/start faq_gone": phrases.SayGone.De, "/start news_gone": phrases.SayGone.De,
		"/start anything_else": phrases.SayWelcome.De, "/start " + strings.Repeat("x", 64): phrases.SayWelcome.De,
	} {
		p := newTalker(t, withLibrary)
		if _, text := p.say(link); !strings.Contains(text, want) {
			t.Errorf("%s: %q", link, text)
		}
	}
}

func TestUnknownCommandsInAGroupAreForOtherBots(t *testing.T) {
	p := newTalker(t)
	group := Place{Platform: "telegram", Chat: "g"}
	for text, answered := range map[string]bool{
		"/weather": false, "/ban @someone": false, "/HELP": true, "/hilfe@isa_bot": true, "/成员": true, "/rate up x": true, "/": false,
	} {
		if post := p.send(Message{Place: group, Text: text}); post.Body.Empty() == answered {
			t.Errorf("%q: answered with %q", text, post.Body.Text())
		}
	}
	if post := p.send(Message{Place: group, Text: "/weather", Direct: true}); post.Body.Empty() {
		t.Error("said to the bot, it is not answered")
	}
}

func TestWhatIsForTheAskerAlone(t *testing.T) {
	for text, want := range map[string]bool{
		"/mydata": true, "/meinedaten": true, "/join DE city": true, "/subscribe": true, "/退订": true, RateDown("q23456789abcdef"): true,
		"/members": false, "/contact": false, "ja": false, "Was speichert ihr?": false, "/language en": true, " /privacy@isa_bot": true,
	} {
		if Quiet(text) != want {
			t.Errorf("%q is quiet: %v", text, !want)
		}
	}
}

func TestFAQOffersQuestionsThatHoldNoFact(t *testing.T) {
	p := newTalker(t)
	if post, text := p.say("/faq"); len(post.Suggestions) != 6 || !strings.Contains(text, "• "+phrases.AskWhat.De) {
		t.Errorf("got %q %v", text, post.Suggestions)
	}
}

func TestPrivacyNamesThePageAndTheWayToOnesData(t *testing.T) {
	p := newTalker(t, func(o *Options) {
		o.Privacy = func(lang string) string { return "https://example.org/" + lang + "/privacy" }
	})
	post, text := p.say("privacy?")
	if !strings.Contains(text, "https://example.org/en/privacy") || len(post.Choices) != 2 || post.Choices[1].Say != "/forgetme" {
		t.Errorf("got %q %v", text, post.Choices)
	}
}

func TestCommandListFitsEveryPlatform(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Commands() {
		if seen[c.Name] || c.Name != strings.ToLower(c.Name) || len(c.Name) > 32 {
			t.Errorf("the name %q", c.Name)
		}
		seen[c.Name] = true
		for _, lang := range phrases.Languages {
			if n := utf8.RuneCountInString(c.About.In(lang)); n < 1 || n > 100 {
				t.Errorf("%s in %s has %d characters", c.Name, lang, n)
			}
		}
		if c.Argument == (phrases.Text{}) && (c.Takes != nil || c.Completes != "") {
			t.Errorf("%s has an argument that is not explained", c.Name)
		}
		for _, lang := range phrases.Languages {
			if n := utf8.RuneCountInString(c.Argument.In(lang)); n > 100 {
				t.Errorf("the argument of %s in %s has %d characters", c.Name, lang, n)
			}
		}
		p := newTalker(t)
		if _, text := p.say("/" + c.Name); text == phrases.SayUnknownCommand.De {
			t.Errorf("/%s is listed and unknown", c.Name)
		}
	}
}
