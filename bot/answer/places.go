package answer

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// joined says since when a member has been one.
func joined(k *knowledge, r *reading, _ time.Time) *reply {
	places := r.places()
	if len(places) == 0 || !r.has(cueWhen) ||
		!r.only(fillers|cueHow|cueWhen|cueJoined|cueMember|cueMembership|cueWhat|cuePerson|kindCues|cueCount|cueList|cueNot) {
		return nil
	}
	p := newReply(r.lang, "joined")
	for _, n := range places[:min(len(places), mostNames)] {
		p.topic.Names = append(p.topic.Names, k.id(n))
		k.sayJoined(p, n)
		if m, ok := k.memberOf(n); ok {
			k.sayWrongYear(p, r, m)
		}
	}
	if p.outcome == bot.Answered {
		p.outcome = k.outcomeOf(places)
	}
	return p
}

// memberOf is the member that a name stands for, itself or through it.
func (k *knowledge) memberOf(n named) (Member, bool) {
	if n.kind == aMember {
		return k.corpus.Members[n.index], true
	}
	if n.kind == aPlace && k.corpus.Places[n.index].Relation == Part {
		if i, ok := k.members[k.corpus.Places[n.index].Member]; ok {
			return k.corpus.Members[i], true
		}
	}
	return Member{}, false
}

func (k *knowledge) sayJoined(p *reply, n named) {
	k.sayMembership(p, n, false)
	m, ok := k.memberOf(n)
	if !ok {
		return
	}
	if m.Joined != "" {
		p.saySince(m)
	}
	if m.JoinedNote != "" {
		p.say(phrases.SinceNote, "note", note(m.JoinedNote, p.lang))
	}
	if m.Joined == "" && m.JoinedNote == "" {
		p.say(phrases.SinceOpen, "name", title(m.Name, p.lang))
		p.outcome = bot.Clarify
	}
}

// saySince says when a member joined; one that has left is not one since then.
func (p *reply) saySince(m Member) {
	sentence := phrases.MemberSince
	if m.Left != "" {
		sentence = phrases.MemberFrom
	}
	p.say(sentence, "date", phrases.Date(m.Joined, p.lang))
}

// note picks the language out of "Deutsch / English / 中文"; a note that is
// written only once is given as it is.
func note(s, lang string) string {
	parts := strings.Split(s, " / ")
	if len(parts) == len(phrases.Languages) {
		s = parts[slices.Index(phrases.Languages, lang)]
	}
	return strings.TrimRight(strings.TrimSpace(s), ".。")
}

// sayWrongYear corrects a year that the question takes for granted.
func (k *knowledge) sayWrongYear(p *reply, r *reading, m Member) {
	for _, n := range r.numbers {
		if isYear(n) && len(m.Joined) >= 4 && m.Joined[:4] != strconv.Itoa(n) {
			p.say(phrases.SinceWrong, "year", strconv.Itoa(n))
		}
	}
}

func isYear(n int) bool { return n >= 1990 && n < 2100 }

// left says whether a withdrawal is on record.
func left(k *knowledge, r *reading, _ time.Time) *reply {
	places := r.places()
	if len(places) == 0 || !r.has(cueLeft) || !r.only(fillers|cueHow|cueLeft|cueWhen|cueMember|cueMembership|cueNot|kindCues) {
		return nil
	}
	p := newReply(r.lang, "left")
	for _, n := range places[:min(len(places), mostNames)] {
		p.topic.Names = append(p.topic.Names, k.id(n))
		k.sayMembership(p, n, false)
		if m, ok := k.memberOf(n); ok && m.Left == "" {
			p.say(phrases.LeftOpen, "name", title(m.Name, p.lang))
		}
	}
	r.cues |= cueNow
	k.caveat(p, r)
	return p
}

