package hooks_test

import (
	"encoding/json"
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
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/telegram"
	"isa-portal.de/isabot/cms"
)

// staff adds a channel in which staff are spoken to.
func (r *newsroom) staff(chat, lang string, more map[string]any) *core.Record {
	fields := map[string]any{"purpose": "staff"}
	for k, v := range more {
		fields[k] = v
	}
	return r.channel(chat, lang, fields)
}

func (r *newsroom) notices() []*cms.Delivery {
	r.t.Helper()
	var ids []string
	if err := r.DB().Select("id").From("deliveries").Where(nil).OrderBy("rowid").Column(&ids); err != nil {
		r.t.Fatal(err)
	}
	var all []*cms.Delivery
	for _, id := range ids {
		d, err := cms.FindDelivery(r.TestApp, id)
		if err != nil {
			r.t.Fatal(err)
		}
		if d.Kind == cms.DeliverNotice {
			all = append(all, d)
		}
	}
	return all
}

func TestStaffAreToldOfANewInquiryInTheirLanguage(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.staff("berlin", "de", nil)
	r.staff("foshan", "zh", map[string]any{"platform": "discord"})
	r.staff("off", "en", map[string]any{"enabled": false})
	r.channel("readers", "de", nil)
	q := r.ask(map[string]any{"question": "Was kostet es? Schreiben Sie an lea@example.org", "lang": "en", "platform": "web"})
	r.settle(time.Minute)
	link := "https://isa.example/_/#/collections?collection=inquiries&record=" + q.Id
	r.sees("berlin", []string{"Neue Anfrage 2026-0007\n\nSprache: English · gestellt über: Website\n\n> Was kostet es? Schreiben Sie an […]\n\nIn der Verwaltung öffnen (" + link + ")"},
		"send foshan", "send berlin")
	r.sees("foshan", []string{"新咨询 2026-0007\n\n语言：English · 来源：网站\n\n> Was kostet es? Schreiben Sie an […]\n\n在后台打开 (" + link + ")"})
	r.sees("off", nil)
	r.sees("readers", nil)
	for _, d := range r.notices() {
		if len(d.Subject) > 60 || strings.Contains(d.Subject+d.Chat, "4711") {
			t.Errorf("a notice about %q in %q", d.Subject, d.Chat)
		}
	}

	r.change(q, "translation", "What does it cost?")
	r.change(q, "state", "answered", "answer", "Nothing.")
	r.settle(time.Minute)
	r.sees("berlin", r.platform.Shown("berlin")) // no further notice

	if err := r.Delete(r.reload(q)); err != nil {
		t.Fatal(err)
	}
	r.settle(time.Minute)
	r.sees("berlin", nil, "delete foshan", "delete berlin")
}

func TestANoticeThatHoldsNoMoreIsDropped(t *testing.T) {
	t.Parallel()
	for name, meanwhile := range map[string]func(r *newsroom, staff, inquiry *core.Record){
		"the inquiry is gone":        func(r *newsroom, _, q *core.Record) { r.sql("DELETE FROM inquiries") },
		"the inquiry is answered":    func(r *newsroom, _, q *core.Record) { r.change(q, "state", "answered", "answer", "Ja.") },
		"the channel is gone":        func(r *newsroom, c, _ *core.Record) { _ = r.Delete(c) },
		"the channel is for another": func(r *newsroom, c, _ *core.Record) { r.change(c, "purpose", "log") },
	} {
		t.Run(name, func(t *testing.T) {
			r := openNewsroom(t)
			c := r.staff("staff", "de", nil)
			q := r.ask(map[string]any{"platform": "web"})
			meanwhile(r, c, q)
			r.outbox.Wake()
			r.settle(time.Hour)
			r.sees("staff", nil)
			if d := r.notices()[0]; d.State != cms.Left || d.Wanted != cms.Gone {
				t.Errorf("is %s, wanted %s", d.State, d.Wanted)
			}
		})
	}
}

func TestNoticesWaitForAChannelThatIsSwitchedOffAndFollowItsAddress(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	c := r.staff("staff", "de", nil)
	r.ask(map[string]any{"platform": "web"})
	r.change(c, "enabled", false)
	r.settle(time.Hour)
	r.sees("staff", nil)
	r.change(c, "target", "other")
	r.settle(time.Hour)
	r.change(c, "enabled", true)
	r.settle(time.Minute)
	if got := r.platform.Shown("other"); len(got) != 1 {
		t.Errorf("staff read %q", got)
	}
	r.sees("staff", nil, "send other")
	if err := r.Delete(r.reload(c)); err != nil { // what stands there is no announcement
		t.Error(err)
	}
}

