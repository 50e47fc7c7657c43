// Package telegramtest is a Bot API server that behaves as Telegram's does, as
// far as we use it. It holds chats and messages, checks every request against
// the vendor's schema and against the rules that stand only in the vendor's
// prose or code, enforces the rate limits on its own clock, fails on demand,
// and keeps a log of what it was asked and what became of it.
//
// It is an http.Handler for real sockets, and an http.RoundTripper for tests on
// a virtual clock. The wording of its errors is that of Telegram's server
// (tdlib/telegram-bot-api and TDLib) unless a comment says otherwise.
package telegramtest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Token is the token that a fake takes if Config names none.
const Token = "4242:test-token"

// Config says how a fake behaves.
type Config struct {
	Token string           // "" = Token
	Now   func() time.Time // nil = time.Now
	Log   io.Writer        // gets each Entry as a line of JSON; may be nil

	// Specs is the folder in which the vendor's schema may lie
	// (telegram-bot-api-10.1.json). Where it does not, only the rules that are
	// written here are checked.
	Specs string

	// Accepted is called after a request has had its effect and before it is
	// answered. It may wait; nothing else does so long. May be nil.
	Accepted func(Entry)
}

// Fake is the server. It is safe for concurrent use.
type Fake struct {
	cfg  Config
	spec *spec // nil if there is none

	mu         sync.Mutex
	chats      map[int64]*chat
	moved      map[int64]int64 // groups that became supergroups
	nextFile   int
	files      map[string]stored // by id
	nextUpdate int
	entries    []Entry
	violations []Violation
	complaints []string
	limits     limits
	faults     faults
	updates    []update
	arrived    chan struct{} // closed when an update comes
	changed    chan struct{} // closed when anything happened
	webhook    Webhook
	polls      []Poll
	newest     chan struct{}     // closed when a later poll pushes the running one out
	commands   map[string]string // by scope and language
	about      map[string]string // descriptions, by method and language
	nextQuery  int
	presses    []*Callback
	queries    []*Inline
}

// New returns a fake without chats. It panics if there is a schema that cannot
// be read, since then nothing that it would say is worth anything.
func New(cfg Config) *Fake {
	if cfg.Token == "" {
		cfg.Token = Token
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	s, err := loadSpec(cfg.Specs)
	if err != nil {
		panic(fmt.Sprintf("the schema of the Bot API: %v", err))
	}
	return &Fake{
		cfg: cfg, spec: s, files: map[string]stored{}, chats: map[int64]*chat{}, moved: map[int64]int64{}, nextUpdate: 1,
		limits: newLimits(), arrived: make(chan struct{}), changed: make(chan struct{}), newest: make(chan struct{}),
		commands: map[string]string{}, about: map[string]string{},
	}
}

// Checked reports whether requests are checked against the vendor's schema.
func (f *Fake) Checked() bool { return f.spec != nil }

// ChatType is what a chat is, in the words of the Bot API.
type ChatType string

// The types of chats.
const (
	Private    ChatType = "private"
	Group      ChatType = "group"
	Supergroup ChatType = "supergroup"
	Channel    ChatType = "channel"
)

// Chat is a chat that the bot may know.
type Chat struct {
	ID       int64
	Type     ChatType
	Title    string // of a private chat the person's first name
	Username string // without the @
	Linked   int64  // of a channel: its discussion group, which gets its posts
	Topics   []int  // of a supergroup that is a forum
}

// Access is what the bot may do in a chat.
type Access string

// What the bot may do in a chat.
const (
	Member      Access = ""            // everything
	NoPin       Access = "no pin"      // all but pinning
	ReadOnly    Access = "read only"   // read, but not write
	Kicked      Access = "kicked"      // somebody removed the bot
	Left        Access = "left"        // the bot is not a member
	Blocked     Access = "blocked"     // the person blocked the bot
	Deactivated Access = "deactivated" // the person deleted the account
	Deleted     Access = "deleted"     // the group is no more
)

type chat struct {
	Chat
	access   Access
	messages []*Message // those that were deleted too, in the order of their ids
	nextID   int
}

// Add makes a chat known, with the bot as an administrator of it.
func (f *Fake) Add(c Chat) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.chats[c.ID] = &chat{Chat: c, nextID: 1}
}

// SetAccess changes what the bot may do in a chat.
func (f *Fake) SetAccess(id int64, a Access) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c := f.chats[id]; c != nil {
		c.access = a
	}
}

