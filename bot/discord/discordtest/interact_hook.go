package discordtest

import (
	"errors"
	"net/http"
)

// mostFollowups is how often an interaction may be followed up where the bot is
// not (Discord's documentation, "Followup Messages").
const mostFollowups = 5

// hooked finds the interaction whose token a request shows.
func (f *Fake) hooked(c *call) (*Interaction, reply) {
	i := f.interactions[c.ids["{webhook_token}"]]
	switch {
	case i == nil || c.ids["{webhook_id}"] != f.App() || i.answered == 0:
		return nil, fault(http.StatusNotFound, 10015, "Unknown Webhook")
	case f.cfg.Now().Sub(i.at) > tokenTime:
		return nil, fault(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
	}
	return i, reply{}
}

// followUp is a further message that answers an interaction.
func (f *Fake) followUp(c *call) reply {
	i, no := f.hooked(c)
	if i == nil {
		return no
	}
	var form messageForm
	if err := c.decode(&form); err != nil {
		return f.bad(c, err)
	}
	if err := c.ruleSpeech(form, true); err != nil {
		return f.bad(c, err)
	}
	if i.answered == DeferMessage && i.original.Loading() {
		return f.bad(c, errors.New("the answer that was put off is still missing"))
	}
	if i.followed++; i.channel.foreign && i.followed > mostFollowups {
		return fault(http.StatusBadRequest, 40094, "This interaction has reached the maximum number of follow up messages")
	}
	m := f.speak(c, i, form)
	c.entry.shows(Created, m)
	return answered(http.StatusOK, f.messageJSON(i.channel, m))
}

// editOriginal changes the first answer, or gives the one that was put off.
func (f *Fake) editOriginal(c *call) reply {
	i, no := f.hooked(c)
	if i == nil {
		return no
	}
	var form messageForm
	if err := c.decode(&form); err != nil {
		return f.bad(c, err)
	}
	if i.original == nil || i.channel.message(i.original.ID) == nil {
		return fault(http.StatusNotFound, 10008, "Unknown Message")
	}
	if err := c.ruleSpeech(form, false); err != nil {
		return f.bad(c, err)
	}
	late := i.original.Loading()
	f.change(c, i.channel, i.original, form)
	if late {
		c.entry.Effect = Created
	}
	return answered(http.StatusOK, f.messageJSON(i.channel, i.original))
}

// deleteOriginal takes the first answer back.
func (f *Fake) deleteOriginal(c *call) reply {
	i, no := f.hooked(c)
	if i == nil {
		return no
	}
	if i.original == nil || i.channel.message(i.original.ID) == nil {
		return fault(http.StatusNotFound, 10008, "Unknown Message")
	}
	i.channel.remove(i.original.ID)
	c.entry.Effect = Deleted
	return done()
}
