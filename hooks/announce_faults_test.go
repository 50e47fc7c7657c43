package hooks_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/announce/announcetest"
	"isa-portal.de/isabot/cms"
)

// failing lets the first calls fail with these verdicts, nothing carried out.
func failing(verdicts ...error) func(announcetest.Call) (bool, error) {
	return func(announcetest.Call) (bool, error) {
		if len(verdicts) == 0 {
			return true, nil
		}
		v := verdicts[0]
		verdicts = verdicts[1:]
		return false, v
	}
}

func repeat(n int, err error) []error {
	all := make([]error, n)
	for i := range all {
		all[i] = err
	}
	return all
}

func TestVerdictsOnASend(t *testing.T) {
	broken := errors.New("something else")
	for _, c := range []struct {
		name     string
		verdicts []error
		wait     time.Duration
		calls    int
		state    cms.DeliveryState
		attempts int
	}{
		{"a pause costs no attempt", repeat(20, &bot.WaitError{For: time.Minute}), time.Hour, 21, cms.Sent, 0},
		{"nothing before the pause ends", []error{&bot.WaitError{For: time.Hour}}, 59 * time.Minute, 1, cms.Pending, 0},
		{"an outage costs no attempt", repeat(50, &bot.UnreachableError{Err: broken}), 2 * time.Hour, 51, cms.Sent, 0},
		{"a no is final", []error{fmt.Errorf("%w: bad entities", bot.ErrRefused)}, time.Hour, 1, cms.Failed, 1},
		{"other faults are tried again", repeat(3, broken), time.Hour, 4, cms.Sent, 0},
		{"but not for ever", repeat(20, broken), 24 * time.Hour, 8, cms.Failed, 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := openNewsroom(t)
			r.channel("a", "de", nil)
			r.platform.Fault = failing(c.verdicts...)
			n := r.change(r.draft(nil), "status", "published")
			r.settle(c.wait)
			if got := len(r.platform.Calls()); got != c.calls {
				t.Errorf("%d calls, want %d", got, c.calls)
			}
			d := r.deliveries(n)[0]
			if d.State != c.state || d.Attempts != c.attempts {
				t.Errorf("%s after %d attempts, want %s after %d (%s)", d.State, d.Attempts, c.state, c.attempts, d.Error)
			}
		})
	}
}

func TestAChannelThatTakesNothingIsSwitchedOffUntilStaffSeeToIt(t *testing.T) {
	r := openNewsroom(t)
	a := r.channel("a", "de", nil)
	r.channel("b", "de", nil)
	kicked := &bot.PlaceError{Err: errors.New("bot was kicked")}
	out := true
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		if out && c.Place.Chat == "a" {
			return false, kicked
		}
		return true, nil
	}
	n := r.change(r.draft(nil), "status", "published")
	r.settle(2 * time.Hour)
	r.sees("b", []string{"Titel\n\nText"}, "send a", "send b") // asked once, no storm
	state, err := cms.FindChannelState(r.TestApp, a.Id)
	if err != nil || !state.Off() || state.Trouble() == "" {
		t.Fatalf("state of the channel: %v, %+v", err, state)
	}
	r.change(n, "title_de", "Neu")
	r.settle(time.Minute)
	r.sees("b", []string{"Neu\n\nText"}, "edit b")

	out = false
	r.change(a) // staff save it again
	r.settle(time.Minute)
	r.sees("a", nil) // long overdue: it waits for a yes
	if got := r.stand(n); got != "a 1.1 held for overdue, b 1.1 sent" {
		t.Error(got)
	}
}

func TestAMovedGroupIsFollowed(t *testing.T) {
	r := openNewsroom(t)
	r.channel("old", "de", nil)
	r.platform.Fault = failing(&bot.MovedError{Chat: "new"})
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	r.sees("new", []string{"Titel\n\nText"}, "send old", "send new")
	r.change(n, "title_de", "Neu")
	r.settle(time.Minute)
	r.sees("new", []string{"Neu\n\nText"}, "edit new")
	if rows := r.deliveries(n); len(rows) != 1 {
		t.Errorf("%d deliveries", len(rows))
	}
}