func TestStaffAreToldOfAChannelThatTakesNothing(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.staff("staff", "de", nil)
	r.staff("dead", "en", map[string]any{"platform": "discord"})
	a := r.channel("a", "de", map[string]any{"name": "Alle"})
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		if c.Place.Chat == "a" || c.Place.Chat == "dead" {
			return false, &bot.PlaceError{Err: errors.New("bot was kicked")}
		}
		return true, nil
	}
	r.change(r.draft(nil), "status", "published")
	r.settle(time.Hour)
	link := "https://isa.example/_/#/collections?collection=channels&record=" + a.Id
	want := []string{"Der Kanal „Alle“ ist nicht mehr erreichbar\n\nDie Plattform meldet: the place takes nothing: bot was kicked\n\n" +
		"Bis das behoben ist, wird dort nichts gesendet. Speichern Sie danach den Kanal in der Verwaltung noch einmal.\n\nIn der Verwaltung öffnen (" + link + ")"}
	r.sees("staff", want, "send a", "send dead", "send staff")
	r.change(r.draft(map[string]any{"title_de": "Zweite"}), "status", "published")
	r.settle(24 * time.Hour)
	r.sees("staff", want) // told once, and not of the notice that could not be brought

	r.now = r.now.Add(time.Second)
	r.change(a) // staff have it tried again, in vain
	r.change(r.draft(map[string]any{"title_de": "Dritte"}), "status", "published")
	r.settle(time.Hour)
	if got := r.platform.Shown("staff"); len(got) != 2 {
		t.Errorf("after it failed again staff read %d notices", len(got))
	}
}

func TestAChannelThatIsSwitchedOffWithoutItsNoticeStaysOn(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.staff("staff", "de", nil)
	a := r.channel("a", "de", nil)
	r.platform.Fault = failing(&bot.PlaceError{Err: errors.New("bot was kicked")})
	r.change(r.draft(nil), "status", "published")
	r.sql("CREATE TRIGGER full BEFORE INSERT ON deliveries BEGIN SELECT RAISE(ABORT, 'disk full'); END")
	if did, _, err := r.outbox.Step(t.Context()); !did || err != nil {
		t.Fatal(did, err)
	}
	if s, err := cms.FindChannelState(r.TestApp, a.Id); err == nil && s.Off() {
		t.Error("it is off, and staff are not told")
	}
	r.sql("DROP TRIGGER full")
	r.settle(time.Hour)
	if s, err := cms.FindChannelState(r.TestApp, a.Id); err != nil || !s.Off() || len(r.platform.Shown("staff")) != 1 {
		t.Errorf("%+v, %v, %d notices", s, err, len(r.platform.Shown("staff")))
	}
}

func TestStaffAreToldOnceADayOfTheModelsBudget(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.staff("berlin", "de", nil)
	r.staff("foshan", "zh", map[string]any{"platform": "discord"})
	r.staff("both", "en", nil)
	day := r.now
	for _, all := range []bool{false, false, true, true} {
		err := r.RunInTransaction(func(tx core.App) error { return r.planner.TellBudget(tx, all) })
		if err != nil {
			t.Fatal(err)
		}
		r.outbox.Wake()
		r.settle(time.Minute)
	}
	date := func(lang string) string { return phrases.Date(day.Format(time.DateOnly), lang) }
	r.sees("berlin", []string{
		"Vom Budget des Sprachmodells für den " + date("de") + " sind 80 % verbraucht\n\nIst alles verbraucht, antwortet der Bot bis Mitternacht (deutsche Zeit) allein mit den Texten der Einträge, und es gibt keine Übersetzungsentwürfe.",
		"Das Budget des Sprachmodells für den " + date("de") + " ist verbraucht\n\nBis Mitternacht (deutsche Zeit) antwortet der Bot allein mit den Texten der Einträge, und es gibt keine Übersetzungsentwürfe.",
	}, "send foshan", "send berlin", "send both", "send foshan", "send berlin", "send both")
	if got := r.platform.Shown("foshan"); len(got) != 2 || !strings.HasPrefix(got[0], "语言模型 "+date("zh")+" 的额度已用去 80%") {
		t.Errorf("foshan reads %q", got)
	}
	if got := r.platform.Shown("both"); len(got) != 2 || !strings.HasPrefix(got[1], "The language model's budget for "+date("en")+" is used up") {
		t.Errorf("the third reads %q", got)
	}
}

