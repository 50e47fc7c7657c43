package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"

	dg "github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"isa-portal.de/isabot/bot"
)

// The operations of the gateway (Discord's documentation, "Gateway Opcodes").
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opAck            = 11
)

const (
	greeting   = 30 * time.Second // in which a connection is made and greeted
	writing    = 10 * time.Second // in which a word is written
	maxTold    = 8 << 20          // bytes of one event
	together   = 100              // events that are kept together
	toldAtOnce = 256              // events that wait to be looked at
)

// intents are the least that the bot needs: messages where it is, of which
// Discord tells the words only if they are said to the bot.
const intents = dg.IntentGuildMessages | dg.IntentDirectMessages

// told is what Discord says, or why it says no more.
type told struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s"`
	Type string          `json:"t"`
	err  error
}

// link is one connection to the gateway.
type link struct {
	g     *gateway
	ws    *websocket.Conn
	told  chan told
	acked bool // the last heartbeat was answered
}

// connect listens until the connection ends, and says why it did.
func (g *gateway) connect(ctx context.Context) error {
	if g.session.ID == "" && !g.identified.IsZero() {
		if err := waitFor(ctx, identifyEvery-g.s.now().Sub(g.identified)); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // it closes the connection, without a word: then the session can be resumed
	address, err := g.address(ctx)
	if err != nil {
		return err
	}
	ws, err := g.open(ctx, address)
	if err != nil {
		g.session.URL = "" // next time by the common address
		return fmt.Errorf("connect to Discord's gateway: %w", err)
	}
	l := &link{g: g, ws: ws, told: make(chan told, toldAtOnce), acked: true}
	go l.read(ctx)
	return l.listen(ctx)
}

// address is where to connect to: where READY said for resuming, else where
// Discord says now.
func (g *gateway) address(ctx context.Context) (string, error) {
	base := g.session.URL
	if g.session.ID == "" || base == "" {
		var at struct {
			URL string `json:"url"`
		}
		if err := g.s.do(ctx, g.s.request(getGateway, bot.Place{Platform: platform}, ""), &at); err != nil {
			return "", fmt.Errorf("ask for Discord's gateway: %w", err)
		}
		base = at.URL
	}
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "wss" && u.Scheme != "ws" || u.Host == "" {
		return "", errors.New("the address of Discord's gateway is none")
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	u.RawQuery = "v=9&encoding=json"
	return u.String(), nil
}

// open connects. The connection ends with ctx.
func (g *gateway) open(ctx context.Context, address string) (*websocket.Conn, error) {
	d := websocket.Dialer{HandshakeTimeout: greeting}
	dial := g.dial
	if dial == nil {
		d.Proxy, dial = http.ProxyFromEnvironment, (&net.Dialer{Timeout: greeting}).DialContext
	}
	d.NetDialContext = func(inner context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(inner, network, address)
		if err == nil {
			context.AfterFunc(ctx, func() { _ = conn.Close() })
		}
		return conn, err
	}
	ws, _, err := d.DialContext(ctx, address, http.Header{"User-Agent": {agent}})
	if err != nil {
		return nil, err
	}
	ws.SetReadLimit(maxTold)
	return ws, nil
}

// read hands over what Discord says until it says no more, or nobody listens.
func (l *link) read(ctx context.Context) {
	for {
		var t told
		_, text, err := l.ws.ReadMessage()
		if t.err = err; err == nil {
			t.err = json.Unmarshal(text, &t)
		}
		select {
		case l.told <- t:
		case <-ctx.Done():
			return
		}
		if t.err != nil {
			return
		}
	}
}

// listen is greeted, says who listens, and takes what is told.
func (l *link) listen(ctx context.Context) error {
	every, err := l.greeted(ctx)
	if err != nil {
		return err
	}
	if err := l.introduce(); err != nil {
		return err
	}
	beat := time.NewTimer(rand.N(every)) // "heartbeat_interval * jitter", between 0 and 1
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case t := <-l.told:
			if err := l.take(ctx, t); err != nil {
				return err
			}
		case <-beat.C:
			if !l.acked {
				return errDeaf
			}
			if err := l.heartbeat(); err != nil {
				return err
			}
			beat.Reset(every)
			l.g.save(ctx)
		}
	}
}

