package discordtest

import (
	"bufio"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// The operations of the gateway, as its documentation numbers them.
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

// Codes with which the gateway closes a connection.
const (
	CloseUnknownError  = 4000
	CloseDecodeError   = 4002
	CloseWrongToken    = 4004
	CloseWrongSequence = 4007
	CloseTimedOut      = 4009
	CloseNoSuchIntents = 4013
	CloseIntentsDenied = 4014
)

// beat is how often the gateway wants to hear a heartbeat.
const beat = 41250 * time.Millisecond

// maxFrame is how much a client may say at once, in bytes.
const maxFrame = 4096

// payload is what is said over the gateway.
type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int            `json:"s"`
	Type *string         `json:"t"`
}

// link is one connection to the gateway.
type link struct {
	fake    *Fake
	ws      *websocket.Conn
	path    string
	session *session // nil before it is said whose it is

	mu     sync.Mutex
	queue  []frame
	wake   chan struct{}
	closed chan struct{}
}

// frame is what is written: a text, or the end with a code.
type frame struct {
	text []byte
	code int
}

// Dial is a connection to the gateway without a socket, for a websocket's dialer.
func (f *Fake) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	f.mu.Lock()
	away := f.gate.away
	f.mu.Unlock()
	if away {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: net.UnknownNetworkError("nobody listens")}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ours, theirs := net.Pipe()
	go func() {
		in := bufio.NewReadWriter(bufio.NewReader(ours), bufio.NewWriter(ours))
		r, err := http.ReadRequest(in.Reader)
		if err != nil {
			_ = ours.Close()
			return
		}
		f.upgrade(&wire{ours, in}, r)
	}()
	return theirs, nil
}

// wire is a response writer that gives up its connection.
type wire struct {
	net.Conn
	in *bufio.ReadWriter
}

func (w *wire) Header() http.Header                          { return http.Header{} }
func (w *wire) WriteHeader(int)                              {}
func (w *wire) Hijack() (net.Conn, *bufio.ReadWriter, error) { return w.Conn, w.in, nil }

// upgrade makes of a request a connection to the gateway, and serves it.
func (f *Fake) upgrade(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	l := &link{fake: f, ws: ws, path: strings.TrimSuffix(r.URL.Path, "/"), wake: make(chan struct{}, 1), closed: make(chan struct{})}
	f.mu.Lock()
	if q := r.URL.Query(); q.Get("v") != "9" && q.Get("v") != "10" || q.Get("encoding") != "json" {
		f.violate("the gateway is connected to without v and encoding")
	}
	f.gate.links[l] = true
	mute := f.gate.mute
	f.mu.Unlock()
	f.touch()
	go l.write()
	if !mute {
		l.say(opHello, map[string]any{"heartbeat_interval": beat.Milliseconds()})
	}
	l.read()
	close(l.closed)
	_ = ws.Close()
	f.mu.Lock()
	delete(f.gate.links, l)
	if l.session != nil && l.session.link == l {
		l.session.link = nil
	}
	f.mu.Unlock()
	f.touch()
}

func (l *link) read() {
	for {
		_, text, err := l.ws.ReadMessage()
		if err != nil {
			return
		}
		var p payload
		if len(text) > maxFrame || json.Unmarshal(text, &p) != nil {
			l.end(CloseDecodeError)
			continue
		}
		switch p.Op {
		case opHeartbeat:
			l.heartbeat(p)
		case opIdentify:
			l.identify(p)
		case opResume:
			l.resume(p)
		default:
			l.fake.mu.Lock()
			l.fake.violate("the gateway was told an operation that it does not know")
			l.fake.mu.Unlock()
			l.end(4001)
		}
		l.fake.touch()
	}
}

// write writes what is queued. Who holds the fake's lock never waits for it.
func (l *link) write() {
	for {
		select {
		case <-l.wake:
		case <-l.closed:
			return
		}
		l.mu.Lock()
		list := l.queue
		l.queue = nil
		l.mu.Unlock()
		for _, one := range list {
			if one.code != 0 {
				_ = l.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(one.code, ""))
				_ = l.ws.Close()
				return
			}
			if l.ws.WriteMessage(websocket.TextMessage, one.text) != nil {
				_ = l.ws.Close()
				return
			}
		}
	}
}

func (l *link) put(one frame) {
	l.mu.Lock()
	l.queue = append(l.queue, one)
	l.mu.Unlock()
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

func (l *link) say(op int, data any) {
	l.put(frame{text: jsonOf(map[string]any{"op": op, "d": data, "s": nil, "t": nil})})
}

func (l *link) end(code int) { l.put(frame{code: code}) }
