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
		"/contact@bot": "[de] Wer ist Ansprechpartner?", "/join": "[de] Wie wird man Mitglied?", "/加入": "[zh] 怎么加入联盟？",
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
		p := newTalker(t)
		if _, text := p.say("/" + c.Name); text == phrases.SayUnknownCommand.De {
			t.Errorf("/%s is listed and unknown", c.Name)
		}
	}
}
