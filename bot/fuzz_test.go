package bot

import (
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
)

func BenchmarkOverheadOfAQuestion(b *testing.B) {
	d := NewDialog(&knower{do: func(Question) (Answer, error) { return Answer{Lang: "de", Outcome: Answered}, nil }}, Options{})
	m := Message{Place: Place{Platform: "web", Chat: "c"}, Text: "Hallo, welche Städte aus Nordrhein-Westfalen sind Mitglied der Allianz?"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.Handle(b.Context(), m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSmallTalk(b *testing.B) {
	d := NewDialog(&knower{}, Options{})
	m := Message{Place: Place{Platform: "web", Chat: "c"}, Text: "Vielen Dank für die schnelle Auskunft!"}
	for b.Loop() {
		if _, err := d.Handle(b.Context(), m); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzHandle(f *testing.F) {
	for _, s := range []string{
		"", "Hallo", "/help@bot", "/language zh", "ja", "nein", "你好", "Ich bin Max, 0171 2345678, rufen Sie mich an", "/\u200b", "in english please", "Auf Deutsch bitte: who?", "who? (in English please)", "用中文回答有多少", "电话138…,请联系我",
		"\xff\xfe/x", "u\u0308", "👋🏽", "/forgetme", "/join DE city", "/join de\u0301", "120万人", "/members DE S0 -9", "/faq o1", "/start faq_a1", "/rate down q23456789abcdef", "/subscribe off", "zurück", strings.Repeat("ja ", 300), "Mail max@example.org call me",
	} {
		f.Add(s, s, "de")
	}
	f.Fuzz(func(t *testing.T, one, two, lang string) {
		store := newMemory()
		k := &knower{do: unknowing}
		d := NewDialog(k, Options{Sessions: store, Inquiries: store, Questions: store, Personal: store, Persist: true,
			Directory: newLibrary(), Subscribe: newSubscribers()})
		for _, text := range []string{one, two, "/join DE", two, "ja", one} {
			m := Message{Place: Place{Platform: "terminal", Chat: "c"}, Text: text, Lang: lang}
			post, err := d.Handle(t.Context(), m)
			if err != nil || post.Body.Empty() || !phrases.Known(post.Lang) || post.Outcome == "" {
				t.Fatalf("%q: %+v, %v", text, post, err)
			}
		}
		for _, a := range store.asked {
			if mail.MatchString(a.Text) {
				t.Fatalf("an address was noted: %q", a.Text)
			}
		}
	})
}
