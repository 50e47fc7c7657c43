package hooks_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/announce/announcetest"
	"isa-portal.de/isabot/bot/telegram"
	"isa-portal.de/isabot/cms"
)

// limited is the platform in memory with Telegram's limits.
type limited struct {
	*announcetest.Platform
	l *telegram.Limiter
}

func (p limited) Take(place bot.Place, n int, now time.Time) time.Time {
	return p.l.Take(place, n, now)
}

func (p limited) TakeAnswer(place bot.Place, n int, now time.Time) time.Time {
	return p.l.TakeAnswer(place, n, now)
}

// sql changes the database past the app.
func (r *newsroom) sql(query string) {
	r.t.Helper()
	if _, err := r.NonconcurrentDB().NewQuery(query).Execute(); err != nil {
		r.t.Fatal(err)
	}
}

// until steps, with the clock going on where nothing is to be done, until
// something is so, and returns how long that took, at most the patience.
func (r *newsroom) until(patience time.Duration, so func() bool) time.Duration {
	r.t.Helper()
	start := r.now
	for r.now.Sub(start) < patience && !so() {
		did, later, err := r.outbox.Step(r.t.Context())
		if err != nil {
			r.t.Fatal(err)
		}
		if did {
			continue
		}
		next := r.now.Add(3 * time.Second)
		if later.After(r.now) && later.Before(next) {
			next = later
		}
		r.now = next
	}
	return r.now.Sub(start)
}

func TestPartsThatWaitForAnUnsureOneDoNotUseUpThePlacesLimit(t *testing.T) {
	r := openNewsroom(t)
	r.channel("-100", "de", map[string]any{"overflow": "split"})
	p := limited{r.platform, telegram.NewLimiter()}
	r.planner.Platforms["telegram"] = announce.Platform{Renderer: r.platform, Sender: p}
	r.platform.Limit, r.platform.Blind = 40, true
	r.platform.Fault = failing(&bot.UnsureError{Err: errors.New("cut")})
	n := r.change(r.draft(map[string]any{"body_de": strings.Repeat("<p>Ein Satz von etwas Text.</p>", 10)}), "status", "published")
	r.settle(20 * time.Minute)
	if got := r.stand(n); !strings.HasPrefix(got, "-100 1.1 unsure, -100 1.2 pending, -100 1.3 pending") {
		t.Fatal(got)
	}
	m := r.change(r.draft(map[string]any{"title_de": "Neu"}), "status", "published")
	took := r.until(30*time.Minute, func() bool { return r.deliveries(m)[0].State == cms.Sent })
	if took > time.Minute || r.deliveries(m)[0].State != cms.Sent {
		t.Errorf("after %s: %s", took, r.stand(m))
	}
}

func TestAPlatformThatIsOffDoesNotKeepTheOtherWaiting(t *testing.T) {
	r := openNewsroom(t)
	r.planner.Platforms["telegram"] = announce.Platform{Renderer: r.platform}
	for i := range 200 {
		r.subscribe(fmt.Sprint(i), "de")
	}
	r.change(r.draft(nil), "status", "published")
	r.now = r.now.Add(time.Second)
	r.channel("d", "de", map[string]any{"platform": "discord"})
	r.change(r.draft(map[string]any{"title_de": "B"}), "status", "published")
	r.until(5*time.Second, func() bool { return len(r.platform.Shown("d")) > 0 })
	r.sees("d", []string{"B\n\nText"}, "send d")
}

func TestNothingIsLostWhileTheCountFileCannotBeWritten(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	if err := os.RemoveAll(r.folder); err != nil {
		t.Fatal(err)
	}
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	r.sees("a", nil) // what is not counted is not sent
	if err := os.MkdirAll(r.folder, 0o700); err != nil {
		t.Fatal(err)
	}
	r.settle(time.Hour)
	r.sees("a", []string{"Titel\n\nText"}, "send a")
	if got := r.stand(n); got != "a 1.1 sent" {
		t.Error(got)
	}
}

func TestTheCountFileIsReplacedWhole(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	for i := range 3 {
		r.change(r.draft(map[string]any{"title_de": fmt.Sprint(i)}), "status", "published")
		r.settle(time.Minute)
	}
	raw, err := os.ReadFile(filepath.Join(r.folder, announce.CountFile))
	if err != nil || string(raw) != "3\n" {
		t.Errorf("the file says %q, %v", raw, err)
	}
	if _, err := os.Stat(filepath.Join(r.folder, announce.CountFile+".new")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a half-written file is left: %v", err)
	}
}

