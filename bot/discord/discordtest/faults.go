package discordtest

import (
	"math/rand/v2"
	"net/http"
	"time"
)

// FaultKind is a way in which a request goes wrong.
type FaultKind string

// The faults. Before: nothing was done. After: it was done, and the sender
// does not hear of it.
const (
	None           FaultKind = ""
	Unreachable    FaultKind = "unreachable" // nothing is written; only Transport can do it
	ErrorBefore    FaultKind = "500 before"
	ErrorAfter     FaultKind = "503 after"
	HTMLBefore     FaultKind = "502 in HTML before"
	HTMLAfter      FaultKind = "504 in HTML after"
	StallBefore    FaultKind = "no answer, not done"
	StallAfter     FaultKind = "no answer, done"
	CutBefore      FaultKind = "connection cut, not done"
	CutAfter       FaultKind = "connection cut, done"
	CutInAnswer    FaultKind = "connection cut within the answer, done"
	Unauthorized   FaultKind = "401"
	NoAccess       FaultKind = "403 missing access"
	NoPermission   FaultKind = "403 missing permissions"
	NoDM           FaultKind = "403 cannot send to this user"
	NoHistory      FaultKind = "403 cannot reply without reading"
	TooManyDMs     FaultKind = "400 too many chats"
	UnknownChannel FaultKind = "404 unknown channel"
	UnknownMessage FaultKind = "404 unknown message"
	UnknownWebhook FaultKind = "404 unknown webhook"
	BadForm        FaultKind = "400 bad form"

	UnknownInteraction FaultKind = "404 unknown interaction"
	Limited            FaultKind = "429"
	LimitedGlobal      FaultKind = "429 global"
	LimitedShared      FaultKind = "429 shared"
	LimitedHTML        FaultKind = "429 in HTML"
	LimitedMute        FaultKind = "429 without a time"
)

// Fault says which requests go wrong, and how.
type Fault struct {
	Kind    FaultKind
	Method  string        // "" for any
	Route   string        // as in Entry, "" for any
	Channel string        // "" for any
	Times   int           // 0 is once, a negative number for ever
	Wait    time.Duration // how long a 429 says to wait
}

type faults struct {
	list  []Fault
	dice  *rand.Rand
	share float64
	kinds []FaultKind
}

// Break lets requests go wrong. Of several faults that fit, the first strikes.
func (f *Fake) Break(list ...Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults.list = append(f.faults.list, list...)
}

// Chaos lets a share of all requests go wrong, in one of kinds, as the dice
// fall; the same seed falls the same way.
func (f *Fake) Chaos(seed uint64, share float64, kinds ...FaultKind) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults.dice, f.faults.share, f.faults.kinds = rand.New(rand.NewPCG(seed, 0)), share, kinds
}

// Heal ends all faults.
func (f *Fake) Heal() {
	f.mu.Lock()
	defer f.mu.Unlock()
	*f.faults = faults{}
}

// next is the fault that strikes a request.
func (s *faults) next(c *call) Fault {
	for i, one := range s.list {
		if one.Method != "" && one.Method != c.route.method || one.Route != "" && one.Route != c.route.path ||
			one.Channel != "" && one.Channel != c.channel {
			continue
		}
		switch {
		case one.Times > 1:
			s.list[i].Times--
		case one.Times >= 0:
			s.list = append(s.list[:i:i], s.list[i+1:]...)
		}
		return one
	}
	if s.dice != nil && len(s.kinds) > 0 && s.dice.Float64() < s.share {
		return Fault{Kind: s.kinds[s.dice.IntN(len(s.kinds))], Wait: time.Second}
	}
	return Fault{}
}

// before is the answer to a request that is not carried out; a zero one lets it be.
func (one Fault) before() reply {
	wait := one.Wait
	switch one.Kind {
	case Unreachable, StallBefore, CutBefore:
		return reply{lost: one.Kind}
	case ErrorBefore:
		return fault(http.StatusInternalServerError, 0, "500: Internal Server Error")
	case HTMLBefore:
		return htmlError(http.StatusBadGateway)
	case Unauthorized:
		return fault(http.StatusUnauthorized, 0, "401: Unauthorized")
	case NoAccess:
		return fault(http.StatusForbidden, 50001, "Missing Access")
	case NoPermission:
		return fault(http.StatusForbidden, 50013, "Missing Permissions")
	case NoDM:
		return fault(http.StatusForbidden, 50007, "Cannot send messages to this user")
	case TooManyDMs:
		return fault(http.StatusBadRequest, 40003, "You are opening direct messages too fast.")
	case NoHistory:
		return fault(http.StatusForbidden, 160002, "Cannot reply without permission to read message history")
	case UnknownChannel:
		return fault(http.StatusNotFound, 10003, "Unknown Channel")
	case UnknownMessage:
		return fault(http.StatusNotFound, 10008, "Unknown Message")
	case UnknownWebhook:
		return fault(http.StatusNotFound, 10015, "Unknown Webhook")
	case UnknownInteraction:
		return unknownInteraction
	case BadForm:
		return fault(http.StatusBadRequest, 50035, "Invalid Form Body")
	case Limited:
		return over{scope: "user", wait: wait}.reply()
	case LimitedGlobal:
		return over{scope: "global", wait: wait}.reply()
	case LimitedShared:
		return over{scope: "shared", wait: wait}.reply()
	case LimitedHTML:
		return over{html: true, wait: wait}.reply()
	case LimitedMute:
		return over{mute: true}.reply()
	}
	return reply{}
}

// after spoils the answer to a request that was carried out.
func (one Fault) after(out reply) reply {
	switch one.Kind {
	case StallAfter, CutAfter, CutInAnswer:
		out.lost = one.Kind
	case ErrorAfter:
		return fault(http.StatusServiceUnavailable, 0, "503: Service Unavailable")
	case HTMLAfter:
		return htmlError(http.StatusGatewayTimeout)
	}
	return out
}

func htmlError(status int) reply {
	return reply{status: status, header: http.Header{"Content-Type": {"text/html"}}, body: []byte("<html><h1>" + http.StatusText(status) + "</h1></html>")}
}
