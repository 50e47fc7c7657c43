package hooks_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/announce/announcetest"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/hooks"
)

// newsroom is an app with hooks, an outbox and a platform in memory, on one
// clock.
type newsroom struct {
	*bench
	platform *announcetest.Platform
	planner  *announce.Planner
	outbox   *announce.Outbox
	folder   string
}

func openNewsroom(t testing.TB) *newsroom {
	r := &newsroom{bench: setup(t), folder: t.TempDir()}
	r.platform = &announcetest.Platform{Now: r.clock, MaxAge: 48 * time.Hour}
	r.planner = &announce.Planner{
		Composer: announce.Composer{
			Base: func() string { return "https://isa.example" }, Files: r.NewFilesystem,
			Page: func(slug, lang string) string { return "https://isa.example/" + lang + "/news/" + slug },
		},
		Platforms: map[string]announce.Platform{"telegram": {Renderer: r.platform, Sender: r.platform}, "discord": {Renderer: r.platform, Sender: r.platform}},
		Now:       r.clock,
	}
	r.outbox = r.newOutbox()
	hooks.Announce(r.TestApp, r.planner, r.clock, r.outbox)
	if err := r.outbox.Open(); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *newsroom) newOutbox() *announce.Outbox {
	return announce.New(announce.Config{App: r.TestApp, Planner: r.planner, Speeches: r.planner.Composer.Speeches(), Now: r.clock, Folder: r.folder,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Jitter: func() float64 { return 0.5 }})
}

// channel adds a channel for announcements in a language.
func (r *newsroom) channel(chat, lang string, more map[string]any) *core.Record {
	fields := map[string]any{"name": chat, "platform": "telegram", "target": chat, "lang": lang, "enabled": true}
	for k, v := range more {
		fields[k] = v
	}
	rec := r.record("channels", fields)
	r.save(rec)
	return rec
}

func (r *newsroom) save(rec *core.Record) {
	r.t.Helper()
	if err := r.Save(rec); err != nil {
		r.t.Fatalf("saving %s: %v", rec.Collection().Name, err)
	}
}

// draft adds news that is not out yet.
func (r *newsroom) draft(fields map[string]any) *core.Record {
	r.t.Helper()
	all := map[string]any{"title_de": "Titel", "body_de": "<p>Text</p>", "source_lang": "de", "status": "draft"}
	for k, v := range fields {
		all[k] = v
	}
	rec := r.record("news", all)
	r.save(rec)
	return rec
}

// change saves changes of a record as it is stored.
func (r *newsroom) change(rec *core.Record, pairs ...any) *core.Record {
	r.t.Helper()
	stored, err := r.FindRecordById(rec.Collection().Name, rec.Id)
	if err != nil {
		r.t.Fatal(err)
	}
	for i := 0; i < len(pairs); i += 2 {
		stored.Set(pairs[i].(string), pairs[i+1])
	}
	r.save(stored)
	return stored
}

// settle lets the outbox work until nothing is to be done before until.
func (r *newsroom) settle(forward time.Duration) {
	r.t.Helper()
	end := r.now.Add(forward)
	for steps := 0; ; steps++ {
		if steps > 100000 {
			r.t.Fatal("the outbox does not come to rest")
		}
		did, later, err := r.outbox.Step(context.Background())
		if err != nil {
			r.t.Fatal(err)
		}
		if did {
			continue
		}
		if later.IsZero() || later.After(end) {
			r.now = end
			return
		}
		if later.After(r.now) {
			r.now = later
		}
	}
}

// sees compares what stands in a chat, and the calls since the last look.
func (r *newsroom) sees(chat string, want []string, calls ...string) {
	r.t.Helper()
	if got := r.platform.Shown(chat); !reflect.DeepEqual(got, want) {
		r.t.Errorf("%s shows %q, want %q", chat, got, want)
	}
	if got := r.platform.Calls(); !reflect.DeepEqual(got, calls) && len(got)+len(calls) > 0 {
		r.t.Errorf("calls %q, want %q", got, calls)
	}
}

