package telegramtest

import (
	"encoding/json"
	"fmt"
	"time"
)

// Entry is a request and what became of it.
type Entry struct {
	N         int       `json:"n"`  // from 1
	At        time.Time `json:"at"` // when it arrived
	Method    string    `json:"method"`
	Chat      int64     `json:"chat,omitempty"`
	Effect    string    `json:"effect,omitempty"`   // send, edit, delete, pin or unpin; "" if nothing changed
	Messages  []int     `json:"messages,omitempty"` // that it made or changed
	Text      string    `json:"text,omitempty"`     // what readers see then, of an album in its first message
	Links     []string  `json:"links,omitempty"`    // the addresses in it, its buttons' too
	Code      int       `json:"code"`               // of the answer, whether it arrived or not
	Error     string    `json:"error,omitempty"`
	Fault     FaultKind `json:"fault,omitempty"`
	Violation string    `json:"violation,omitempty"`
	Answered  bool      `json:"answered"` // a whole answer of the Bot API went out
}

// Entries are all requests so far. For long polls there are none.
func (f *Fake) Entries() []Entry {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Entry(nil), f.entries...)
}

// Complaints are what was wrong with requests for the vendor's schema, or for
// rules that Telegram's server lets pass: each is a fault of ours. The requests
// were refused.
func (f *Fake) Complaints() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.complaints...)
}

func (f *Fake) note(e *Entry) {
	e.N = len(f.entries) + 1
	f.entries = append(f.entries, *e)
	f.happened()
	if f.cfg.Log != nil {
		raw, _ := json.Marshal(e) // strings and numbers can always be written
		fmt.Fprintf(f.cfg.Log, "%s\n", raw)
	}
}

// linksOf are the addresses in a message.
func linksOf(m *Message) []string {
	var out []string
	for _, e := range m.Entities {
		if e.URL != "" {
			out = append(out, e.URL)
		}
	}
	var k keyboard
	if json.Unmarshal(m.Buttons, &k) == nil {
		for _, row := range k.Rows {
			for _, b := range row {
				if b.URL != "" {
					out = append(out, b.URL)
				}
			}
		}
	}
	return out
}
