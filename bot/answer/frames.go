package answer

import (
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
	{"news", latestNews},
	{"nearest", nearest},
	{"website", website},
	{"contact", contact},
	{"states", states},
	{"left", left},
	{"joined", joined},
	{"member", membership},
	{"list", list},
}

// carry fills in, from what the conversation is about, what a short question
// leaves out: "and Köln?" keeps the kind of question, "since when?" the names.
func (k *knowledge) carry(r *reading, topic bot.Topic) {
	if topic.Frame == "" || len(r.unknown) > 0 {
		return
	}
	asks := r.cues &^ (fillers | cueNot | cueWhich)
	selects := cueGerman | cueChinese | kindCues
	switch {
	case len(r.names) > 0 || asks != 0 && asks&^selects == 0:
		if asks&^selects == 0 {
			r.cues |= frameCues[topic.Frame]
			r.carried = true
		}
	case asks != 0 && asks&^(cueWhen|cueJoined|cueLeft|cueWebsite|cueWhat|cueNear|cueMember|cueList|media) == 0 && r.country() == "":
		r.names = k.byID(topic.Names)
		r.carried = len(r.names) > 0
	}
}

// frameCues is what a question of each frame asks, for one that only names
// another place after it.
var frameCues = map[string]cue{
	"nearest": cueNear, "website": cueWebsite, "joined": cueWhen, "left": cueLeft, "member": cueMember,
	"list": cueList, "count": cueCount, "states": cueState | cueList, "contact": cueContact,
}
