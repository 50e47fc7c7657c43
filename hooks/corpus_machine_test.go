package hooks_test

import (
	"log/slog"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/hooks"
)

func TestAnAnswerSaysThatAMachineTranslatedItUntilAPersonHasCheckedIt(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	entry := b.post("faqs", map[string]any{"category": "about", "question_de": "Was kostet die Teilnahme am Forum?", "answer_de": "Die Teilnahme ist kostenlos.",
		"question_zh": "参加论坛要多少钱？", "answer_zh": "参加免费。", "published": true, "source_lang": "de", "machine": []string{"zh"}})
	member := b.post("members", map[string]any{"slug": "stadt", "kind": "city", "country": "DE", "name_de": "Musterstadt", "name_zh": "样板市", "profile_de": "Eine Stadt.", "profile_zh": "一座城市。",
		"published": true, "source_lang": "de", "machine": []string{"zh"}})
	engine := answer.New(hooks.Corpus(b, b.clock, nil), answer.Options{Now: b.clock, Log: slog.New(slog.DiscardHandler)})
	says := func(when string, marked bool) {
		t.Helper()
		if err := engine.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		asked, err := engine.Answer(t.Context(), bot.Question{Text: "参加论坛要多少钱？", Lang: "zh"})
		if err != nil {
			t.Fatal(err)
		}
		card, _ := engine.Card("faqs", entry.Id, "zh")
		profile, _ := engine.Card("members", "stadt", "zh")
		for name, a := range map[string]bot.Answer{"the answer": asked, "the card": card, "the member": profile} {
			text := a.Body.Text()
			if want := map[string]string{"the answer": "参加免费。", "the card": "参加免费。", "the member": "一座城市。"}[name]; !strings.Contains(text, want) {
				t.Errorf("%s, %s: %s", when, name, text)
			}
			if strings.Contains(text, phrases.ByMachine.Zh) != marked {
				t.Errorf("%s, %s says: %s", when, name, text)
			}
		}
		german, _ := engine.Card("faqs", entry.Id, "de")
		if text := german.Body.Text(); strings.Contains(text, phrases.ByMachine.De) || !strings.Contains(text, "kostenlos") {
			t.Errorf("%s, the source says: %s", when, text)
		}
	}
	says("translated by a machine", true)
	woken := b.engine.n.Load()
	for _, r := range []struct{ collection, id string }{{"faqs", entry.Id}, {"members", member.Id}} {
		if err := cms.StampTranslation(b, r.collection, r.id, "zh", "", cms.ByPerson, ""); err != nil {
			t.Fatal(err)
		}
	}
	if b.engine.n.Load() == woken {
		t.Error("the engine is not told that a translation was checked")
	}
	says("checked", false)
}
