package answer

import (
	"slices"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// Card implements bot.Directory. Beside members, FAQ entries and news it knows
// the contacts, by their id. A member is found by its id as well.
func (e *Engine) Card(collection, key, lang string) (bot.Answer, bool) {
	k := e.knows.Load()
	if k == nil || key == "" {
		return bot.Answer{}, false
	}
	if !phrases.Known(lang) {
		lang = phrases.Languages[0]
	}
	p := k.card(collection, key, lang)
	if p == nil {
		return bot.Answer{}, false
	}
	return p.finish(), true
}

// card is what is on record about one entry, nil where there is none.
func (k *knowledge) card(collection, key, lang string) *reply {
	switch collection {
	case "members":
		i := slices.IndexFunc(k.corpus.Members, func(m Member) bool { return m.Slug == key || m.ID == key })
		if i >= 0 {
			return k.memberCard(i, lang)
		}
	case "faqs", "news":
		i := slices.IndexFunc(k.corpus.Passages, func(p Passage) bool {
			return p.Collection == collection && p.ID == key && p.Category != Outside
		})
		if i >= 0 {
			return k.passageCard(i, lang)
		}
	case "contacts":
		i := slices.IndexFunc(k.corpus.Contacts, func(c Contact) bool { return c.ID == key })
		if i >= 0 {
			return k.contactCard(k.corpus.Contacts[i], lang)
		}
	}
	return nil
}

// memberCard says of a member what "since when?" and "what is it?" would be
// answered with.
func (k *knowledge) memberCard(i int, lang string) *reply {
	m, n := k.corpus.Members[i], named{aMember, i}
	p := newReply(lang, "member")
	p.topic.Names = []string{m.ID}
	p.head(title(m.Name, lang))
	k.sayJoined(p, n)
	p.record(m.Profile, m.Ref)
	p.bullet(phrases.LineKind.In(lang, "v", kindName(m.Kind).In(lang)))
	if where := k.whereIs(m, lang); where != "" {
		p.bullet(where)
	}
	if len(m.Industries) > 0 {
		p.bullet(phrases.LineIndustries.In(lang, "v", strings.Join(m.Industries, phrases.ListJoin.In(lang))))
	}
	if m.Website != "" {
		p.bullet(phrases.LineWeb.In(lang, "v", m.Website))
	}
	k.sayConfusable(p, n, true, nil)
	p.outcome = bot.Answered
	return p
}

// whereIs says in which state and country a member lies, "" where that is not known.
func (k *knowledge) whereIs(m Member, lang string) string {
	country := map[string]string{"DE": phrases.SiteMembers.Germany.In(lang), "CN": phrases.SiteMembers.China.In(lang)}[m.Country]
	state := k.stateName(m.State, lang)
	switch {
	case country == "":
		return ""
	case state == "":
		return phrases.LineCountry.In(lang, "v", country)
	}
	return phrases.LineState.In(lang, "state", state, "country", country)
}

// passageCard is a FAQ entry or a piece of news as it is answered with when it
// is asked for by its own title.
func (k *knowledge) passageCard(entry int, lang string) *reply {
	s := k.corpus.Passages[entry]
	r := k.read(bot.Question{Text: title(s.Title, lang), Lang: lang})
	p := k.speak(r, entry)
	body := p.doc
	p.doc = richtext.Doc{}
	p.head(title(s.Title, lang))
	p.doc = p.doc.Join(body)
	return p
}

// contactCard is how one office is reached.
func (k *knowledge) contactCard(c Contact, lang string) *reply {
	p := newReply(lang, "contact")
	p.office, p.topic.Office = c.ID, c.ID
	k.sayOffice(p, c)
	p.on(c.Ref, c.Name)
	if c.AsOf != "" {
		p.say(phrases.MayHaveChanged, "date", phrases.Date(c.AsOf, lang))
	}
	return p
}

// head begins a card with what it is about.
func (p *reply) head(s string) {
	p.doc = p.doc.Add(richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: s, Style: richtext.Bold}}})
}
