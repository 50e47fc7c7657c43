package answer

import (
	"cmp"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// longestKey is the longest slug that is a key, in bytes: a button holds 64 at
// most (Telegram Bot API, callback_data), and more than the key. A member with
// a longer one goes by its id.
const longestKey = 48

// countries in the order in which they are listed; others follow.
var countries = []string{"DE", "CN"}

// categories of the FAQ in the order in which they are listed; others follow.
// Outside ones are not listed: they decline, which nobody looks for.
var categories = []string{"about", aboutMembers, joining, "contact", "events", "services", Open}

func newDirectory(c *Corpus) directory {
	d := directory{}
	tags := map[string]language.Tag{"de": language.German, "en": language.English, "zh": language.SimplifiedChinese}
	for _, lang := range phrases.Languages {
		order := collate.New(tags[lang])
		s := &shelves{}
		s.listMembers(c, lang, order)
		s.listFAQs(c, lang)
		s.listNews(c, lang)
		s.listSought(c)
		d[lang] = s
	}
	return d
}

// key names a member in its collection.
func (m Member) key() string {
	if m.Slug == "" || len(m.Slug) > longestKey {
		return m.ID
	}
	return m.Slug
}

func (s *shelves) listMembers(c *Corpus, lang string, order *collate.Collator) {
	states := map[string]State{}
	for _, st := range c.States {
		states[st.ID] = st
	}
	count := map[bot.Area]int{}
	for _, m := range c.Members {
		if m.Left != "" {
			continue
		}
		st := states[m.State]
		s.members = append(s.members, listed{
			Entry:   bot.Entry{Collection: "members", Key: m.key(), Name: title(m.Name, lang)},
			country: m.Country, state: st.Code,
		})
		if st.Code != "" {
			count[bot.Area{Country: m.Country, Code: st.Code, Name: title(st.Name, lang)}]++
		}
	}
	for area, members := range count {
		area.Members = members
		s.areas = append(s.areas, area)
	}
	slices.SortStableFunc(s.members, func(a, b listed) int {
		return cmp.Or(order.CompareString(a.Name, b.Name), cmp.Compare(a.Key, b.Key))
	})
	slices.SortFunc(s.areas, func(a, b bot.Area) int {
		return cmp.Or(rank(countries, a.Country)-rank(countries, b.Country), cmp.Compare(a.Country, b.Country),
			order.CompareString(a.Name, b.Name), cmp.Compare(a.Code, b.Code))
	})
}

func (s *shelves) listFAQs(c *Corpus, lang string) {
	for _, p := range c.Passages {
		if p.Collection != "faqs" || p.Category == Outside {
			continue
		}
		s.faqs = append(s.faqs, listed{
			Entry:    bot.Entry{Collection: "faqs", Key: p.ID, Name: title(p.Title, lang)},
			category: p.Category,
		})
		at := slices.IndexFunc(s.categories, func(c bot.Category) bool { return c.Key == p.Category })
		if at < 0 {
			at = len(s.categories)
			name := cmp.Or(phrases.FAQCategories[p.Category].In(lang), p.Category)
			s.categories = append(s.categories, bot.Category{Key: p.Category, Name: name})
		}
		s.categories[at].Entries++
	}
	slices.SortStableFunc(s.categories, func(a, b bot.Category) int {
		return rank(categories, a.Key) - rank(categories, b.Key)
	})
	slices.SortStableFunc(s.faqs, func(a, b listed) int {
		return rank(categories, a.category) - rank(categories, b.category)
	})
}

func (s *shelves) listNews(c *Corpus, lang string) {
	for _, p := range c.newest() {
		s.news = append(s.news, listed{Entry: bot.Entry{Collection: "news", Key: p.ID, Name: title(p.Title, lang)}})
	}
}

// newest are the pieces of news, the latest first.
func (c *Corpus) newest() []Passage {
	var news []Passage
	for _, p := range c.Passages {
		if p.Collection == "news" {
			news = append(news, p)
		}
	}
	slices.SortStableFunc(news, func(a, b Passage) int { return cmp.Compare(b.Date, a.Date) })
	return news
}

// rank is where s stands in a list, behind it where it does not.
func rank(list []string, s string) int {
	if i := slices.Index(list, s); i >= 0 {
		return i
	}
	return len(list)
}
