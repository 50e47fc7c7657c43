package hooks_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/announce/announcetest"
	"isa-portal.de/isabot/cms"
)

// ask opens an inquiry from a private chat on Telegram.
func (r *newsroom) ask(fields map[string]any) *core.Record {
	r.t.Helper()
	all := map[string]any{"number": "2026-0007", "question": "Was kostet es?", "lang": "de", "platform": "telegram", "chat": "4711", "state": "open"}
	for k, v := range fields {
		all[k] = v
	}
	rec := r.record("inquiries", all)
	r.save(rec)
	return rec
}

func (r *newsroom) replies(inquiry *core.Record) []*cms.Delivery {
	r.t.Helper()
	rows, err := cms.FindDeliveriesOf(r.TestApp, cms.DeliverReply, inquiry.Id)
	if err != nil {
		r.t.Fatal(err)
	}
	return rows
}

// told is what the asker reads, as of the quoted question.
func told(answer string) []string {
	return []string{"Ein Mensch aus dem Büro hat Ihre Frage beantwortet\n\n> 2026-0007 · Was kostet es?\n\n" + answer}
}

func TestAnAnswerReachesTheAskerIsCorrectedAndWithdrawn(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	q := r.ask(nil)
	r.settle(time.Minute)
	r.sees("4711", nil)

	r.change(q, "answer", "Nichts.")
	r.settle(time.Minute)
	r.sees("4711", nil) // not said to be answered yet

	r.change(q, "state", "answered")
	r.settle(time.Minute)
	r.sees("4711", told("Nichts."), "send 4711")

	r.change(q)
	r.change(q, "state", "closed")
	r.settle(time.Minute)
	r.sees("4711", told("Nichts."))

	r.change(q, "answer", "Nichts, wirklich.")
	r.settle(time.Minute)
	r.sees("4711", told("Nichts, wirklich."), "edit 4711")

	for _, taken := range [][]any{{"answer", ""}, {"state", "open"}} {
		r.change(q, taken...)
		r.settle(time.Minute)
		r.sees("4711", nil, "delete 4711")
		r.change(q, "state", "answered", "answer", "Doch nichts.")
		r.settle(time.Minute)
		r.sees("4711", told("Doch nichts."), "send 4711")
	}
	if err := r.Delete(r.reload(q)); err != nil {
		t.Fatal(err)
	}
	r.settle(time.Minute)
	r.sees("4711", nil, "delete 4711")
}

func TestWhoIsToldAndHow(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	open := r.record("contacts", map[string]any{"name_de": "Büro Berlin", "name_zh": "柏林办公室", "published": true})
	quiet := r.record("contacts", map[string]any{"name_de": "Intern"})
	r.save(open)
	r.save(quiet)
	const asked = "\n\n> 2026-0007 · Was kostet es?\n\n"
	for _, c := range []struct {
		name   string
		fields map[string]any
		want   string // "" for nothing
	}{
		{"by the office's name", map[string]any{"office": open.Id}, "Ein Mensch hat Ihre Frage beantwortet: Büro Berlin" + asked + "Ja."},
		{"not by that of an office that is not public", map[string]any{"office": quiet.Id}, "Ein Mensch aus dem Büro hat Ihre Frage beantwortet" + asked + "Ja."},
		{"in the language of the answer, with a word in the asker's", map[string]any{"office": open.Id, "answer_lang": "zh", "answer": "免费。"},
			"Hier ist die Antwort auf Ihre Frage. Sie ist auf Chinesisch geschrieben.\n\n工作人员已答复您的问题：柏林办公室" + asked + "免费。"},
		{"in a language that nobody noted", map[string]any{"lang": "", "answer_lang": "en"}, "A person at the office has answered your question" + asked + "Ja."},
		{"with lists and links as staff wrote them", map[string]any{"answer": "Zwei Wege:\n- erst\n- dann\n\nMehr: https://isa.example/x"},
			"Ein Mensch aus dem Büro hat Ihre Frage beantwortet" + asked + "Zwei Wege:\n\n• erst\n• dann\n\nMehr: https://isa.example/x"},
		{"with a long question cut", map[string]any{"question": strings.Repeat("Warum nicht? ", 40)},
			"Ein Mensch aus dem Büro hat Ihre Frage beantwortet\n\n> 2026-0007 · " + strings.TrimSpace(strings.Repeat("Warum nicht? ", 15)) + "\n\nJa."},
		{"on Discord", map[string]any{"platform": "discord"}, "Ein Mensch aus dem Büro hat Ihre Frage beantwortet" + asked + "Ja."},
		{"without a number", map[string]any{"number": ""}, "Ein Mensch aus dem Büro hat Ihre Frage beantwortet\n\n> Was kostet es?\n\nJa."},
		{"not on the web, where it is in the chat", map[string]any{"platform": "web"}, ""},
		{"not where nobody knows where", map[string]any{"chat": ""}, ""},
		{"not without an answer", map[string]any{"state": "closed", "answer": " \n"}, ""},
		{"not before it is called answered", map[string]any{"state": "open"}, ""},
	} {
		fields := map[string]any{"number": "2026-0007", "question": "Was kostet es?", "lang": "de", "platform": "telegram", "chat": "4711", "state": "answered", "answer": "Ja."}
		for k, v := range c.fields {
			fields[k] = v
		}
		q := r.record("inquiries", fields)
		r.save(q)
		r.settle(time.Minute)
		var want []string
		if c.want != "" {
			want = []string{c.want}
		}
		if got := r.platform.Shown("4711"); !slices.Equal(got, want) {
			t.Errorf("%s: reads %q, want %q", c.name, got, want)
		}
		if got := len(r.replies(q)); got != len(want) {
			t.Errorf("%s: %d deliveries", c.name, got)
		}
		if err := r.Delete(q); err != nil {
			t.Fatal(err)
		}
		r.settle(time.Minute)
		r.deleteNumber()
	}
}