func TestWhichCountFileTellsOfARestore(t *testing.T) {
	missing := func(path string) error { return os.Remove(path) }
	holds := func(s string) func(string) error {
		return func(path string) error { return os.WriteFile(path, []byte(s), 0o600) }
	}
	for _, c := range []struct {
		name     string
		sent     int
		file     func(path string) error
		restored bool
	}{
		{"the same", 2, holds("2\n"), false},
		{"lower, as after a kill between commit and write", 2, holds("1\n"), false},
		{"higher", 2, holds("3\n"), true},
		{"missing", 2, missing, true},
		{"cut off", 2, holds(""), true},
		{"missing, and nothing was ever sent", 0, missing, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := openNewsroom(t)
			r.channel("a", "de", nil)
			for i := range c.sent {
				r.change(r.draft(map[string]any{"title_de": fmt.Sprint(i)}), "status", "published")
				r.settle(time.Minute)
			}
			if err := c.file(filepath.Join(r.folder, announce.CountFile)); err != nil {
				t.Fatal(err)
			}
			r.outbox = r.newOutbox()
			if err := r.outbox.Open(); err != nil {
				t.Fatal(err)
			}
			s, err := cms.LoadSendingSwitch(r.TestApp)
			if err != nil || s.Off != c.restored || s.Off && s.Why != cms.WhyRestored {
				t.Errorf("switch %+v, %v", s, err)
			}
		})
	}
}

func TestWhatBecameOfASendIsOwedWhileTheDatabaseCannotBeWritten(t *testing.T) {
	for _, c := range []struct {
		name string
		then []any
		want []string
		call string
	}{
		{"then an edit", []any{"title_de", "Neu"}, []string{"Neu\n\nText"}, "edit a"},
		{"then a withdrawal", []any{"status", "retracted"}, nil, "delete a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := openNewsroom(t)
			r.channel("a", "de", nil)
			full := false
			r.platform.Fault = func(announcetest.Call) (bool, error) {
				if !full {
					full = true
					r.sql("CREATE TRIGGER full BEFORE UPDATE ON deliveries BEGIN SELECT RAISE(ABORT, 'disk full'); END")
				}
				return true, nil
			}
			n := r.change(r.draft(nil), "status", "published")
			if did, _, err := r.outbox.Step(t.Context()); !did || err != nil {
				t.Fatalf("nothing was sent: %v", err)
			}
			for range 3 {
				r.now = r.now.Add(time.Minute)
				if did, _, err := r.outbox.Step(t.Context()); did || err == nil {
					t.Fatalf("worked on, %v, though nothing can be written: %v", did, err)
				}
			}
			r.sql("DROP TRIGGER full")
			r.settle(time.Hour)
			r.sees("a", []string{"Titel\n\nText"}, "send a")
			if got := r.stand(n); got != "a 1.1 sent" {
				t.Error(got)
			}
			r.change(n, c.then...)
			r.settle(time.Hour)
			r.sees("a", c.want, c.call)
		})
	}
}

func TestAWithdrawalThatPanickedOnceIsMade(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	first := true
	r.platform.Fault = func(announcetest.Call) (bool, error) {
		if first {
			first = false
			panic("poison")
		}
		return true, nil
	}
	r.change(n, "status", "retracted")
	r.settle(24 * time.Hour)
	if got := r.platform.Shown("a"); got != nil || r.stand(n) != "a 1.1 gone" {
		t.Errorf("shows %q, stands %s", got, r.stand(n))
	}
}

func TestAForumIsAskedAboutAgainAfterTrouble(t *testing.T) {
	r := openNewsroom(t)
	c := r.channel("f", "de", map[string]any{"platform": "discord"})
	asked := 0
	r.planner.Platforms["discord"] = announce.Platform{Renderer: r.platform, Sender: forums{r.platform, func() (bool, error) {
		if asked++; asked == 1 {
			return false, &bot.PlaceError{Err: errors.New("missing access")}
		}
		return true, nil
	}}}
	r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	r.change(c) // staff have given the right
	r.settle(10 * time.Minute)
	s, err := cms.FindChannelState(r.TestApp, c.Id)
	if err != nil {
		t.Fatal(err)
	}
	if traits, known := s.Traits(); !known || !traits.Forum {
		t.Errorf("asked %d times, known %v as forum %v", asked, known, traits.Forum)
	}
	r.sees("f", []string{"Titel\n\nText"}, "send f")
}

func TestAMovedGroupThatIsSubscribedUnderBothIdsGetsNewsOnce(t *testing.T) {
	r := openNewsroom(t)
	r.subscribe("-1", "de")
	r.subscribe("-100", "de")
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		if c.Place.Chat == "-1" {
			return false, &bot.MovedError{Chat: "-100"}
		}
		return true, nil
	}
	n := r.change(r.draft(nil), "status", "published")
	r.settle(24 * time.Hour)
	if got := r.platform.Shown("-100"); !slices.Equal(got, []string{"Titel\n\nText"}) {
		t.Errorf("the group sees %q", got)
	}
	if got, want := r.stand(n), "-1 1.1 gone, -100 1.1 sent"; got != want {
		t.Errorf("stands %q, want %q", got, want)
	}
}

