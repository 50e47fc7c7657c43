package answer

import (
	"slices"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// statesKind reports whether "not cities" is said of members, and not that
// cities are not members.
func (r *reading) statesKind() bool {
	member, city := -1, -1
	for i, m := range r.means {
		if m&cueMember != 0 && member < 0 {
			member = i
		}
		if m&cueCity != 0 {
			city = i
		}
	}
	return member < city
}

// listOthers lists the members of the same country that are not of some states.
func (k *knowledge) listOthers(r *reading, not []named) *reply {
	p := newReply(r.lang, "list")
	var where []string
	country := ""
	for _, s := range not {
		where = append(where, k.name(s, r.lang))
		country = k.corpus.States[s.index].Country
	}
	var others []int
	for _, i := range k.selectMembers(filter{country: country}) {
		if !slices.ContainsFunc(not, func(s named) bool { return k.corpus.States[s.index].ID == k.corpus.Members[i].State }) {
			others = append(others, i)
		}
	}
	p.say(phrases.NotFrom, "where", strings.Join(where, phrases.ListJoin.In(r.lang)), "n", strconv.Itoa(len(others)))
	k.byState(p, others)
	p.on(k.corpus.Alliance.Ref, k.corpus.Alliance.Name)
	if country == "CN" {
		k.sayUnnamed(p)
	}
	return p
}

func (k *knowledge) listStates(r *reading, asked []named) *reply {
	p := newReply(r.lang, "list")
	for _, s := range asked {
		state := k.corpus.States[s.index]
		p.topic.State = state.ID
		in := k.selectMembers(filter{state: state.ID})
		where := k.name(s, r.lang)
		if len(in) == 0 {
			p.say(phrases.FromNone, "where", where)
			p.on(k.corpus.Alliance.Ref, k.corpus.Alliance.Name)
			if state.Country == "CN" {
				k.sayUnnamed(p)
			}
			continue
		}
		k.saySome(p, phrases.FromOne, phrases.FromSome, in, "where", where)
		if len(in) == 1 && len(asked) == 1 {
			p.topic.Names = []string{k.corpus.Members[in[0]].ID} // "and since when?" is of it
		}
		for _, n := range r.numbers {
			if n != len(in) && !isYear(n) {
				p.say(phrases.NumberWrong, "n", strconv.Itoa(n))
				p.outcome = bot.Clarify
			}
		}
	}
	k.caveat(p, r)
	return p
}

// sayUnnamed says how many Chinese members are not on record by name.
func (k *knowledge) sayUnnamed(p *reply) {
	named, published := len(k.selectMembers(filter{country: "CN"})), k.published("CN")
	if published > named {
		p.say(phrases.NamedOf, "n", strconv.Itoa(published), "named", strconv.Itoa(named))
	}
}

// saySome says a list of members, in the singular where it is one.
func (k *knowledge) saySome(p *reply, one, some phrases.Text, members []int, pairs ...string) {
	sentence := some
	if len(members) == 1 {
		sentence = one
	}
	p.say(sentence, append(pairs, "n", strconv.Itoa(len(members)), "list", k.memberNames(members, p.lang))...)
	for _, i := range members {
		p.on(k.corpus.Members[i].Ref, k.corpus.Members[i].Name)
	}
}

func (k *knowledge) listYear(r *reading, year string) *reply {
	p := newReply(r.lang, "list")
	in := k.selectMembers(filter{country: r.country(), year: year})
	if len(in) == 0 {
		p.say(phrases.YearNone, "year", year)
		p.on(k.corpus.Alliance.Ref, k.corpus.Alliance.Name)
	} else {
		k.saySome(p, phrases.YearSome, phrases.YearSome, in, "year", year)
	}
	p.say(phrases.YearsPartial)
	p.outcome = bot.Clarify
	return p
}

func (k *knowledge) listKinds(r *reading, kinds []string) *reply {
	p := newReply(r.lang, "list")
	found := 0
	for _, kind := range kinds {
		in := k.selectMembers(filter{country: r.country(), kind: kind})
		if len(in) > 0 {
			found++
			k.saySome(p, phrases.KindSome, phrases.KindSome, in, "kind", kindName(kind).In(r.lang))
		}
	}
	if found == 0 {
		p.say(phrases.KindNone, "kind", kindName(kinds[0]).In(r.lang))
		p.on(k.corpus.Alliance.Ref, k.corpus.Alliance.Name)
	}
	if len(r.numbers) > 0 {
		p.say(phrases.Composite)
	}
	k.caveat(p, r)
	return p
}

func kindName(kind string) phrases.Text {
	switch kind {
	case "district":
		return phrases.KindDistrict
	case "county":
		return phrases.KindCounty
	case "network":
		return phrases.KindNetwork
	case "region":
		return phrases.KindRegion
	}
	return phrases.KindCity
}
