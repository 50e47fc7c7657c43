package hooks_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/announce/announcetest"
	"isa-portal.de/isabot/cms"
)

// again takes news back that was withdrawn, and publishes it with a new title.
func (r *newsroom) again(id, title string) {
	r.t.Helper()
	n, err := r.FindRecordById("news", id)
	if err != nil {
		r.t.Fatal(err)
	}
	r.change(n, "status", "draft")
	r.change(n, "status", "published", "title_de", title)
}

func TestAMessageWhoseIdIsUnknownDoesNotKeepTheSecondPublicationBack(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	r.channel("b", "de", nil)
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	d := r.deliveries(n)[0]
	d.RemoteIDs = "" // as after a repeated nonce whose message somebody deleted
	if err := cms.SaveDelivery(r.TestApp, d, r.now); err != nil {
		t.Fatal(err)
	}
	r.change(n, "status", "retracted")
	r.settle(time.Minute)
	r.again(n.Id, "Neu")
	r.settle(time.Minute)
	if got, want := r.stand(n), "a 1.1 gone, b 1.1 gone, a 2.1 sent, b 2.1 sent"; got != want {
		t.Errorf("stands %q, want %q", got, want)
	}
	r.platform.Calls()
	r.sees("b", []string{"Neu\n\nText"})
}

func TestGivingUpAFailedWithdrawalLetsTheSecondPublicationGo(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		if c.Verb == "send" {
			return true, nil
		}
		return false, bot.ErrRefused
	}
	r.change(n, "status", "retracted")
	r.settle(time.Minute)
	r.again(n.Id, "Neu")
	r.settle(20 * time.Minute)
	if got := r.stand(n); got != "a 1.1 failed, a 2.1 pending" {
		t.Fatal(got)
	}
	if err := announce.Drop(r.TestApp, r.deliveries(n)[0].ID, r.now); err != nil {
		t.Fatal(err)
	}
	r.outbox.Wake()
	r.settle(time.Minute)
	if got := r.stand(n); got != "a 1.1 gone, a 2.1 sent" {
		t.Error(got)
	}
	r.platform.Calls()
	r.sees("a", []string{"Titel\n\nText", "Neu\n\nText"})
}

func TestADecisionAboutOnePartIsOneAboutTheWholeMessage(t *testing.T) {
	for _, c := range []struct {
		name   string
		decide func(r *newsroom, id string) error
		stand  string
		shown  int
	}{
		{"release", func(r *newsroom, id string) error { return announce.Release(r.TestApp, id, r.now) }, "a 1.1 sent, a 1.2 sent, a 1.3 sent", 3},
		{"drop", func(r *newsroom, id string) error { return announce.Drop(r.TestApp, id, r.now) }, "a 1.1 gone, a 1.2 gone, a 1.3 gone", 0},
	} {
		for part := range 3 {
			t.Run(fmt.Sprint(c.name, " part ", part+1), func(t *testing.T) {
				r := openNewsroom(t)
				r.channel("a", "de", map[string]any{"overflow": "split"})
				r.platform.Limit = 60
				n := r.change(r.draft(map[string]any{"body_de": strings.Repeat("<p>Ein Satz von etwas Text.</p>", 5)}), "status", "published")
				r.now = r.now.Add(time.Hour)
				r.outbox = r.newOutbox()
				if err := r.outbox.Open(); err != nil {
					t.Fatal(err)
				}
				if got, want := r.stand(n), "a 1.1 held for overdue, a 1.2 held for overdue, a 1.3 held for overdue"; got != want {
					t.Fatalf("stands %q, want %q", got, want)
				}
				if err := c.decide(r, r.deliveries(n)[part].ID); err != nil {
					t.Fatal(err)
				}
				r.outbox.Wake()
				r.settle(time.Hour)
				// What was decided holds for a later edit too.
				r.change(n, "body_de", strings.Repeat("<p>Kein Satz von etwas Text.</p>", 5))
				r.settle(time.Hour)
				if got := r.stand(n); got != c.stand {
					t.Errorf("stands %q, want %q", got, c.stand)
				}
				if got := r.platform.Shown("a"); len(got) != c.shown {
					t.Errorf("shows %q, want %d parts", got, c.shown)
				}
			})
		}
	}
}

func TestNoTrialIsSentWhileSendingIsSwitchedOff(t *testing.T) {
	for _, off := range []bool{true, false} {
		r := openNewsroom(t)
		c := r.channel("a", "de", nil)
		r.channel("staff", "de", map[string]any{"purpose": "staff"})
		n := r.draft(nil)
		if err := r.outbox.Switch(off, "somebody"); err != nil {
			t.Fatal(err)
		}
		news, err := cms.FindNews(r.TestApp, n.Id)
		if err != nil {
			t.Fatal(err)
		}
		channel, err := cms.FindChannel(r.TestApp, c.Id)
		if err != nil {
			t.Fatal(err)
		}
		err = r.outbox.Trial(t.Context(), r.TestApp, news, news, channel)
		if off {
			if !errors.Is(err, announce.ErrSendingOff) {
				t.Errorf("said %v", err)
			}
			r.sees("staff", nil)
			continue
		}
		if err != nil {
			t.Error(err)
		}
		r.sees("staff", []string{"Titel\n\nText"}, "send staff")
	}
}

func TestARefusedEditIsMadeOnceTheTextIsCorrected(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	r.platform.Fault = failing(bot.ErrRefused)
	r.change(n, "title_de", "Schlecht")
	r.settle(time.Minute)
	if got := r.stand(n); got != "a 1.1 failed" {
		t.Fatal(got)
	}
	r.change(n, "title_de", "Gut")
	r.settle(time.Minute)
	r.sees("a", []string{"Gut\n\nText"}, "send a", "edit a", "edit a")
	if got := r.stand(n); got != "a 1.1 sent" {
		t.Error(got)
	}
}
