package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// answerForm is what answers an interaction.
type answerForm struct {
	Type int             `json:"type"`
	Data json.RawMessage `json:"data"`
}

var unknownInteraction = fault(http.StatusNotFound, 10062, "Unknown interaction")

// callback is the first answer to an interaction.
func (f *Fake) callback(c *call) reply {
	i := f.interactions[c.ids["{interaction_token}"]]
	switch {
	case i == nil || i.ID != c.ids["{interaction_id}"] || f.cfg.Now().Sub(i.at) > answerTime:
		return unknownInteraction
	case i.answered != 0:
		return fault(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	}
	if err := f.take(c, i); err != nil {
		return f.bad(c, err)
	}
	return done()
}

// take carries the first answer out.
func (f *Fake) take(c *call, i *Interaction) error {
	var form answerForm
	if err := c.decode(&form); err != nil {
		return err
	}
	allowed := map[int][]int{kindPing: {Pong}, kindCommand: {NewMessage, DeferMessage},
		kindComponent: {NewMessage, DeferMessage, DeferUpdate, UpdateMessage}, kindAutocomplete: {ChoicesToOffer}}
	fits := false
	for _, t := range allowed[i.kind] {
		fits = fits || t == form.Type
	}
	if !fits {
		return fmt.Errorf("an answer of type %d to an interaction of type %d", form.Type, i.kind)
	}
	if form.Type == ChoicesToOffer {
		if err := i.offer(form.Data); err != nil {
			return err
		}
		i.answered = form.Type
		return nil
	}
	var m messageForm
	if len(form.Data) > 0 {
		if err := strict(form.Data, &m); err != nil {
			return err
		}
	}
	if err := f.place(c, i, form.Type, m); err != nil {
		return err
	}
	i.answered = form.Type
	return nil
}

// place puts what the first answer shows where it is seen.
func (f *Fake) place(c *call, i *Interaction, kind int, m messageForm) error {
	flags := 0
	if m.Flags != nil {
		flags = *m.Flags
	}
	switch kind {
	case NewMessage:
		if err := c.ruleSpeech(m, true); err != nil {
			return err
		}
		i.original = f.speak(c, i, m)
		c.entry.shows(Created, i.original)
	case DeferMessage:
		if flags&^ephemeral != 0 || m.Content != nil || m.Embeds != nil || m.Components != nil {
			return errors.New("an answer that is put off says something")
		}
		flags |= loading
		m.Flags = &flags
		i.original = f.speak(c, i, m)
	case DeferUpdate:
		i.original = i.on
	case UpdateMessage:
		if err := c.ruleSpeech(m, false); err != nil {
			return err
		}
		i.original = i.on
		f.change(c, i.channel, i.on, m)
	}
	return nil
}

// offer takes the words that complete what is typed.
func (i *Interaction) offer(data json.RawMessage) error {
	var form struct {
		Choices []Offer `json:"choices"`
	}
	if err := strict(data, &form); err != nil {
		return err
	}
	if len(form.Choices) > 25 {
		return fmt.Errorf("%d choices", len(form.Choices))
	}
	for _, c := range form.Choices {
		if c.Name == "" || units(c.Name) > 100 || c.Value == "" || units(c.Value) > 100 {
			return errors.New("a bad choice")
		}
	}
	i.choices = form.Choices
	return nil
}

// ruleSpeech holds a message of an interaction against the rules: it has no
// nonce and answers to no message, and it may be for one person alone.
func (c *call) ruleSpeech(m messageForm, fresh bool) error {
	if m.Nonce != "" || m.EnforceNonce || m.Reference != nil {
		return errors.New("an answer with a nonce or a reference")
	}
	if fresh && m.Flags != nil && *m.Flags&^(suppressEmbeds|ephemeral|silent) != 0 {
		return fmt.Errorf("an answer cannot have flags %d", *m.Flags)
	}
	return c.ruleMessage(m, fresh)
}

// speak puts a new message into the channel of an interaction.
func (f *Fake) speak(c *call, i *Interaction, form messageForm) *Message {
	m := f.post(i.channel, c, form)
	if m.Flags&ephemeral != 0 {
		m.For = i.person.ID
	}
	i.messages = append(i.messages, m)
	return m
}

// change changes a message of the bot's.
func (f *Fake) change(c *call, ch *channel, m *Message, form messageForm) {
	before := m.Flags
	f.fill(m, c, form)
	m.Flags = before&^(suppressEmbeds|loading) | m.Flags&suppressEmbeds
	m.Edited, m.Edits, ch.active = f.cfg.Now(), m.Edits+1, f.cfg.Now()
	c.entry.shows(Edited, m)
	f.messageEvent("MESSAGE_UPDATE", ch, m)
}

func strict(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("the answer: %w", err)
	}
	return nil
}
