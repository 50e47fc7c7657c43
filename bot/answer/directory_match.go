package answer

import (
	"slices"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/phrases"
)

// sought is an entry with all that it is called, in each language, as typed
// text is compared with it.
type sought struct {
	bot.Entry
	called []string
}

func (s *shelves) listSought(c *Corpus) {
	called := map[string][]string{} // by collection and key
	for _, m := range c.Members {
		called["members/"+m.key()] = spoken(m.Name, m.Aliases...)
	}
	for _, p := range c.Passages {
		if p.Collection == "faqs" || p.Collection == "news" {
			called[p.Collection+"/"+p.ID] = spoken(p.Title)
		}
	}
	for _, list := range [][]listed{s.members, s.faqs, s.news} {
		for _, l := range list {
			s.sought = append(s.sought, sought{l.Entry, called[l.Collection+"/"+l.Key]})
		}
	}
}

// spoken are a name in all languages and its aliases, each once.
func spoken(t phrases.Text, aliases ...string) []string {
	var out []string
	for _, s := range append([]string{t.De, t.En, t.Zh}, aliases...) {
		if s = typed(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// typed is a text as completing compares it: folded, its words and its Chinese
// characters apart.
func typed(s string) string { return strings.Join(tokenTexts(words.Fold(s)), " ") }

// How well a text fits a name, the best first.
const (
	beginsName = iota
	beginsWord
	standsWithin
	fits // their number
)

// Matches implements bot.Directory.
func (e *Engine) Matches(text, lang string, limit int) []bot.Entry {
	s, text := e.shelves(lang), typed(text)
	if text == "" {
		return s.first(limit)
	}
	var found [fits][]bot.Entry
	for _, entry := range s.sought {
		if fit := entry.fit(text); fit < fits && len(found[fit]) < limit {
			found[fit] = append(found[fit], entry.Entry)
		}
	}
	all := slices.Concat(found[:]...)
	return all[:min(len(all), max(limit, 0))]
}

func (s sought) fit(text string) int {
	best := fits
	for _, name := range s.called {
		at := strings.Index(name, text)
		switch {
		case at < 0:
		case at == 0:
			return beginsName
		case strings.Contains(name, " "+text):
			best = min(best, beginsWord)
		default:
			best = min(best, standsWithin)
		}
	}
	return best
}

// first are the first members, FAQ entries and news, about as many of each.
func (s *shelves) first(limit int) []bot.Entry {
	lists := [][]listed{s.members, s.faqs, s.news}
	var taken [3]int
	for n, more := 0, true; n < limit && more; {
		more = false
		for i, list := range lists {
			if n < limit && taken[i] < len(list) {
				taken[i]++
				n, more = n+1, true
			}
		}
	}
	var out []bot.Entry
	for i, list := range lists {
		for _, l := range list[:taken[i]] {
			out = append(out, l.Entry)
		}
	}
	return out
}
