package answer

import (
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
)

func TestAFollowUpIsNeverTakenFromTheCache(t *testing.T) {
	e := testEngine(t, testCorpus())
	first := talk(t, e, "Ist Köln Mitglied?", "seit wann?")
	second := talk(t, e, "Mitglieder in Zhejiang", "seit wann?")
	if !strings.Contains(first.Body.Text(), "Köln") || !strings.Contains(second.Body.Text(), "Taizhou") {
		t.Errorf("%s / %s", first.Body.Text(), second.Body.Text())
	}
}

func TestTheCacheAsksAgainAfterAMinuteAndWhenRecordsChange(t *testing.T) {
	var c cache
	q := bot.Question{Text: "x"}
	c.put(q, bot.Answer{Lang: "de"}, noon)
	if _, ok := c.get(q, noon.Add(cachedFor-time.Second)); !ok {
		t.Error("forgotten within the minute")
	}
	if _, ok := c.get(q, noon.Add(cachedFor)); ok {
		t.Error("kept after the minute")
	}
	for i := range cachedAnswers + 1 {
		c.put(bot.Question{Text: strings.Repeat("y", i)}, bot.Answer{}, noon)
	}
	if len(c.answers) > cachedAnswers {
		t.Errorf("%d answers kept", len(c.answers))
	}
}

func TestAnAnswerFromTheCacheIsNotChangedByItsReader(t *testing.T) {
	e := testEngine(t, testCorpus())
	a := talk(t, e, "Wie wird das Wetter?")
	a.Suggestions = append(a.Suggestions, "mine")
	a.Body = a.Body.Join(a.Body)
	if b := talk(t, e, "Wie wird das Wetter?"); len(b.Suggestions) == len(a.Suggestions) || len(b.Body.Blocks) == len(a.Body.Blocks) {
		t.Error("the cache holds what a reader wrote")
	}
}
