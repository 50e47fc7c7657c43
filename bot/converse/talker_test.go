package converse

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// bench is a talker between a handler and a voice, on a clock that jumps where
// somebody waits.
type bench struct {
	*Talker
	voice  *voice
	disk   *disk
	log    interface{ String() string }
	clock  time.Time
	waited []time.Duration
	closed []string
}

func newBench(h answering) *bench {
	log, read := journal()
	b := &bench{voice: newVoice(), disk: newDisk(), log: read, clock: time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)}
	b.Talker = NewTalker(TalkerConfig{
		Handler: h, Voice: b.voice, Inbox: inbox(b.disk, nil), Log: log,
		Pace:   func() time.Time { return b.clock },
		Closed: func(_ context.Context, p bot.Place) { b.closed = append(b.closed, p.Chat) },
		Wait: func(ctx context.Context, d time.Duration) error {
			b.waited = append(b.waited, d)
			b.clock = b.clock.Add(d)
			return ctx.Err()
		},
	})
	return b
}

// settled waits until what was answered is written down.
func (b *bench) settled(t *testing.T) { b.cfg.Inbox.pen.rest(t.Context()) }

func question(id, text string) bot.Message {
	return bot.Message{Place: bot.Place{Platform: "p", Chat: "c"}, ID: id, Sender: "s", Text: text, Direct: true}
}

func (b *bench) calls() string { return strings.Join(b.voice.calls, "\n") }

func TestAnAnswerIsSentAndNoted(t *testing.T) {
	b := newBench(echo)
	if err := b.Hear(t.Context(), question("q1", "hello"), true, false); err != nil {
		t.Fatal(err)
	}
	b.settled(t)
	if b.calls() != "send c: @q1 re: hello" || len(b.disk.replies["c q1"]) != 1 {
		t.Errorf("%s; noted %v", b.calls(), b.disk.replies)
	}
}

func TestWhatWasAnsweredBeforeARestartIsNotAnsweredTwice(t *testing.T) {
	b := newBench(echo)
	for _, again := range []bool{false, true} {
		if err := b.Hear(t.Context(), question("q1", "hello"), false, again); err != nil {
			t.Fatal(err)
		}
		b.settled(t)
	}
	if b.calls() != "send c: re: hello" {
		t.Errorf("sent: %s", b.calls())
	}
	if err := b.Hear(t.Context(), question("q2", "never answered"), false, true); err != nil || !strings.Contains(b.calls(), "never answered") {
		t.Errorf("%v; %s", err, b.calls())
	}
}

func TestAnEditedQuestionHasItsAnswerEdited(t *testing.T) {
	for _, c := range []struct {
		name, first, second string
		prepare             func(*bench)
		want                []string // what stands at the end
	}{
		{"as many parts", "a\n\nb", "c\n\nd", nil, []string{"re: c", "d"}},
		{"fewer parts", "a\n\nb", "c", nil, []string{"re: c"}},
		{"more text than parts", "a", "c\n\nd", nil, []string{"re: c"}},
		{"deleted meanwhile", "a", "c", func(b *bench) { clear(b.voice.shown) }, []string{"re: c"}},
		{"cannot be edited any more", "a", "c", func(b *bench) { b.voice.errs = []error{bot.ErrRefused} }, []string{"re: a", "re: c"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(echo)
			b.voice.split = true
			m := question("q", c.first)
			if err := b.Hear(t.Context(), m, false, false); err != nil {
				t.Fatal(err)
			}
			b.settled(t)
			if c.prepare != nil {
				c.prepare(b)
			}
			m.Text, m.Edited = c.second, true
			if err := b.Hear(t.Context(), m, false, false); err != nil {
				t.Fatal(err)
			}
			var stands []string
			for _, text := range b.voice.shown {
				stands = append(stands, text)
			}
			slices.Sort(stands)
			slices.Sort(c.want)
			if !slices.Equal(stands, c.want) {
				t.Errorf("stands: %q after\n%s", stands, b.calls())
			}
		})
	}
}

func TestAQuestionThatIsEditedAtOnceHasItsAnswerEdited(t *testing.T) {
	b := newBench(echo)
	b.disk.hold = make(chan struct{}) // nothing gets to the disk yet
	m := question("q", "hello")
	if err := b.Hear(t.Context(), m, false, false); err != nil {
		t.Fatal(err)
	}
	m.Text, m.Edited = "hello there", true
	if err := b.Hear(t.Context(), m, false, false); err != nil || b.calls() != "send c: re: hello\nedit 1: re: hello there" {
		t.Errorf("%v: %s", err, b.calls())
	}
	close(b.disk.hold)
	b.settled(t)
	if len(b.disk.replies["c q"]) != 1 {
		t.Errorf("noted %v", b.disk.replies)
	}
}

