package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	tg "github.com/go-telegram/bot"

	"isa-portal.de/isabot/bot"
)

const (
	defaultURL = "https://api.telegram.org"

	// patience is how long one request may take, upload and answer together.
	patience = 90 * time.Second

	// idle is how many connections are kept: more than there are senders.
	idle = 16
)

// Config says how Telegram is reached.
type Config struct {
	Token  string
	APIURL string            // of a Bot API server; "" = https://api.telegram.org
	HTTP   http.RoundTripper // nil = one of our own
	Now    func() time.Time  // nil = time.Now
	Pace   func() time.Time  // the clock of those who call Take; nil = Now
	Log    *slog.Logger      // nil = slog.Default()

	// LogChat is the chat into which posts are forwarded, and deleted again, to
	// find one that may have been sent; nil or "" = that is not done. Its
	// members see the forwards for a moment.
	LogChat func() string

	// Around is the highest id of a message that is known to have been sent to
	// a place before a moment; false if none is known. A search begins behind it:
	// were it a later one, what is searched for would be missed. nil = what the
	// sender itself has seen since it started.
	Around func(place bot.Place, before time.Time) (id int, ok bool)
}

// Sender sends, edits, deletes and looks for messages. It never waits and never
// repeats a request. Its errors are the verdicts of package bot, and where a
// piece could not be made into a request, any other error. It is safe for
// concurrent use. Its Limiter says when a message may be sent, edited or
// deleted: the caller asks it first. For what else a call needs, as a pin, the
// sender asks it itself, before it sends anything.
type Sender struct {
	*Limiter
	url     string // of the Bot API server
	base    string // address and token
	line    line
	api     *tg.Bot
	now     func() time.Time
	pace    func() time.Time
	log     *slog.Logger
	logChat func() string
	around  func(bot.Place, time.Time) (int, bool)

	known   known
	shown   shown
	uploads uploads
	seen    sightings
	probes  probes
}

