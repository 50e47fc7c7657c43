package answer

import (
	"cmp"
	"slices"
	"time"

	"isa-portal.de/isabot/bot/phrases"
)

const mostItems = 3

// nextEvent lists what is still to come. Where nothing is on record it leaves
// the question to the passages, and so to a hand-over: a date is never inferred.
func nextEvent(k *knowledge, r *reading, now time.Time) *reply {
	if !r.has(cueNext|cueNow) || !r.has(cueEvent) || len(r.names) > 0 ||
		!r.only(fillers|cueHow|cueNext|cueNear|cueEvent|cueWhen|cueList|cueWhat|cueCity|cueMember|cueFresh|cueAddress) {
		return nil
	}
	var coming []Event
	for _, ev := range k.corpus.Events {
		if t, err := time.Parse(time.RFC3339, ev.Starts); err == nil && !t.Before(now) {
			coming = append(coming, ev)
		}
	}
	if len(coming) == 0 {
		p := newReply(r.lang, "event")
		p.say(phrases.EventsNone)
		k.handOver(p, r)
		return p
	}
	slices.SortStableFunc(coming, func(a, b Event) int { return cmp.Compare(a.Starts, b.Starts) })
	p := newReply(r.lang, "event")
	p.say(phrases.EventsNext)
	for _, ev := range coming[:min(len(coming), mostItems)] {
		sentence := phrases.EventOnDate
		if title(ev.Place, r.lang) != "" {
			sentence = phrases.EventInDate
		}
		p.bullet(sentence.In(r.lang, "title", title(ev.Title, r.lang), "date", ev.when(r.lang), "place", title(ev.Place, r.lang)))
		p.on(ev.Ref, ev.Title)
	}
	return p
}

// latestNews lists the newest news.
func latestNews(k *knowledge, r *reading, _ time.Time) *reply {
	if !r.has(cueFresh) || len(r.names) > 0 || !r.only(fillers|cueHow|cueFresh|cueList|cueWhat|cueMember) {
		return nil
	}
	var news []Passage
	for _, s := range k.corpus.Passages {
		if s.Collection == "news" {
			news = append(news, s)
		}
	}
	p := newReply(r.lang, "news")
	if len(news) == 0 {
		p.say(phrases.NewsNone)
		return p
	}
	slices.SortStableFunc(news, func(a, b Passage) int { return cmp.Compare(b.Date, a.Date) })
	p.say(phrases.NewsLatest)
	for _, n := range news[:min(len(news), mostItems)] {
		p.bullet(phrases.EventOnDate.In(r.lang, "title", title(n.Title, r.lang), "date", date(n.Date, r.lang)))
		p.on(n.Ref, n.Title)
	}
	return p
}