func TestAnEditedQuestionWithoutAKnownAnswerIsAnswered(t *testing.T) {
	b := newBench(echo)
	m := question("q", "hello")
	m.Edited = true
	if err := b.Hear(t.Context(), m, false, false); err != nil || b.calls() != "send c: re: hello" {
		t.Errorf("%v, %s", err, b.calls())
	}
}

func TestNothingIsSentWhereNothingIsSaid(t *testing.T) {
	b := newBench(func(context.Context, bot.Message) (bot.Post, error) { return bot.Post{}, nil })
	if err := b.Hear(t.Context(), question("q", "people talk"), true, false); err != nil || b.calls() != "" {
		t.Errorf("%v, %s", err, b.calls())
	}
}

func TestVerdictsOnAnAnswer(t *testing.T) {
	away, maybe := &bot.UnreachableError{Err: errors.New("down")}, &bot.UnsureError{Err: errors.New("cut")}
	for _, c := range []struct {
		name   string
		errs   []error
		sends  int
		shown  bool
		waits  time.Duration // at least, in all
		logged string
	}{
		{"at once", nil, 1, true, 0, ""},
		{"told to wait", []error{&bot.WaitError{For: 30 * time.Second}}, 2, true, 30 * time.Second, ""},
		{"out of reach for a while", []error{away, away, away, away}, 5, true, 15 * time.Second, ""},
		{"cut off once", []error{maybe}, 2, true, time.Second, ""},
		{"cut off always", []error{maybe, maybe, maybe, maybe, maybe}, 3, false, time.Second, "could not be sent"},
		{"refused", []error{bot.ErrRefused}, 1, false, 0, "could not be sent"},
		{"told to wait for hours", []error{&bot.WaitError{For: 3 * time.Hour}}, 1, false, 0, "could not be sent"},
		{"moved", []error{&bot.MovedError{Chat: "d"}}, 2, true, 0, ""},
		{"moved in circles", []error{&bot.MovedError{Chat: "d"}, &bot.MovedError{Chat: "d"}}, 2, false, 0, "could not be sent"},
		{"blocked", []error{&bot.PlaceError{Err: errors.New("blocked")}}, 1, false, 0, "could not be sent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(echo)
			b.voice.errs = c.errs
			if err := b.Hear(t.Context(), question("q", "x"), false, false); err != nil {
				t.Fatal(err)
			}
			var waited time.Duration
			for _, d := range b.waited {
				waited += d
			}
			if len(b.voice.calls) != c.sends || len(b.voice.shown) == 1 != c.shown || waited < c.waits {
				t.Errorf("%d sends, %v shown, waited %s:\n%s", len(b.voice.calls), b.voice.shown, waited, b.calls())
			}
			if c.logged == "" != (b.log.String() == "") || !strings.Contains(b.log.String(), c.logged) {
				t.Errorf("logged: %s", b.log)
			}
			if c.name == "blocked" != (len(b.closed) == 1) {
				t.Errorf("closed: %v", b.closed)
			}
			if c.name == "moved" && b.calls() != "send c: re: x\nsend d: re: x" {
				t.Errorf("calls: %s", b.calls())
			}
		})
	}
}

func TestARepeatedAnswerHasTheSameNonceAndAnotherOneHasNot(t *testing.T) {
	b := newBench(echo)
	b.voice.errs = []error{&bot.UnsureError{Err: errors.New("cut")}}
	for _, id := range []string{"q1", "q2"} {
		if err := b.Hear(t.Context(), question(id, "x"), false, false); err != nil {
			t.Fatal(err)
		}
	}
	n := b.voice.nonces
	if len(n) != 3 || n[0] != n[1] || n[1] == n[2] || len(n[0]) > 25 {
		t.Errorf("nonces: %q", n)
	}
}

