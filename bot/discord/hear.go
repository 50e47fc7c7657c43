package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"log/slog"
	"net"
	"sync"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/converse"
)

// ListenerConfig says how a Listener hears, and who is told of it.
type ListenerConfig struct {
	Sender  *Sender // reaches Discord; answers and announcements share its limits
	Handler bot.Handler
	Store   converse.Store
	Log     *slog.Logger     // nil = slog.Default()
	Now     func() time.Time // nil = time.Now

	// Gateway says whether Discord's gateway is connected to. Without it only
	// commands and buttons are heard, by HTTP.
	Gateway bool
	// PublicKey is the application's, in hex, by which ServeHTTP knows that a
	// command or a button comes from Discord; "" = it answers nobody.
	PublicKey string
	// ApplicationID is the application's; "" = Discord is asked.
	ApplicationID string

	// Directory completes what is typed into a command; nil = nothing does.
	Directory bot.Directory
	// Memo remembers which commands are registered, and how the gateway's
	// session goes on after a restart; nil = they are registered at each start,
	// and a session begins anew.
	Memo Memo
	// Closed is told of a place that takes nothing any more, Back of each person
	// who writes to the bot alone and so takes messages. Either may be nil.
	Closed, Back func(ctx context.Context, place bot.Place)
	// Dial connects to the gateway; nil = over the network.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Memo remembers something beyond the end of the program.
type Memo interface {
	// Load returns what was saved under a name, "" if nothing was.
	Load(ctx context.Context, key string) (string, error)
	// Save replaces it.
	Save(ctx context.Context, key, value string) error
}

// Listener hears on Discord: messages over the gateway, which it keeps until
// they are handled, and commands and buttons over the gateway or by HTTP, which
// it answers on the spot. It is safe for concurrent use.
type Listener struct {
	cfg     ListenerConfig
	s       *Sender
	key     ed25519.PublicKey // nil = nothing is taken by HTTP
	inbox   *converse.Inbox
	talker  *converse.Talker
	gateway *gateway

	// What answers commands and buttons outlives the request that brought them,
	// and ends with Run.
	alive context.Context
	end   context.CancelFunc
	mu    sync.Mutex
	busy  int
	work  sync.WaitGroup
}

const (
	// mostAtOnce is how many commands and buttons are answered at a time.
	mostAtOnce = 1000

	// lastWords is how long the end waits for a word to those who have no answer yet.
	lastWords = 3 * time.Second

	restart = 5 * time.Second // after a fault in what hears
)

// NewListener returns a listener. Without Run it keeps what it hears and answers
// no message.
func NewListener(cfg ListenerConfig) (*Listener, error) {
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	l := &Listener{cfg: cfg, s: cfg.Sender}
	if cfg.PublicKey != "" {
		key, err := hex.DecodeString(cfg.PublicKey)
		if err != nil || len(key) != ed25519.PublicKeySize {
			return nil, errors.New("the public key of the Discord application must be 64 hexadecimal digits")
		}
		l.key = key
	}
	if l.key == nil && !cfg.Gateway {
		return nil, errors.New("nothing can be heard on Discord: the gateway is off, and there is no public key for HTTP")
	}
	l.inbox = converse.NewInbox(converse.InboxConfig{Platform: platform, Store: cfg.Store, Lane: lane, Handle: l.handle, Log: cfg.Log})
	l.talker = converse.NewTalker(converse.TalkerConfig{
		Handler: cfg.Handler, Inbox: l.inbox, Typing: l.typing, Closed: cfg.Closed, Log: cfg.Log, Pace: cfg.Sender.now,
		Voice: struct {
			Renderer
			*Sender
		}{Sender: cfg.Sender},
	})
	l.gateway = &gateway{s: cfg.Sender, memo: cfg.Memo, dial: cfg.Dial, hear: l.hear, log: cfg.Log}
	l.alive, l.end = context.WithCancel(context.Background())
	return l, nil
}

// Run hears until ctx ends, and then waits for what is being answered. Whatever
// keeps it from hearing is logged once, and tried again with growing pauses; it
// touches nothing else. A fault in what somebody sent costs that alone.
func (l *Listener) Run(ctx context.Context) {
	defer context.AfterFunc(ctx, l.end)()
	works := []func(context.Context){l.inbox.Run, l.introduce}
	if l.cfg.Gateway {
		works = append(works, l.gateway.run)
	}
	var all sync.WaitGroup
	for _, work := range works {
		all.Go(func() { l.guarded(ctx, work) })
	}
	all.Wait()
	l.mu.Lock()
	l.end() // from here on nothing begins
	l.mu.Unlock()
	l.work.Wait()
}

// guarded does a work, and once more where it panicked, until it or ctx ends.
func (l *Listener) guarded(ctx context.Context, work func(context.Context)) {
	once := func() (done bool) {
		defer l.recovered("Hearing on Discord failed; it begins anew.")
		work(ctx)
		return true
	}
	for !once() && waitFor(ctx, restart) == nil {
	}
}

// recovered logs a panic; it is deferred.
func (l *Listener) recovered(what string) {
	if r := recover(); r != nil {
		l.cfg.Log.Error(what, "error", bot.PanicError(r))
	}
}

// begin answers a command or a button in the background. It reports false where
// the end has come, or too many are being answered.
func (l *Listener) begin(do func(ctx context.Context)) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.alive.Err() != nil || l.busy >= mostAtOnce {
		return false
	}
	l.busy++
	l.work.Go(func() {
		defer func() {
			l.mu.Lock()
			l.busy--
			l.mu.Unlock()
		}()
		defer l.recovered("Answering on Discord failed.")
		do(l.alive)
	})
	return true
}

// typing shows in a place that an answer is on its way. It may fail.
func (l *Listener) typing(ctx context.Context, place bot.Place) {
	_ = l.s.do(ctx, l.s.request(postTyping, place, channelOf(place)), nil)
}

// waitFor waits for a time, or until ctx ends, and returns ctx's error.
func waitFor(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return ctx.Err()
	}
}