func (r *newsroom) deliveries(news *core.Record) []*cms.Delivery {
	r.t.Helper()
	rows, err := cms.FindDeliveriesOf(r.TestApp, cms.DeliverNews, news.Id)
	if err != nil {
		r.t.Fatal(err)
	}
	return rows
}

// stand tells of each delivery its chat, state and what it is held for.
func (r *newsroom) stand(news *core.Record) string {
	r.t.Helper()
	var all []string
	for _, d := range r.deliveries(news) {
		s := fmt.Sprintf("%s %d.%d %s", d.Chat, d.Gen, d.Part, d.State)
		if d.HeldFor != "" {
			s += " for " + string(d.HeldFor)
		}
		all = append(all, s)
	}
	return strings.Join(all, ", ")
}

func TestNewsIsSentOnceEditedAndWithdrawn(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	n := r.draft(nil)
	r.settle(time.Minute)
	r.sees("a", nil)

	r.change(n, "status", "published")
	r.settle(time.Minute)
	r.sees("a", []string{"Titel\n\nText"}, "send a")

	for i, title := range []string{"Eins", "Zwei", "Drei"} {
		r.change(n, "title_de", title)
		r.settle(time.Minute)
		r.sees("a", []string{title + "\n\nText"}, "edit a")
		if rows := r.deliveries(n); len(rows) != 1 || rows[0].RemoteIDs != `{"kind":"text","ids":["1"]}` {
			t.Errorf("after edit %d: %+v", i+1, rows)
		}
	}
	r.change(n)
	r.settle(time.Minute)
	r.sees("a", []string{"Drei\n\nText"})

	r.change(n, "status", "retracted")
	r.settle(time.Minute)
	r.sees("a", nil, "delete a")

	r.change(n, "status", "draft")
	r.change(n, "status", "published")
	r.settle(time.Minute)
	r.sees("a", []string{"Drei\n\nText"}, "send a")
	if got, want := r.stand(n), "a 1.1 gone, a 2.1 sent"; got != want {
		t.Errorf("stands %q, want %q", got, want)
	}
	if err := r.Delete(n); err != nil {
		t.Fatal(err)
	}
	r.settle(time.Minute)
	r.sees("a", nil, "delete a")
}

func TestEditsCoalesceAndWithdrawalBeforeSendingMakesNoCall(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	n := r.change(r.draft(nil), "status", "published")
	r.change(n, "title_de", "Eins")
	r.change(n, "title_de", "Zwei")
	r.settle(time.Minute)
	r.sees("a", []string{"Zwei\n\nText"}, "send a")
	r.change(n, "title_de", "Drei")
	r.change(n, "title_de", "Zwei")
	r.settle(time.Minute)
	r.sees("a", []string{"Zwei\n\nText"})

	m := r.change(r.draft(map[string]any{"title_de": "Anderes"}), "status", "published")
	r.change(m, "status", "retracted")
	r.settle(time.Minute)
	r.sees("a", []string{"Zwei\n\nText"})
}

func TestScheduledNewsGoesOutAtItsHour(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	n := r.change(r.draft(map[string]any{"publish_at": noon.Add(2 * time.Hour)}), "status", "published")
	r.settle(time.Hour)
	r.sees("a", nil)
	r.change(n, "publish_at", noon.Add(90*time.Minute))
	r.settle(29 * time.Minute)
	r.sees("a", nil)
	r.settle(2 * time.Minute)
	r.sees("a", []string{"Titel\n\nText"}, "send a")
}

func TestWithdrawalIsADeletionUnder48HoursAndAWordAfter(t *testing.T) {
	for _, c := range []struct {
		age   time.Duration
		want  []string
		calls []string
	}{
		{47 * time.Hour, nil, []string{"delete a"}},
		{49 * time.Hour, []string{"withdrawn"}, []string{"delete a", "edit a"}},
	} {
		r := openNewsroom(t)
		r.channel("a", "de", nil)
		n := r.change(r.draft(nil), "status", "published")
		r.settle(c.age)
		r.platform.Calls()
		r.change(n, "status", "retracted")
		r.settle(time.Minute)
		r.sees("a", c.want, c.calls...)
		if got := r.stand(n); got != "a 1.1 gone" {
			t.Errorf("after %s: %s", c.age, got)
		}
	}
}

