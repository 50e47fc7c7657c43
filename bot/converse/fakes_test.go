package converse

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strconv"
	"sync"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
)

// disk is a store in memory.
type disk struct {
	mu      sync.Mutex
	rows    []row
	known   map[string]int
	replies map[string][]bot.Remote
	fail    int           // so many writes fail
	writes  int           // that were made
	largest int           // updates in one write
	hold    chan struct{} // a write waits until it can be read from; nil: it does not
}

type row struct {
	Update
	handled bool
}

func newDisk() *disk { return &disk{known: map[string]int{}, replies: map[string][]bot.Remote{}} }

func (d *disk) Write(_ context.Context, _ string, b Batch) (map[string]bool, error) {
	if d.hold != nil {
		<-d.hold
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writes++
	d.largest = max(d.largest, b.size())
	if d.fail > 0 {
		d.fail--
		return nil, errors.New("the disk is full")
	}
	fresh := map[string]bool{}
	for _, u := range b.Keep {
		if _, known := d.known[u.ID]; !known {
			d.known[u.ID] = len(d.rows)
			d.rows = append(d.rows, row{u, u.Body == nil})
			fresh[u.ID] = true
		}
	}
	for _, id := range b.Settle {
		d.rows[d.known[id]].handled = true
	}
	for _, r := range b.Replies {
		d.replies[r.Chat+" "+r.Question] = r.Answers
	}
	return fresh, nil
}

func (d *disk) Waiting(_ context.Context, _ string, after int64, limit int) (found []Update, last int64, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for n := int(after); n < len(d.rows) && len(found) < limit; n++ {
		if !d.rows[n].handled {
			found, last = append(found, d.rows[n].Update), int64(n+1)
		}
	}
	return found, last, nil
}

func (d *disk) Answers(_ context.Context, _, chat, question string) ([]bot.Remote, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.replies[chat+" "+question], nil
}

func (d *disk) unhandled() (ids []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, r := range d.rows {
		if !r.handled {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// voice is a platform on which each piece is a message; it answers with the
// errors that it is given.
type voice struct {
	mu     sync.Mutex
	errs   []error
	last   int
	shown  map[string]string // what stands, by place and id
	calls  []string
	nonces []string
	notNow []time.Time // what TakeAnswer answers
	split  bool        // each paragraph is a piece
}

func newVoice() *voice { return &voice{shown: map[string]string{}} }

func (v *voice) Render(p bot.Post, s bot.Shape) ([]bot.Piece, error) {
	if p.Lang == "panic" {
		panic("rendering")
	}
	texts := []string{p.Body.Text()}
	if v.split {
		texts = nil
		for _, b := range p.Body.Blocks {
			texts = append(texts, richtext.Doc{Blocks: []richtext.Block{b}}.Text())
		}
	}
	var pieces []bot.Piece
	for i, text := range texts {
		if len(s.Stands) > 0 && i >= len(s.Stands) {
			break
		}
		if i == 0 && s.ReplyTo != "" {
			text = "@" + s.ReplyTo + " " + text
		}
		pieces = append(pieces, bot.Piece{Kind: bot.TextPiece, Plain: text})
	}
	return pieces, nil
}

func (v *voice) TakeAnswer(bot.Place, int, time.Time) time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.notNow) == 0 {
		return time.Time{}
	}
	at := v.notNow[0]
	v.notNow = v.notNow[1:]
	return at
}

func (v *voice) verdict(call string) error {
	v.calls = append(v.calls, call)
	if len(v.errs) == 0 {
		return nil
	}
	err := v.errs[0]
	v.errs = v.errs[1:]
	return err
}

func (v *voice) Send(_ context.Context, place bot.Place, p bot.Piece, nonce string) (bot.Remote, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.nonces = append(v.nonces, nonce)
	if err := v.verdict("send " + place.Chat + ": " + p.Plain); err != nil {
		return bot.Remote{}, err
	}
	v.last++
	id := strconv.Itoa(v.last)
	v.shown[place.Chat+" "+id] = p.Plain
	return bot.Remote{Kind: p.Kind, IDs: []string{id}}, nil
}

func (v *voice) Edit(_ context.Context, place bot.Place, r bot.Remote, p bot.Piece) (bot.Remote, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.verdict("edit " + r.IDs[0] + ": " + p.Plain); err != nil {
		return bot.Remote{}, err
	}
	key := place.Chat + " " + r.IDs[0]
	if _, there := v.shown[key]; !there {
		return bot.Remote{}, nil
	}
	v.shown[key] = p.Plain
	return r, nil
}

func (v *voice) Delete(_ context.Context, place bot.Place, r bot.Remote) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.verdict("delete " + r.IDs[0]); err != nil {
		return err
	}
	delete(v.shown, place.Chat+" "+r.IDs[0])
	return nil
}

// answering is a handler.
type answering func(context.Context, bot.Message) (bot.Post, error)

func (f answering) Handle(ctx context.Context, m bot.Message) (bot.Post, error) { return f(ctx, m) }

// echo answers with what was said.
func echo(_ context.Context, m bot.Message) (bot.Post, error) {
	return bot.Post{Body: richtext.FromText("re: " + m.Text), Lang: "en"}, nil
}

// journal is a log that a test can read.
func journal() (*slog.Logger, *bytes.Buffer) {
	var b bytes.Buffer
	return slog.New(slog.NewTextHandler(&b, nil)), &b
}

// running runs an inbox until the test ends, or the function that it returns is
// called.
func running(t *testing.T, i *Inbox) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); i.Run(ctx) }()
	stop = func() { cancel(); <-ended }
	t.Cleanup(stop)
	return stop
}

func said(lane string, n int) Update {
	return Update{ID: lane + strconv.Itoa(n), Body: []byte(lane)}
}

func laneOf(u Update) string { return string(u.Body) }