// NewSender returns a sender. It makes no request.
func NewSender(cfg Config) (*Sender, error) {
	if cfg.APIURL == "" {
		cfg.APIURL = defaultURL
	}
	cfg.APIURL = strings.TrimRight(cfg.APIURL, "/")
	if u, err := url.Parse(cfg.APIURL); err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return nil, errors.New("the address of the Telegram Bot API is none")
	}
	if cfg.Token == "" || strings.ContainsFunc(cfg.Token, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("/?#%", r) }) {
		return nil, errors.New("the Telegram token is empty, or not one")
	}
	if cfg.HTTP == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConnsPerHost = idle
		cfg.HTTP = t
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Pace == nil {
		cfg.Pace = cfg.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	l := line{token: cfg.Token, client: &http.Client{
		Transport: cfg.HTTP,
		Timeout:   patience,
		// A request that is led elsewhere would be sent a second time.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	api, err := tg.New(cfg.Token, tg.WithSkipGetMe(), tg.WithServerURL(cfg.APIURL), tg.WithHTTPClient(patience, l),
		tg.WithErrorsHandler(func(error) {}))
	if err != nil {
		return nil, fmt.Errorf("set up the Telegram client: %w", err)
	}
	return &Sender{
		Limiter: NewLimiter(), url: cfg.APIURL, base: cfg.APIURL + "/bot" + cfg.Token + "/", line: l, api: api,
		now: cfg.Now, pace: cfg.Pace, log: cfg.Log, logChat: cfg.LogChat, around: cfg.Around,
	}, nil
}

var sends = regexp.MustCompile(`^send[A-Z][A-Za-z]+$`)

// Repeatable is 0: Telegram knows no nonce, a Send that is repeated is a second
// message.
func (s *Sender) Repeatable(bot.Place, bot.Piece) time.Duration { return 0 }

// Send brings a new message: the request is the piece's, with the place added.
// What follows a message, as a pin, may fail without an error; the Remote notes
// what succeeded. A pin is silent.
func (s *Sender) Send(ctx context.Context, place bot.Place, p bot.Piece, _ string) (bot.Remote, error) {
	if !sends.MatchString(p.Method) { // Telegram's answer would look like that to a wrong token
		return bot.Remote{}, fmt.Errorf("%w: %q is no method that sends", bot.ErrRefused, p.Method)
	}
	fields := maps.Clone(p.Fields)
	if fields == nil {
		fields = map[string]any{}
	}
	fields["chat_id"] = place.Chat
	if place.Thread != "" {
		fields["message_thread_id"] = place.Thread
	}
	var w bot.Wire
	if err := s.mayFollow(place, bot.Remote{}, p); err != nil {
		return bot.Remote{}, err
	}
	f := &form{files: p.Files}
	files, lent := s.lend(p, f)
	result, err := s.call(ctx, &w, place, p.Method, fields, f)
	if lent && unknownFile(err) {
		return bot.Remote{}, s.takeBack(files)
	}
	if err != nil {
		return bot.Remote{}, err
	}
	s.learn(files, f, result)
	ids, err := messageIDs(result)
	if err != nil {
		return bot.Remote{}, &bot.UnsureError{Err: err}
	}
	s.known.add(place.Chat, slices.Max(ids), s.now())
	s.seen.claim(place, ids)
	r := bot.Remote{Kind: p.Kind}
	for _, id := range ids {
		r.IDs = append(r.IDs, strconv.Itoa(id))
	}
	s.shown.sent(place.Chat, r, p, f)
	r.Then = s.follow(ctx, place, r, p)
	return r, nil
}

// call makes one request of ours and returns its result. The error is a
// verdict, or, before anything was sent, why the request could not be made.
func (s *Sender) call(ctx context.Context, w *bot.Wire, place bot.Place, method string, fields map[string]any, f *form) (json.RawMessage, error) {
	s.Began(place, s.pace())
	defer func() { s.Answered(place, s.pace()) }()
	result, err := s.post(w.Watch(ctx), method, fields, f)
	var u *unmade
	switch {
	case errors.As(err, &u):
		return nil, u.err
	case err != nil:
		return nil, s.verdict(ctx, place, w, err)
	}
	return result, nil
}

// unmade is a request that could not be made.
type unmade struct{ err error }

func (u *unmade) Error() string { return u.err.Error() }

func (s *Sender) post(ctx context.Context, method string, fields map[string]any, f *form) (json.RawMessage, error) {
	body, contentType, err := f.encode(ctx, fields)
	if err != nil {
		return nil, &unmade{err}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.base+url.PathEscape(method), bytes.NewReader(body.Bytes()))
	if err != nil {
		return nil, &unmade{s.line.clean(err)}
	}
	req.Header.Set("Content-Type", contentType)
	resp, err := s.line.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a struct {
		Result json.RawMessage `json:"result"`
	}
	raw, err := io.ReadAll(resp.Body)
	if err == nil {
		err = json.Unmarshal(raw, &a)
	}
	return a.Result, err
}

// messageIDs are those of a message, or of the messages of an album.
func messageIDs(result json.RawMessage) ([]int, error) {
	type message struct {
		ID int `json:"message_id"`
	}
	var many []message
	if err := json.Unmarshal(result, &many); err != nil {
		var one message
		if err := json.Unmarshal(result, &one); err != nil {
			return nil, errors.New("the answer names no message")
		}
		many = []message{one}
	}
	ids := make([]int, 0, len(many))
	for _, m := range many {
		if m.ID <= 0 {
			return nil, errors.New("the answer names no message")
		}
		ids = append(ids, m.ID)
	}
	if len(ids) == 0 {
		return nil, errors.New("the answer names no message")
	}
	return ids, nil
}

// chatOf is where a message stands.
func chatOf(place bot.Place, r bot.Remote) string {
	if r.Chat != "" {
		return r.Chat
	}
	return place.Chat
}

// messageID is the id of a message, or of the first of an album: the one that
// carries the text.
func messageID(r bot.Remote) (int, error) {
	if r.Empty() {
		return 0, fmt.Errorf("%w: no message is named", bot.ErrRefused)
	}
	id, err := strconv.Atoi(r.IDs[0])
	if err != nil || id <= 0 {
		return 0, fmt.Errorf("%w: not the id of a message on Telegram", bot.ErrRefused)
	}
	return id, nil
}
