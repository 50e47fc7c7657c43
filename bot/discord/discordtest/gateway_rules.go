package discordtest

// What goes wrong with the gateway, and what is known of it.

// CutGateway cuts all connections, as a broken line does.
func (f *Fake) CutGateway() {
	f.eachLink(func(l *link) { _ = l.ws.UnderlyingConn().Close() })
}

// CloseGateway ends all connections with a code.
func (f *Fake) CloseGateway(code int) { f.eachLink(func(l *link) { l.end(code) }) }

// AskToReconnect tells all clients to connect anew and to go on.
func (f *Fake) AskToReconnect() { f.eachLink(func(l *link) { l.say(opReconnect, nil) }) }

// AskForHeartbeat wants a heartbeat at once.
func (f *Fake) AskForHeartbeat() { f.eachLink(func(l *link) { l.say(opHeartbeat, nil) }) }

// Invalidate tells all clients that their session is invalid. One that is not
// resumable is forgotten.
func (f *Fake) Invalidate(resumable bool) {
	f.eachLink(func(l *link) {
		l.say(opInvalidSession, resumable)
		if !resumable && l.session != nil {
			delete(f.gate.sessions, l.session.id)
		}
	})
}

// Emit says anything to all clients, as it stands.
func (f *Fake) Emit(text string) { f.eachLink(func(l *link) { l.put(frame{text: []byte(text)}) }) }

// Dispatch tells of an event of the caller's making.
func (f *Fake) Dispatch(event string, data any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range f.ordered() {
		s.say(event, data)
	}
}

// ForgetSessions makes that nothing can be resumed, as after long.
func (f *Fake) ForgetSessions() {
	f.mu.Lock()
	defer f.mu.Unlock()
	clear(f.gate.sessions)
}

// RefuseGreetings answers the next greetings by closing with these codes.
func (f *Fake) RefuseGreetings(codes ...int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.gate.refuse = append(f.gate.refuse, codes...)
}

// GatewayAway says whether nobody can be connected to; it counts for Dial.
func (f *Fake) GatewayAway(is bool) { f.set(&f.gate.away, is) }

// GatewayMute says whether new connections are never greeted.
func (f *Fake) GatewayMute(is bool) { f.set(&f.gate.mute, is) }

// GatewayDeaf says whether heartbeats are not answered.
func (f *Fake) GatewayDeaf(is bool) { f.set(&f.gate.deaf, is) }

func (f *Fake) set(what *bool, is bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	*what = is
}

// Links is how many connections to the gateway there are.
func (f *Fake) Links() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.gate.links)
}

// Sessions is how many sessions are connected.
func (f *Fake) Sessions() (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range f.gate.sessions {
		if s.link != nil {
			n++
		}
	}
	return n
}

// Greetings are the greetings so far, "identify" or "resume".
func (f *Fake) Greetings() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.gate.greetings...)
}

// Heartbeats is how many there were.
func (f *Fake) Heartbeats() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.gate.heartbeats
}

func (f *Fake) eachLink(do func(*link)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for l := range f.gate.links {
		do(l)
	}
}
