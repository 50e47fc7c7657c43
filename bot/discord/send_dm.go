package discord

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot"
)

// dmPrefix begins the Chat of a place that is a person: "dm:42". Discord has a
// channel for each, whose id is asked for once.
const dmPrefix = "dm:"

// maxDMs is how many of these channels are remembered; a forgotten one is asked
// for again.
const maxDMs = 20_000

// dmPlace is where the bot talks to a person alone.
func dmPlace(person string) bot.Place {
	return bot.Place{Platform: platform, Chat: dmPrefix + person}
}

func isDM(place bot.Place) bool { return strings.HasPrefix(channelOf(place), dmPrefix) }

// resolve is the id of the channel that a request names.
func (s *Sender) resolve(ctx context.Context, r request) (string, error) {
	person, found := strings.CutPrefix(r.channel, dmPrefix)
	if !found {
		return r.channel, nil
	}
	if id := s.dmOf(person); id != "" {
		return id, nil
	}
	if _, err := strconv.ParseUint(person, 10, 64); err != nil {
		return "", &bot.PlaceError{Err: errors.New("not the id of a person on Discord")}
	}
	open := s.request(openDM, r.place, "")
	open.fields = map[string]any{"recipient_id": person}
	var channel struct {
		ID string `json:"id"`
	}
	if err := s.do(ctx, open, &channel); err != nil {
		return "", again(err)
	}
	if channel.ID == "" {
		return "", again(&bot.UnsureError{Err: errors.New("the answer names no channel")})
	}
	s.learnDM(person, channel.ID)
	return channel.ID, nil
}

func (s *Sender) dmOf(person string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dms[person]
}

// learnDM remembers in which channel a person is written to.
func (s *Sender) learnDM(person, channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.dms) >= maxDMs {
		for other := range s.dms { // any one
			delete(s.dms, other)
			break
		}
	}
	s.dms[person] = channel
}
