package telegramtest

import (
	"encoding/json"
	"strconv"
	"time"
	"unicode/utf8"
)

// queryLives is how long a press or an inline query can be answered, about as
// Telegram has it.
const queryLives = 15 * time.Second

// Press is a touch of a button.
type Press struct {
	By    Person
	Label string // of the button
	Data  string // in place of that of the button
	Old   bool   // the message is too old for the bot to be shown
}

// Callback is a press, and how the bot answered it.
type Callback struct {
	ID       string
	At       time.Time
	By       int64 // the person
	Data     string
	Answered bool
	Text     string // the toast
	Alert    bool
}

// Callbacks are the presses so far.
func (f *Fake) Callbacks() []Callback {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []Callback
	for _, c := range f.presses {
		out = append(out, *c)
	}
	return out
}

// Press touches a button below a message of a chat, and tells the bot of it. It
// returns false if there is no such button.
func (f *Fake) Press(chat int64, message int, p Press) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := f.chats[chat]
	if c == nil {
		return false
	}
	m := c.message(message)
	if m == nil {
		return false
	}
	data := p.Data
	if data == "" {
		if data = m.dataOf(p.Label); data == "" {
			return false
		}
	}
	f.nextQuery++
	cb := &Callback{ID: strconv.Itoa(f.nextQuery), At: f.cfg.Now(), By: p.By.ID, Data: data}
	f.presses = append(f.presses, cb)
	on := f.messageJSON(c, m)
	if p.Old {
		on = map[string]any{"message_id": m.ID, "chat": c.json(), "date": 0}
	}
	f.push("callback_query", map[string]any{
		"id": cb.ID, "from": p.By.json(), "message": on, "chat_instance": "1", "data": data,
	})
	return true
}

func (m *Message) dataOf(label string) string {
	var k keyboard
	_ = json.Unmarshal(m.Buttons, &k)
	for _, row := range k.Rows {
		for _, b := range row {
			if b.Text == label && b.Data != nil {
				return *b.Data
			}
		}
	}
	return ""
}

// Labels are those of the buttons of a message, row by row.
func (m Message) Labels() (out [][]string) {
	var k keyboard
	_ = json.Unmarshal(m.Buttons, &k)
	for _, row := range k.Rows {
		var labels []string
		for _, b := range row {
			labels = append(labels, b.Text)
		}
		out = append(out, labels)
	}
	return out
}

func tooOld() *apiError {
	return badRequest("query is too old and response timeout expired or query ID is invalid")
}

func (f *Fake) answerCallback(c *call) (any, *apiError) {
	if utf8.RuneCountInString(c.text("text")) > 200 {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	for _, p := range f.presses {
		if p.ID == c.text("callback_query_id") && !p.Answered && c.now.Sub(p.At) < queryLives {
			p.Answered, p.Text, p.Alert = true, c.text("text"), c.yes("show_alert")
			return true, nil
		}
	}
	return nil, tooOld()
}