// deleteNumber frees the number of inquiries for the next.
func (r *newsroom) deleteNumber() { r.sql("DELETE FROM inquiries") }

func TestAnAnswerGoesToTheThreadOfItsQuestion(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	var places []bot.Place
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		places = append(places, c.Place)
		return true, nil
	}
	r.change(r.ask(map[string]any{"chat": "-100", "thread": "7"}), "state", "answered", "answer", "Ja.")
	r.settle(time.Minute)
	if want := []bot.Place{{Platform: "telegram", Chat: "-100", Thread: "7"}}; !slices.Equal(places, want) {
		t.Errorf("sent to %v, want %v", places, want)
	}
}

func TestAnAnswerIsPlannedWithTheSaveOrNothingIsSaved(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.serve("de")
	r.channel("staff", "de", map[string]any{"purpose": "staff"})
	q := r.ask(nil)
	r.settle(time.Minute)
	fail := false
	r.OnRecordUpdateExecute("inquiries").BindFunc(func(e *core.RecordEvent) error {
		if err := e.Next(); err != nil || !fail {
			return err
		}
		return errors.New("another hook")
	})
	saved := func(name string) {
		t.Helper()
		stored := r.reload(q)
		if stored.GetString("state") != "open" || stored.GetString("answer") != "" || len(r.replies(q)) != 0 || len(r.lines(q)) != 0 {
			t.Errorf("%s: state %s, %d deliveries, %d lines in the book", name, stored.GetString("state"), len(r.replies(q)), len(r.lines(q)))
		}
	}
	attempt := func(name, why string) {
		t.Helper()
		changed := r.reload(q)
		cms.SetActor(changed, cms.ActorFrom(r.boss))
		changed.Load(map[string]any{"state": "answered", "answer": "Ja."})
		if err := r.Save(changed); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", name, err)
		}
		saved(name)
	}
	r.sql("CREATE TRIGGER full BEFORE INSERT ON deliveries BEGIN SELECT RAISE(ABORT, 'disk full'); END")
	attempt("the delivery cannot be written", "disk full")
	if err := r.Save(r.record("inquiries", map[string]any{"question": "Neu?", "state": "open"})); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("an inquiry is opened without the notice: %v", err)
	}
	r.sql("DROP TRIGGER full")
	fail = true
	attempt("another hook fails", "another hook")
	if n, err := r.CountRecords("inquiries"); err != nil || n != 1 {
		t.Errorf("%d inquiries, %v", n, err)
	}
	r.platform.Calls()
	r.settle(time.Hour)
	r.sees("4711", nil)
	fail = false
	changed := r.reload(q)
	cms.SetActor(changed, cms.ActorFrom(r.boss))
	changed.Load(map[string]any{"state": "answered", "answer": "Ja."})
	r.save(changed)
	if len(r.replies(q)) != 1 || len(r.lines(q)) != 1 {
		t.Errorf("at last %d deliveries, %d lines in the book", len(r.replies(q)), len(r.lines(q)))
	}
}

