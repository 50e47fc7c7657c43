package answer

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

const listCues = fillers | cueHow | cueList | cueCount | cueMember | cueMembership | cueGerman | cueChinese | kindCues | cueState | cueProvince | cueWhat | cueJoined | cueWhen | cueComprise

// list lists or counts the members: all, of a country, of states, of a kind, of
// a year.
func list(k *knowledge, r *reading, _ time.Time) *reply {
	if len(r.places()) > 0 || !r.only(listCues|cueNot|cueMissing) || !r.asksForMembers() {
		return nil
	}
	inverted := r.has(cueNot) && r.has(cueList)
	if states := r.of(aState); len(states) > 0 {
		if inverted {
			return k.listOthers(r, states)
		}
		return k.listStates(r, states)
	}
	if year := r.year(); year != "" && r.has(cueJoined|cueWhen) {
		if inverted {
			return k.notListed(r)
		}
		return k.listYear(r, year)
	}
	if inverted && r.has(cueMember) && r.has(cueCity) && !r.has(cueCounty|cueDistrict|cueRegion|cueNetwork) && r.statesKind() {
		return k.listKinds(r, []string{"county", "district", "region", "network"})
	}
	if kinds := r.kinds(); len(kinds) > 0 {
		return k.listKinds(r, kinds)
	}
	if r.has(cueNot|cueMissing) && r.has(cueList) && r.has(cueMember|cueCity) {
		return k.notListed(r)
	}
	if r.has(cueNot|cueState|cueProvince|cueWhen|cueJoined) || r.has(cueComprise) && !r.has(cueMember) {
		return nil
	}
	p := newReply(r.lang, "list")
	p.topic.Country = r.country()
	p.on(k.corpus.Alliance.Ref, k.corpus.Alliance.Name)
	if r.has(cueCount) || len(r.numbers) > 0 || r.has(cueNow) && p.topic.Country == "" || !r.has(cueList|cueAnyone|cueGerman|cueChinese) {
		p.topic.Frame = "count"
		k.sayCount(p, r)
	} else {
		k.sayLists(p, r.country())
	}
	k.caveat(p, r)
	return p
}

// notListed answers who is not a member, which no record says.
func (k *knowledge) notListed(r *reading) *reply {
	p := newReply(r.lang, "member")
	p.outcome = bot.Clarify
	p.say(phrases.NotOnList)
	p.on(k.corpus.Alliance.Ref, k.corpus.Alliance.Name)
	p.suggest = []string{phrases.TryMembers.In(r.lang), phrases.TryChinese.In(r.lang)}
	return p
}

// asksForMembers reports whether the question is about which or how many.
func (r *reading) asksForMembers() bool {
	counted := r.has(cueMember|kindCues) || r.country() != "" || len(r.of(aState)) > 0 || r.has(cueGerman|cueChinese)
	if len(r.of(aState)) > 0 {
		return true
	}
	if r.has(cueList | cueCount) {
		return counted || r.year() != "" && r.has(cueJoined)
	}
	if len(r.numbers) > 0 && r.year() == "" && (len(r.numbers) > 1 || r.has(cueMember|kindCues)) {
		return true
	}
	return r.has(cueMember) && (r.has(cueGerman|cueChinese|cueAnyone|cueNow|cueCounty|cueDistrict|cueRegion|cueNetwork) || r.only(fillers&^cueClaim|cueMember))
}

func (r *reading) year() string {
	for _, n := range r.numbers {
		if isYear(n) {
			return strconv.Itoa(n)
		}
	}
	return ""
}

// kinds are the kinds of members that are asked for; cities and towns alone mean any.
func (r *reading) kinds() []string {
	var out []string
	if r.has(cueDistrict) {
		out = append(out, "district")
	}
	if r.has(cueCounty) || r.has(cueDistrict) && r.lang == "en" { // English has one word for both
		out = append(out, "county")
	}
	if r.has(cueRegion) {
		out = append(out, "region")
	}
	if r.has(cueNetwork) {
		out = append(out, "network")
	}
	return out
}

func (k *knowledge) sayCount(p *reply, r *reading) {
	isa := k.corpus.Alliance.ShortName
	de, cn := k.published("DE"), k.published("CN")
	named := len(k.selectMembers(filter{country: "CN"}))
	country := r.country()
	shown := []int{de, cn, k.published(""), named}
	for _, n := range r.numbers {
		switch {
		case isYear(n) && !strings.HasPrefix(k.corpus.Alliance.AsOf, strconv.Itoa(n)):
			p.say(phrases.YearCount, "year", strconv.Itoa(n), "date", phrases.Date(k.corpus.Alliance.AsOf, p.lang))
			p.outcome = bot.Clarify
		case !isYear(n) && !slices.Contains(shown, n):
			p.say(phrases.NumberWrong, "n", strconv.Itoa(n))
			p.outcome = bot.Clarify
		}
	}
	switch country {
	case "DE":
		p.say(phrases.CountDE, "n", strconv.Itoa(de), "isa", isa)
	case "CN":
		p.say(phrases.CountCN, "n", strconv.Itoa(cn), "isa", isa)
	default:
		p.say(phrases.CountAll, "total", strconv.Itoa(k.published("")), "de", strconv.Itoa(de), "cn", strconv.Itoa(cn), "isa", isa)
	}
	if country != "DE" && named < cn {
		p.say(phrases.NamedOf, "n", strconv.Itoa(cn), "named", strconv.Itoa(named))
	}
	if country != "CN" && (r.has(cueCity) || len(r.numbers) > 0) {
		p.say(phrases.Composite)
	}
}

// sayLists lists the members of a country, or of both, by state.
func (k *knowledge) sayLists(p *reply, country string) {
	isa := k.corpus.Alliance.ShortName
	if country != "CN" {
		de := k.selectMembers(filter{country: "DE"})
		p.say(phrases.ListDE, "n", strconv.Itoa(len(de)), "isa", isa)
		k.byState(p, de)
	}
	if country != "DE" {
		cn := k.selectMembers(filter{country: "CN"})
		p.say(phrases.ListCN, "n", strconv.Itoa(len(cn)), "isa", isa)
		k.byState(p, cn)
		if len(cn) > 0 {
			p.on(k.corpus.Members[cn[0]].Ref, k.corpus.Members[cn[0]].Name)
		}
		if n := k.published("CN"); n > len(cn) {
			p.say(phrases.NamedOf, "n", strconv.Itoa(n), "named", strconv.Itoa(len(cn)))
			p.say(phrases.NotAllNamed)
			p.outcome = bot.Clarify
		}
	}
}

func (k *knowledge) byState(p *reply, members []int) {
	for _, s := range k.statesOf(members) {
		in := k.within(members, s)
		p.bullet(phrases.ListLine.In(p.lang, "state", k.stateName(s, p.lang), "n", strconv.Itoa(len(in)), "list", k.memberNames(in, p.lang)))
	}
}

// statesOf are the states in which members lie, the one with most first.
func (k *knowledge) statesOf(members []int) []string {
	count := map[string]int{}
	var order []string
	for _, i := range members {
		s := k.corpus.Members[i].State
		if count[s]++; count[s] == 1 {
			order = append(order, s)
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return count[b] - count[a] })
	return order
}

func (k *knowledge) within(members []int, state string) []int {
	var out []int
	for _, i := range members {
		if k.corpus.Members[i].State == state {
			out = append(out, i)
		}
	}
	return out
}