// greeted waits for the greeting, which says how often the heart is to beat.
func (l *link) greeted(ctx context.Context) (every time.Duration, err error) {
	late := time.NewTimer(greeting)
	defer late.Stop()
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-late.C:
		return 0, errNoHello
	case t := <-l.told:
		var hello struct {
			Every int64 `json:"heartbeat_interval"`
		}
		if t.err != nil {
			return 0, t.err
		}
		if t.Op != opHello || json.Unmarshal(t.Data, &hello) != nil {
			return 0, errNoHello
		}
		return time.Duration(max(1000, min(hello.Every, longest.Milliseconds()))) * time.Millisecond, nil
	}
}

// introduce resumes the session, or begins one.
func (l *link) introduce() error {
	g := l.g
	if g.session.ID != "" {
		return l.say(opResume, map[string]any{"token": g.s.token, "session_id": g.session.ID, "seq": g.session.Seq})
	}
	g.identified = g.s.now()
	g.session = session{Me: g.session.Me}
	return l.say(opIdentify, map[string]any{"token": g.s.token, "intents": int(intents),
		"properties": map[string]string{"os": runtime.GOOS, "browser": "isabot", "device": "isabot"}})
}

func (l *link) heartbeat() error {
	l.acked = false
	var seq *int64
	if l.g.session.Seq > 0 {
		seq = &l.g.session.Seq
	}
	return l.say(opHeartbeat, seq)
}

func (l *link) say(op int, data any) error {
	_ = l.ws.SetWriteDeadline(time.Now().Add(writing))
	return l.ws.WriteJSON(map[string]any{"op": op, "d": data})
}

// take takes what was told, and what waits behind it, and keeps it together.
func (l *link) take(ctx context.Context, t told) (end error) {
	var events []event
	seq := l.g.session.Seq
	for n := 1; ; n++ {
		if end = l.obey(ctx, t, &events); end != nil {
			break
		}
		if t.Op == opDispatch && t.Seq > 0 {
			seq = t.Seq
		}
		if n == together || len(l.told) == 0 {
			break
		}
		t = <-l.told
	}
	if len(events) > 0 {
		if err := l.g.hear(ctx, events); err != nil {
			return fmt.Errorf("%w: %w", errNotKept, err)
		}
		l.g.unkept = false
	}
	l.g.session.Seq = seq
	return end
}

// obey does what Discord says. Its error ends the connection.
func (l *link) obey(ctx context.Context, t told, events *[]event) error {
	switch {
	case t.err != nil:
		return t.err
	case t.Op == opHeartbeat:
		return l.heartbeat()
	case t.Op == opAck:
		l.acked = true
	case t.Op == opReconnect:
		return errReconnect
	case t.Op == opInvalidSession:
		if string(t.Data) == "true" {
			return errPaused
		}
		return errInvalid
	case t.Op != opDispatch:
	case t.Type == "READY":
		return l.ready(ctx, t.Data)
	case t.Type == "RESUMED":
		l.g.s.known(l.g.session.Me)
		l.g.heard(ctx)
	default:
		*events = append(*events, event{t.Type, t.Data})
	}
	return nil
}

// ready notes the session that has begun.
func (l *link) ready(ctx context.Context, data json.RawMessage) error {
	var r struct {
		Session string `json:"session_id"`
		Resume  string `json:"resume_gateway_url"`
		User    user   `json:"user"`
	}
	if json.Unmarshal(data, &r) != nil || r.Session == "" || r.User.ID == "" {
		return errNoHello
	}
	l.g.session = session{ID: r.Session, URL: r.Resume, Me: r.User.ID}
	l.g.s.known(r.User.ID)
	l.g.heard(ctx)
	return nil
}
