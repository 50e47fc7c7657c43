package answer

import (
	"regexp"
	"time"

	"isa-portal.de/isabot/bot"
)

// frame is a kind of question that is answered by computing over the records.
// answer returns nil where the question is not of that kind: every word that is
// neither a name nor a cue of the kind speaks against it.
type frame struct {
	name   string
	answer func(k *knowledge, r *reading, now time.Time) *reply
}

// frames in the order in which they are tried: the narrower first.
var frames = []frame{
	{"about", about},
	{"event", nextEvent},
	{"events", eventsOfYear},
	{"news", latestNews},
	{"nearest", nearest},
	{"website", website},
	{"contact", contact},
	{"states", states},
	{"left", left},
	{"founder", founder},
	{"joined", joined},
	{"member", membership},
	{"list", list},
}

// carry fills in, from what the conversation is about, what a short question
// leaves out: "and Köln?" keeps the kind of question, "since when?" the names,
// "and where?" the words.
func (k *knowledge) carry(r *reading, topic bot.Topic) {
	if topic.Frame == "" {
		return
	}
	asks := r.cues &^ (fillers | cueNot | cueWhich)
	if len(r.unknown) > 0 {
		if topic.Frame == "member" && asks == 0 && len(r.names) == 0 && furtherName.MatchString(r.text) {
			r.cues |= cueMember // "and Wolfsburg?", where that is not on record
		}
		return
	}
	const selects = cueGerman | cueChinese | kindCues
	const aboutNames = cueFounder | cueWhen | cueJoined | cueLeft | cueWebsite | cueWhat | cueNear | cueMember | cueMembership | cueList | cueStatus | cueComprise | media
	itself := r.has(cueISA) && r.has(cueFounder) && r.has(cueWhen|cueWhat) // "when was the alliance founded?"
	switch {
	case len(r.names) > 0 || asks != 0 && asks&^selects == 0:
		if asks&^selects == 0 {
			r.cues |= frameCues[topic.Frame]
		}
	case len(topic.Names) > 0 && !itself && asks != 0 && asks&^aboutNames == 0 && r.country() == "":
		r.names = k.byID(topic.Names)
	case asks != 0 && asks&^(cueList|cueCount|cueWhat) == 0 && (topic.Frame == "list" || topic.Frame == "count"):
		k.carrySelection(r, topic)
	case topic.Words != "" && r.gate == r.lookup && asks != 0 && asks&^askers == 0:
		r.gate, r.lookup = topic.Words, r.lookup+" "+topic.Words
	}
}

// furtherName are the words with which one more name is asked for.
var furtherName = regexp.MustCompile(`(?i)^\W*(?:und|and|or|oder|what about|how about|was ist mit|wie ist es mit)\s|^那|呢[^\p{L}]*$`)

// carrySelection keeps which members the conversation was about.
func (k *knowledge) carrySelection(r *reading, topic bot.Topic) {
	switch {
	case topic.State != "":
		if i, ok := k.states[topic.State]; ok {
			r.names = []named{{aState, i}}
		}
	case topic.Country == "DE":
		r.cues |= cueGerman
	case topic.Country == "CN":
		r.cues |= cueChinese
	}
	r.cues |= cueMember
}

// frameCues is what a question of each frame asks, for one that only names
// another place after it.
var frameCues = map[string]cue{
	"nearest": cueNear, "website": cueWebsite, "joined": cueWhen, "left": cueLeft, "founder": cueFounder, "member": cueMember,
	"list": cueList, "count": cueCount, "states": cueState | cueList, "contact": cueContact,
}
