package discord

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
)

// deaf is a listener that nobody runs: what is put into it is all that it hears.
func deaf(t testing.TB) (*Listener, *handler) {
	t.Helper()
	fake := discordtest.New(discordtest.Config{Token: token})
	log := slog.New(slog.DiscardHandler)
	s, err := NewSender(Config{Token: token, HTTP: fake.Transport(), Log: log})
	if err != nil {
		t.Fatal(err)
	}
	h := &handler{}
	l, err := NewListener(ListenerConfig{Sender: s, Handler: h, Store: newDisk(), Directory: directory{}, Log: log, Gateway: true})
	if err != nil {
		t.Fatal(err)
	}
	l.gateway.session.Me = "7"
	return l, h
}

// Whatever Discord sends as an interaction is answered or passed over, without a
// panic, and an answer is always JSON.
func FuzzInteraction(f *testing.F) {
	for _, seed := range []string{
		`{"id":"1","application_id":"2","type":2,"token":"x","locale":"zh-TW","guild_id":"3","channel_id":"4","context":0,"member":{"user":{"id":"5"}},"data":{"name":"ask","type":1,"options":[{"name":"question","value":"Ist Köln Mitglied?"}]}}`,
		`{"id":"1","application_id":"2","type":3,"token":"x","channel_id":"4","context":1,"user":{"id":"5"},"message":{"id":"6","flags":64,"components":[{"components":[{"custom_id":"0~","label":"Ja…"}]}]},"data":{"custom_id":"0~"}}`,
		`{"id":"1","type":3,"token":"x","user":{"id":"5"},"context":2,"authorizing_integration_owners":{"1":"5"},"data":{"custom_id":"menu0","values":["3/ja"]}}`,
		`{"id":"1","type":4,"token":"x","user":{"id":"5"},"data":{"name":"member","options":[{"name":"name","value":12,"focused":true}]}}`,
		`{"id":"1","type":2,"token":"x","user":{"id":"5"},"data":{"name":"Ask ISA","type":3,"target_id":"9","resolved":{"messages":{"9":{"content":"<@7> Ja?","embeds":[{"title":"T"}]}}}}}`,
		`{"data":{"options":[{"value":{"a":[null]}}]},"message":{"components":[{"components":null}]},"member":null}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		l, h := deaf(t)
		var i interaction
		if json.Unmarshal(text, &i) != nil {
			return
		}
		answers := 0
		l.interact(t.Context(), i, func(_ context.Context, c callback) error {
			if _, err := json.Marshal(c); err != nil {
				t.Errorf("answered with no JSON: %v", err)
			}
			answers++
			return nil
		})
		if answers > 1 {
			t.Errorf("answered %d times", answers)
		}
		for _, m := range h.messages() {
			if m.Sender == "" || m.Place == (bot.Place{}) || m.Home != (bot.Place{}) && !m.Private {
				t.Errorf("heard %+v", m)
			}
		}
	})
}

// Whatever Discord tells as a message is kept or passed over, without a panic.
func FuzzMessage(f *testing.F) {
	for _, seed := range []string{
		`{"id":"1","type":0,"channel_id":"2","guild_id":"3","content":"<@7> Ja?","author":{"id":"4"},"mentions":[{"id":"7","bot":true}],"edited_timestamp":null}`,
		`{"id":"1","type":19,"channel_id":"2","guild_id":"3","content":"Ja </help:1>","author":{"id":"4"},"referenced_message":{"author":{"id":"7"}},"edited_timestamp":"2026"}`,
		`{"id":"1","type":0,"channel_id":"2","content":"","author":{"id":"4"},"attachments":[{}]}`,
		`{"id":1}`, `[]`, `{"referenced_message":3}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		l, _ := deaf(t)
		for _, kind := range []string{"MESSAGE_CREATE", "MESSAGE_UPDATE", "INTERACTION_CREATE", "READY"} {
			u, ok := l.event(event{kind, text})
			if !ok {
				continue
			}
			if u.ID == "" || lane(u) == "" {
				t.Errorf("kept as %+v", u)
			}
			if err := l.handle(t.Context(), u, false); err != nil {
				t.Error(err)
			}
		}
		l.end()
		l.work.Wait()
	})
}
