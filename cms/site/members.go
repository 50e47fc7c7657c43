package site

import (
	"net/http"
	"slices"
	"strconv"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

type membersBody struct {
	Found                    string
	Narrowed                 bool
	Countries, States, Kinds []option
	Panels                   []panel
	Groups                   []countryGroup
	Former                   []memberLine
}

// option is one choice of a filter.
type option struct {
	Value, Name, Group string
	Chosen             bool
}

type countryGroup struct {
	ID, Name string
	Count    int
	States   []stateGroup
}

type stateGroup struct {
	ID      string
	Name    words
	Members []memberLine
}

// memberLine is a member in a list.
type memberLine struct {
	URL, Kind, Since, Left, State string
	Name                          words
	Others                        []words
	country, stateID, kind        string
	lat, lon                      float64
}

func memberLineOf(m *cms.Member, lang string, states map[string]*cms.State) memberLine {
	l := memberLine{
		URL: Path("members", m.Slug(), lang), Kind: kindName(m.Kind(), m.Country(), lang),
		Since: phrases.Date(m.Joined(), lang), Left: phrases.Date(m.Left(), lang), Name: said(m.Name(), lang), Others: others(m.Name(), lang),
		country: m.Country(), stateID: m.StateID(), kind: m.Kind(),
	}
	l.lat, l.lon = m.Location()
	if st := states[m.StateID()]; st != nil {
		l.State, _ = st.Name().In(lang)
	}
	return l
}

// choice is what a visitor narrowed the list to; "" is everything.
type choice struct{ country, state, kind string }

func (c choice) takes(l memberLine, states map[string]*cms.State) bool {
	st := states[l.stateID]
	return (c.country == "" || l.country == c.country) && (c.kind == "" || l.kind == c.kind) &&
		(c.state == "" || st != nil && st.Code() == c.state)
}

// members is the directory.
func (s *server) members(r *http.Request, lang string) (page, error) {
	records, err := cms.FindVisibleMembers(s.app)
	if err != nil {
		return page{}, err
	}
	states, err := cms.FindStatesByID(s.app)
	if err != nil {
		return page{}, err
	}
	q := r.URL.Query()
	want := choice{q.Get("country"), q.Get("state"), q.Get("kind")}
	var present, chosen []memberLine
	b := membersBody{Narrowed: want != choice{}}
	for _, m := range records {
		switch l := memberLineOf(m, lang, states); {
		case l.Left != "":
			b.Former = append(b.Former, l)
		default:
			present = append(present, l)
			if want.takes(l, states) {
				chosen = append(chosen, l)
			}
		}
	}
	if b.Narrowed {
		b.Former = nil
	}
	order := collate.New(tagOf(lang))
	slices.SortStableFunc(chosen, func(a, b memberLine) int { return order.CompareString(a.Name.Text, b.Name.Text) })
	t := &phrases.SiteMembers
	b.Found = t.Found.In(lang, "count", strconv.Itoa(len(chosen)), "all", strconv.Itoa(len(present)))
	b.options(present, states, want, lang, order)
	for _, country := range []string{"DE", "CN"} {
		g := groupOf(country, chosen, states, lang, order)
		if g.Count == 0 {
			continue
		}
		b.Groups = append(b.Groups, g)
		name := t.MapGermany
		if country == "CN" {
			name = t.MapChina
		}
		if p := draw("map-"+country, name.In(lang), spotsOf(country, chosen)); len(p.Dots) > 0 {
			b.Panels = append(b.Panels, p)
		}
	}
	return page{Template: "members", Section: "members", Path: "/members", Title: phrases.Site.Members.In(lang),
		Description: t.Intro.In(lang), Body: b}, nil
}

func groupOf(country string, chosen []memberLine, states map[string]*cms.State, lang string, order *collate.Collator) countryGroup {
	g := countryGroup{ID: country, Name: countryName(country, lang)}
	byState := map[string]int{}
	for _, l := range chosen {
		if l.country != country {
			continue
		}
		g.Count++
		at, seen := byState[l.stateID]
		if !seen {
			at = len(g.States)
			byState[l.stateID] = at
			sg := stateGroup{ID: country + "-other"}
			if st := states[l.stateID]; st != nil {
				sg = stateGroup{ID: country + "-" + st.Code(), Name: said(st.Name(), lang)}
			}
			g.States = append(g.States, sg)
		}
		g.States[at].Members = append(g.States[at].Members, l)
	}
	slices.SortStableFunc(g.States, func(a, b stateGroup) int { return order.CompareString(a.Name.Text, b.Name.Text) })
	return g
}

func spotsOf(country string, chosen []memberLine) []spot {
	var out []spot
	for _, l := range chosen {
		if l.country == country {
			out = append(out, spot{lat: l.lat, lon: l.lon, url: l.URL, name: l.Name.Text, state: l.State})
		}
	}
	return out
}

// options are the choices that lead to at least one member.
func (b *membersBody) options(present []memberLine, states map[string]*cms.State, want choice, lang string, order *collate.Collator) {
	add := func(list *[]option, value, name, group, chosen string) {
		o := option{Value: value, Name: name, Group: group, Chosen: value == chosen}
		if value != "" && !slices.ContainsFunc(*list, func(o option) bool { return o.Value == value }) {
			*list = append(*list, o)
		}
	}
	for _, l := range present {
		add(&b.Countries, l.country, countryName(l.country, lang), "", want.country)
		add(&b.Kinds, l.kind, kindName(l.kind, "", lang), "", want.kind)
		if st := states[l.stateID]; st != nil {
			add(&b.States, st.Code(), l.State, countryName(l.country, lang), want.state)
		}
	}
	slices.SortStableFunc(b.States, func(x, y option) int {
		if x.Group != y.Group {
			return slices.IndexFunc(b.Countries, func(o option) bool { return o.Name == x.Group }) -
				slices.IndexFunc(b.Countries, func(o option) bool { return o.Name == y.Group })
		}
		return order.CompareString(x.Name, y.Name)
	})
}

func tagOf(lang string) language.Tag {
	switch lang {
	case "en":
		return language.English
	case "zh":
		return language.Chinese
	}
	return language.German
}