func TestAnAnswerIsNeverTooLate(t *testing.T) {
	t.Parallel()
	for name, later := range map[string]func(r *newsroom){
		"the program was down": func(r *newsroom) {
			r.outbox = r.newOutbox()
			if err := r.outbox.Open(); err != nil {
				r.t.Fatal(err)
			}
		},
		"sending was switched off": func(r *newsroom) {
			for _, off := range []bool{true, false} {
				if err := r.outbox.Switch(off, "somebody"); err != nil {
					r.t.Fatal(err)
				}
			}
		},
		"a channel at the same place was switched on": func(r *newsroom) {
			c := r.channel("4711", "de", map[string]any{"enabled": false})
			r.change(c, "enabled", true)
		},
		"a channel at the same place was deleted": func(r *newsroom) {
			if err := r.Delete(r.channel("4711", "de", nil)); err != nil {
				r.t.Fatal(err)
			}
		},
		"a channel at the same place got another address": func(r *newsroom) {
			r.change(r.channel("4711", "de", nil), "target", "elsewhere")
		},
		"the asker ended a subscription": func(r *newsroom) {
			r.subscribe("4711", "de")
			if had, err := cms.DropSubscriber(r.TestApp, "telegram", "4711"); !had || err != nil {
				r.t.Fatal(had, err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := openNewsroom(t)
			q := r.change(r.ask(nil), "state", "answered", "answer", "Ja.")
			r.now = r.now.Add(24 * time.Hour)
			later(r)
			r.settle(time.Minute)
			r.sees("4711", told("Ja."), "send 4711")
			if got := r.replies(q)[0].State; got != cms.Sent {
				t.Error(got)
			}
		})
	}
}

func TestAnAnswerGoesBeforeABroadcastAndByTheRightOfAnswers(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	p := &granting{Platform: r.platform}
	r.planner.Platforms["telegram"] = announce.Platform{Renderer: r.platform, Sender: p}
	r.channel("staff", "de", map[string]any{"purpose": "staff"})
	for i := range 3 {
		r.subscribe(fmt.Sprint("s", i), "de")
	}
	r.change(r.draft(nil), "status", "published")
	r.now = r.now.Add(time.Second)
	r.ask(map[string]any{"state": "answered", "answer": "Ja."})
	r.ask(map[string]any{"number": "2026-0008", "chat": "815"})
	r.settle(time.Minute)
	if got, want := r.platform.Calls(), []string{"send 4711", "send staff", "send s0", "send s1", "send s2"}; !slices.Equal(got, want) {
		t.Errorf("calls %q, want %q", got, want)
	}
	if want := []string{"answer 4711", "staff", "s0", "s1", "s2"}; !slices.Equal(p.asked, want) {
		t.Errorf("asked for the right to speak: %q, want %q", p.asked, want)
	}
}

// granting notes who asked for the right to speak.
type granting struct {
	*announcetest.Platform
	asked []string
}

func (p *granting) Take(place bot.Place, _ int, _ time.Time) time.Time {
	p.asked = append(p.asked, place.Chat)
	return time.Time{}
}

func (p *granting) TakeAnswer(place bot.Place, _ int, _ time.Time) time.Time {
	p.asked = append(p.asked, "answer "+place.Chat)
	return time.Time{}
}

func TestAnAnswerToWhoBlockedTheBotWaitsUntilTheyAreBack(t *testing.T) {
	t.Parallel()
	for _, subscribed := range []bool{false, true} {
		t.Run(fmt.Sprintf("subscribed %v", subscribed), func(t *testing.T) {
			r := openNewsroom(t)
			if subscribed {
				r.subscribe("4711", "de")
			}
			blocked := true
			r.platform.Fault = func(announcetest.Call) (bool, error) {
				if blocked {
					return false, &bot.PlaceError{Err: errors.New("bot was blocked by the user")}
				}
				return true, nil
			}
			q := r.change(r.ask(nil), "state", "answered", "answer", "Ja.")
			r.settle(48 * time.Hour)
			r.sees("4711", nil, "send 4711")
			blocked = false
			if err := cms.SubscriberBack(r.TestApp, "telegram", "4711", r.now); err != nil {
				t.Fatal(err)
			}
			r.outbox.Wake()
			r.settle(time.Minute)
			r.sees("4711", told("Ja."), "send 4711")
			if got := r.replies(q)[0].State; got != cms.Sent {
				t.Error(got)
			}
		})
	}
}

func TestAnAnswerThatMayHaveBeenSentIsNotRepeatedBlindly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		arrived bool
		repeats time.Duration
		then    func(r *newsroom, q *core.Record)
		want    []string
		state   cms.DeliveryState
	}{
		{"repeated with its nonce", true, 5 * time.Minute, nil, told("Ja."), cms.Sent},
		{"did not arrive, repeated with its nonce", false, 5 * time.Minute, nil, told("Ja."), cms.Sent},
		{"nobody can tell", true, 0, nil, told("Ja."), cms.Unsure},
		{"nobody can tell, and it did not arrive", false, 0, nil, nil, cms.Unsure},
		{"nobody can tell, and it was taken back", true, 0, func(r *newsroom, q *core.Record) { r.change(q, "state", "open") }, told("Ja."), cms.Unsure},
		{"nobody can tell, and the inquiry is gone", true, 0, func(r *newsroom, q *core.Record) { _ = r.Delete(r.reload(q)) }, told("Ja."), cms.Unsure},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := openNewsroom(t)
			r.platform.Repeats, r.platform.Blind = c.repeats, true
			first := true
			r.platform.Fault = func(announcetest.Call) (bool, error) {
				if !first {
					return true, nil
				}
				first = false
				return c.arrived, &bot.UnsureError{Err: errors.New("cut")}
			}
			q := r.change(r.ask(nil), "state", "answered", "answer", "Ja.")
			r.settle(time.Second)
			if c.then != nil {
				c.then(r, q)
			}
			r.settle(time.Hour)
			if got := r.platform.Shown("4711"); !slices.Equal(got, c.want) {
				t.Errorf("reads %q, want %q", got, c.want)
			}
			d := r.replies(q)[0]
			if d.State != c.state {
				t.Errorf("is %s, want %s", d.State, c.state)
			}
			if c.state != cms.Unsure {
				return
			}
			if err := announce.ItIsThere(r.TestApp, d.ID, "1", r.now); err != nil {
				t.Fatal(err)
			}
			r.outbox.Wake()
			r.settle(time.Minute)
			if got := r.platform.Shown("4711"); c.then != nil && c.arrived && got != nil {
				t.Errorf("after staff have looked it still reads %q", got)
			}
		})
	}
}

