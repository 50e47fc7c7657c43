package bot

import (
	"context"
	"errors"
	"sync"
	"testing"

	"isa-portal.de/isabot/bot/richtext"
)

func TestMessagesOfOnePersonAreAnsweredOneAfterTheOther(t *testing.T) {
	p := newTalker(t)
	var busy, most int
	var mu sync.Mutex
	p.k.do = func(q Question) (Answer, error) {
		mu.Lock()
		busy++
		most = max(most, busy)
		mu.Unlock()
		defer func() { mu.Lock(); busy--; mu.Unlock() }()
		return Answer{Body: richtext.FromText(q.Text), Lang: "de", Outcome: Answered}, nil
	}
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() { p.say("Ist Köln Mitglied?") })
	}
	wg.Wait()
	if most != 1 || p.k.count() != 50 {
		t.Errorf("%d at a time, %d in all", most, p.k.count())
	}
}

func TestOneSlowPersonKeepsNobodyElseWaiting(t *testing.T) {
	p := newTalker(t)
	started, release := make(chan bool), make(chan bool)
	p.k.do = func(q Question) (Answer, error) {
		if q.Text == "langsam" {
			close(started)
			<-release
		}
		return Answer{Body: richtext.FromText(q.Text), Lang: "de", Outcome: Answered}, nil
	}
	done := make(chan bool)
	go func() { p.say("langsam"); close(done) }()
	<-started
	other := Message{Place: Place{Platform: "web", Chat: "c2"}, Sender: "p2", Text: "schnell"}
	if post, err := p.Handle(t.Context(), other); err != nil || post.Body.Text() != "schnell" {
		t.Errorf("another person got %q, %v", post.Body.Text(), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Handle(ctx, Message{Place: p.place, Sender: "p1", Text: "ungeduldig"}); !errors.Is(err, context.Canceled) {
		t.Errorf("who gives up waiting gets %v", err)
	}
	close(release)
	<-done
}
