package site

import (
	"html/template"
	"net/http"
	"strconv"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

type homeBody struct {
	Purpose           words
	Founded           string
	Website           *sourceLink
	Counts            []count
	Counted           string
	Published, Agrees string
	Source            source
	Panels            []panel
	News              []newsLine
	Events            []eventLine
	Contacts          []contactCard
}

type count struct {
	N    int
	Text string
}

type contactCard struct {
	Name, Role                    words
	Country, Email, Phone, Tel    string
	Hours, TimeZone, LanguageList string
	Website                       *sourceLink
	Source                        source
}

// home is the start page.
func (s *server) home(_ *http.Request, lang string) (page, error) {
	a, err := s.alliance()
	if err != nil {
		return page{}, err
	}
	members, err := cms.FindVisibleMembers(s.app)
	if err != nil {
		return page{}, err
	}
	now := s.cfg.Now()
	news, err := cms.FindVisibleNews(s.app, now, 3, 0)
	if err != nil {
		return page{}, err
	}
	events, err := cms.FindVisibleEvents(s.app)
	if err != nil {
		return page{}, err
	}
	contacts, err := cms.FindVisibleContacts(s.app)
	if err != nil {
		return page{}, err
	}
	b := homeBody{Counted: day(now, lang), Contacts: contactCards(contacts, lang)}
	if b.News, err = s.newsLines(news, lang); err != nil {
		return page{}, err
	}
	b.Events, _ = eventLines(events, now, lang)
	b.Events = b.Events[:min(len(b.Events), 3)]
	b.Panels = decoration(members)
	german, chinese := b.count(members, lang)
	p := page{Template: "home", Section: "home", Title: phrases.Site.HomeTitle.In(lang)}
	if a != nil {
		b.about(a, german, chinese, lang)
		p.Description = b.Purpose.Text
	}
	p.Body = b
	return p, nil
}

// count fills the numbers of present members, from the records.
func (b *homeBody) count(members []*cms.Member, lang string) (german, chinese int) {
	states := map[string]map[string]bool{"DE": {}, "CN": {}}
	n := map[string]int{}
	for _, m := range members {
		if m.Left() != "" || states[m.Country()] == nil {
			continue
		}
		n[m.Country()]++
		if m.StateID() != "" {
			states[m.Country()][m.StateID()] = true
		}
	}
	t := &phrases.Site
	for _, c := range []count{
		{n["DE"], t.GermanMembers.In(lang)}, {len(states["DE"]), t.FederalStates.In(lang)},
		{n["CN"], t.ChineseMembers.In(lang)}, {len(states["CN"]), t.Provinces.In(lang)},
	} {
		if c.N > 0 {
			b.Counts = append(b.Counts, c)
		}
	}
	return n["DE"], n["CN"]
}

// about fills what the alliance's own record says, and sets the published
// numbers beside ours.
func (b *homeBody) about(a *cms.Alliance, german, chinese int, lang string) {
	b.Purpose = said(a.Purpose(), lang)
	b.Founded = phrases.Date(a.Founded(), lang)
	b.Website = linked(a.Website())
	b.Source = sourceOf(a.Source(), a.AsOf(), lang)
	total, de, cn := a.Counts()
	if total == 0 {
		return
	}
	b.Published = phrases.Site.Published.In(lang, "total", strconv.Itoa(total), "german", strconv.Itoa(de), "chinese", strconv.Itoa(cn))
	b.Agrees = phrases.Site.PublishedSame.In(lang)
	if de != german || cn != chinese {
		b.Agrees = phrases.Site.PublishedDiffers.In(lang)
	}
}

func contactCards(contacts []*cms.Contact, lang string) []contactCard {
	var out []contactCard
	for _, c := range contacts {
		card := contactCard{
			Name: said(c.Name(), lang), Role: said(c.Role(), lang), Email: c.Email(), Phone: c.Phone(), Tel: dial(c.Phone()),
			Hours: c.Hours(), TimeZone: c.TimeZone(), Website: linked(c.URL()), Source: sourceOf(c.Source(), c.AsOf(), lang),
		}
		if c.Country() != "" {
			card.Country = countryName(c.Country(), lang)
		}
		for i, l := range c.Languages() {
			if i > 0 {
				card.LanguageList += map[bool]string{true: "、", false: ", "}[lang == "zh"]
			}
			card.LanguageList += phrases.LanguageWords[l].In(lang)
		}
		out = append(out, card)
	}
	return out
}

// dial is a telephone number as a link takes it.
func dial(phone string) string {
	var digits []byte
	for i := range len(phone) {
		if c := phone[i]; c >= '0' && c <= '9' || c == '+' && len(digits) == 0 {
			digits = append(digits, c)
		}
	}
	return string(digits)
}

// TelURL is the link that calls the number.
func (c contactCard) TelURL() template.URL { return template.URL("tel:" + c.Tel) }