func TestAMessageThatSomebodyDeletedIsNotSentAgain(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	r.platform.Remove("a")
	r.platform.Calls()
	r.change(n, "title_de", "Neu")
	r.settle(time.Minute)
	r.sees("a", nil, "edit a")
	if d := r.deliveries(n)[0]; d.State != cms.Sent || d.Error != announce.ErrorDeleted {
		t.Errorf("%s, %q", d.State, d.Error)
	}
	r.change(n, "status", "retracted")
	r.settle(time.Minute)
	r.sees("a", nil, "delete a")
}

func TestAPoisonedPieceOfNewsDoesNotKeepOthersBack(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		if c.Text == "Gift\n\nText" {
			panic("poison")
		}
		return true, nil
	}
	bad := r.change(r.draft(map[string]any{"title_de": "Gift"}), "status", "published")
	r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	if got := r.platform.Shown("a"); !reflect.DeepEqual(got, []string{"Titel\n\nText"}) {
		t.Errorf("shown: %q", got)
	}
	if d := r.deliveries(bad)[0]; d.State == cms.Sent {
		t.Errorf("the poisoned one is %s", d.State)
	}
}

// Changes that come while a request is on its way are not lost, and a
// withdrawal wins.
func TestChangesWhileASendIsOnItsWay(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(r *newsroom, n *core.Record)
		want   []string
	}{
		{"edit", func(r *newsroom, n *core.Record) { r.change(n, "title_de", "Neu") }, []string{"Neu\n\nText"}},
		{"retract", func(r *newsroom, n *core.Record) { r.change(n, "status", "retracted") }, nil},
		{"edit and retract", func(r *newsroom, n *core.Record) {
			r.change(n, "title_de", "Neu")
			r.change(n, "status", "retracted")
		}, nil},
		{"retract and publish again", func(r *newsroom, n *core.Record) {
			r.change(n, "status", "retracted")
			r.change(n, "status", "draft")
			r.change(n, "status", "published", "title_de", "Wieder")
		}, []string{"Wieder\n\nText"}},
		{"delete", func(r *newsroom, n *core.Record) {
			if err := r.Delete(n); err != nil {
				r.t.Fatal(err)
			}
		}, nil},
	} {
		for _, verdict := range []error{nil, &bot.UnsureError{Err: errors.New("cut")}} {
			t.Run(fmt.Sprint(c.name, " ", verdict), func(t *testing.T) {
				r := openNewsroom(t)
				r.channel("a", "de", nil)
				n := r.change(r.draft(nil), "status", "published")
				first := true
				r.platform.Fault = func(announcetest.Call) (bool, error) {
					if first {
						first = false
						c.change(r, n)
						return true, verdict
					}
					return true, nil
				}
				r.settle(time.Hour)
				if got := r.platform.Shown("a"); !reflect.DeepEqual(got, c.want) {
					t.Errorf("shown %q, want %q", got, c.want)
				}
			})
		}
	}
}

// A program that was killed while a request was on its way knows so when it
// starts again.
func TestWhatWasOnItsWayAtAKillIsLookedInto(t *testing.T) {
	for _, c := range []struct {
		verb    string
		arrived bool
		want    []string
		calls   []string
	}{
		{"send", true, []string{"Titel\n\nText"}, []string{"find a"}},
		{"send", false, []string{"Titel\n\nText"}, []string{"find a", "send a"}},
		{"edit", true, []string{"Neu\n\nText"}, []string{"edit a"}},
		{"edit", false, []string{"Neu\n\nText"}, []string{"edit a"}},
		{"delete", true, nil, []string{"delete a"}},
		{"delete", false, nil, []string{"delete a"}},
	} {
		t.Run(fmt.Sprint(c.verb, " ", c.arrived), func(t *testing.T) {
			r := openNewsroom(t)
			r.channel("a", "de", nil)
			n := r.change(r.draft(nil), "status", "published")
			if c.verb != "send" {
				r.settle(time.Minute)
				r.change(n, map[string][]any{"edit": {"title_de", "Neu"}, "delete": {"status", "retracted"}}[c.verb]...)
			}
			r.platform.Fault = func(announcetest.Call) (bool, error) { return c.arrived, errKilled }
			r.killedAt(n)
			r.platform.Fault = nil
			r.platform.Calls()
			r.outbox = r.newOutbox()
			if err := r.outbox.Open(); err != nil {
				t.Fatal(err)
			}
			r.settle(time.Hour)
			r.sees("a", c.want, c.calls...)
		})
	}
}