func TestWhatStandsInTheOldChatOfAMovedGroupIsNotTouchedUnderTheNewId(t *testing.T) {
	r := openNewsroom(t)
	r.channel("old", "de", nil)
	n := r.change(r.draft(map[string]any{"title_de": "A"}), "status", "published")
	r.settle(time.Minute)
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		if c.Place.Chat == "old" {
			return false, &bot.MovedError{Chat: "new"}
		}
		if c.Verb != "send" {
			t.Errorf("%s of message %s in chat %s", c.Verb, c.ID, c.Place.Chat)
		}
		return true, nil
	}
	r.change(r.draft(map[string]any{"title_de": "B"}), "status", "published")
	r.settle(time.Minute)
	for _, pairs := range [][]any{{"title_de", "A2"}, {"status", "retracted"}} {
		r.change(n, pairs...)
		r.settle(time.Hour)
		if got := r.stand(n); got != "old 1.1 failed" {
			t.Errorf("after %v: %s", pairs, got)
		}
	}
	if got := r.platform.Shown("new"); !slices.Equal(got, []string{"B\n\nText"}) {
		t.Errorf("the group sees %q", got)
	}
}

// Two sends of which nobody knows, with different texts: what stands in the end
// is one message with the last text.
func TestATextThatChangesBackAmongUnsureSendsStandsOnce(t *testing.T) {
	for _, verb := range []string{"send", "find"} {
		t.Run("back at the next "+verb, func(t *testing.T) {
			r := openNewsroom(t)
			r.channel("a", "de", nil)
			r.platform.Repeats = 5 * time.Minute
			var n *core.Record
			cut := &bot.UnsureError{Err: errors.New("cut")}
			first, back := true, false
			r.platform.Fault = func(c announcetest.Call) (bool, error) {
				if first {
					first = false
					return false, cut
				}
				if c.Verb == verb && !back {
					back = true
					r.change(n, "title_de", "Eins")
					return true, cut
				}
				return true, nil
			}
			n = r.change(r.draft(map[string]any{"title_de": "Eins"}), "status", "published")
			r.settle(time.Second)
			r.change(n, "title_de", "Zwei")
			r.settle(time.Hour)
			if got := r.platform.Shown("a"); !back || !reflect.DeepEqual(got, []string{"Eins\n\nText"}) {
				t.Errorf("shows %q (changed back: %v)", got, back)
			}
			if got := r.stand(n); got != "a 1.1 sent" {
				t.Error(got)
			}
		})
	}
}

// Looking into what may have been sent asks Telegram nothing where there is no
// log chat, so it must not use up what the chat may be asked.
func TestSendsThatNobodyCanTellOfDoNotHoldUpTheNext(t *testing.T) {
	r := openNewsroom(t)
	r.channel("-100", "de", nil)
	r.platform.Blind = true
	r.planner.Platforms["telegram"] = announce.Platform{Renderer: r.platform, Sender: limited{r.platform, telegram.NewLimiter()}}
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		return false, map[bool]error{true: &bot.UnsureError{Err: errors.New("cut")}}[c.Verb == "send"]
	}
	for i := range 25 {
		r.change(r.draft(map[string]any{"title_de": fmt.Sprintf("Ungewiss %d", i)}), "status", "published")
		r.settle(5 * time.Second)
	}
	r.platform.Fault = nil
	n := r.change(r.draft(map[string]any{"title_de": "Neu"}), "status", "published")
	r.settle(10 * time.Second)
	if got := r.deliveries(n)[0].State; got != cms.Sent {
		t.Errorf("the next announcement is %s after ten seconds", got)
	}
}

func TestAPlatformOutOfReachWithMoreThanIsReadDoesNotKeepTheOtherWaiting(t *testing.T) {
	r := openNewsroom(t)
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		if c.Place.Platform == "telegram" {
			return false, &bot.UnreachableError{Err: errors.New("no route")}
		}
		return true, nil
	}
	for i := range cms.MostDue + 200 {
		r.subscribe(fmt.Sprint(i), "de")
	}
	r.change(r.draft(nil), "status", "published")
	r.settle(5 * time.Second)
	r.channel("d", "de", map[string]any{"platform": "discord"})
	r.change(r.draft(map[string]any{"title_de": "B"}), "status", "published")
	r.until(5*time.Minute, func() bool { return len(r.platform.Shown("d")) > 0 })
	if got := r.platform.Shown("d"); len(got) != 1 {
		t.Errorf("the other platform shows %q", got)
	}
}