func TestTheLanguageGate(t *testing.T) {
	inBoth := map[string]any{"title_zh": "标题", "body_zh": "<p>正文</p>"}
	for _, c := range []struct {
		name, ifMissing string
		fields          map[string]any
		then            []any // changes after publication
		wait            time.Duration
		want            []string
		stand           string
	}{
		{"current", "hold", inBoth, nil, 0, []string{"标题\n\n正文"}, "z 1.1 sent"},
		{"missing is held", "", nil, nil, 0, nil, "z 1.1 held for language"},
		{"missing is skipped", "skip", nil, nil, 0, nil, "z 1.1 gone for language"},
		{"missing falls back with a word", "fallback", nil, nil, 0, []string{"Titel\n\n本消息暂无中文版本。\n\nText"}, "z 1.1 sent"},
		{"current later is released", "hold", nil, []any{"title_zh", "标题"}, 6 * 24 * time.Hour, []string{"标题"}, "z 1.1 sent"},
		{"current much later waits for staff", "hold", nil, []any{"title_zh", "标题"}, 8 * 24 * time.Hour, nil, "z 1.1 held for review"},
		{"skipped stays skipped", "skip", nil, []any{"title_zh", "标题"}, time.Hour, nil, "z 1.1 gone for language"},
		{"the word gives way to the translation", "fallback", nil, []any{"title_zh", "标题"}, time.Hour, []string{"标题"}, "z 1.1 sent"},
		{"an outdated language stays as it stands", "hold", inBoth, []any{"title_de", "Neu"}, time.Hour, []string{"标题\n\n正文"}, "z 1.1 sent"},
		{"and is not replaced by another", "fallback", inBoth, []any{"title_de", "Neu"}, time.Hour, []string{"标题\n\n正文"}, "z 1.1 sent"},
		{"both changed is an edit", "hold", inBoth, []any{"title_de", "Neu", "title_zh", "新"}, time.Hour, []string{"新\n\n正文"}, "z 1.1 sent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := openNewsroom(t)
			r.channel("z", "zh", map[string]any{"if_missing": c.ifMissing})
			n := r.change(r.draft(c.fields), "status", "published")
			r.settle(time.Minute)
			r.now = r.now.Add(c.wait)
			if c.then != nil {
				r.change(n, c.then...)
				r.settle(time.Minute)
			}
			r.platform.Calls()
			r.sees("z", c.want)
			if got := r.stand(n); got != c.stand {
				t.Errorf("stands %q, want %q", got, c.stand)
			}
		})
	}
}

func TestATextOutdatedBeforeItsHourIsHeld(t *testing.T) {
	r := openNewsroom(t)
	r.channel("z", "zh", nil)
	n := r.change(r.draft(map[string]any{"title_zh": "标题", "publish_at": noon.Add(time.Hour)}), "status", "published")
	r.change(n, "title_de", "Anders")
	r.settle(2 * time.Hour)
	r.sees("z", nil)
	if got := r.stand(n); got != "z 1.1 held for language" {
		t.Error(got)
	}
	r.change(n, "title_zh", "新标题")
	r.settle(time.Minute)
	r.sees("z", []string{"新标题"}, "send z")
}

func TestTargetsAreChosenOnceAndChangedOnPurposeOnly(t *testing.T) {
	r := openNewsroom(t)
	a, b := r.channel("a", "de", nil), r.channel("b", "de", nil)
	r.channel("off", "de", map[string]any{"enabled": false})
	topic := r.record("topics", map[string]any{"slug": "t", "name_de": "T"})
	r.save(topic)
	r.channel("t", "de", map[string]any{"topics": []string{topic.Id}})
	text := []string{"Titel\n\nText"}

	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	r.sees("a", text, "send a", "send b")
	r.sees("off", nil)
	r.sees("t", nil)

	late := r.channel("late", "de", nil)
	r.change(n, "title_de", "Neu")
	r.settle(time.Minute)
	r.sees("late", nil, "edit a", "edit b")

	r.change(n, "channels", []string{a.Id, late.Id})
	r.settle(time.Minute)
	r.sees("late", []string{"Neu\n\nText"}, "delete b", "send late")

	r.change(n, "channels", []string{a.Id, b.Id, late.Id})
	r.settle(time.Minute)
	r.sees("b", []string{"Neu\n\nText"}, "send b")
	if got, want := r.stand(n), "a 1.1 sent, b 1.1 gone, late 2.1 sent, b 3.1 sent"; got != want {
		t.Errorf("stands %q, want %q", got, want)
	}
	r.change(n, "title_de", "Noch neuer")
	r.settle(time.Minute)
	r.sees("b", []string{"Noch neuer\n\nText"}, "edit a", "edit late", "edit b")

	m := r.change(r.draft(map[string]any{"topics": []string{topic.Id}, "title_de": "Thema"}), "status", "published")
	r.settle(time.Minute)
	r.sees("t", []string{"Thema\n\nText"}, "send a", "send b", "send late", "send t")
	_ = m
}

