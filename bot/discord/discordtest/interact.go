package discordtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"
)

// The types of interactions and of answers to them, as Discord numbers them.
const (
	kindPing         = 1
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4

	Pong           = 1
	NewMessage     = 4 // a message
	DeferMessage   = 5 // "… is thinking", until there is one
	DeferUpdate    = 6 // nothing yet
	UpdateMessage  = 7 // the message whose button was pressed
	ChoicesToOffer = 8
)

// How long an interaction waits for an answer, and how long its token counts
// (Discord's documentation).
const (
	answerTime = 3 * time.Second
	tokenTime  = 15 * time.Minute
)

// Interaction is a command, a press of a button, or a word that is being typed,
// and what the bot made of it.
type Interaction struct {
	ID, Token string
	Status    int // with which the bot's server answered it, if it comes by HTTP

	fake     *Fake
	person   *Person
	channel  *channel
	kind     int
	at       time.Time
	body     []byte // as it was sent
	on       *Message
	answered int // type of the answer, 0 for none yet
	original *Message
	messages []*Message
	choices  []Offer
	followed int
}

// Offer is a word that completes what is being typed.
type Offer struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Use uses a slash command in a channel, with the one option that it has, "" to
// leave it out.
func (p *Person) Use(channel, command, option string) *Interaction {
	return p.command(kindCommand, channel, command, option)
}

// Type types into the option of a slash command, for the bot to complete it.
func (p *Person) Type(channel, command, option string) *Interaction {
	return p.command(kindAutocomplete, channel, command, option)
}

func (p *Person) command(kind int, channel, name, option string) *Interaction {
	f := p.fake
	f.mu.Lock()
	cmd := f.registered(1, name)
	if cmd == nil {
		f.mu.Unlock()
		panic("there is no command " + name)
	}
	data := map[string]any{"id": cmd.ID, "name": cmd.Name, "type": 1}
	if len(cmd.Options) > 0 {
		given := map[string]any{"name": cmd.Options[0].Name, "type": cmd.Options[0].Type, "value": option}
		if kind == kindAutocomplete {
			given["focused"] = true
		}
		if option != "" || kind == kindAutocomplete {
			data["options"] = []any{given}
		}
	}
	i := f.interaction(kind, p, channel, data)
	f.mu.Unlock()
	return f.deliver(i)
}

// AskAbout uses a command from the menu of a message.
func (p *Person) AskAbout(channel, message, command string) *Interaction {
	f := p.fake
	f.mu.Lock()
	cmd, ch := f.registered(3, command), f.channels[channel]
	if cmd == nil {
		f.mu.Unlock()
		panic("there is no command " + command)
	}
	data := map[string]any{"id": cmd.ID, "name": cmd.Name, "type": 3, "target_id": message,
		"resolved": map[string]any{"messages": map[string]any{message: f.messageJSON(ch, ch.message(message))}}}
	i := f.interaction(kindCommand, p, channel, data)
	f.mu.Unlock()
	return f.deliver(i)
}

// Press presses the button of a message with that label, or chooses the line of
// a menu. It panics where the person sees none.
func (p *Person) Press(channel, message, label string) *Interaction {
	f := p.fake
	f.mu.Lock()
	ch := f.channels[channel]
	m := ch.message(message)
	data := pressed(m, label)
	if data == nil || m.For != "" && m.For != p.ID {
		f.mu.Unlock()
		panic(fmt.Sprintf("there is no button %q", label))
	}
	i := f.interaction(kindComponent, p, channel, data)
	i.on = m
	f.mu.Unlock()
	return f.deliver(i)
}

func pressed(m *Message, label string) map[string]any {
	if m == nil {
		return nil
	}
	for _, r := range m.Rows {
		for _, b := range r.Components {
			if b.CustomID != "" && b.Type == 2 && (b.Label == label || b.Emoji != nil && b.Emoji.Name == label) {
				return map[string]any{"component_type": 2, "custom_id": b.CustomID, "id": 1}
			}
			for _, o := range b.Options {
				if o.Label == label {
					return map[string]any{"component_type": 3, "custom_id": b.CustomID, "id": 1, "values": []any{o.Value}}
				}
			}
		}
	}
	return nil
}

// interaction is a new one, not yet delivered. The lock is held.
func (f *Fake) interaction(kind int, p *Person, channel string, data map[string]any) *Interaction {
	i := &Interaction{ID: f.id(), Token: "aW50ZXJhY3Rpb246" + strings.ToLower(rand.Text()) + "-_", fake: f, person: p, kind: kind,
		channel: f.channels[channel], at: f.cfg.Now()}
	f.interactions[i.Token] = i
	i.body = jsonOf(data) // the rest is added when it is delivered
	return i
}

// deliver brings an interaction to the bot: over the gateway, or by HTTP where
// the bot has named an address for it.
func (f *Fake) deliver(i *Interaction) *Interaction {
	f.mu.Lock()
	all := f.interactionJSON(i)
	i.body = jsonOf(all)
	endpoint := f.endpoint
	if endpoint == nil {
		for _, s := range f.ordered() {
			s.say("INTERACTION_CREATE", all)
		}
	}
	f.mu.Unlock()
	if endpoint != nil {
		f.call(endpoint, i)
	}
	f.touch()
	return i
}

// Again delivers the interaction once more, as one who has caught it would.
func (i *Interaction) Again() *Interaction { return i.fake.deliver(i) }

// Kind is the type of the answer so far, 0 for none.
func (i *Interaction) Kind() int {
	i.fake.mu.Lock()
	defer i.fake.mu.Unlock()
	return i.answered
}

// Failed reports whether the person is told that the bot did not answer in time.
func (i *Interaction) Failed() bool {
	i.fake.mu.Lock()
	defer i.fake.mu.Unlock()
	return i.answered == 0 && i.fake.cfg.Now().Sub(i.at) > answerTime
}

// Offers are the words that were offered.
func (i *Interaction) Offers() []Offer {
	i.fake.mu.Lock()
	defer i.fake.mu.Unlock()
	return append([]Offer(nil), i.choices...)
}

// Messages are the messages that answer it, without one that only says that the
// bot is thinking.
func (i *Interaction) Messages() (out []Message) {
	i.fake.mu.Lock()
	defer i.fake.mu.Unlock()
	for _, m := range i.messages {
		if !m.Loading() {
			out = append(out, *m)
		}
	}
	return out
}

// Await waits until n messages answer it, or ctx ends, and returns what does.
func (i *Interaction) Await(ctx context.Context, n int) []Message {
	i.fake.Until(ctx, func() bool { return len(i.Messages()) >= n })
	return i.Messages()
}
