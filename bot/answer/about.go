package answer

import (
	"strconv"
	"time"

	"isa-portal.de/isabot/bot/phrases"
)

// about says what the alliance is, where it is named and nothing else is asked.
func about(k *knowledge, r *reading, _ time.Time) *reply {
	if !r.has(cueISA) || len(r.names)+len(r.offices)+len(r.numbers) > 0 || r.has(cueAnyone|cueNow|cueClaim) ||
		!r.only(cuePadding|cueISA|cueYou|cueCarrier|cueWhat|cueList|cueGerman|cueChinese) || r.has(cueList) && r.has(cueGerman|cueChinese) {
		return nil
	}
	a := k.corpus.Alliance
	p := newReply(r.lang, "about")
	p.say(phrases.AboutLead, "name", title(a.Name, r.lang), "isa", a.ShortName)
	p.record(a.Purpose, a.Ref)
	p.say(phrases.CountAll, "total", strconv.Itoa(a.Total), "de", strconv.Itoa(a.German), "cn", strconv.Itoa(a.Chinese), "isa", a.ShortName)
	p.on(a.Ref, a.Name)
	p.suggest = []string{phrases.TryMembers.In(r.lang), phrases.TryJoin.In(r.lang), phrases.TryContact.In(r.lang)}
	return p
}