func TestAnAnswerWaitsForItsTurn(t *testing.T) {
	b := newBench(echo)
	b.voice.notNow = []time.Time{b.clock.Add(2 * time.Second), b.clock.Add(3 * time.Second)}
	if err := b.Hear(t.Context(), question("q", "x"), false, false); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(b.waited, []time.Duration{2 * time.Second, time.Second}) || len(b.voice.shown) != 1 {
		t.Errorf("waited %v, shown %v", b.waited, b.voice.shown)
	}
	b.voice.notNow = []time.Time{b.clock.Add(time.Hour)}
	if err := b.Hear(t.Context(), question("q2", "y"), false, false); err != nil || len(b.voice.shown) != 1 {
		t.Errorf("an answer an hour later: %v, shown %v", err, b.voice.shown)
	}
}

func TestAtTheEndAnAnswerIsLeftToTheNextProcess(t *testing.T) {
	b := newBench(echo)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Hear(ctx, question("q", "x"), false, false); !errors.Is(err, context.Canceled) || b.calls() != "" {
		t.Errorf("%v, %s", err, b.calls())
	}
}

func TestAnAnswerThatTheEndCutsShortIsGivenByTheNextProcess(t *testing.T) {
	b := newBench(echo)
	b.voice.split = true
	ctx, cancel := context.WithCancel(t.Context())
	b.voice.notNow = []time.Time{{}, b.clock.Add(time.Second)} // the second part waits
	b.cfg.Wait = func(ctx context.Context, _ time.Duration) error {
		cancel()
		return ctx.Err()
	}
	if err := b.Hear(ctx, question("q", "a\n\nb"), false, false); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	b.settled(t)
	if err := b.Hear(t.Context(), question("q", "a\n\nb"), false, true); err != nil || !strings.HasSuffix(b.calls(), "send c: b") {
		t.Errorf("%v; %s", err, b.calls())
	}
}

func TestButtons(t *testing.T) {
	say := func(p bot.Post) answering {
		return func(context.Context, bot.Message) (bot.Post, error) {
			p.Body, p.Lang = richtext.FromText("next page"), "en"
			return p, nil
		}
	}
	on := bot.Remote{Kind: bot.TextPiece, IDs: []string{"7"}}
	for _, c := range []struct {
		name   string
		post   bot.Post
		toasts bool
		want   string
	}{
		{"goes on in place", bot.Post{InPlace: true}, true, "edit 7: next page"},
		{"a new message", bot.Post{}, true, "send c: next page"},
		{"a toast", bot.Post{Brief: true}, true, "toast next page"},
		{"a word where there are no toasts", bot.Post{Brief: true}, false, "send c: next page"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(say(c.post))
			b.voice.shown["c 7"] = "a page"
			brief := func(_ context.Context, text string) { b.voice.calls = append(b.voice.calls, "toast "+text) }
			if !c.toasts {
				brief = nil
			}
			if err := b.Press(t.Context(), question("", "/members"), on, brief); err != nil || b.calls() != c.want {
				t.Errorf("%v: %s", err, b.calls())
			}
		})
	}
}

func TestAPanicBecomesAnApologyInThePersonsLanguage(t *testing.T) {
	for name, h := range map[string]answering{
		"in the handler": func(context.Context, bot.Message) (bot.Post, error) { panic("private words") },
		"in the rendering": func(context.Context, bot.Message) (bot.Post, error) {
			return bot.Post{Body: richtext.FromText("x"), Lang: "panic"}, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(h)
			m := question("q", "x")
			m.Locale = "zh"
			if err := b.Hear(t.Context(), m, false, false); err != nil {
				t.Fatal(err)
			}
			if b.calls() != "send c: "+phrases.SaySorry.Zh || strings.Contains(b.log.String(), "private words") {
				t.Errorf("%s\n%s", b.calls(), b.log)
			}
		})
	}
}

func TestASlowAnswerShowsThatItIsOnItsWay(t *testing.T) {
	shown := make(chan string, 10)
	tick := make(chan struct{})
	v := newVoice()
	talker := NewTalker(TalkerConfig{
		Voice: v, Inbox: inbox(newDisk(), nil), Log: slog.New(slog.DiscardHandler), Pace: time.Now,
		Handler: answering(func(ctx context.Context, m bot.Message) (bot.Post, error) {
			tick <- struct{}{} // the time passes
			if at := <-shown; at != "c" {
				t.Errorf("typing in %q", at)
			}
			return echo(ctx, m)
		}),
		Typing: func(_ context.Context, p bot.Place) { shown <- p.Chat },
		Wait: func(ctx context.Context, d time.Duration) error {
			select {
			case <-tick:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		},
	})
	if err := talker.Hear(t.Context(), question("q", "x"), false, false); err != nil || len(v.shown) != 1 {
		t.Errorf("%v, %v", err, v.shown)
	}
}