func TestANoticeInAForumIsAPostOfItsOwn(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	c := r.staff("forum", "de", map[string]any{"platform": "discord"})
	var shapes []bot.Shape
	r.planner.Platforms["discord"] = announce.Platform{
		Renderer: shaping{r.platform, &shapes},
		Sender:   forums{r.platform, func() (bool, error) { return true, nil }},
	}
	r.ask(map[string]any{"platform": "web"})
	r.settle(time.Minute)
	if len(shapes) == 0 || !shapes[len(shapes)-1].Forum || len(r.platform.Shown("forum")) != 1 {
		t.Errorf("shapes %+v", shapes)
	}
	s, err := cms.FindChannelState(r.TestApp, c.Id)
	if err != nil {
		t.Fatal(err)
	}
	if traits, known := s.Traits(); !known || !traits.Forum {
		t.Errorf("known %v as %+v", known, traits)
	}
}

// shaping notes the shapes that are asked for.
type shaping struct {
	*announcetest.Platform
	shapes *[]bot.Shape
}

func (p shaping) Render(post bot.Post, s bot.Shape) ([]bot.Piece, error) {
	*p.shapes = append(*p.shapes, s)
	return p.Platform.Render(post, s)
}

func (r *newsroom) member(m announce.Membership) {
	r.t.Helper()
	if m.Platform == "" {
		m.Platform = "telegram"
	}
	if err := r.RunInTransaction(func(tx core.App) error { return r.planner.MemberChanged(tx, m) }); err != nil {
		r.t.Fatal(err)
	}
	r.outbox.Wake()
}

func TestAChannelFollowsWhatTheBotIsInIt(t *testing.T) {
	t.Parallel()
	const (
		removed = "Der Bot wurde dort entfernt. / The bot was removed there. / 机器人已被移出。"
		muted   = "Der Bot darf dort nicht mehr schreiben. / The bot may no longer write there. / 机器人已无权在其中发言。"
	)
	in := announce.Membership{Chat: "-100", Type: "supergroup", Old: "left", New: "member"}
	for _, c := range []struct {
		name    string
		change  announce.Membership
		trouble string // "" for none
	}{
		{"kicked from a group", announce.Membership{Chat: "-100", Type: "supergroup", Old: "member", New: "kicked"}, removed},
		{"left a group", announce.Membership{Chat: "-100", Type: "group", Old: "member", New: "left"}, removed},
		{"kicked from a channel", announce.Membership{Chat: "-100", Type: "channel", Old: "administrator", New: "kicked"}, removed},
		{"known by its name", announce.Membership{Chat: "-200", Name: "@ISA_Aktuell", Type: "channel", Old: "administrator", New: "left"}, removed},
		{"restricted to nothing", announce.Membership{Chat: "-100", Type: "supergroup", New: "restricted", Rights: json.RawMessage(`{"can_send_messages":false,"is_member":true}`)}, muted},
		{"restricted, and no member", announce.Membership{Chat: "-100", Type: "supergroup", New: "restricted", Rights: json.RawMessage(`{"can_send_messages":true,"is_member":false}`)}, removed},
		{"may not post", announce.Membership{Chat: "-100", Type: "channel", New: "administrator", Rights: json.RawMessage(`{"can_post_messages":false}`)}, muted},
		{"no administrator of a channel", announce.Membership{Chat: "-100", Type: "channel", Old: "administrator", New: "member"}, muted},
		{"administrator of a group, where nobody posts", announce.Membership{Chat: "-100", Type: "supergroup", New: "administrator", Rights: json.RawMessage(`{"can_manage_chat":true}`)}, ""},
		{"restricted, but may write", announce.Membership{Chat: "-100", Type: "supergroup", New: "restricted", Rights: json.RawMessage(`{"can_send_messages":true}`)}, ""},
		{"administrator who may post", announce.Membership{Chat: "-100", Type: "channel", New: "administrator", Rights: json.RawMessage(`{"can_post_messages":true}`)}, ""},
		{"rights that nobody can read", announce.Membership{Chat: "-100", Type: "channel", New: "administrator", Rights: json.RawMessage(`{`)}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := openNewsroom(t)
			r.staff("staff", "en", nil)
			target := "-100"
			if c.change.Name != "" {
				target = "@isa_aktuell"
			}
			channel := r.channel(target, "de", map[string]any{"name": "Alle"})
			err := cms.ChangeChannelTraits(r.TestApp, channel.Id, func(t *cms.ChannelTraits) { t.Forum, t.Unasked = true, false }, r.now)
			if err != nil {
				t.Fatal(err)
			}
			r.member(c.change)
			r.member(c.change) // told twice
			s, err := cms.FindChannelState(r.TestApp, channel.Id)
			if err != nil {
				t.Fatal(err)
			}
			traits, known := s.Traits()
			if !known || !traits.Forum || traits.Member != c.change.New || s.Off() != (c.trouble != "") || s.Trouble() != c.trouble {
				t.Errorf("off %v for %q, known %v as %+v", s.Off(), s.Trouble(), known, traits)
			}
			if json.Valid(c.change.Rights) && string(traits.Rights) != string(c.change.Rights) {
				t.Errorf("rights %s", traits.Rights)
			}
			r.settle(time.Minute)
			notices := r.platform.Shown("staff")
			if c.trouble == "" {
				if len(notices) != 0 {
					t.Errorf("staff read %q", notices)
				}
				return
			}
			reason := strings.Split(c.trouble, " / ")[1]
			if len(notices) != 1 || !strings.HasPrefix(notices[0], "The channel “Alle” can no longer be reached\n\n"+reason+"\n\n") {
				t.Errorf("staff read %q", notices)
			}

			r.now = r.now.Add(time.Hour)
			n := r.change(r.draft(nil), "status", "published")
			r.settle(10 * time.Minute)
			back := in
			back.Chat, back.Name = c.change.Chat, c.change.Name
			r.member(back)
			r.settle(time.Minute)
			if got := r.stand(n); got != target+" 1.1 sent" {
				t.Errorf("after it is back: %s", got)
			}
			if notices := r.platform.Shown("staff"); len(notices) != 2 || !strings.HasPrefix(notices[1], "The channel “Alle” can be reached again") {
				t.Errorf("staff read %q", notices)
			}
		})
	}
}

