package discord

import (
	"context"
	"errors"
	"net/url"
	"time"

	"isa-portal.de/isabot/bot"
)

// maxThreads is how many pages of archived threads are looked through, of 50 each.
const maxThreads = 20

// thread is what is read of a thread.
type thread struct {
	ID       string `json:"id"`
	Parent   string `json:"parent_id"`
	Owner    string `json:"owner_id"`
	Metadata struct {
		ArchivedAt string `json:"archive_timestamp"`
	} `json:"thread_metadata"`
}

type threadPage struct {
	Threads []thread `json:"threads"`
	More    bool     `json:"has_more"`
}

// findPost looks through a forum's posts: the active ones, which Discord lists
// by server, and those that were archived since.
func (s *Sender) findPost(ctx context.Context, place bot.Place, want wanted, from string) (string, error) {
	var forum struct {
		Guild string `json:"guild_id"`
	}
	if err := s.do(ctx, s.request(getChannel, place, place.Chat), &forum); err != nil {
		return "", err
	}
	var active threadPage
	if err := s.do(ctx, s.request(activeThreads, place, forum.Guild), &active); err != nil {
		return "", err
	}
	if found, err := s.among(ctx, place, active.Threads, want, from); found != "" || err != nil {
		return found, err
	}
	r := s.request(oldThreads, place, place.Chat)
	for range maxThreads {
		var old threadPage
		if err := s.do(ctx, r, &old); err != nil {
			return "", err
		}
		if found, err := s.among(ctx, place, old.Threads, want, from); found != "" || err != nil {
			return found, err
		}
		if !old.More || len(old.Threads) == 0 {
			return "", nil
		}
		last := old.Threads[len(old.Threads)-1].Metadata.ArchivedAt
		if at, err := time.Parse(time.RFC3339Nano, last); err != nil || older(snowflake(at), from) {
			return "", nil // they come by when they were archived, and ours was made later
		}
		r.query = url.Values{"before": {last}}
	}
	return "", errors.New("the forum has more archived posts than could be looked through")
}

// among looks at the first message of each thread that may be the one.
func (s *Sender) among(ctx context.Context, place bot.Place, threads []thread, want wanted, from string) (string, error) {
	for _, t := range threads {
		if t.Parent != place.Chat || t.Owner != want.me || older(t.ID, from) {
			continue
		}
		r := s.request(getMessage, place, t.ID)
		r.message = t.ID
		var first message
		err := s.do(ctx, r, &first)
		switch {
		case gone(bot.Remote{IDs: []string{t.ID}, Chat: t.ID}, err):
		case err != nil:
			return "", err
		case want.is(first):
			return t.ID, nil
		}
	}
	return "", nil
}
