package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

const (
	maxBody    = 16 << 10 // bytes
	bodyWithin = 15 * time.Second
)

// request is a question as it was sent.
type request struct{ Question, Lang, Conversation string }

func (s *server) askJSON(w http.ResponseWriter, r *http.Request) {
	in, f := readJSON(w, r)
	out, f := s.ask(r, in, f)
	switch {
	case r.Context().Err() != nil: // nobody waits for it
	case f != nil:
		s.refuse(w, f, askerLang(r, in))
	default:
		writeJSON(w, http.StatusOK, out)
	}
}

// ask answers what was read from a request; f is what went wrong in reading.
func (s *server) ask(r *http.Request, in request, f *fault) (bot.Reply, *fault) {
	if wait := s.asks.take(address(r)); wait > 0 {
		return bot.Reply{}, tooMany(wait)
	}
	if f == nil {
		in, f = in.checked()
	}
	if f != nil {
		return bot.Reply{}, f
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.cfg.Timeout)
	defer cancel()
	if !s.enter(ctx) {
		return bot.Reply{}, busy()
	}
	defer func() { <-s.slots }()
	post, err := s.handle(ctx, bot.Message{
		Place:  bot.Place{Platform: "web", Chat: in.Conversation},
		Sender: in.Conversation, Text: in.Question, Lang: in.Lang, Direct: true,
	})
	if err != nil {
		return bot.Reply{}, s.failed(ctx, err)
	}
	return replyOf(post, in), nil
}

// enter waits for a turn, but not for long.
func (s *server) enter(ctx context.Context) bool {
	select {
	case s.slots <- struct{}{}:
		return true
	default:
	}
	t := time.NewTimer(s.cfg.Patience)
	defer t.Stop()
	select {
	case s.slots <- struct{}{}:
		return true
	case <-ctx.Done():
	case <-t.C:
	}
	return false
}

var errPanicked = errors.New("the handler panicked")

func (s *server) handle(ctx context.Context, m bot.Message) (p bot.Post, err error) {
	defer func() {
		if v := recover(); v != nil {
			s.cfg.Log.Error("Answering a question on the web panicked.", "error", bot.PanicError(v))
			err = errPanicked
		}
	}()
	return s.handler.Handle(ctx, m)
}

// failed turns the handler's error into words and logs it, unless it is the
// asker's doing.
func (s *server) failed(ctx context.Context, err error) *fault {
	var wait *bot.WaitError
	switch {
	case errors.As(err, &wait):
		return tooMany(max(wait.For, time.Second))
	case errors.Is(ctx.Err(), context.Canceled):
		return busy()
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		s.cfg.Log.Warn("Answering a question on the web took too long.")
		return slow()
	case !errors.Is(err, errPanicked):
		s.cfg.Log.Error("A question on the web could not be answered.", "error", err)
	}
	return broken()
}

func replyOf(p bot.Post, in request) bot.Reply {
	out := bot.NewReply(p, shown(p.Body).HTML(), in.Conversation)
	if !phrases.Known(out.Lang) {
		out.Lang = "de"
		if in.Lang != "" {
			out.Lang = in.Lang
		}
	}
	return out
}

// checked returns the request cleaned and with a conversation, or what is
// wrong with it.
func (in request) checked() (request, *fault) {
	if in.Lang != "" && !phrases.Known(in.Lang) {
		return in, badLang()
	}
	in.Question = clean(in.Question)
	if !strings.ContainsFunc(in.Question, visible) {
		return in, invalid("question", "empty", phrases.WebFaults.Empty)
	}
	if utf8.RuneCountInString(in.Question) > bot.MaxQuestion {
		return in, invalid("question", "too_long", phrases.WebFaults.TooLong, "max", strconv.Itoa(bot.MaxQuestion))
	}
	if !conversationID(in.Conversation) {
		in.Conversation = rand.Text()
	}
	return in, nil
}

// conversationID reports whether s has the shape of an id that we give out:
// rand.Text, 130 random bits in base32.
func conversationID(s string) bool {
	return len(s) == 26 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == ""
}

// clean drops what no question needs and what makes databases, logs and
// screens stumble: broken UTF-8, control characters, and the marks that turn
// the direction of text.
func clean(s string) string {
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t':
			return c
		case c == '\r' || c == utf8.RuneError || c == '\uFEFF' || unicode.IsControl(c),
			c >= '\u202A' && c <= '\u202E', c >= '\u2066' && c <= '\u2069':
			return -1
		}
		return c
	}, s)
	return strings.TrimSpace(s)
}

func visible(c rune) bool { return unicode.IsGraphic(c) && !unicode.IsSpace(c) }

// readJSON reads a question from the body, whatever its Content-Type says.
// What could be read is returned beside a fault: its language is the asker's.
func readJSON(w http.ResponseWriter, r *http.Request) (request, *fault) {
	body, f := readBody(w, r)
	if f != nil {
		return request{}, f
	}
	var v struct {
		Question     string `json:"question"`
		Lang         string `json:"lang"`
		Conversation any    `json:"conversation"` // of a foreign shape it is as good as none
	}
	err := json.Unmarshal(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), &v)
	conversation, _ := v.Conversation.(string)
	in := request{Question: v.Question, Lang: v.Lang, Conversation: conversation}
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong) && (wrong.Field == "question" || wrong.Field == "lang"):
		return in, invalid(wrong.Field, "not_text", phrases.WebFaults.BadType, "field", wrong.Field)
	case err != nil:
		return in, invalid("", "malformed", phrases.WebFaults.Malformed)
	}
	return in, nil
}

// readBody reads at most maxBody bytes and waits at most bodyWithin for them:
// the server's own limits are made for uploads.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, *fault) {
	if r.ContentLength > maxBody {
		return nil, tooBig()
	}
	// Not every writer has deadlines (a test's recorder); then the server's hold.
	rc := http.NewResponseController(w)
	_ = rc.SetReadDeadline(time.Now().Add(bodyWithin))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		// Left in place, it would end an answer that takes longer.
		_ = rc.SetReadDeadline(time.Time{})
		return body, nil
	}
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return nil, tooBig()
	}
	return nil, invalid("", "malformed", phrases.WebFaults.Malformed)
}
