package answer

import (
	"slices"
	"strings"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// founder says whether what is named was there from the beginning. Where a place
// is named as the place of the founding, that is answered instead.
func founder(k *knowledge, r *reading, _ time.Time) *reply {
	places := r.places()
	if len(places) == 0 || !r.has(cueFounder) {
		return nil
	}
	if r.locative && !r.has(cueMember) {
		where := *r
		where.names, where.gate, where.bare, where.lookup = nil, "gegrundet", "gegrundet", "wo gegrundet"
		return k.passage(&where, enoughCover, anyPassage)
	}
	if !r.only(fillers | cueFounder | cueMember | kindCues | cueNot | cueWhich | cueList | cueWhen | cueJoined | cueOrdinal) {
		return nil
	}
	p := newReply(r.lang, "founder")
	for _, n := range places[:min(len(places), mostNames)] {
		p.topic.Names = append(p.topic.Names, k.id(n))
		k.sayFounder(p, n)
		if hit := k.entryAbout(r, n); hit != nil && len(places) == 1 {
			p.record(hit.Body, hit.Ref)
			p.on(hit.Ref, hit.Title)
		}
	}
	return p
}

func (k *knowledge) sayFounder(p *reply, n named) {
	m, ok := k.memberOf(n)
	if !ok {
		k.sayMembership(p, n, false)
		return
	}
	a := k.corpus.Alliance
	name, founded := title(m.Name, p.lang), phrases.Date(a.Founded, p.lang)
	p.on(m.Ref, m.Name)
	switch {
	case m.Joined != "" && a.Founded != "" && strings.HasPrefix(m.Joined, a.Founded):
		p.say(phrases.FounderYes, "name", name, "date", founded)
	case m.Joined == "" || a.Founded == "" || strings.HasPrefix(a.Founded, m.Joined):
		p.say(phrases.FounderOpen, "name", name)
		p.outcome = bot.Clarify
	default:
		p.say(phrases.FounderNo, "name", name, "isa", a.ShortName, "founded", founded, "date", phrases.Date(m.Joined, p.lang))
	}
}

// whichPlace asks back where a follow-up says "it" and nobody can know which of
// several members is meant.
func whichPlace(k *knowledge, r *reading, topic bot.Topic) *reply {
	listed := []string{"list", "count", "states", "member", "founder", "joined"}
	if !slices.Contains(listed, topic.Frame) || len(r.names) > 0 || !r.has(cueWhen|cueJoined) || r.has(cueISA|cueList|cueCount) ||
		!r.only(cuePadding|cueWhen|cueJoined|cueMembership|cueMember|cueClaim) {
		return nil
	}
	p := newReply(r.lang, topic.Frame)
	p.topic = topic
	p.outcome = bot.Clarify
	p.say(phrases.WhichPlace)
	return p
}
