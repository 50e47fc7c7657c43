package answer

import (
	"slices"
	"strings"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

const mostNames = 8 // that are answered one by one

// membership says whether what is named is a member, and through what.
func membership(k *knowledge, r *reading, _ time.Time) *reply {
	places := r.places()
	if len(places) == 0 || !r.only(fillers|kindCues|cueMember|cueMembership|cueNot|cueWhich|cueWhat|cueComprise|cueList|cueJoined|cueMissing|cueGerman|cueChinese|cueStatus|cueHow) {
		return nil
	}
	if r.has(cueMembership) && !r.has(cueMember) && r.has(cueWhat) {
		return nil
	}
	p := newReply(r.lang, "member")
	for _, n := range places[:min(len(places), mostNames)] {
		p.topic.Names = append(p.topic.Names, k.id(n))
	}
	if r.ambiguous && len(places) > 1 {
		p.say(phrases.NameSeveral)
	}
	single := len(places) == 1
	for _, n := range places[:min(len(places), mostNames)] {
		if k.notThatDistrict(p, r, n) {
			continue
		}
		k.sayMembership(p, n, single && r.affirms())
		if single {
			k.sayMore(p, r, n)
		} else if n.kind == aPlace && k.corpus.Places[n.index].Relation == None {
			k.sayConfusable(p, n, false, places)
		}
	}
	if !single || r.has(cueNot) && !k.isMember(places[0]) {
		p.outcome = k.outcomeOf(places)
	}
	k.caveat(p, r)
	return p
}

// notThatDistrict says, where a district is asked for by a city's name, that the
// city is the member. A city is never confirmed for its district.
func (k *knowledge) notThatDistrict(p *reply, r *reading, n named) bool {
	if !k.isMember(n) || k.corpus.Members[n.index].Kind != "city" || !slices.Contains(r.districts, n) || r.has(cueWhich|cueCity) {
		return false
	}
	m := k.corpus.Members[n.index]
	p.say(phrases.NotDistrict, "isa", k.corpus.Alliance.ShortName, "name", title(m.Name, p.lang))
	p.on(m.Ref, m.Name)
	p.outcome = bot.Clarify
	return true
}

// affirms reports whether "yes" is a fitting first word.
func (r *reading) affirms() bool {
	return r.has(cueMember) && !r.has(cueNot|cueList|cueWhat|cueClaim|cueWhich|cueMissing|cueStatus|cueJoined) && !r.ambiguous
}

func (k *knowledge) isMember(n named) bool {
	return n.kind == aMember && k.corpus.Members[n.index].Left == ""
}

// outcomeOf is Answered where each name is plainly a member or plainly not.
func (k *knowledge) outcomeOf(names []named) bot.Outcome {
	for _, n := range names {
		if n.kind == aPlace && k.corpus.Places[n.index].Relation != None {
			return bot.Clarify
		}
	}
	return bot.Answered
}

// sayMembership says one sentence on one member or place, and what it rests on.
func (k *knowledge) sayMembership(p *reply, n named, yes bool) {
	isa := k.corpus.Alliance.ShortName
	if n.kind == aMember {
		m := k.corpus.Members[n.index]
		p.on(m.Ref, m.Name)
		sentence := phrases.MemberIs
		if m.Left != "" {
			p.say(phrases.MemberLeft, "name", title(m.Name, p.lang), "isa", isa, "date", phrases.Date(m.Left, p.lang))
			return
		}
		if yes {
			sentence = phrases.MemberYes
		}
		p.say(sentence, "name", k.nameInState(m, p.lang), "isa", isa)
		return
	}
	place := k.corpus.Places[n.index]
	member := ""
	if i, ok := k.members[place.Member]; ok && k.corpus.Members[i].Left == "" {
		m := k.corpus.Members[i]
		member = title(m.Name, p.lang)
		p.on(m.Ref, m.Name)
	}
	if member == "" || place.Relation == None {
		p.on(k.corpus.Alliance.Ref, k.corpus.Alliance.Name) // the list on which the place does not stand
	}
	p.say(placeSentence(place.Relation, member, yes), "place", title(place.Name, p.lang), "member", member, "isa", isa)
}

// nameInState is a member's name with its state, where the name does not already
// explain itself.
func (k *knowledge) nameInState(m Member, lang string) string {
	name, state := title(m.Name, lang), k.stateName(m.State, lang)
	if state == "" || strings.ContainsAny(name, "(（") || strings.HasPrefix(state, name) {
		return name
	}
	return phrases.InState.In(lang, "name", name, "state", state)
}

// placeSentence picks the sentence for a relation. Part, inside and around say
// nothing true without a published member: then the place is just not listed.
func placeSentence(rel Relation, member string, yes bool) phrases.Text {
	switch {
	case rel == Guest:
		return phrases.PlaceGuest
	case rel == Former:
		return phrases.PlaceFormer
	case member == "" || rel == None:
		return phrases.PlaceNone
	case rel == Part && yes:
		return phrases.PlacePart
	case rel == Part:
		return phrases.PlacePartIs
	case rel == Inside:
		return phrases.PlaceInside
	}
	return phrases.PlaceAround
}

// sayMore adds to a single name what makes the answer useful: a member's date
// or profile; for a no, the members near by and those of a similar name.
func (k *knowledge) sayMore(p *reply, r *reading, n named) {
	if n.kind == aMember {
		m := k.corpus.Members[n.index]
		wantsProfile := !r.affirms() || r.has(cueStatus|kindCues|cueWhat|cueComprise|cueWhich)
		switch {
		case wantsProfile && m.Profile != (phrases.Text{}):
			p.record(m.Profile, m.Ref)
		case m.Joined != "":
			p.saySince(m)
		}
		k.sayConfusable(p, n, true, nil)
		return
	}
	place := k.corpus.Places[n.index]
	if place.Relation != None {
		p.outcome = bot.Clarify
	}
	if i, ok := k.members[place.Member]; ok && place.Relation == Part && r.has(kindCues|cueWhat|cueComprise|cueWhich) {
		p.record(k.corpus.Members[i].Profile, k.corpus.Members[i].Ref)
	}
	if hit := k.entryAbout(r, n); hit != nil {
		p.record(hit.Body, hit.Ref)
		p.on(hit.Ref, hit.Title)
	}
	if place.Relation == None {
		k.sayConfusable(p, n, false, nil)
	}
	if place.Relation == None || place.Relation == Guest || place.Relation == Former {
		k.saySameState(p, place.State)
	}
}

// saySameState says which members there are in a state.
func (k *knowledge) saySameState(p *reply, state string) {
	if state == "" {
		return
	}
	where := k.stateName(state, p.lang)
	if in := k.selectMembers(filter{state: state}); len(in) > 0 {
		p.say(phrases.SameState, "state", where, "list", k.memberNames(in, p.lang))
	} else {
		p.say(phrases.NoneState, "state", where)
	}
}

// sayConfusable names members (and, after a yes, places) whose names are so
// alike that they may be what is meant: Homburg and Bad Homburg, 泰州 and 台州.
// Those that are said anyway are left out.
func (k *knowledge) sayConfusable(p *reply, n named, onlySame bool, said []named) {
	for _, other := range k.alike(n, onlySame, p.lang == "zh") {
		if slices.Contains(said, other) {
			continue
		}
		aside := newReply(p.lang, "")
		k.sayMembership(aside, other, false)
		p.say(phrases.Confusable, "line", aside.doc.Text())
		for _, g := range aside.grounds {
			p.on(g.ref, g.title)
		}
		p.outcome = bot.Clarify
	}
}

// memberNames lists members by name.
func (k *knowledge) memberNames(members []int, lang string) string {
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = title(k.corpus.Members[m].Name, lang)
	}
	return strings.Join(names, phrases.ListJoin.In(lang))
}

