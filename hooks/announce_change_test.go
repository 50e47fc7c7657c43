package hooks_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/announce/announcetest"
	"isa-portal.de/isabot/cms"
)

// refused wants an error at exactly one field.
func refused(t *testing.T, err error, field string) {
	t.Helper()
	var faults validation.Errors
	if !errors.As(err, &faults) {
		t.Errorf("not refused with an error at a field: %v", err)
		return
	}
	if got := slices.Sorted(maps.Keys(faults)); !slices.Equal(got, []string{field}) {
		t.Errorf("errors at %q, want %q", got, field)
	}
}

// down lets nothing be carried out while *out holds.
func down(out *bool) func(announcetest.Call) (bool, error) {
	return func(announcetest.Call) (bool, error) {
		if *out {
			return false, &bot.UnreachableError{Err: errors.New("down")}
		}
		return true, nil
	}
}

// forums asks the test whether a place is a forum.
type forums struct {
	*announcetest.Platform
	forum func() (bool, error)
}

func (f forums) Forum(context.Context, bot.Place) (bool, error) { return f.forum() }

func TestDeletingTheOnlyChannelOfNewsIsRefused(t *testing.T) {
	publish := []any{"status", "published"}
	for _, c := range []struct {
		name  string
		steps [][]any
	}{
		{"draft", nil},
		{"scheduled", [][]any{{"publish_at", noon.Add(48 * time.Hour)}, publish}},
		{"published", [][]any{publish}},
		{"retracted", [][]any{publish, {"status", "retracted"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := openNewsroom(t)
			a, b := r.channel("a", "de", nil), r.channel("b", "de", nil)
			r.channel("c", "de", nil)
			r.subscribe("s", "de")
			n := r.draft(map[string]any{"channels": []string{a.Id}})
			for _, step := range c.steps {
				r.change(n, step...)
				r.settle(time.Minute)
			}
			a = r.change(a, "enabled", false)
			refused(t, r.Delete(a), "name")
			r.settle(3 * time.Hour)
			if got := r.sent("b", "c", "s"); got != nil {
				t.Errorf("news for one channel alone went to %q", got)
			}
			r.change(n, "channels", []string{a.Id, b.Id})
			if err := r.Delete(a); err != nil {
				t.Errorf("it cannot be deleted though the news names another channel: %v", err)
			}
			r.settle(72 * time.Hour)
			if got := r.sent("c", "s"); got != nil {
				t.Errorf("after the deletion the news went to %q", got)
			}
		})
	}
}

func TestDeletingATopicThatSomebodyChoseAloneIsRefused(t *testing.T) {
	for _, who := range []string{"channel", "subscriber"} {
		t.Run(who, func(t *testing.T) {
			r := openNewsroom(t)
			topic := r.record("topics", map[string]any{"slug": "t", "name_de": "T"})
			other := r.record("topics", map[string]any{"slug": "o", "name_de": "O"})
			r.save(topic)
			r.save(other)
			choose := func(topics ...string) { r.subscribe("x", "de", topics...) }
			if who == "channel" {
				x := r.channel("x", "de", nil)
				choose = func(topics ...string) { r.change(x, "topics", topics) }
			}
			choose(topic.Id)
			refused(t, r.Delete(topic), "slug")
			r.change(r.draft(nil), "status", "published")
			r.settle(time.Minute)
			r.sees("x", nil)

			choose(topic.Id, other.Id)
			if err := r.Delete(topic); err != nil {
				t.Errorf("it cannot be deleted though another topic was chosen too: %v", err)
			}
			r.change(r.draft(nil), "status", "published")
			r.settle(time.Minute)
			r.sees("x", nil)
		})
	}
}

func TestASecondAnnouncingChannelAtTheSamePlaceIsRefused(t *testing.T) {
	for _, c := range []struct {
		name, first string
		second      map[string]any
		field       string // "" = it is saved
	}{
		{"both say so", "announcements", map[string]any{"purpose": "announcements"}, "target"},
		{"the first says nothing", "", map[string]any{"purpose": "announcements"}, "target"},
		{"the second says nothing", "announcements", map[string]any{"purpose": ""}, "target"},
		{"one that is switched off", "announcements", map[string]any{"enabled": false}, "target"},
		{"another purpose", "announcements", map[string]any{"purpose": "staff"}, ""},
		{"another thread", "announcements", map[string]any{"thread": "7"}, ""},
		{"another platform", "announcements", map[string]any{"platform": "discord"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := openNewsroom(t)
			r.channel("a", "de", map[string]any{"purpose": c.first})
			fields := map[string]any{"name": "second", "platform": "telegram", "target": "a", "lang": "zh", "enabled": true}
			maps.Copy(fields, c.second)
			err := r.Save(r.record("channels", fields))
			if c.field != "" {
				refused(t, err, c.field)
			} else if err != nil {
				t.Errorf("refused: %v", err)
			}
		})
	}
}

func TestAChannelMovedOntoASubscribersPlaceIsSavedAndServedOnce(t *testing.T) {
	r := openNewsroom(t)
	c := r.channel("a", "de", nil)
	r.subscribe("g", "de")
	r.change(r.draft(map[string]any{"publish_at": noon.Add(time.Hour)}), "status", "published")
	r.change(c, "target", "g")
	r.settle(2 * time.Hour)
	r.sees("g", []string{"Titel\n\nText"}, "send g")
	r.sees("a", nil)
}

func TestPlannedNewsDoesNotGoToAChannelThatIsForSomethingElseByNow(t *testing.T) {
	for _, pairs := range [][]any{{"purpose", "log"}, {"platform", "discord"}, {"purpose", "staff", "enabled", false}} {
		t.Run(fmt.Sprint(pairs...), func(t *testing.T) {
			r := openNewsroom(t)
			c := r.channel("a", "de", nil)
			n := r.change(r.draft(map[string]any{"publish_at": noon.Add(time.Hour)}), "status", "published")
			r.change(c, pairs...)
			r.settle(2 * time.Hour)
			r.sees("a", nil)
			if got := r.stand(n); got != "a 1.1 gone" {
				t.Error(got)
			}
		})
	}
}

func TestPlannedNewsIsInTheLanguageThatTheChannelHasAtTheHour(t *testing.T) {
	r := openNewsroom(t)
	c := r.channel("a", "de", nil)
	r.change(r.draft(map[string]any{"title_zh": "标题", "body_zh": "<p>正文</p>", "publish_at": noon.Add(2 * time.Hour)}), "status", "published")
	r.change(c, "lang", "zh")
	r.settle(3 * time.Hour)
	r.sees("a", []string{"标题\n\n正文"}, "send a")
}

func TestPlannedNewsIsInTheLanguageThatTheSubscriberHasAtTheHour(t *testing.T) {
	r := openNewsroom(t)
	r.subscribe("s", "de")
	r.change(r.draft(map[string]any{"title_zh": "标题", "publish_at": noon.Add(time.Hour)}), "status", "published")
	r.subscribe("s", "zh")
	r.settle(2 * time.Hour)
	r.sees("s", []string{"标题"}, "send s")
}

func TestWhoUnsubscribedBeforeTheHourIsNotSentTo(t *testing.T) {
	r := openNewsroom(t)
	r.subscribe("s", "de")
	r.change(r.draft(map[string]any{"publish_at": noon.Add(time.Hour)}), "status", "published")
	s, err := cms.FindSubscriber(r.TestApp, "telegram", "s")
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Delete(s.Record); err != nil {
		t.Fatal(err)
	}
	r.settle(2 * time.Hour)
	r.sees("s", nil)
}

func TestACorrectedSourceLanguageMakesNoTextOutdated(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	r.channel("e", "en", nil)
	r.channel("z", "zh", nil)
	n := r.change(r.draft(map[string]any{"title_zh": "标题", "title_en": "Title", "publish_at": noon.Add(time.Hour)}), "status", "published")
	r.change(n, "source_lang", "zh")
	r.settle(2 * time.Hour)
	if got, want := r.stand(n), "a 1.1 sent, e 1.1 sent, z 1.1 sent"; got != want {
		t.Errorf("stands %q, want %q", got, want)
	}
	r.sees("a", []string{"Titel\n\nText"}, "send a", "send e", "send z")
	r.sees("e", []string{"Title"})
	r.sees("z", []string{"标题"})
}

func TestSendingToOneMoreChannelIsRefusedOnceTheNewsIsWithdrawn(t *testing.T) {
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	n := r.change(r.draft(nil), "status", "published")
	b := r.channel("b", "de", nil)
	news, err := cms.FindNews(r.TestApp, n.Id)
	if err != nil {
		t.Fatal(err)
	}
	more, err := cms.FindChannel(r.TestApp, b.Id)
	if err != nil {
		t.Fatal(err)
	}
	r.change(n, "status", "retracted") // while somebody has the old page before them
	err = r.RunInTransaction(func(tx core.App) error { return r.planner.SendAlso(tx, news, more) })
	if !errors.Is(err, announce.ErrNotWaiting) {
		t.Errorf("said %v", err)
	}
	r.outbox.Wake()
	r.settle(time.Minute)
	r.sees("b", nil)
}

// Between the look into the queue and the claim a platform may be asked about
// the place, and staff may decide otherwise.
func TestADecisionInTheLastMomentBeforeASendHolds(t *testing.T) {
	for _, c := range []struct {
		name   string
		decide func(r *newsroom, channel, news *core.Record)
	}{
		{"sending is switched off", func(r *newsroom, _, _ *core.Record) {
			if err := r.outbox.Switch(true, "somebody"); err != nil {
				r.t.Fatal(err)
			}
		}},
		{"the channel is switched off", func(r *newsroom, channel, _ *core.Record) { r.change(channel, "enabled", false) }},
		{"the hour is another", func(r *newsroom, _, news *core.Record) {
			d := r.deliveries(news)[0]
			d.NotBefore = cms.Moment(r.now.Add(3 * time.Hour))
			if err := cms.SaveDelivery(r.TestApp, d, r.now); err != nil {
				r.t.Fatal(err)
			}
		}},
		{"the news is withdrawn", func(r *newsroom, _, news *core.Record) { r.change(news, "status", "retracted") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := openNewsroom(t)
			channel := r.channel("f", "de", map[string]any{"platform": "discord"})
			n := r.change(r.draft(map[string]any{"publish_at": noon.Add(time.Hour)}), "status", "published")
			asked := 0
			r.planner.Platforms["discord"] = announce.Platform{Renderer: r.platform, Sender: forums{r.platform, func() (bool, error) {
				if asked++; asked == 1 {
					c.decide(r, channel, n)
				}
				return false, nil
			}}}
			r.settle(time.Hour + time.Second)
			if asked == 0 {
				t.Error("nobody asked about the place: nothing was decided")
			}
			r.sees("f", nil)
		})
	}
}

func TestNoPartIsForgottenWhenTheChannelIsCutWhileAnEditWaits(t *testing.T) {
	r := openNewsroom(t)
	c := r.channel("a", "de", map[string]any{"overflow": "split"})
	r.platform.Limit = 60
	body := func(s string) string { return strings.Repeat("<p>"+s+" Satz von etwas Text.</p>", 5) }
	n := r.change(r.draft(map[string]any{"body_de": body("Ein")}), "status", "published")
	r.settle(time.Minute)
	if got := len(r.platform.Shown("a")); got != 3 {
		t.Fatalf("%d parts stand, want 3", got)
	}
	out := true
	r.platform.Fault = down(&out)
	r.change(n, "body_de", body("Kein"))
	r.settle(time.Minute)
	r.change(c, "overflow", "link")
	out = false
	r.settle(time.Hour)
	r.change(n, "status", "retracted")
	r.settle(time.Hour)
	if got := r.platform.Shown("a"); got != nil {
		t.Errorf("after the withdrawal %q stand, the book says %s", got, r.stand(n))
	}
}

func TestATranslationThatIsClearedWhileItsEditWaitsLeavesTheOldOne(t *testing.T) {
	r := openNewsroom(t)
	r.channel("z", "zh", nil)
	n := r.change(r.draft(map[string]any{"title_zh": "标题", "body_zh": "<p>正文</p>"}), "status", "published")
	r.settle(time.Minute)
	out := true
	r.platform.Fault = down(&out)
	r.change(n, "title_zh", "新")
	r.settle(time.Minute)
	r.change(n, "title_zh", "", "body_zh", "")
	out = false
	r.settle(time.Hour)
	if got := r.platform.Shown("z"); !reflect.DeepEqual(got, []string{"标题\n\n正文"}) {
		t.Errorf("shows %q", got)
	}
	if got := r.stand(n); got != "z 1.1 sent" {
		t.Error(got)
	}
}