func TestWhatBecameOverdueWhileTheBotWasAwayWaits(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.channel("-100", "de", nil)
	r.member(announce.Membership{Chat: "-100", Type: "channel", Old: "administrator", New: "kicked"})
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Hour)
	r.member(announce.Membership{Chat: "-100", Type: "channel", Old: "kicked", New: "administrator"})
	r.settle(time.Hour)
	if got := r.stand(n); got != "-100 1.1 held for overdue" {
		t.Error(got)
	}
}

func TestWhatHappensToTheOldIdOfAMovedGroupSaysNothing(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	c := r.channel("-1", "de", nil)
	if err := cms.ChannelMoved(r.TestApp, c.Id, "-100", r.now); err != nil {
		t.Fatal(err)
	}
	r.member(announce.Membership{Chat: "-1", Type: "group", Old: "member", New: "left"})
	s, err := cms.FindChannelState(r.TestApp, c.Id)
	if err != nil || s.Off() {
		t.Errorf("off %v, %v", s.Off(), err)
	}
	r.member(announce.Membership{Chat: "-100", Type: "supergroup", Old: "member", New: "left"})
	if s, err = cms.FindChannelState(r.TestApp, c.Id); err != nil || !s.Off() {
		t.Errorf("under its new id: off %v, %v", s.Off(), err)
	}
}