// unknownMember answers "is X a member?" where X is not on record: a near name
// is asked back and its own facts are given, never a yes to X.
func (k *knowledge) unknownMember(r *reading) *reply {
	name := r.unknownName()
	if name == "" || len(r.names) > 0 || !r.restOnly(fillers|cueMember|kindCues|cueNot|cueWhich|cueList|cueCount) {
		return nil
	}
	near := k.nearNames(name)
	if len(near) == 0 && (!r.has(cueMember) || r.has(cueList|cueCount) || !k.looksLikeName(r)) {
		return nil
	}
	p := newReply(r.lang, "member")
	p.outcome = bot.Clarify
	p.on(k.corpus.Alliance.Ref, k.corpus.Alliance.Name)
	if len(near) > 0 {
		p.say(phrases.NameNear, "name", clean(name), "near", k.joinNames(near, r.lang))
		for _, n := range near {
			if n.kind == aState {
				p.add(k.listStates(r, []named{n}))
				p.outcome = bot.Clarify
				continue
			}
			k.sayMembership(p, n, false)
			p.topic.Names = append(p.topic.Names, k.id(n))
		}
		return p
	}
	k.sayNotListed(p, name)
	return p
}

func (k *knowledge) sayNotListed(p *reply, name string) {
	isa := k.corpus.Alliance.ShortName
	if c := clean(name); c != "" {
		p.say(phrases.NameUnknown, "name", c, "isa", isa)
	} else {
		p.say(phrases.ThisName, "isa", isa)
	}
	if isHan(name) || pinyin.MatchString(strings.ToLower(clean(name))) {
		k.sayUnnamed(p)
	}
	p.suggest = k.samples(p.lang)
}