// website gives the web address of a member.
func website(k *knowledge, r *reading, _ time.Time) *reply {
	places := r.places()
	if len(places) == 0 || !r.has(cueWebsite|media) ||
		!r.only(fillers|cueHow|cueWebsite|media|cueWhat|cueList|cueMember|kindCues|cueGerman|cueChinese) {
		return nil
	}
	p := newReply(r.lang, "website")
	for _, n := range places[:min(len(places), mostNames)] {
		p.topic.Names = append(p.topic.Names, k.id(n))
		m, ok := k.memberOf(n)
		if !ok {
			k.sayMembership(p, n, false)
			continue
		}
		p.on(m.Ref, m.Name)
		if m.Website != "" {
			p.say(phrases.WebsiteOf, "name", title(m.Name, p.lang), "url", m.Website)
			continue
		}
		p.say(phrases.WebsiteNone, "name", title(m.Name, p.lang))
		p.outcome = bot.Clarify
	}
	if r.has(media) {
		k.sayContacts(p, r)
	}
	return p
}

const nearestCount = 3

// nearest says which members lie nearest to a place.
func nearest(k *knowledge, r *reading, _ time.Time) *reply {
	places := r.places()
	if len(places) != 1 || !r.has(cueNear) ||
		!r.only(fillers|cueHow|cueNear|cueMember|kindCues|cueList|cueWhat|cueGerman|cueChinese|cueNext|cueNot|cuePerson|cueCount) {
		return nil
	}
	n := places[0]
	p := newReply(r.lang, "nearest")
	p.topic.Names = []string{k.id(n)}
	lat, lon := k.location(n)
	if lat == 0 && lon == 0 {
		p.outcome = bot.Clarify
		p.say(phrases.NearestOpen, "place", k.name(n, r.lang))
		k.saySameState(p, k.stateOf(n))
		ref, name := k.ref(n)
		p.on(ref, name)
		return p
	}
	var items []string
	neighbours := k.byDistance(n, lat, lon, r.country())
	for _, near := range neighbours[:min(len(neighbours), nearestCount)] {
		m := k.corpus.Members[near.member]
		items = append(items, phrases.NearestItem.In(r.lang, "name", title(m.Name, r.lang), "km", strconv.Itoa(near.km)))
		p.on(m.Ref, m.Name)
	}
	if len(neighbours) > 0 {
		p.topic.Names = []string{k.corpus.Members[neighbours[0].member].ID} // "and since when?" is of the nearest
	}
	p.say(phrases.Nearest, "place", k.name(n, r.lang), "list", strings.Join(items, phrases.ListJoin.In(r.lang)))
	return p
}

func (k *knowledge) location(n named) (lat, lon float64) {
	if n.kind == aMember {
		return k.corpus.Members[n.index].Lat, k.corpus.Members[n.index].Lon
	}
	return k.corpus.Places[n.index].Lat, k.corpus.Places[n.index].Lon
}

type neighbour struct{ member, km int }

// byDistance orders the other members of a country ("" = all) by distance.
func (k *knowledge) byDistance(n named, lat, lon float64, country string) []neighbour {
	var out []neighbour
	for _, i := range k.selectMembers(filter{country: country}) {
		m := k.corpus.Members[i]
		if (named{aMember, i}) != n && (m.Lat != 0 || m.Lon != 0) {
			out = append(out, neighbour{i, kilometres(lat, lon, m.Lat, m.Lon)})
		}
	}
	slices.SortFunc(out, func(a, b neighbour) int { return cmp.Compare(a.km, b.km) })
	return out
}

// kilometres is the great-circle distance of two points.
func kilometres(lat1, lon1, lat2, lon2 float64) int {
	const radius, rad = 6371, math.Pi / 180
	a := math.Sin((lat2-lat1)*rad/2)*math.Sin((lat2-lat1)*rad/2) +
		math.Cos(lat1*rad)*math.Cos(lat2*rad)*math.Sin((lon2-lon1)*rad/2)*math.Sin((lon2-lon1)*rad/2)
	return int(math.Round(2 * radius * math.Asin(math.Sqrt(a))))
}
