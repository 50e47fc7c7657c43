package discordtest

import (
	"encoding/json"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// ear is a client of the gateway, over a socket.
type ear struct {
	*websocket.Conn
	t *testing.T
}

type heard struct {
	Op   int            `json:"op"`
	Data map[string]any `json:"d"`
	Seq  int            `json:"s"`
	Type string         `json:"t"`
}

// socket is a fake that is listened to, and a way to connect to it.
func socket(t *testing.T, cfg Config) (f *Fake, connect func(path string) *ear) {
	t.Helper()
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	cfg.Now = func() time.Time { // each look at the clock takes a second
		now = now.Add(time.Second)
		return now
	}
	f = New(cfg)
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	return f, func(path string) *ear {
		t.Helper()
		ws, _, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(server.URL, "http")+path+"?v=9&encoding=json", nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = ws.Close() })
		e := &ear{ws, t}
		if h := e.next(); h.Op != opHello || h.Data["heartbeat_interval"] != 41250.0 {
			t.Fatalf("greeted by %+v", h)
		}
		return e
	}
}

func (e *ear) next() (h heard) {
	e.t.Helper()
	_, text, err := e.ReadMessage()
	if err != nil {
		e.t.Fatal(err)
	}
	_ = json.Unmarshal(text, &h) // an invalid session has no object
	return h
}

// code is with which the connection is closed.
func (e *ear) code() int {
	e.t.Helper()
	for {
		if _, _, err := e.ReadMessage(); err != nil {
			closed, _ := err.(*websocket.CloseError)
			if closed == nil {
				e.t.Fatal(err)
			}
			return closed.Code
		}
	}
}

func (e *ear) say(op int, data any) {
	e.t.Helper()
	if err := e.WriteJSON(map[string]any{"op": op, "d": data}); err != nil {
		e.t.Fatal(err)
	}
}

func identity(intents int) map[string]any {
	return map[string]any{"token": "t", "intents": intents, "properties": map[string]any{"os": "linux"}}
}

func TestTheGatewayTellsWhatTheIntentsAllow(t *testing.T) {
	f, connect := socket(t, Config{Token: "t"})
	e := connect("")
	e.say(opIdentify, identity(guildMessages|directMessages))
	ready := e.next()
	if ready.Type != "READY" || ready.Seq != 1 || ready.Data["user"].(map[string]any)["id"] != f.Bot() {
		t.Fatalf("told %+v", ready)
	}
	p := f.Person("Anna", "de")
	ch := f.Open(Text, "chat")
	p.Write(ch, "Guten Tag")
	if h := e.next(); h.Type != "MESSAGE_CREATE" || h.Data["content"] != "" || h.Data["guild_id"] != f.Guild() || h.Seq != 2 {
		t.Errorf("what is not for the bot: %+v", h)
	}
	id := p.Write(ch, "Guten Tag, <@"+f.Bot()+">")
	h := e.next()
	if h.Data["content"] != "Guten Tag, <@"+f.Bot()+">" || len(h.Data["mentions"].([]any)) != 1 {
		t.Errorf("a mention: %+v", h)
	}
	p.Reply(ch, id, "Ja", false)
	if h := e.next(); h.Data["content"] != "" || h.Data["referenced_message"].(map[string]any)["id"] != id || h.Data["type"] != 19.0 {
		t.Errorf("a reply: %+v", h)
	}
	p.Write(p.DM(), "Nur für dich")
	if h := e.next(); h.Data["content"] != "Nur für dich" || h.Data["guild_id"] != nil {
		t.Errorf("to the bot alone: %+v", h)
	}
	p.Edit(ch, id, "Ach nein")
	if h := e.next(); h.Type != "MESSAGE_UPDATE" || h.Data["content"] != "" || h.Data["edited_timestamp"] == nil {
		t.Errorf("a change: %+v", h)
	}
	if v := f.Violations(); len(v) > 0 {
		t.Errorf("violations: %q", v)
	}
}

func TestTheGatewayTellsNothingWithoutIntents(t *testing.T) {
	f, connect := socket(t, Config{})
	e := connect("")
	e.say(opIdentify, identity(0))
	e.next()
	p := f.Person("Anna", "de")
	p.Write(p.DM(), "eins")
	p.Write(f.Open(Text, "chat"), "<@"+f.Bot()+"> zwei")
	f.Dispatch("TEST", map[string]any{})
	if h := e.next(); h.Type != "TEST" {
		t.Errorf("told %+v", h)
	}
}