// Migrate makes a supergroup of a group: its id is no longer written to, the
// other one is.
func (f *Fake) Migrate(group, supergroup int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	old := f.chats[group]
	if old == nil {
		return
	}
	f.moved[group] = supergroup
	f.chats[supergroup] = &chat{Chat: Chat{ID: supergroup, Type: Supergroup, Title: old.Title}, nextID: 1}
}

// Message is a message as readers see it.
type Message struct {
	ID        int             `json:"id"`
	Chat      int64           `json:"chat"`
	Topic     int             `json:"topic,omitempty"`
	At        time.Time       `json:"at"`
	Edited    time.Time       `json:"edited,omitzero"`
	Kind      string          `json:"kind"` // text, photo, document, what else a person sends, or service: a note of Telegram's own
	Text      string          `json:"text"` // or the caption
	Entities  []Entity        `json:"entities,omitempty"`
	File      string          `json:"file,omitempty"` // its name, or the address it was taken from
	FileID    string          `json:"file_id,omitempty"`
	Above     bool            `json:"above,omitempty"` // the caption stands above the photo
	Buttons   json.RawMessage `json:"buttons,omitempty"`
	Preview   json.RawMessage `json:"preview,omitempty"` // link_preview_options as they were sent
	Album     string          `json:"album,omitempty"`
	Pinned    bool            `json:"pinned,omitempty"`
	Silent    bool            `json:"silent,omitempty"`
	Protected bool            `json:"protected,omitempty"`
	Origin    *Origin         `json:"origin,omitempty"`
	Automatic bool            `json:"automatic,omitempty"` // forwarded by Telegram into the discussion group
	ByOther   bool            `json:"by_other,omitempty"`  // not the bot's
	From      *Person         `json:"from,omitempty"`      // who wrote it, if that is known
	As        int64           `json:"as,omitempty"`        // the chat in whose name it was written
	ReplyTo   int             `json:"reply_to,omitempty"`
	Thread    int             `json:"thread,omitempty"` // of comments on a post, which is no topic
	Edits     int             `json:"edits,omitempty"`
	extra     map[string]any
	gone      bool
}

// Origin is where a forwarded message comes from.
type Origin struct {
	Chat int64     `json:"chat"`
	ID   int       `json:"id"`
	At   time.Time `json:"at"`
}

// Chat is what readers of a chat see, the oldest first, without Telegram's own
// notes. The messages are copies.
func (f *Fake) Chat(id int64) []Message {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []Message
	if c := f.chats[id]; c != nil {
		for _, m := range c.messages {
			if !m.gone && m.Kind != service {
				out = append(out, m.copy())
			}
		}
	}
	return out
}

// Chats are all chats, by id.
func (f *Fake) Chats() []Chat {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []Chat
	for _, c := range f.chats {
		out = append(out, c.Chat)
	}
	slices.SortFunc(out, func(a, b Chat) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// Remove deletes a message as an administrator would.
func (f *Fake) Remove(chat int64, id int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c := f.chats[chat]; c != nil {
		if m := c.message(id); m != nil {
			m.gone = true
		}
	}
}

// Post puts a message of somebody else into a chat, and tells the bot of it.
func (f *Fake) Post(chat int64, text string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := f.chats[chat]
	if c == nil {
		return 0
	}
	m := f.put(c, Message{Kind: "text", Text: text, ByOther: true})
	f.push(f.updateKind(c, false), f.messageJSON(c, m))
	return m.ID
}

const service = "service"

func (m *Message) copy() Message {
	out := *m
	out.Entities = slices.Clone(m.Entities)
	return out
}

// message is a message that has not been deleted, nil if there is none.
func (c *chat) message(id int) *Message {
	i, ok := slices.BinarySearchFunc(c.messages, id, func(m *Message, id int) int { return m.ID - id })
	if !ok || c.messages[i].gone {
		return nil
	}
	return c.messages[i]
}

// put adds a message to a chat. A channel's post goes on into the discussion
// group.
func (f *Fake) put(c *chat, m Message) *Message {
	m.ID, m.Chat, m.At = c.nextID, c.ID, f.cfg.Now()
	c.nextID++
	c.messages = append(c.messages, &m)
	if c.Type == Channel && c.Linked != 0 && m.Kind != service {
		f.forwardAutomatically(c, &m)
	}
	f.happened()
	return &m
}

// stored is a file that was uploaded.
type stored struct{ name, kind string }

// LoseFiles lets the server forget all that was uploaded: its ids are no longer
// taken. Messages keep what they show.
func (f *Fake) LoseFiles() {
	f.mu.Lock()
	defer f.mu.Unlock()
	clear(f.files)
}

func (f *Fake) file() string {
	f.nextFile++
	return "file-" + strconv.Itoa(f.nextFile)
}