func TestACorrectionThatDoesNotFitIntoWhatStandsIsSaidAnew(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.platform.Limit = 120
	q := r.change(r.ask(nil), "state", "answered", "answer", "Ja.")
	r.settle(time.Minute)
	r.sees("4711", told("Ja."), "send 4711")
	long := strings.TrimSpace(strings.Repeat("Ein Satz von etwas Text.\n\n", 8))
	r.change(q, "answer", long)
	r.settle(time.Minute)
	parts := r.platform.Shown("4711")
	if got := strings.Join(parts, "\n\n"); len(parts) < 2 || got != told(long)[0] {
		t.Errorf("reads %q in %d parts", got, len(parts))
	}
	r.platform.Calls()
	r.change(q, "answer", "Kurz.")
	r.settle(time.Minute)
	if got := r.platform.Shown("4711"); !slices.Equal(got, told("Kurz.")) {
		t.Errorf("reads %q", got)
	}
}

func TestAnAnswerTooOldToBeDeletedGivesWayToAWord(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	q := r.change(r.ask(nil), "state", "answered", "answer", "Ja.")
	r.settle(49 * time.Hour)
	r.platform.Calls()
	r.change(q, "state", "open")
	r.settle(time.Minute)
	r.sees("4711", []string{"Diese Antwort wurde zurückgezogen."}, "delete 4711", "edit 4711")
	r.change(q, "state", "answered")
	r.settle(time.Minute)
	r.sees("4711", append([]string{"Diese Antwort wurde zurückgezogen."}, told("Ja.")...), "send 4711")
}

func TestAnAnswerFollowsAGroupThatMoves(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.channel("-1", "de", nil)
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		if c.Place.Chat == "-1" {
			return false, &bot.MovedError{Chat: "-100"}
		}
		return true, nil
	}
	q := r.change(r.ask(map[string]any{"chat": "-1"}), "state", "answered", "answer", "Ja.")
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	if got := r.platform.Shown("-100"); !slices.Equal(got, append(told("Ja."), "Titel\n\nText")) {
		t.Errorf("the group reads %q", got)
	}
	if got := r.stand(n); got != "-1 1.1 sent" {
		t.Errorf("the channel's news: %s", got)
	}
	r.change(q, "answer", "Nein.")
	r.settle(time.Minute)
	if got := r.platform.Shown("-100"); !slices.Equal(got, append(told("Nein."), "Titel\n\nText")) {
		t.Errorf("the group reads %q", got)
	}
	if got := r.reload(q).GetString("chat"); got != "-100" {
		t.Errorf("the inquiry is from %s", got)
	}
}