func TestStaffAreToldOnceADayOfAChatWithoutARecord(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		old, new, kind string
		told           bool
	}{
		{"left", "member", "supergroup", true},
		{"", "administrator", "channel", true},
		{"member", "administrator", "group", true},
		{"kicked", "restricted", "supergroup", true},
		{"administrator", "administrator", "channel", false},
		{"member", "restricted", "group", false},
		{"member", "left", "group", false},
		{"administrator", "kicked", "channel", false},
	} {
		t.Run(fmt.Sprintf("%s to %s", c.old, c.new), func(t *testing.T) {
			r := openNewsroom(t)
			r.staff("staff", "de", nil)
			m := announce.Membership{Chat: "-1001234567890", Title: "Stadt\nX 030 12345678", Type: c.kind, Old: c.old, New: c.new}
			r.member(m)
			r.member(m)
			r.settle(time.Minute)
			var want []string
			if c.told {
				kind := map[bool]string{true: "Kanal", false: "Gruppe"}[c.kind == "channel"]
				want = []string{"Der Bot ist jetzt in „Stadt X […]“\n\nTelegram, " + kind + ", Kennung -1001234567890\n\n" +
					"Sollen dort Meldungen erscheinen, legen Sie unter „channels“ einen Eintrag mit dieser Kennung an.\n\n" +
					"Kanäle in der Verwaltung öffnen (https://isa.example/_/#/collections?collection=channels)"}
			}
			if got := r.platform.Shown("staff"); !slices.Equal(got, want) {
				t.Errorf("staff read %q, want %q", got, want)
			}
			r.now = r.now.Add(24 * time.Hour)
			r.member(m)
			r.settle(time.Minute)
			if got := r.platform.Shown("staff"); len(got) != 2*len(want) {
				t.Errorf("the next day staff read %q", got)
			}
			for _, d := range r.notices() {
				if len(d.Subject) > 60 {
					t.Errorf("subject %q", d.Subject)
				}
			}
		})
	}
}

func TestWithoutStaffNothingIsKeptOfAChat(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	before, err := r.CountRecords("state")
	if err != nil {
		t.Fatal(err)
	}
	r.member(announce.Membership{Chat: "-1", Title: "X", Type: "group", Old: "left", New: "member"})
	if after, err := r.CountRecords("state"); err != nil || after != before {
		t.Errorf("%d notes, %v", after-before, err)
	}
}

func TestAPersonWhoBlocksTheBotIsSentNothingUntilTheyAreBack(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.staff("staff", "de", nil)
	r.subscribe("4711", "de")
	r.member(announce.Membership{Chat: "4711", Type: "private", Old: "member", New: "kicked"})
	r.change(r.draft(map[string]any{"title_de": "Eins"}), "status", "published")
	r.settle(time.Minute)
	r.sees("4711", nil)
	r.member(announce.Membership{Chat: "4711", Type: "private", Old: "kicked", New: "member"})
	r.now = r.now.Add(time.Second)
	r.change(r.draft(map[string]any{"title_de": "Zwei"}), "status", "published")
	r.settle(time.Minute)
	r.sees("4711", []string{"Zwei\n\nText"}, "send 4711")
	r.member(announce.Membership{Chat: "815", Type: "private", Old: "kicked", New: "member"})
	r.sees("staff", nil)
}

func TestAChangeOfMembershipIsFollowedWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.staff("staff", "de", nil)
	c := r.channel("-100", "de", nil)
	r.sql("CREATE TRIGGER full BEFORE INSERT ON deliveries BEGIN SELECT RAISE(ABORT, 'disk full'); END")
	err := r.RunInTransaction(func(tx core.App) error {
		return r.planner.MemberChanged(tx, announce.Membership{Platform: "telegram", Chat: "-100", Type: "channel", Old: "administrator", New: "kicked"})
	})
	if err == nil {
		t.Error("no error")
	}
	if _, err := cms.FindChannelState(r.TestApp, c.Id); err == nil {
		t.Error("the channel is off, and staff are not told")
	}
}

func TestAFloodOfInquiriesKeepsNoNewsWaiting(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.staff("-100", "de", nil)
	r.channel("a", "de", nil)
	r.planner.Platforms["telegram"] = announce.Platform{Renderer: r.platform, Sender: limited{r.platform, telegram.NewLimiter()}}
	for i := range cms.MostDue + 100 {
		r.ask(map[string]any{"number": fmt.Sprintf("2026-%04d", i)})
	}
	r.change(r.draft(nil), "status", "published")
	took := r.until(2*time.Hour, func() bool { return len(r.platform.Shown("a")) > 0 })
	if took > time.Minute {
		t.Errorf("the news came after %s", took)
	}
	r.settle(time.Hour)
	if n := len(r.platform.Shown("-100")); n < 50 || n > 150 {
		t.Errorf("staff were told of %d inquiries", n)
	}
	r.ask(map[string]any{"number": "2026-9999"})
	r.settle(time.Minute)
	if all := r.platform.Shown("-100"); len(all) == 0 || !strings.Contains(all[len(all)-1], "2026-9999") {
		t.Error("after the flood staff are told of no inquiry")
	}
}
