package telegramtest

import (
	"math/rand/v2"
	"slices"
)

// FaultKind is a way in which a request can go wrong.
type FaultKind string

// The ways in which a request can go wrong. Those whose name ends in Before
// leave the world as it was, those in After had their effect.
const (
	Unreachable       FaultKind = "unreachable"         // no connection: nothing was written
	TimeoutBefore     FaultKind = "time-out before"     // written, never taken, never answered
	TimeoutAfter      FaultKind = "time-out after"      // taken, never answered
	CutBefore         FaultKind = "cut before"          // the connection breaks, nothing was taken
	CutAfter          FaultKind = "cut after"           // taken, then the connection breaks
	HalfAnswer        FaultKind = "half an answer"      // taken, the connection breaks within the answer
	ServerErrorBefore FaultKind = "server error before" // 502, as JSON
	ServerErrorAfter  FaultKind = "server error after"
	PageBefore        FaultKind = "page before" // 502, as a page of HTML
	PageAfter         FaultKind = "page after"
	OKPageAfter       FaultKind = "ok page after" // 200, as a page of HTML
	TooMany           FaultKind = "too many"      // 429
	Forbidden         FaultKind = "forbidden"     // 403
	NoChat            FaultKind = "no chat"       // 400, chat not found
	Unauthorized      FaultKind = "unauthorized"  // 401
	Moved             FaultKind = "moved"         // the group became a supergroup
	Redirect          FaultKind = "redirect"      // 307 to the same address
	Conflict          FaultKind = "conflict"      // 409, of getUpdates: another program fetches the updates
)

// NoRetryAfter is a 429 that does not say how long to wait.
const NoRetryAfter = -1

// Fault is one request that shall go wrong.
type Fault struct {
	Kind       FaultKind
	Method     string // "" = any that sends, edits, deletes or pins
	Chat       int64  // 0 = any
	RetryAfter int    // seconds, of TooMany; it may be 0, NoRetryAfter, or huge
	All        bool   // TooMany pauses the token, not the chat
	MoveTo     int64  // of Moved
}

// Fail makes the next requests that fit go wrong, one for each fault.
func (f *Fake) Fail(faults ...Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults.next = append(f.faults.next, faults...)
}

// FailAtRandom makes a share of all requests go wrong from now on, in one of
// the ways given. The same seed and the same requests give the same faults;
// a share of 0 ends it.
func (f *Fake) FailAtRandom(seed uint64, share float64, of ...Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults.share, f.faults.of = share, of
	f.faults.random = rand.New(rand.NewPCG(seed, 0))
}

type faults struct {
	next   []Fault
	share  float64
	of     []Fault
	random *rand.Rand
}

// take is the fault that a request meets, if any.
func (s *faults) take(method string, chat int64) (Fault, bool) {
	token, _ := counted(method)
	fits := func(f Fault) bool {
		return (f.Method == method || f.Method == "" && token) && (f.Chat == 0 || f.Chat == chat)
	}
	if i := slices.IndexFunc(s.next, fits); i >= 0 {
		f := s.next[i]
		s.next = slices.Delete(s.next, i, i+1)
		return f, true
	}
	if s.share > 0 && token && s.random.Float64() < s.share && len(s.of) > 0 {
		if f := s.of[s.random.IntN(len(s.of))]; fits(f) && f.Kind != Unreachable {
			return f, true
		}
	}
	return Fault{}, false
}

// dial reports whether a request meets a fault that keeps the connection from
// coming about. Only its method is known then: the body has not been written.
func (s *faults) dial(method string) bool {
	token, _ := counted(method)
	fits := func(f Fault) bool {
		return f.Kind == Unreachable && (f.Method == method || f.Method == "" && token)
	}
	if len(s.next) > 0 && fits(s.next[0]) {
		s.next = s.next[1:]
		return true
	}
	if s.share > 0 && token && slices.ContainsFunc(s.of, fits) {
		return s.random.Float64() < s.share/float64(len(s.of))
	}
	return false
}

// before reports whether a fault keeps a request from having its effect.
func (f Fault) before() bool {
	return !slices.Contains([]FaultKind{TimeoutAfter, CutAfter, HalfAnswer, ServerErrorAfter, PageAfter, OKPageAfter}, f.Kind)
}
