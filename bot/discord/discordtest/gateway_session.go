package discordtest

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Intents of the gateway that are of interest here.
const (
	guildMembers    = 1 << 1
	guildPresences  = 1 << 8
	guildMessages   = 1 << 9
	directMessages  = 1 << 12
	messageContent  = 1 << 15
	privileged      = guildMembers | guildPresences | messageContent
	allIntents      = 1<<26 - 1
	identifyPause   = 5 * time.Second // between two greetings of one bot
	resumePath      = "/resume"
	sessionLifetime = 10 * time.Minute // without a connection
)

// session is what outlives a connection: what was said over it is said again to
// one who resumes it.
type session struct {
	id      string
	intents int
	said    [][]byte // said[i] has the sequence i+1
	link    *link    // nil while nobody is connected
	seen    time.Time
}

// gate is the gateway's state. The fake's lock guards it.
type gate struct {
	base       string
	sessions   map[string]*session
	links      map[*link]bool
	greetings  []string
	identified time.Time
	heartbeats int

	away, mute, deaf bool
	refuse           []int // with which the next greetings are answered
	seal             int   // sessions are numbered
}

func (l *link) heartbeat(p payload) {
	f := l.fake
	f.mu.Lock()
	defer f.mu.Unlock()
	f.gate.heartbeats++
	if s := l.session; s != nil {
		s.seen = f.cfg.Now()
		var seq *int
		if json.Unmarshal(p.Data, &seq) != nil || seq != nil && *seq > len(s.said) {
			f.violate("a heartbeat names a sequence that never was")
		}
	}
	if !f.gate.deaf {
		l.say(opAck, nil)
	}
}

// refused answers a greeting with what the test has laid down for it.
func (l *link) refused(token string) bool {
	f := l.fake
	if len(f.gate.refuse) > 0 {
		l.end(f.gate.refuse[0])
		f.gate.refuse = f.gate.refuse[1:]
		return true
	}
	if f.cfg.Token != "" && strings.TrimPrefix(token, "Bot ") != f.cfg.Token {
		l.end(CloseWrongToken)
		return true
	}
	return false
}

func (l *link) identify(p payload) {
	f := l.fake
	var d struct {
		Token      string         `json:"token"`
		Intents    *int           `json:"intents"`
		Properties map[string]any `json:"properties"`
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.gate.greetings = append(f.gate.greetings, "identify")
	switch err := json.Unmarshal(p.Data, &d); {
	case err != nil || d.Intents == nil || d.Properties == nil || l.session != nil:
		f.violate("IDENTIFY is not as it should be")
		l.end(CloseDecodeError)
		return
	case l.refused(d.Token):
		return
	case *d.Intents < 0 || *d.Intents > allIntents:
		f.violate("IDENTIFY has intents that do not exist")
		l.end(CloseNoSuchIntents)
		return
	case *d.Intents&privileged != 0:
		f.violate("IDENTIFY has intents that the bot may not have")
		l.end(CloseIntentsDenied)
		return
	}
	now := f.cfg.Now()
	if !f.gate.identified.IsZero() && now.Sub(f.gate.identified) < identifyPause {
		f.violate("IDENTIFY comes within 5 s of the last")
		l.say(opInvalidSession, false)
		return
	}
	f.gate.identified = now
	f.gate.seal++
	s := &session{id: f.id(), intents: *d.Intents, link: l, seen: now}
	l.session = s
	f.gate.sessions[s.id] = s
	s.say("READY", map[string]any{
		"v": 9, "user": f.userJSON(f.bot), "guilds": []any{map[string]any{"id": f.guild, "unavailable": true}},
		"session_id": s.id, "session_type": "normal", "resume_gateway_url": f.gate.base + resumePath,
		"application": map[string]any{"id": f.App(), "flags": 0},
	})
}

func (l *link) resume(p payload) {
	f := l.fake
	var d struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     *int   `json:"seq"`
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	greeting := "resume"
	if l.path != resumePath { // as is right where that cannot be reached
		greeting = "resume elsewhere"
	}
	f.gate.greetings = append(f.gate.greetings, greeting)
	if json.Unmarshal(p.Data, &d) != nil || d.Seq == nil {
		f.violate("RESUME is not as it should be")
		l.end(CloseDecodeError)
		return
	}
	if l.refused(d.Token) {
		return
	}
	s := f.gate.sessions[d.Session]
	switch {
	case s == nil || s.link == nil && f.cfg.Now().Sub(s.seen) > sessionLifetime:
		l.say(opInvalidSession, false)
		return
	case *d.Seq < 0 || *d.Seq > len(s.said):
		l.end(CloseWrongSequence)
		return
	case s.link != nil:
		s.link.session = nil
		s.link.end(CloseUnknownError)
	}
	s.link, l.session, s.seen = l, s, f.cfg.Now()
	for _, text := range s.said[*d.Seq:] {
		l.put(frame{text: text})
	}
	s.say("RESUMED", map[string]any{})
}

// say dispatches an event, now or when the session is resumed.
func (s *session) say(event string, data any) {
	text := jsonOf(map[string]any{"op": opDispatch, "s": len(s.said) + 1, "t": event, "d": data})
	s.said = append(s.said, text)
	if s.link != nil {
		s.link.put(frame{text: text})
	}
}

// messageEvent tells all sessions of a message that was made or changed, each
// what its intents allow. The lock is held.
func (f *Fake) messageEvent(event string, ch *channel, m *Message) {
	if m.For != "" || ch.foreign {
		return
	}
	for _, s := range f.ordered() {
		need := guildMessages
		if ch.kind == DM {
			need = directMessages
		}
		if s.intents&need == 0 {
			continue
		}
		out := f.messageJSON(ch, m)
		if ch.kind != DM {
			out["guild_id"] = f.guild
			out["member"] = map[string]any{"roles": []any{}, "joined_at": "2026-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0}
			if s.intents&messageContent == 0 && m.Author != f.bot && !slices.Contains(f.mentioned(ch, m), f.bot) {
				out["content"], out["embeds"], out["attachments"], out["components"] = "", []any{}, []any{}, []any{}
			}
		}
		s.say(event, out)
	}
}

func (f *Fake) ordered() []*session {
	var out []*session
	for _, s := range f.gate.sessions {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b *session) int { return compareIDs(a.id, b.id) })
	return out
}
