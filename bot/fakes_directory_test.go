package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot/richtext"
)

// library is a Directory with invented entries. What is in gone is in lists no more.
type library struct{ gone map[string]bool }

func newLibrary() *library { return &library{gone: map[string]bool{}} }

func withLibrary(o *Options) { o.Directory = newLibrary() }

func (l *library) entries(collection, prefix string, n int) []Entry {
	var out []Entry
	for i := range n {
		if key := prefix + strconv.Itoa(i+1); !l.gone[key] {
			out = append(out, Entry{Collection: collection, Key: key, Name: "Name von " + key})
		}
	}
	return out
}

func (l *library) Areas(lang string) []Area {
	var out []Area
	for i := range 10 { // more than a page
		code := "S" + strconv.Itoa(i)
		if n := len(l.Members("DE", code, lang)); n > 0 {
			out = append(out, Area{Country: "DE", Code: code, Name: "Land " + code, Members: n})
		}
	}
	return append(out, Area{Country: "CN", Code: "GD", Name: "Guangdong (" + lang + ")", Members: 1})
}

func (l *library) Members(country, state, lang string) []Entry {
	switch {
	case country == "CN" && (state == "" || state == "GD"):
		return []Entry{{Collection: "members", Key: "foshan", Name: "Foshan"}}
	case country == "DE" && state == "":
		return append(l.entries("members", "grossstadt-", 20), l.entries("members", "kleinstadt-", 9)...)
	case country == "DE" && state == "S0":
		return l.entries("members", "grossstadt-", 20)
	case country == "DE" && len(state) == 2 && state[0] == 'S':
		return l.entries("members", "kleinstadt-", 1)
	}
	return nil
}

func (l *library) Categories(string) []Category {
	return []Category{{Key: "about", Name: "Allgemeines", Entries: 3}, {Key: "open", Name: "Offenes", Entries: 12}}
}

func (l *library) FAQs(category, _ string) []Entry {
	switch category {
	case "about":
		return l.entries("faqs", "a", 3)
	case joining:
		return []Entry{{Collection: "faqs", Key: "f1", Name: "Wie tritt man bei?"}}
	}
	return append(l.entries("faqs", "o", 11), Entry{Collection: "faqs", Key: "long", Name: strings.Repeat("Wort ", 30)})
}

func (l *library) News(string) []Entry { return l.entries("news", "n", 9) }

func (l *library) Matches(string, string, int) []Entry { return nil }

func (l *library) Card(collection, key, lang string) (Answer, bool) {
	a := Answer{
		Body: richtext.FromText("[" + lang + "] " + collection + " " + key), Lang: lang, Outcome: Answered,
		Topic: Topic{Frame: "card", Names: []string{key}}, Sources: []Source{{Collection: collection, ID: key}},
	}
	if collection == "contacts" {
		return a, true
	}
	if collection == "faqs" && strings.HasPrefix(key, "o") {
		a.Outcome, a.Office = Handover, "berlin"
	}
	if collection == "news" && key == "n2" {
		a.Body = richtext.FromText(strings.Repeat("lang ", 1000))
	}
	all := slices.Concat(l.Members("DE", "", lang), l.Members("CN", "", lang), l.FAQs("about", lang), l.FAQs("open", lang), l.News(lang))
	return a, slices.ContainsFunc(all, func(e Entry) bool { return e.Collection == collection && e.Key == key })
}

// subscribers are Subscriptions with two topics.
type subscribers struct {
	subs map[Place]Subscription
	fail error
}

func newSubscribers() *subscribers { return &subscribers{subs: map[Place]Subscription{}} }

func (s *subscribers) Topics(_ context.Context, lang string) ([]Topical, error) {
	return []Topical{{ID: "t1", Name: "Treffen (" + lang + ")"}, {ID: "t2", Name: "Wirtschaft (" + lang + ")"}}, s.fail
}

func (s *subscribers) Subscription(_ context.Context, p Place) (Subscription, bool, error) {
	sub, found := s.subs[p]
	return sub, found, s.fail
}

func (s *subscribers) Subscribe(_ context.Context, p Place, sub Subscription) error {
	s.subs[p] = sub
	return s.fail
}

func (s *subscribers) Unsubscribe(_ context.Context, p Place) (bool, error) {
	_, found := s.subs[p]
	delete(s.subs, p)
	return found, s.fail
}

func (s *subscribers) Back(context.Context, Place) error { return s.fail }

func (s *subscribers) Channels(context.Context) ([]PublicChannel, error) {
	return []PublicChannel{{Name: "Aktuelles", Platform: "telegram", Lang: "de", URL: "https://t.me/aktuelles"}}, s.fail
}