var errKilled = errors.New("killed")

// killedAt makes the request and undoes what is written down about its answer.
func (r *newsroom) killedAt(n *core.Record) {
	r.t.Helper()
	var before []*cms.Delivery
	call := r.platform.Fault
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		before = r.deliveries(n)
		return call(c)
	}
	if did, _, err := r.outbox.Step(r.t.Context()); !did || err != nil {
		r.t.Fatalf("no request was made: %v", err)
	}
	for _, d := range before {
		if err := cms.SaveDelivery(r.TestApp, d, r.now); err != nil {
			r.t.Fatal(err)
		}
	}
}

func TestWhatIsOverdueAfterDowntimeWaitsForAYes(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	soon := r.change(r.draft(map[string]any{"title_de": "Bald", "publish_at": noon.Add(50 * time.Minute)}), "status", "published")
	late := r.change(r.draft(map[string]any{"title_de": "Lange her"}), "status", "published")
	r.now = r.now.Add(time.Hour)
	r.outbox = r.newOutbox()
	if err := r.outbox.Open(); err != nil {
		t.Fatal(err)
	}
	r.settle(time.Minute)
	r.sees("a", []string{"Bald\n\nText"}, "send a")
	if got := r.stand(late) + "; " + r.stand(soon); got != "a 1.1 held for overdue; a 1.1 sent" {
		t.Error(got)
	}
	if err := announce.Release(r.TestApp, r.deliveries(late)[0].ID, r.now); err != nil {
		t.Fatal(err)
	}
	r.outbox.Wake()
	r.settle(time.Minute)
	r.sees("a", []string{"Bald\n\nText", "Lange her\n\nText"}, "send a")
}

func TestTheSwitchStopsEverythingAndNothingIsLost(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	r.platform.Calls()
	if err := r.outbox.Switch(true, "somebody"); err != nil {
		t.Fatal(err)
	}
	r.change(n, "title_de", "Neu")
	r.change(r.draft(map[string]any{"title_de": "Zweite"}), "status", "published")
	r.settle(10 * time.Minute)
	r.sees("a", []string{"Titel\n\nText"})
	if err := r.outbox.Switch(false, "somebody"); err != nil {
		t.Fatal(err)
	}
	r.settle(time.Minute)
	r.sees("a", []string{"Neu\n\nText", "Zweite\n\nText"}, "edit a", "send a")
}

func TestARestoredDatabaseSendsNothingBeforeStaffHaveLooked(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	n := r.change(r.draft(nil), "status", "published")
	before := r.deliveries(n)[0]
	count, err := cms.LoadSendCount(r.TestApp)
	if err != nil {
		t.Fatal(err)
	}
	r.settle(time.Minute) // it is sent, and then the database is put back:
	if err := cms.SaveDelivery(r.TestApp, before, r.now); err != nil {
		t.Fatal(err)
	}
	if err := cms.SaveSendCount(r.TestApp, count); err != nil {
		t.Fatal(err)
	}
	r.platform.Calls()
	r.outbox = r.newOutbox()
	if err := r.outbox.Open(); err != nil {
		t.Fatal(err)
	}
	r.settle(time.Hour)
	r.sees("a", []string{"Titel\n\nText"})
	if s, err := cms.LoadSendingSwitch(r.TestApp); err != nil || !s.Off || s.Why != cms.WhyRestored {
		t.Errorf("switch %+v, %v", s, err)
	}
	if got := r.stand(n); got != "a 1.1 held for restore" {
		t.Error(got)
	}
	// Staff see that it is there, and switch sending on again.
	if err := announce.ItIsThere(r.TestApp, r.deliveries(n)[0].ID, "1", r.now); err != nil {
		t.Fatal(err)
	}
	if err := r.outbox.Switch(false, "somebody"); err != nil {
		t.Fatal(err)
	}
	r.change(n, "title_de", "Neu")
	r.settle(time.Minute)
	r.sees("a", []string{"Neu\n\nText"}, "edit a")
	// The next start is an ordinary one.
	r.outbox = r.newOutbox()
	if err := r.outbox.Open(); err != nil {
		t.Fatal(err)
	}
	if s, _ := cms.LoadSendingSwitch(r.TestApp); s.Off {
		t.Error("sending is switched off again")
	}
}

