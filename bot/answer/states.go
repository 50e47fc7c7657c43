package answer

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"isa-portal.de/isabot/bot/phrases"
)

// states says which states have members, or which have none.
func states(k *knowledge, r *reading, _ time.Time) *reply {
	if !r.has(cueState|cueProvince) || len(r.names) > 0 || !r.has(cueList|cueCount|cueMissing|cueMember|cueWhat|cueAnyone|cueMost) ||
		!r.only(listCues|cueMissing|cueNot|cueMost) {
		return nil
	}
	country := "DE"
	if r.has(cueProvince) && !r.has(cueState) || r.country() == "CN" {
		country = "CN"
	}
	p := newReply(r.lang, "states")
	p.topic.Country = country
	p.on(k.corpus.Alliance.Ref, k.corpus.Alliance.Name)
	members := k.selectMembers(filter{country: country})
	in := k.statesOf(members)
	if r.has(cueMissing | cueNot) {
		var out []string
		for _, s := range k.corpus.States {
			if s.Country == country && !slices.Contains(in, s.ID) {
				out = append(out, title(s.Name, r.lang))
			}
		}
		if len(out) > 0 {
			p.say(phrases.StatesMissing, "n", strconv.Itoa(len(out)), "list", strings.Join(out, phrases.ListJoin.In(r.lang)))
		}
	}
	var items []string
	for _, s := range in {
		items = append(items, phrases.StatesItem.In(r.lang, "state", k.stateName(s, r.lang), "n", strconv.Itoa(len(k.within(members, s)))))
	}
	sentence := phrases.StatesDE
	if country == "CN" {
		sentence = phrases.StatesCN
	}
	p.say(sentence, "n", strconv.Itoa(len(in)), "list", strings.Join(items, phrases.ListJoin.In(r.lang)))
	if country == "CN" {
		k.sayUnnamed(p)
	}
	return p
}
