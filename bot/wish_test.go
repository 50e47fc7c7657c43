package bot

import (
	"strings"
	"testing"
)

func TestALanguageWishBesideAQuestionIsHeard(t *testing.T) {
	tests := []struct{ text, lang, rest string }{
		{"Auf Deutsch bitte: Wo wurde sie gegründet?", "de", "Wo wurde sie gegründet?"},
		{"Sorry, English: where is the secretariat?", "en", "where is the secretariat?"},
		{"in english please, how many members?", "en", "how many members?"},
		{"In English please how many members are there", "en", "how many members are there"},
		{"用中文回答：有多少成员", "zh", "有多少成员"},
		{"用中文回答有多少成员", "zh", "有多少成员"},
		{"请用英文告诉我有多少成员", "en", "有多少成员"},
		{"你好，請用英文回答：聯盟是什麼？", "en", "聯盟是什麼？"},
		{"中文：有哪些成员？", "zh", "有哪些成员？"},
		{"Bitte auf Englisch antworten: Wer ist Ansprechpartner?", "en", "Wer ist Ansprechpartner?"},
		{"Antworte auf Chinesisch: Ist Köln Mitglied?", "zh", "Ist Köln Mitglied?"},
		{"Hallo! Auf Deutsch bitte – is Cologne a member?", "de", "is Cologne a member?"},
		{"Auf Deutsch, wo ist das Büro?", "de", "wo ist das Büro?"},
		{"Do you speak English? Where is the office?", "en", "Where is the office?"},
		{"I don't speak German, please answer in English: who pays?", "en", "who pays?"},
		{"Ich spreche kein Deutsch. In English please: who pays?", "en", "who pays?"},
		{"Deutsch bitte:\n\"Wer zahlt?\"", "de", "\"Wer zahlt?\""},
		{"Auf Deutsch bitte: Gibt es die Broschüre auf Chinesisch?", "de", "Gibt es die Broschüre auf Chinesisch?"},
		{"Who is the secretary general? auf Deutsch bitte", "de", "Who is the secretary general?"},
		{"Who is the secretary general (auf Deutsch bitte)", "de", "Who is the secretary general"},
		{"Wie viele Mitglieder gibt es, bitte auf Englisch antworten", "en", "Wie viele Mitglieder gibt es"},
		{"Wie viele Mitglieder gibt es? Can you answer in English?", "en", "Wie viele Mitglieder gibt es?"},
		{"How many members are there? In Chinese.", "zh", "How many members are there?"},
		{"How many members are there? English", "en", "How many members are there?"},
		{"How many members? Thanks, in German please!", "de", "How many members?"},
		{"有多少成员？请用德语", "de", "有多少成员？"},
		{"有多少成员，请用英文回答", "en", "有多少成员"},
		{"有多少成员请用英文回答。", "en", "有多少成员"},
	}
	s := newSmallTalk()
	for _, test := range tests {
		if lang, rest := s.wish(test.text); lang != test.lang || rest != test.rest {
			t.Errorf("%q -> %q %q, want %q %q", test.text, lang, rest, test.lang, test.rest)
		}
	}
}

func TestQuestionsAboutLanguagesAreNoWishes(t *testing.T) {
	s := newSmallTalk()
	for _, text := range []string{
		"", "Deutsch-chinesische Zusammenarbeit?", "Gibt es die Broschüre auf Deutsch?", "Gibt es Unterlagen, auf Englisch?",
		"Is there a brochure? In English?", "Is there a brochure in German please?", "Do you speak German at the office?",
		"Deutsch, Englisch oder Chinesisch: was ist Amtssprache?", "Deutsch. Englisch. Was noch?", "Deutsch: 21, Chinesisch: 27, stimmt das?",
		"German members: how many?", "Chinese, German: which members?", "Sprechen die Mitarbeiter in Foshan Englisch?",
		"有中文宣传册吗", "有宣传册吗？中文的？", "办公室说英文吗", "德语、英语还有什么语言", "English brochure, please send it",
		"Kann man sich auf Englisch bewerben", "Wie heißt die ISA auf Chinesisch?", "Which languages are used: German, English",
		strings.Repeat("in English please, ", 500),
	} {
		if lang, rest := s.wish(text); lang != "" || rest != text {
			t.Errorf("%q -> %q %q", text, lang, rest)
		}
	}
}

func TestAWishChangesTheLanguageForGood(t *testing.T) {
	p := newTalker(t)
	p.lang = "de" // what a page sends with each message
	p.say("Ist Köln Mitglied?")
	if post, text := p.say("In English please: and Mainz?"); post.Lang != "en" || text != "[en] and Mainz?" {
		t.Errorf("%s %q", post.Lang, text)
	}
	if q := p.k.last(t); q.Lang != "en" || q.Topic.Frame != "Ist Köln Mitglied?" {
		t.Errorf("asked %+v", q)
	}
	if post, _ := p.say("und Bonn?"); post.Lang != "en" {
		t.Errorf("the next answer is in %s", post.Lang)
	}
	if post, _ := p.say("用中文回答：你是谁"); post.Lang != "zh" || p.k.count() != 3 {
		t.Errorf("small talk behind a wish: %s, %d asked", post.Lang, p.k.count())
	}
}

func BenchmarkWish(b *testing.B) {
	s := newSmallTalk()
	for name, text := range map[string]string{
		"none":     "Welche Städte aus Nordrhein-Westfalen sind Mitglied der Allianz, und seit wann?",
		"a German": "Who is the secretary general of the alliance? auf Deutsch bitte",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				s.wish(text)
			}
		})
	}
}
