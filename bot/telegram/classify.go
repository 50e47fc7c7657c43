package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"isa-portal.de/isabot/bot"
)

const (
	shortestWait = time.Second // where Telegram says less, or nothing
	longestWait  = time.Hour   // a longer one is asked about again
	tokenWait    = 5 * time.Minute
	maxAnswer    = 16 << 20 // bytes; Telegram's longest, of updates, have 4 MiB
)

// denied is an answer of the Bot API that says no. Whatever it says, it is
// definite: nothing was done, unless the code is that of a broken server.
type denied struct {
	code       int
	text       string // Telegram's description; it may quote what we sent
	retryAfter time.Duration
	movedTo    string
}

func (d *denied) Error() string { return fmt.Sprintf("%d %s", d.code, said(d.text)) }

// is reports whether Telegram's description has one of the parts, in lower case.
func (d *denied) is(parts ...string) bool {
	text := strings.ToLower(d.text)
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// deniedAs reports whether err is a no of the Bot API with one of the parts.
func deniedAs(err error, parts ...string) bool {
	var d *denied
	return errors.As(err, &d) && d.code == http.StatusBadRequest && d.is(parts...)
}

// line is how all requests go to Telegram, ours and the library's. What is not
// the Bot API's yes becomes an error: *denied for its no, any other if it did
// not answer. No error of it carries an address, which has the token in it.
type line struct {
	client *http.Client
	token  string
}

// Do satisfies the library's HttpClient.
func (l line) Do(req *http.Request) (*http.Response, error) {
	resp, err := l.client.Do(req)
	if err != nil {
		return nil, l.clean(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("read Telegram's answer: %w", l.clean(err))
	}
	if err := read(resp, body); err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// read returns nil if the answer is the Bot API's yes.
func read(resp *http.Response, body []byte) error {
	var a struct {
		OK          bool            `json:"ok"`
		Code        int             `json:"error_code"`
		Description string          `json:"description"`
		Parameters  json.RawMessage `json:"parameters"`
	}
	err := json.Unmarshal(body, &a)
	if err == nil && a.OK {
		return nil
	}
	if err != nil || a.Code == 0 {
		// Something before Telegram answered. Two of its answers are as definite
		// as Telegram's own: it did not hand the request on.
		switch resp.StatusCode {
		case http.StatusTooManyRequests, http.StatusRequestEntityTooLarge:
			a.Code, a.Description = resp.StatusCode, http.StatusText(resp.StatusCode)
		default:
			return fmt.Errorf("an answer with status %d that is not the Bot API's", resp.StatusCode)
		}
	}
	var p struct {
		RetryAfter float64     `json:"retry_after"`
		MigrateTo  json.Number `json:"migrate_to_chat_id"`
	}
	_ = json.Unmarshal(a.Parameters, &p) // what cannot be read of it is not known
	if p.RetryAfter == 0 {
		p.RetryAfter, _ = strconv.ParseFloat(resp.Header.Get("Retry-After"), 64)
	}
	return &denied{code: a.Code, text: a.Description, movedTo: p.MigrateTo.String(), retryAfter: clamp(p.RetryAfter)}
}

func clamp(seconds float64) time.Duration {
	if !(seconds >= shortestWait.Seconds()) { // not a number, too
		return shortestWait
	}
	if seconds > longestWait.Seconds() {
		return longestWait
	}
	return time.Duration(seconds * float64(time.Second))
}

// clean takes the address off an error, and the token out of it wherever else
// it may have got to, as from a header that a server sent back.
func (l line) clean(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	if s := err.Error(); strings.Contains(s, l.token) {
		return errors.New(strings.ReplaceAll(s, l.token, "…"))
	}
	return err
}

// The places' own noes among Telegram's answers with code 400, as its server
// and TDLib word them; those with 403 all are.
var placeSays = []string{
	"chat not found", "user not found", "chat_id is empty", "peer_id_invalid", "channel_private", "chat_restricted",
	"was deactivated", "is deactivated", "input_user_deactivated", "user_is_blocked", "was kicked", "is not a member",
	"need administrator rights", "chat_admin_required", "have no rights", "not enough rights", "write_forbidden",
	"chat_send_", "message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid",
}

// verdict is what the error of a call to a place means, in the words that the
// whole bot shares. What it says has neither an address nor a text of ours in it.
func (s *Sender) verdict(ctx context.Context, place bot.Place, w *bot.Wire, err error) error {
	var d *denied
	if !errors.As(err, &d) || d.code >= 500 {
		return w.Unanswered(s.line.clean(err))
	}
	switch {
	case d.code == http.StatusTooManyRequests:
		return &bot.WaitError{For: d.retryAfter, All: s.Flooded(place, s.pace(), d.retryAfter)}
	case d.code == http.StatusUnauthorized, d.code == http.StatusNotFound:
		s.log.LogAttrs(ctx, slog.LevelError, "Telegram does not take the bot's token. Nothing is sent there until it does.",
			slog.Int("code", d.code), slog.Duration("next_try", tokenWait))
		s.Pause(place, s.pace(), tokenWait, true)
		return &bot.WaitError{For: tokenWait, All: true}
	case d.movedTo != "":
		return &bot.MovedError{Chat: d.movedTo}
	case d.code == http.StatusForbidden, d.code == http.StatusBadRequest && d.is(placeSays...):
		return &bot.PlaceError{Err: d}
	}
	return fmt.Errorf("%w: %w", bot.ErrRefused, d)
}

// again is the verdict on a call that may be repeated whatever became of it:
// editing and deleting twice is the same as once.
func again(err error) error {
	var u *bot.UnsureError
	if errors.As(err, &u) {
		return &bot.UnreachableError{Err: u.Err}
	}
	return err
}

// quoted is what Telegram quotes of a request in a description: tags, buttons,
// addresses.
var quoted = regexp.MustCompile(`"[^"]*"?|(^|[\s:,(])'[^']*'?`)

// said is a description without what it quotes of our text, and not too long.
func said(description string) string {
	s := quoted.ReplaceAllString(description, "${1}…")
	if r := []rune(s); len(r) > 200 {
		s = string(r[:200]) + "…"
	}
	return s
}
