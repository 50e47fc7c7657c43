// Package discordtest is a Discord that stands in memory: the part of the REST
// API that the bot needs, with its state, limits and errors, the gateway, and
// persons who write, press buttons and use commands. It checks every request,
// against the vendor's schema where that is at hand and against rules written by
// hand, and it fails on demand. What it was asked and what came of it stands in
// a log, so that others can judge the sender.
package discordtest

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Config is what a Fake needs. All of it may be left out.
type Config struct {
	Now     func() time.Time // nil: time.Now
	Token   string           // what requests must show after "Bot "; "" takes any
	Schema  *Schema          // nil: requests are held against the written rules alone
	Limits  Limits           // zero: Discord's own
	Gateway string           // what GET /gateway answers; "" is where the request came to

	// Seen is called with every entry of the log after the request had its
	// effect and before it is answered. It may block: then the answer is late.
	Seen func(Entry)
}

// Fake is a Discord. It is safe for concurrent use.
type Fake struct {
	cfg    Config
	limits *limits
	faults *faults

	mu              sync.Mutex
	last            uint64 // the last id given out
	bot, guild, app string
	channels        map[string]*channel
	nonces          map[string]sentNonce
	people          map[string]*Person
	typed           map[string][]time.Time
	interactions    map[string]*Interaction // by token
	commands        []Command
	endpoint        http.Handler
	gate            gate
	log             []Entry
	violations      []string
	invalid         []time.Time
	changed         chan struct{} // closed when something has happened
}

// nonceWindow is how long a nonce is remembered: "the past few minutes".
const nonceWindow = 5 * time.Minute

type sentNonce struct {
	at  time.Time
	msg *Message
}

// New returns a Discord with one server, one bot and no channels.
func New(cfg Config) *Fake {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	f := &Fake{
		cfg: cfg, channels: map[string]*channel{}, nonces: map[string]sentNonce{},
		limits: newLimits(cfg.Limits), faults: &faults{}, people: map[string]*Person{}, typed: map[string][]time.Time{},
		interactions: map[string]*Interaction{}, changed: make(chan struct{}),
		gate: gate{sessions: map[string]*session{}, links: map[*link]bool{}},
	}
	f.bot, f.guild, f.app = f.id(), f.id(), f.id()
	return f
}

// Bot is the id under which the bot writes.
func (f *Fake) Bot() string { return f.bot }

// Guild is the id of the server that all channels but DMs belong to.
func (f *Fake) Guild() string { return f.guild }

// epoch is the first second of 2015, from which Discord counts.
const epoch = 1420070400000

// id returns a new snowflake of the clock's time; ids never go backwards.
func (f *Fake) id() string {
	f.last = max(f.last+1, uint64(f.cfg.Now().UnixMilli()-epoch)<<22)
	return strconv.FormatUint(f.last, 10)
}

// Log returns what was asked so far, in its order.
func (f *Fake) Log() []Entry {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Entry(nil), f.log...)
}

// Violations returns what was asked against the rules: bad requests and broken
// limits, a sentence each. A limit that a Fault put on is none.
func (f *Fake) Violations() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.violations...)
}

// Invalid is how many requests of the last ten minutes were answered with 401,
// 403 or 429 for a fault of the sender's. From 10,000 on Discord bans the address.
func (f *Fake) Invalid() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, at := range f.invalid {
		if f.cfg.Now().Sub(at) < 10*time.Minute {
			n++
		}
	}
	return n
}

func (f *Fake) violate(what string) { f.violations = append(f.violations, what) }

// Entry is one request and what came of it.
type Entry struct {
	At      time.Time
	Method  string
	Route   string // with {channel_id} and {message_id} in it
	Channel string // id of the channel or thread, of a new forum post the thread's
	Message string // id of the message that was made, changed or deleted
	Nonce   string
	Status  int // as answered, or as it would have been where the answer was lost
	Effect  Effect
	Visible string // what readers see of the message after it
	Fault   FaultKind
}

// Effect is what a request did to what readers see.
type Effect string

// The effects. Repeated: the nonce was known, the message stood already.
const (
	Nothing     Effect = ""
	Created     Effect = "created"
	Repeated    Effect = "repeated"
	Edited      Effect = "edited"
	Deleted     Effect = "deleted"
	Crossposted Effect = "crossposted"
	Pinned      Effect = "pinned"
	Changed     Effect = "changed" // the channel: its name, archived or not
)

// note writes an entry and tells who watches. The lock is not held.
func (f *Fake) note(e Entry) {
	f.mu.Lock()
	f.log = append(f.log, e)
	if e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden {
		f.invalid = append(f.invalid, e.At)
	}
	f.mu.Unlock()
	f.touch()
	if f.cfg.Seen != nil {
		f.cfg.Seen(e)
	}
}
