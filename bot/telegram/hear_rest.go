package telegram

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

const (
	firstRest   = time.Second // after a first failure, then twice as long each time
	longestRest = time.Minute
	tokenRest   = 5 * time.Minute // no token becomes right by itself

	// calm is how long hearing must go well until trouble is called over. Two
	// programs that fetch with one token fail by turns, while the other rests.
	calm  = time.Minute
	truce = 5 * time.Minute
)

// illness is what keeps a listener from hearing.
type illness struct {
	mu   sync.Mutex
	what string        // "" for nothing
	rest time.Duration // after the last failure
	last time.Time     // when that was
}

// What keeps from hearing, as Trouble tells it.
const (
	starting    = "starting"
	unreachable = "unreachable"
	badToken    = "token"
	conflict    = "conflict"
	otherHook   = "webhook"
	slowDown    = "limit"
	notKept     = "store"
)

// advice is what staff are told, once.
var advice = map[string]string{
	unreachable: "Telegram cannot be reached, so nobody is heard there for now. Nothing that people write is lost: it is fetched later.",
	badToken:    "Telegram does not take the bot's token, so nobody is heard there. Compare TELEGRAM_BOT_TOKEN with what @BotFather shows.",
	conflict:    "Another program fetches this bot's messages with the same token, so some questions do not arrive here. Stop one of the two, or give it a bot of its own.",
	otherHook:   "Another program has set a webhook for this bot, so its messages go there. Stop that program, or name the address of this one in TELEGRAM_WEBHOOK_URL.",
	slowDown:    "Telegram asks for fewer requests. It is obeyed; questions are answered a little later.",
	notKept:     "What people wrote on Telegram could not be stored. Nothing is lost: it is fetched again. See whether the disk is full.",
}

// errNotKept says that updates could not be stored.
var errNotKept = errors.New("keep what Telegram told")

// diagnosis is what an error of hearing means.
func diagnosis(err error) (what string, most time.Duration) {
	var d *denied
	switch {
	case errors.Is(err, errNotKept):
		return notKept, longestRest
	case !errors.As(err, &d), d.code >= http.StatusInternalServerError:
		return unreachable, longestRest
	case d.code == http.StatusUnauthorized, d.code == http.StatusNotFound:
		return badToken, tokenRest
	case d.code == http.StatusConflict && d.is("webhook"):
		return otherHook, longestRest
	case d.code == http.StatusConflict:
		return conflict, longestRest
	case d.code == http.StatusTooManyRequests:
		return slowDown, longestWait
	}
	return unreachable, longestRest
}

// Trouble is what keeps the listener from hearing: starting, unreachable,
// token, conflict, webhook, limit or store; "" if nothing does. A trouble is
// over when a minute went well, a conflict after five.
func (l *Listener) Trouble() string {
	l.ill.mu.Lock()
	defer l.ill.mu.Unlock()
	return l.ill.what
}

// failed notes that hearing failed, says so if that is new, and returns how
// long to rest.
func (l *Listener) failed(err error) time.Duration {
	what, most := diagnosis(err)
	i := &l.ill
	i.mu.Lock()
	defer i.mu.Unlock()
	i.last = l.sender.pace()
	if what != i.what {
		i.what, i.rest = what, 0
		l.cfg.Log.Error(advice[what], slog.String("error", l.sender.line.clean(err).Error()))
	}
	i.rest = min(max(2*i.rest, firstRest), most)
	if d := (*denied)(nil); what == slowDown && errors.As(err, &d) {
		i.rest = d.retryAfter
	}
	return i.rest
}

// well notes that Telegram was heard.
func (l *Listener) well() {
	i := &l.ill
	i.mu.Lock()
	defer i.mu.Unlock()
	quiet := calm
	switch i.what {
	case starting:
		quiet = 0
	case conflict:
		quiet = truce
	default:
		i.rest = 0
	}
	if i.what == "" || l.sender.pace().Sub(i.last) < quiet {
		return
	}
	i.what, i.rest = "", 0
	l.cfg.Log.Info("Telegram is heard.")
}

// until tries something until it succeeds, and returns false if ctx ended before.
func (l *Listener) until(ctx context.Context, try func(context.Context) error) bool {
	for {
		err := try(ctx)
		if err == nil {
			return true
		}
		if ctx.Err() != nil || l.cfg.Wait(ctx, l.failed(err)) != nil {
			return false
		}
	}
}

// wait waits by the machine's clock.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
