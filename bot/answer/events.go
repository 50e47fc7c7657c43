package answer

import (
	"slices"
	"strings"
	"time"

	"isa-portal.de/isabot/bot/phrases"
)

const mostItems = 3

// nextEvent lists what is not over yet. Where nothing is on record it hands
// over: a date is never inferred.
func nextEvent(k *knowledge, r *reading, now time.Time) *reply {
	if !r.has(cueNext|cueNow) || !r.has(cueEvent) || len(r.names) > 0 ||
		!r.only(fillers|cueHow|cueNext|cueNear|cueEvent|cueWhen|cueList|cueWhat|cueCity|cueMember|cueFresh|cueAddress) {
		return nil
	}
	var coming []Event
	for _, ev := range k.corpus.Events {
		if ev.over().After(now) {
			coming = append(coming, ev)
		}
	}
	if len(coming) == 0 {
		p := newReply(r.lang, "event")
		p.say(phrases.EventsNone)
		k.handOver(p, r)
		return p
	}
	slices.SortStableFunc(coming, func(a, b Event) int { return a.starts().Compare(b.starts()) })
	p := newReply(r.lang, "event")
	p.say(phrases.EventsNext)
	for _, ev := range coming[:min(len(coming), mostItems)] {
		k.sayEvent(p, ev)
	}
	return p
}

// sayEvent names an event with its date and place.
func (k *knowledge) sayEvent(p *reply, ev Event) {
	sentence := phrases.EventOnDate
	if title(ev.Place, p.lang) != "" {
		sentence = phrases.EventInDate
	}
	p.bullet(sentence.In(p.lang, "title", title(ev.Title, p.lang), "date", ev.when(p.lang), "place", title(ev.Place, p.lang)))
	p.on(ev.Ref, ev.Title)
}

// eventsOfYear lists the meetings of a year.
func eventsOfYear(k *knowledge, r *reading, _ time.Time) *reply {
	year := r.year()
	if year == "" || !r.has(cueEvent) || len(r.places()) > 0 ||
		!r.only(fillers|cueHow|cueEvent|cueWhen|cueList|cueCount|cueWhat|cueCity|cueMember|cueGerman|cueChinese|cueAddress) {
		return nil
	}
	p := newReply(r.lang, "events")
	for _, ev := range k.corpus.Events {
		if strings.HasPrefix(ev.Starts, year) {
			k.sayEvent(p, ev)
		}
	}
	if len(p.grounds) == 0 {
		return nil
	}
	return p
}

// latestNews lists the newest news.
func latestNews(k *knowledge, r *reading, _ time.Time) *reply {
	const lately = cueNear | cueNext // "最近" is lately, near and next
	if !r.has(cueFresh) || r.has(cueHow) || len(r.names) > 0 || !r.only(fillers|cueHow|cueFresh|cueList|cueWhat|cueMember|lately) {
		return nil
	}
	news := k.corpus.newest()
	p := newReply(r.lang, "news")
	if len(news) == 0 {
		p.say(phrases.NewsNone)
		return p
	}
	p.say(phrases.NewsLatest)
	for _, n := range news[:min(len(news), mostItems)] {
		p.bullet(phrases.EventOnDate.In(r.lang, "title", title(n.Title, r.lang), "date", phrases.Date(n.Date, r.lang)))
		p.on(n.Ref, n.Title)
	}
	return p
}