func TestAChannelThatShowsSomethingIsNotDeletedByMistake(t *testing.T) {
	r := openNewsroom(t)
	a := r.channel("a", "de", nil)
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	if err := r.Delete(a); err == nil || !strings.Contains(err.Error(), "1") {
		t.Fatalf("deleting an enabled channel that shows a message: %v", err)
	}
	a = r.change(a, "enabled", false)
	r.change(n, "title_de", "Neu")
	r.settle(time.Minute)
	r.platform.Calls()
	r.sees("a", []string{"Titel\n\nText"}) // switched off: not even edits
	if err := r.Delete(a); err != nil {
		t.Fatal(err)
	}
	r.change(n, "status", "retracted")
	r.settle(time.Minute)
	r.sees("a", nil, "delete a")
}

func TestADuplicatedRecordIsANewPieceOfNews(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	r.platform.Calls()
	values := n.FieldsData()
	delete(values, "id")
	values["slug"], values["status"] = "", "draft"
	double := r.record("news", values)
	r.save(double)
	r.settle(time.Minute)
	r.sees("a", []string{"Titel\n\nText"})
	r.change(double, "title_de", "Anderes", "status", "published")
	r.settle(time.Minute)
	r.sees("a", []string{"Titel\n\nText", "Anderes\n\nText"}, "send a")
}

func TestAnUnsureSendIsNeverRepeatedBlindly(t *testing.T) {
	cut := &bot.UnsureError{Err: errors.New("connection reset")}
	for _, c := range []struct {
		name    string
		arrived bool
		repeats time.Duration
		blind   bool
		want    int
		state   cms.DeliveryState
		calls   []string
	}{
		{"arrived, found", true, 0, false, 1, cms.Sent, []string{"send a", "find a"}},
		{"did not arrive, looked for, sent", false, 0, false, 1, cms.Sent, []string{"send a", "find a", "send a"}},
		{"arrived, repeated with its nonce", true, 5 * time.Minute, true, 1, cms.Sent, []string{"send a", "send a"}},
		{"did not arrive, repeated with its nonce", false, 5 * time.Minute, true, 1, cms.Sent, []string{"send a", "send a"}},
		{"arrived, nobody can tell", true, 0, true, 1, cms.Unsure, []string{"send a", "find a", "find a", "find a", "find a"}},
		{"did not arrive, nobody can tell", false, 0, true, 0, cms.Unsure, []string{"send a", "find a", "find a", "find a", "find a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := openNewsroom(t)
			r.channel("a", "de", nil)
			r.platform.Repeats, r.platform.Blind = c.repeats, c.blind
			first := true
			r.platform.Fault = func(announcetest.Call) (bool, error) {
				if !first {
					return true, nil
				}
				first = false
				return c.arrived, cut
			}
			n := r.change(r.draft(nil), "status", "published")
			r.settle(time.Hour)
			if got := len(r.platform.Shown("a")); got != c.want {
				t.Errorf("%d messages stand, want %d", got, c.want)
			}
			if got := r.platform.Calls(); !reflect.DeepEqual(got, c.calls) {
				t.Errorf("calls %q, want %q", got, c.calls)
			}
			if got := r.deliveries(n)[0].State; got != c.state {
				t.Errorf("state %s, want %s", got, c.state)
			}
		})
	}
}
