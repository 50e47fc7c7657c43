package announce

import (
	"slices"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// queue is what is due, by place. A place is worked at by one request at a time,
// in the order of urgency.
type queue struct {
	lanes map[bot.Place]*lane
	order []*lane
}

type lane struct {
	place bot.Place
	due   []cms.Due // the most urgent first
	next  time.Time // its place takes nothing before
	busy  bool
}

// maxRefusals is after how many places that take nothing now the search on a
// platform ends: then it is the platform that takes nothing.
const maxRefusals = 64

// fill replaces what is due, and keeps what is known about the places.
func (q *queue) fill(due []cms.Due) {
	old := q.lanes
	q.lanes, q.order = map[bot.Place]*lane{}, q.order[:0]
	for _, d := range due {
		place := bot.Place{Platform: d.Platform, Chat: d.Chat, Thread: d.Thread}
		l := q.lanes[place]
		if l == nil {
			if l = old[place]; l == nil {
				l = &lane{place: place}
			}
			l.due = l.due[:0]
			q.lanes[place] = l
			q.order = append(q.order, l)
		}
		l.due = append(l.due, d)
	}
	for place, l := range old { // what is being worked at is not forgotten
		if _, stays := q.lanes[place]; !stays && l.busy {
			l.due = nil
			q.lanes[place] = l
		}
	}
}

// size is how many deliveries to a platform wait in the queue.
func (q *queue) size(platform string) (n int) {
	for _, l := range q.order {
		if l.place.Platform == platform {
			n += len(l.due)
		}
	}
	return n
}

func (q *queue) empty() bool {
	return !slices.ContainsFunc(q.order, func(l *lane) bool { return len(l.due) > 0 })
}

// pick takes the most urgent delivery whose place may be spoken to now. take
// asks the platform. Without one it returns when to ask again, zero if there is
// nothing to wait for but the work that goes on.
func (q *queue) pick(now time.Time, take func(l *lane) time.Time) (*lane, cms.Due, time.Time) {
	var soonest time.Time
	wait := func(t time.Time) {
		if soonest.IsZero() || t.Before(soonest) {
			soonest = t
		}
	}
	refused := map[string]int{}
	for {
		best := q.best(now, refused, wait)
		if best == nil {
			return nil, cms.Due{}, soonest
		}
		if at := take(best); !at.IsZero() {
			best.next = at
			refused[best.place.Platform]++
			wait(at)
			continue
		}
		first := best.due[0]
		best.due, best.busy = best.due[1:], true
		return best, first, time.Time{}
	}
}

func (q *queue) best(now time.Time, refused map[string]int, wait func(time.Time)) *lane {
	var best *lane
	for _, l := range q.order {
		switch {
		case l.busy || len(l.due) == 0 || refused[l.place.Platform] >= maxRefusals:
		case l.next.After(now):
			wait(l.next)
		case best == nil || l.due[0].Rank < best.due[0].Rank:
			best = l
		}
	}
	return best
}
