package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/terminal/terminaltest"
)

// The same conversations are led with the whole program on its real content, on
// the terminal and over listeners and senders on the two platforms. They expect
// facts, and of the wording only what must not change its meaning; beyond that
// the platforms must say the same, and show all of it.
func TestConversationsAreTheSameOnAllPlatforms(t *testing.T) {
	folder, err := filepath.Abs("testdata/conversations")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(files) < 15 {
		t.Fatalf("%d files of conversations: %v", len(files), err)
	}
	w := newTheatre(t)
	for _, file := range files {
		all := terminaltest.Read(t, file)
		if len(all)%3 != 0 {
			t.Errorf("%s has %d conversations, not as many in each language", filepath.Base(file), len(all))
		}
		for _, c := range all {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+c.Name, func(t *testing.T) { w.play(t, c) })
		}
	}
	if n := count(t, w.app, "inquiries"); n == 0 {
		t.Error("no conversation has passed a question on")
	}
}

// theatre is the whole program and its partners on each platform.
type theatre struct {
	*program
	clock    *leaping
	recorder *recorder
	telegram *onTelegram
	discord  *onDiscord
}

func newTheatre(t *testing.T) *theatre {
	w := &theatre{program: wholeProgram(t), clock: &leaping{at: time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)}}
	w.now, w.pace = w.clock.now, w.clock.now
	w.stores.now = w.clock.now
	w.stores.start()
	t.Cleanup(func() { w.stores.stop(time.Minute) })
	w.recorder = &recorder{next: w.dialog(), posts: make(chan bot.Post, 1000)}
	ctx, stop := context.WithCancel(context.Background())
	var all sync.WaitGroup
	t.Cleanup(func() { stop(); all.Wait() })
	w.telegram, w.discord = newOnTelegram(t, w), newOnDiscord(t, w)
	all.Go(func() { w.telegram.listener.Run(ctx) })
	all.Go(func() { w.discord.listener.Run(ctx) })
	return w
}

// play leads a conversation on each platform that it is for.
func (w *theatre) play(t *testing.T, c terminaltest.Conversation) {
	told := map[string][]bot.Post{}
	if c.On("terminal") {
		for i, got := range terminaltest.Answers(t, c, w.recorder) {
			told["terminal"] = append(told["terminal"], w.recorder.next1(t))
			c.Turns[i].Check(t, "terminal", got)
		}
	}
	for name, partner := range map[string]partner{"telegram": w.telegram, "discord": w.discord} {
		if c.On(name) {
			told[name] = w.lead(t, c, name, partner)
		}
	}
	for name, posts := range told {
		for i, turn := range c.Turns {
			if other := told["telegram"]; !turn.Free && other != nil && same(posts[i]) != same(other[i]) {
				t.Errorf("> %s\n%s says:\n%s\nTelegram says:\n%s", turn.Say, name, same(posts[i]), same(other[i]))
			}
		}
	}
}

// partner is a person who talks with the bot on a platform.
type partner interface {
	// enter brings a new person on.
	enter(t *testing.T)
	// say, edit and press do what a person does; seen is what stands in the
	// chat then.
	say(text string)
	edit(text string)
	press(t *testing.T, label string)
	// changes counts the bot's messages and their edits.
	changes() int
	// seen waits until what was shown is there, and returns the words of the
	// answer and the labels of the last message with buttons.
	seen(t *testing.T, shown func(chat string) bool) (words string, labels []string)
}

// lead leads a conversation with a partner and returns what the program said.
func (w *theatre) lead(t *testing.T, c terminaltest.Conversation, platform string, p partner) (posts []bot.Post) {
	t.Helper()
	p.enter(t)
	var offered []string
	for _, turn := range c.Turns {
		w.clock.leap(30 * time.Second)
		before := p.changes()
		text, edits := turn.Edit()
		switch n := number(turn.Say); {
		case edits:
			p.edit(text)
		case n > 0 && n <= len(offered):
			p.press(t, offered[n-1])
		case turn.Say == "👍", turn.Say == "👎":
			p.press(t, turn.Say)
		default:
			p.say(turn.Say)
		}
		post := w.recorder.next1(t)
		posts = append(posts, post)
		offered = offered[:0]
		for _, choice := range post.Choices {
			offered = append(offered, choice.Label)
		}
		offered = append(offered, post.Suggestions...)
		words, labels := p.seen(t, func(chat string) bool {
			return shows(chat, post.Body) && (p.changes() > before || post.Brief || post.Body.Empty())
		})
		for _, label := range offered {
			if !post.Brief && !slices.ContainsFunc(labels, func(l string) bool { return l == label || strings.HasPrefix(label, strings.TrimSuffix(l, "…")) }) {
				t.Errorf("> %s\n%s has no button %q, only %q", turn.Say, platform, label, labels)
			}
		}
		for i, label := range offered {
			words += fmt.Sprintf("\n[%d] %s", i+1, label)
		}
		turn.Check(t, platform, words)
	}
	return posts
}

// shows reports whether all words of a document stand in a chat.
func shows(chat string, d richtext.Doc) bool {
	chat = letters(chat)
	for _, b := range d.Blocks {
		for _, spans := range append(b.Cells, b.Spans) {
			for _, s := range spans {
				if !strings.Contains(chat, letters(s.Text)) {
					return false
				}
			}
		}
	}
	return true
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

var inquiryNumber = regexp.MustCompile(`20\d\d-\d{4}`)

// same is what of a post must be the same on all platforms.
func same(p bot.Post) string {
	out := []string{string(p.Outcome), inquiryNumber.ReplaceAllString(p.Body.Text(), "2026-0000")}
	for _, c := range p.Choices {
		out = append(out, "["+c.Label+"]")
	}
	return strings.Join(append(out, p.Suggestions...), "\n")
}

func number(s string) (n int) {
	for _, r := range s {
		if r < '0' || r > '9' || n > 100 {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// recorder keeps what is said.
type recorder struct {
	next  bot.Handler
	posts chan bot.Post
}

func (r *recorder) Handle(ctx context.Context, m bot.Message) (bot.Post, error) {
	p, err := r.next.Handle(ctx, m)
	r.posts <- p
	return p, err
}

// next1 waits for the next post.
func (r *recorder) next1(t *testing.T) bot.Post {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	select {
	case p := <-r.posts:
		return p
	case <-ctx.Done():
		t.Fatal("nothing was heard")
		return bot.Post{}
	}
}

// leaping is a clock that moves when a test says so, or somebody waits.
type leaping struct {
	mu sync.Mutex
	at time.Time
}

func (l *leaping) now() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.at
}

func (l *leaping) leap(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.at = l.at.Add(d)
}

// wait lets short times pass at once; longer ones last until the end. What is
// shown while an answer takes long is not part of a conversation.
func (l *leaping) wait(ctx context.Context, d time.Duration) error {
	if d > 30*time.Second || d == 400*time.Millisecond {
		<-ctx.Done()
		return ctx.Err()
	}
	l.leap(d)
	return ctx.Err()
}

var quietLog = slog.New(slog.DiscardHandler)

func specs() string { return os.Getenv("ISABOT_SPECS") }