func TestWhatWasMissedIsToldOnResuming(t *testing.T) {
	f, connect := socket(t, Config{Token: "t"})
	e := connect("")
	e.say(opIdentify, identity(directMessages))
	session := e.next().Data["session_id"]
	p := f.Person("Anna", "de")
	p.Write(p.DM(), "eins")
	e.next()
	f.CutGateway()
	if _, _, err := e.ReadMessage(); err == nil {
		t.Fatal("the connection was not cut")
	}
	p.Write(p.DM(), "zwei")
	e = connect(resumePath)
	e.say(opResume, map[string]any{"token": "t", "session_id": session, "seq": 1})
	for i, want := range []string{"eins", "zwei"} {
		if h := e.next(); h.Data["content"] != want || h.Seq != i+2 {
			t.Errorf("told %+v", h)
		}
	}
	if h := e.next(); h.Type != "RESUMED" || h.Seq != 4 {
		t.Errorf("told %+v", h)
	}
	e.say(opHeartbeat, 4)
	if h := e.next(); h.Op != opAck {
		t.Errorf("told %+v", h)
	}
	f.ForgetSessions()
	f.CutGateway()
	e = connect("")
	e.say(opResume, map[string]any{"token": "t", "session_id": session, "seq": 4})
	if h := e.next(); h.Op != opInvalidSession {
		t.Errorf("told %+v", h)
	}
	if got := f.Greetings(); !slices.Equal(got, []string{"identify", "resume", "resume elsewhere"}) || f.Heartbeats() != 1 {
		t.Errorf("greeted by %q", got)
	}
	if v := f.Violations(); len(v) > 0 {
		t.Errorf("violations: %q", v)
	}
}

func TestTheGatewayRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		op   int
		data any
		code int
		bad  bool
	}{
		{"a wrong token", opIdentify, map[string]any{"token": "x", "intents": 0, "properties": map[string]any{}}, CloseWrongToken, false},
		{"a token to resume with", opResume, map[string]any{"token": "x", "session_id": "1", "seq": 0}, CloseWrongToken, false},
		{"intents that must be granted", opIdentify, identity(messageContent), CloseIntentsDenied, true},
		{"intents that do not exist", opIdentify, identity(1 << 40), CloseNoSuchIntents, true},
		{"no intents", opIdentify, map[string]any{"token": "t", "properties": map[string]any{}}, CloseDecodeError, true},
		{"no object", opIdentify, "x", CloseDecodeError, true},
		{"no sequence", opResume, map[string]any{"token": "t", "session_id": "1"}, CloseDecodeError, true},
		{"an operation of its own", opHello, nil, 4001, true},
		{"too much", opIdentify, strings.Repeat("x", maxFrame), CloseDecodeError, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, connect := socket(t, Config{Token: "t"})
			e := connect("")
			e.say(c.op, c.data)
			if code := e.code(); code != c.code || (len(f.Violations()) > 0) != c.bad {
				t.Errorf("closed with %d, violations: %q", code, f.Violations())
			}
		})
	}
	f, connect := socket(t, Config{})
	f.RefuseGreetings(4000)
	e := connect("")
	e.say(opIdentify, identity(0))
	if code := e.code(); code != 4000 {
		t.Errorf("closed with %d", code)
	}
}

func TestWhoGreetsTooOftenIsNotLetIn(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	f := New(Config{Now: func() time.Time { return now }})
	server := httptest.NewServer(f)
	defer server.Close()
	for _, want := range []int{opDispatch, opInvalidSession} {
		ws, _, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(server.URL, "http")+"/?v=9&encoding=json", nil)
		if err != nil {
			t.Fatal(err)
		}
		defer ws.Close()
		e := &ear{ws, t}
		e.next()
		e.say(opIdentify, identity(0))
		if h := e.next(); h.Op != want {
			t.Errorf("told %+v", h)
		}
	}
	if len(f.Violations()) != 1 {
		t.Errorf("violations: %q", f.Violations())
	}
}
