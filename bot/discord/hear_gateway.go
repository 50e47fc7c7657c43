package discord

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net"
	"slices"
	"time"

	"github.com/gorilla/websocket"

	"isa-portal.de/isabot/bot"
)

const (
	firstPause   = time.Second
	longestPause = 5 * time.Minute // between two attempts to connect
	hopelessWait = 10 * time.Minute

	// steady is how long a connection must have held to count as a good one.
	steady = time.Minute

	// identifyEvery is how often Discord lets a bot begin a session.
	identifyEvery = 5 * time.Second
)

// Codes with which Discord closes the gateway (its documentation, "Gateway Close
// Event Codes"), and what staff can do where trying again alone does not help.
const closedToken = 4004

var (
	sessionCodes = []int{4003, 4005, 4007, 4009} // a session that cannot be gone on with
	hopeless     = map[int]string{
		4010: "it was told of a shard that does not exist",
		4011: "the bot is on more servers than one connection serves",
		4012: "it does not speak this version of its API any more; please update isabot",
		4013: "it does not know the intents that the bot asks for; please update isabot",
		4014: "it does not grant the bot its intents; please look at the bot's settings in Discord's developer portal",
	}
)

// Why a connection ends.
var (
	errReconnect = errors.New("the gateway wants another connection")
	errInvalid   = errors.New("the gateway does not know the session any more")
	errPaused    = errors.New("the gateway wants the session to be resumed")
	errDeaf      = errors.New("the gateway does not answer heartbeats")
	errNotKept   = errors.New("what Discord told could not be kept")
	errNoHello   = errors.New("the gateway does not greet")
)

// gateway is the line over which Discord tells what happens. A session outlives
// the connection, also that of an earlier process: when it is resumed, Discord
// tells what was missed. What was told counts as heard when hear has returned
// without an error; else the connection ends, and it is told once more.
type gateway struct {
	s    *Sender
	memo Memo
	dial func(ctx context.Context, network, address string) (net.Conn, error)
	hear func(ctx context.Context, events []event) error
	log  *slog.Logger

	session    session
	saved      session
	identified time.Time
	reached    bool // the last connection was let in
	silent     bool // it was logged that nothing is heard,
	unkept     bool // or that it cannot be kept
}

// session is what is needed to resume.
type session struct {
	ID  string `json:"id"`
	URL string `json:"url"`
	Seq int64  `json:"seq"` // of what was heard last
	Me  string `json:"me"`  // the bot's own id
}

// run keeps a connection until ctx ends.
func (g *gateway) run(ctx context.Context) {
	g.load(ctx)
	defer g.save(context.WithoutCancel(ctx))
	pause := firstPause
	for {
		began := g.s.now()
		g.reached = false
		err := g.connect(ctx)
		if ctx.Err() != nil {
			return
		}
		held := g.reached && g.s.now().Sub(began) >= steady
		if held {
			pause = firstPause
		}
		if waitFor(ctx, g.rest(ctx, err, pause, held)) != nil {
			return
		}
		pause = min(2*pause, longestPause)
	}
}

// rest is how long to wait before the next attempt. It forgets a session that
// cannot be resumed, and says once what keeps the bot from hearing.
func (g *gateway) rest(ctx context.Context, err error, pause time.Duration, held bool) time.Duration {
	if later, ok := errors.AsType[*bot.WaitError](err); ok {
		return later.For // the sender has said why
	}
	if closed, ok := errors.AsType[*websocket.CloseError](err); ok {
		switch why := hopeless[closed.Code]; {
		case closed.Code == closedToken:
			g.session.ID = ""
			_ = g.s.noToken(ctx)
			return tokenWait
		case why != "":
			g.session.ID = ""
			g.complain(ctx, &g.silent, slog.LevelError, "Discord does not let the bot listen: "+why+".", err, hopelessWait)
			return hopelessWait
		case slices.Contains(sessionCodes, closed.Code):
			g.session.ID = ""
		}
	}
	pause = jitter(pause)
	switch {
	case errors.Is(err, errReconnect) && held:
		return 0
	case errors.Is(err, errInvalid):
		g.session.ID = ""
		fallthrough
	case errors.Is(err, errPaused): // "wait a random amount of time between 1 and 5 seconds"
		return max(pause, time.Second+rand.N(4*time.Second))
	case errors.Is(err, errNotKept):
		g.complain(ctx, &g.unkept, slog.LevelError, "What is said on Discord cannot be kept, and is not answered until it can.", err, pause)
	case !g.reached:
		g.complain(ctx, &g.silent, slog.LevelWarn, "Discord's gateway cannot be reached; what is said there is heard when it can be.", err, pause)
	}
	return pause
}

// complain logs what keeps the bot from hearing, unless it was said already.
func (g *gateway) complain(ctx context.Context, said *bool, level slog.Level, what string, err error, next time.Duration) {
	if !*said {
		*said = true
		g.log.Log(ctx, level, what, "error", err, "next_try", next.Round(time.Second))
	}
}

// heard notes that Discord has let the connection in.
func (g *gateway) heard(ctx context.Context) {
	g.reached = true
	if g.silent {
		g.silent = false
		g.log.InfoContext(ctx, "What is said on Discord is heard again.")
	}
}

// jitter spreads pauses, so that many do not come back at once.
func jitter(d time.Duration) time.Duration { return d/2 + rand.N(d/2+1) }

// sessionKey is under what a session is remembered: one of another bot is not resumed.
func (g *gateway) sessionKey() string {
	sum := sha256.Sum256([]byte(g.s.token))
	return "discord.session." + hex.EncodeToString(sum[:4])
}

func (g *gateway) load(ctx context.Context) {
	if g.memo == nil {
		return
	}
	text, err := g.memo.Load(ctx, g.sessionKey())
	if err != nil {
		g.log.WarnContext(ctx, "How the session with Discord goes on could not be looked up; it begins anew.", "error", err)
	}
	if text != "" && json.Unmarshal([]byte(text), &g.session) != nil {
		g.session = session{}
	}
	g.saved = g.session
}

// save remembers how the session goes on, if that has changed.
func (g *gateway) save(ctx context.Context) {
	if g.memo == nil || g.session == g.saved {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, lastWords)
	defer cancel()
	text, err := json.Marshal(g.session)
	if err == nil {
		err = g.memo.Save(ctx, g.sessionKey(), string(text))
	}
	if err != nil {
		g.log.WarnContext(ctx, "How the session with Discord goes on could not be kept.", "error", err)
		return
	}
	g.saved = g.session
}
