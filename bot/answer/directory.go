package answer

import (
	"slices"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

var _ bot.Directory = (*Engine)(nil)

// directory is what can be looked through, a list a language, made ready once
// for each Corpus. It never changes.
type directory map[string]*shelves // by language

// shelves are the lists in one language, in the order in which they are shown.
type shelves struct {
	areas      []bot.Area
	members    []listed
	categories []bot.Category
	faqs       []listed
	news       []listed
	sought     []sought // all of them, for completing what is being typed
}

// listed is an entry and what it is chosen by.
type listed struct {
	bot.Entry
	country, state string // of a member: DE or CN, and the state's code
	category       string // of a FAQ entry
}

// shelves are the lists in a language, nil before the first Load.
func (e *Engine) shelves(lang string) *shelves {
	k := e.knows.Load()
	switch {
	case k == nil:
		return &shelves{}
	case phrases.Known(lang):
		return k.lists[lang]
	}
	return k.lists[phrases.Languages[0]]
}

// Areas implements bot.Directory.
func (e *Engine) Areas(lang string) []bot.Area { return slices.Clone(e.shelves(lang).areas) }

// Members implements bot.Directory.
func (e *Engine) Members(country, state, lang string) []bot.Entry {
	return entries(e.shelves(lang).members, func(m listed) bool {
		return (country == "" || m.country == country) && (state == "" || m.state == state)
	})
}

// Categories implements bot.Directory.
func (e *Engine) Categories(lang string) []bot.Category {
	return slices.Clone(e.shelves(lang).categories)
}

// FAQs implements bot.Directory.
func (e *Engine) FAQs(category, lang string) []bot.Entry {
	return entries(e.shelves(lang).faqs, func(q listed) bool { return category == "" || q.category == category })
}

// News implements bot.Directory.
func (e *Engine) News(lang string) []bot.Entry {
	return entries(e.shelves(lang).news, func(listed) bool { return true })
}

func entries(all []listed, wanted func(listed) bool) []bot.Entry {
	var out []bot.Entry
	for _, l := range all {
		if wanted(l) {
			out = append(out, l.Entry)
		}
	}
	return out
}
