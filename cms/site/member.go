package site

import (
	"cmp"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

type memberBody struct {
	memberLine
	Logo        string
	StateURL    string
	JoinedNote  string
	Profile     words
	ProfileHTML template.HTML
	Industries  []string
	Website     *sourceLink
	Coordinates string
	Related     []relatedGroup
	Neighbours  []neighbour
	Panel       *panel
	Source      source
	Country     string
}

// relatedGroup are the places that have the same to do with a member.
type relatedGroup struct {
	Title  string
	Places []words
}

type neighbour struct {
	memberLine
	Distance string
	km       float64
}

const neighbours = 5

// member is the page of one member.
func (s *server) member(r *http.Request, lang string) (page, error) {
	slug := r.PathValue("slug")
	records, err := cms.FindVisibleMembers(s.app)
	if err != nil {
		return page{}, err
	}
	at := slices.IndexFunc(records, func(m *cms.Member) bool { return m.Slug() == slug })
	if at < 0 {
		return page{}, errNotFound
	}
	m := records[at]
	states, err := cms.FindStatesByID(s.app)
	if err != nil {
		return page{}, err
	}
	places, err := cms.FindPlacesOfMember(s.app, m.Id)
	if err != nil {
		return page{}, err
	}
	machine, err := cms.MachineLanguagesOf(s.app, m.Record)
	if err != nil {
		return page{}, err
	}
	b := memberBody{
		memberLine: memberLineOf(m, lang, states), Country: countryName(m.Country(), lang),
		JoinedNote: partOf(m.JoinedNote(), lang), Industries: m.Industries(), Website: linked(m.Website()), Profile: saidBy(m.Profile(), lang, machine),
		Source: sourceOf(m.Source(), m.AsOf(), lang), Related: related(places, lang),
	}
	b.ProfileHTML = plain(b.Profile.Text)
	if logo := m.GetString("logo"); logo != "" {
		b.Logo = fileURL("members", m.Id, logo)
	}
	if st := states[m.StateID()]; st != nil {
		b.StateURL = Path("members", "", lang) + "?state=" + url.QueryEscape(st.Code())
	}
	b.place(m, records, states, lang)
	return page{Template: "member", Section: "members", Path: "/members/" + slug, Title: b.Name.Text,
		Description: describe(b, lang), Body: b}, nil
}

// place fills what depends on where the member lies.
func (b *memberBody) place(m *cms.Member, all []*cms.Member, states map[string]*cms.State, lang string) {
	if b.lat == 0 && b.lon == 0 {
		return
	}
	b.Coordinates = fmt.Sprintf("%.2f° N, %.2f° E", b.lat, b.lon)
	spots := []spot{}
	for _, other := range all {
		if other.Left() != "" || other.Country() != m.Country() {
			continue
		}
		l := memberLineOf(other, lang, states)
		p := spot{lat: l.lat, lon: l.lon, url: l.URL, name: l.Name.Text, highlight: other.Id == m.Id}
		if !p.known() {
			continue
		}
		spots = append(spots, p)
		if other.Id != m.Id {
			b.Neighbours = append(b.Neighbours, neighbour{memberLine: l, km: distance(b.lat, b.lon, l.lat, l.lon)})
		}
	}
	slices.SortFunc(b.Neighbours, func(x, y neighbour) int { return cmp.Compare(x.km, y.km) })
	b.Neighbours = b.Neighbours[:min(len(b.Neighbours), neighbours)]
	for i, n := range b.Neighbours {
		b.Neighbours[i].Distance = phrases.SiteMembers.Distance.In(lang, "km", roundKM(n.km))
	}
	p := draw("map", phrases.SiteMembers.LocationOf.In(lang, "name", b.Name.Text), spots)
	b.Panel = &p
}

// partOf is the part for a language of a note that is written for all three,
// as in "Deutsch / English / 中文"; a note of another form is shown as it is.
func partOf(note, lang string) string {
	parts := strings.Split(note, " / ")
	if len(parts) != len(phrases.Languages) {
		return note
	}
	return parts[slices.Index(phrases.Languages, lang)]
}

// roundKM rounds as exactly as approximate coordinates allow.
func roundKM(km float64) string {
	step := 5.0
	if km > 100 {
		step = 10
	}
	return strconv.Itoa(max(int((km+step/2)/step)*int(step), int(step)))
}

func related(places []*cms.Place, lang string) []relatedGroup {
	t := &phrases.SiteMembers
	var out []relatedGroup
	for _, g := range []struct {
		relation string
		title    phrases.Text
	}{{"part", t.Parts}, {"inside", t.Inside}, {"around", t.Around}} {
		group := relatedGroup{Title: g.title.In(lang)}
		for _, p := range places {
			if p.Relation() == g.relation {
				group.Places = append(group.Places, said(p.Name(), lang))
			}
		}
		if len(group.Places) > 0 {
			out = append(out, group)
		}
	}
	return out
}

// describe is what search engines show: the profile, or the bare facts.
func describe(b memberBody, lang string) string {
	if b.Profile.Text != "" && b.Profile.Lang == "" {
		return b.Profile.Text
	}
	out := b.Name.Text + ": " + b.Kind
	if b.State != "" {
		out += ", " + b.State
	}
	if b.Since != "" {
		out += " · " + phrases.SiteMembers.Since.In(lang) + " " + b.Since
	}
	return out
}

// fileURL is the address of a record's file.
func fileURL(collection, id, name string) string {
	return "/api/files/" + collection + "/" + id + "/" + url.PathEscape(name)
}