func TestStaffDecideAboutWhatNobodyCanTell(t *testing.T) {
	for _, c := range []struct {
		name   string
		decide func(r *newsroom, id string) error
		want   int
	}{
		{"it is there", func(r *newsroom, id string) error { return announce.ItIsThere(r.TestApp, id, "1", r.now) }, 1},
		{"send again", func(r *newsroom, id string) error { return announce.SendAgain(r.TestApp, id, r.now) }, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := openNewsroom(t)
			r.channel("a", "de", nil)
			r.platform.Blind = true
			first := true
			r.platform.Fault = func(announcetest.Call) (bool, error) {
				was := first
				first = false
				if was {
					return true, &bot.UnsureError{Err: errors.New("cut")}
				}
				return true, nil
			}
			n := r.change(r.draft(nil), "status", "published")
			r.settle(time.Hour)
			if err := c.decide(r, r.deliveries(n)[0].ID); err != nil {
				t.Fatal(err)
			}
			r.outbox.Wake()
			r.change(n, "title_de", "Neu")
			r.settle(time.Hour)
			got := r.platform.Shown("a")
			if len(got) != c.want || got[len(got)-1] != "Neu\n\nText" {
				t.Errorf("shown %q", got)
			}
		})
	}
}

func TestWhatIsNoMessageOfThePlatformIsNotThere(t *testing.T) {
	for platform, c := range map[string]struct{ good, bad []string }{
		"telegram": {[]string{"1", "2147483647"}, []string{"", "0", "-5", "1400000000000000001", "abc", "1 2"}},
		"discord":  {[]string{"1400000000000000001"}, []string{"", "7", "12345", "14000000000000000011111", "x"}},
	} {
		for _, id := range append(c.bad, c.good...) {
			r := openNewsroom(t)
			r.channel("a", "de", nil)
			n := r.change(r.draft(nil), "status", "published")
			d := r.deliveries(n)[0]
			d.Platform, d.State = platform, cms.Unsure
			if err := cms.SaveDelivery(r.TestApp, d, r.now); err != nil {
				t.Fatal(err)
			}
			if _, err := r.DB().NewQuery("UPDATE deliveries SET platform = {:p}").Bind(map[string]any{"p": platform}).Execute(); err != nil {
				t.Fatal(err)
			}
			err := announce.ItIsThere(r.TestApp, d.ID, id, r.now)
			if good := slices.Contains(c.good, id); good && err != nil || !good && !errors.Is(err, announce.ErrNoMessage) {
				t.Errorf("%s %q: %v", platform, id, err)
			}
		}
	}
}

func TestAMessageDeletedBeforeItsSendWasKnownIsNotSentAgain(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	r.platform.Repeats = 5 * time.Minute
	first := true
	r.platform.Fault = func(announcetest.Call) (bool, error) {
		if first {
			first = false
			return true, &bot.UnsureError{Err: errors.New("cut")}
		}
		return true, nil
	}
	n := r.change(r.draft(nil), "status", "published")
	if _, _, err := r.outbox.Step(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.platform.Forget("a") // somebody deletes it; the nonce is still heeded
	r.settle(time.Hour)
	r.sees("a", nil, "send a", "send a")
	r.change(n, "title_de", "Neu")
	r.settle(time.Hour)
	r.sees("a", nil)
	if got := r.stand(n); got != "a 1.1 gone" {
		t.Error(got)
	}
}
