package discord

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
)

const (
	defaultURL = "https://discord.com/api"
	version    = "/v9"

	// patience is how long one request may take, upload and answer together.
	patience = 60 * time.Second

	// idle is how many connections are kept: more than there are senders.
	idle = 16

	// heeded is how long a nonce is counted on. Discord says "the past few minutes".
	heeded = 2 * time.Minute

	pinnedThread = 1 << 1 // the flag of a forum's post that stands first
)

// Config says how Discord is reached.
type Config struct {
	Token  string
	APIURL string            // in place of https://discord.com/api; /v9 follows
	HTTP   http.RoundTripper // nil: one of our own
	Now    func() time.Time  // nil: time.Now
	Log    *slog.Logger      // nil: slog.Default()
}

// Sender sends, edits, deletes and looks for messages. It never waits and never
// repeats a request. Its errors are the verdicts of package bot, and where a
// piece could not be made into a request, any other error. It is safe for
// concurrent use. Its Limiter says when a request may be made; a request that
// Discord would surely refuse is not made, but answered with a *bot.WaitError.
//
// A place's Chat is the id of a channel, or "dm:" and the id of a person: what
// the bot says to them alone. A Thread is the id of a thread, which for Discord
// is a channel of its own, and then stands for the place alone.
type Sender struct {
	*Limiter
	token, base string
	client      *http.Client
	now         func() time.Time
	log         *slog.Logger
	refused     atomic.Bool // the token is not taken, and that was logged

	mu       sync.Mutex
	me       string            // the bot's own id, once it is known
	searches map[search]string // how far a search came that has to wait
	dms      map[string]string // of persons: the channel in which the bot writes to them
}

// NewSender returns a sender. It makes no request.
func NewSender(cfg Config) (*Sender, error) {
	if cfg.APIURL == "" {
		cfg.APIURL = defaultURL
	}
	cfg.APIURL = strings.TrimRight(cfg.APIURL, "/")
	if u, err := url.Parse(cfg.APIURL); err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return nil, errors.New("the address of Discord's API is none")
	}
	cfg.Token = strings.TrimPrefix(cfg.Token, "Bot ")
	if cfg.Token == "" || strings.ContainsFunc(cfg.Token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("the Discord token is empty, or not one")
	}
	if cfg.HTTP == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConnsPerHost = idle
		cfg.HTTP = t
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	return &Sender{
		Limiter: NewLimiter(), token: cfg.Token, base: cfg.APIURL + version, now: cfg.Now, log: cfg.Log,
		searches: map[search]string{}, dms: map[string]string{},
		client: &http.Client{
			Transport: cfg.HTTP,
			Timeout:   patience,
			// A request that is led elsewhere would be sent a second time.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

// Repeatable is how long a Send with the same nonce makes no second message:
// two minutes, and none for a forum's post, for which Discord knows no nonce.
func (s *Sender) Repeatable(_ bot.Place, p bot.Piece) time.Duration {
	if p.Method == MethodForumPost {
		return 0
	}
	return heeded
}

// Send brings a new message, or a new post of a forum if the piece's Method
// says so. The Remote names the channel in which it stands, which for a forum's
// post is the post. A nonce has at most 25 characters.
//
// What follows a message may fail without an error; the Remote notes what
// succeeded. An empty Remote without an error says that the message was sent by
// an earlier call with this nonce, and that somebody has deleted it since.
func (s *Sender) Send(ctx context.Context, place bot.Place, p bot.Piece, nonce string) (bot.Remote, error) {
	r := s.request(postMessage, place, channelOf(place))
	r.files = p.Files
	fields := quiet(p.Fields)
	if p.Method == MethodForumPost {
		r.route, fields = postThread, maps.Clone(p.Fields)
		fields["message"] = quiet(messageOf(p))
	} else if nonce != "" {
		fields["nonce"], fields["enforce_nonce"] = nonce, true
	}
	r.fields = fields
	var made struct {
		ID      string `json:"id"`
		Channel string `json:"channel_id"`
	}
	err := s.do(ctx, r, &made)
	if refusedWith(err, dg.ErrCodeCannotReplyWithoutPermissionToReadMessageHistory) && fields["message_reference"] != nil {
		delete(fields, "message_reference") // better said beside the question than not at all
		err = s.do(ctx, r, &made)
	}
	switch {
	case refusedWith(err, dg.ErrCodeUnknownMessage):
		return bot.Remote{}, nil
	case err != nil:
		return bot.Remote{}, err
	case made.ID == "":
		return bot.Remote{}, &bot.UnsureError{Err: errors.New("the answer names no message")}
	case p.Method == MethodForumPost: // its first message bears the post's id
		made.Channel = made.ID
	case made.Channel == "", isDM(place):
		made.Channel = r.channel
	}
	remote := bot.Remote{Kind: p.Kind, IDs: []string{made.ID}, Chat: made.Channel}
	remote.Then = s.follow(ctx, place, remote, p)
	return remote, nil
}

// messageOf is the message in a piece that opens a forum's post, else the piece's own.
func messageOf(p bot.Piece) map[string]any {
	if p.Method != MethodForumPost {
		return p.Fields
	}
	m, _ := p.Fields["message"].(map[string]any)
	return m
}

// quiet returns a copy of a message that calls nobody, whatever stands in it.
func quiet(fields map[string]any) map[string]any {
	out := map[string]any{}
	maps.Copy(out, fields)
	out["allowed_mentions"] = nobody()
	if out["message_reference"] != nil {
		out["allowed_mentions"] = noReply()
	}
	return out
}

// follow makes the calls that follow on a message, and unpins one that shall
// not be pinned any more; what was handed on to other servers cannot be taken
// back. It returns what holds.
func (s *Sender) follow(ctx context.Context, place bot.Place, r bot.Remote, p bot.Piece) []bot.After {
	holds := slices.Clone(r.Then)
	for _, after := range []bot.After{bot.CrosspostAfter, bot.PinAfter} {
		want, has := slices.Contains(p.Then, after), slices.Contains(r.Then, after)
		if want == has || has && after == bot.CrosspostAfter {
			continue
		}
		if err := s.after(ctx, place, r, after, want); err != nil {
			s.log.LogAttrs(ctx, slog.LevelWarn, "What should follow on a message on Discord failed. The message stands all the same.",
				slog.String("what", string(after)), slog.Bool("wanted", want), slog.String("error", err.Error()))
			continue
		}
		if want {
			holds = append(holds, after)
		} else {
			holds = slices.DeleteFunc(holds, func(a bot.After) bool { return a == after })
		}
	}
	return holds
}

func (s *Sender) after(ctx context.Context, place bot.Place, r bot.Remote, what bot.After, want bool) error {
	req := s.request(crosspost, place, r.Chat)
	req.message = r.IDs[0]
	switch {
	case what == bot.PinAfter && isPost(r): // a forum shows a pinned post first
		flags := 0
		if want {
			flags = pinnedThread
		}
		req = s.request(patchChannel, place, r.Chat)
		req.fields = map[string]any{"flags": flags}
	case what == bot.PinAfter && want:
		req.route = pinMessage
	case what == bot.PinAfter:
		req.route = unpinMessage
	}
	err := s.do(ctx, req, nil)
	if refusedWith(err, dg.ErrCodeMessageAlreadyCrossposted) {
		return nil
	}
	return err
}

// isPost reports whether a message is the first of a forum's post.
func isPost(r bot.Remote) bool { return len(r.IDs) > 0 && r.IDs[0] == r.Chat }
