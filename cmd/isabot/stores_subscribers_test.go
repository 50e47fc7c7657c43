package main

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

func TestTopicsAreSortedByNameInTheLanguage(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	sqlOf(t, app, "DELETE FROM topics")
	a := cmstest.Save(t, app, "topics", map[string]any{"slug": "z", "name_de": "Ämter", "name_zh": "政府"})
	b := cmstest.Save(t, app, "topics", map[string]any{"slug": "a", "name_de": "Zoll", "name_en": "Customs", "name_zh": "海关"})
	for lang, want := range map[string][]bot.Topical{
		"de": {{ID: a.Id, Name: "Ämter"}, {ID: b.Id, Name: "Zoll"}},
		"en": {{ID: a.Id, Name: "Ämter"}, {ID: b.Id, Name: "Customs"}},
		"zh": {{ID: b.Id, Name: "海关"}, {ID: a.Id, Name: "政府"}},
	} {
		if got, err := s.Topics(t.Context(), lang); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, %v", lang, got, err)
		}
	}
}

func TestAPlaceSubscribesChangesItsMindAndEndsIt(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	ctx := t.Context()
	topic := cmstest.Save(t, app, "topics", map[string]any{"slug": "sub-test", "name_de": "T"})
	place := bot.Place{Platform: "discord", Chat: "dm:77", Thread: "5"}
	holds := func(name string, want bot.Subscription, has bool) {
		t.Helper()
		got, ok, err := s.Subscription(ctx, place)
		if err != nil || ok != has || got.Lang != want.Lang || len(got.Topics) != len(want.Topics) || len(want.Topics) > 0 && got.Topics[0] != want.Topics[0] {
			t.Errorf("%s: %+v, %v, %v", name, got, ok, err)
		}
	}
	holds("before", bot.Subscription{}, false)
	if had, err := s.Unsubscribe(ctx, place); had || err != nil {
		t.Errorf("ended what there was not: %v, %v", had, err)
	}
	if err := s.Back(ctx, place); err != nil {
		t.Error(err)
	}
	holds("a stranger who is back", bot.Subscription{}, false)

	all, some := bot.Subscription{Lang: "de"}, bot.Subscription{Lang: "zh", Topics: []string{topic.Id, "gonegonegonegon"}}
	if err := s.Subscribe(ctx, place, all); err != nil {
		t.Fatal(err)
	}
	holds("subscribed", all, true)
	s.now = func() time.Time { return storeNoon.Add(time.Hour) }
	if err := s.Subscribe(ctx, place, some); err != nil {
		t.Fatal(err)
	}
	holds("changed", bot.Subscription{Lang: "zh", Topics: []string{topic.Id}}, true)
	since := func(want time.Time) {
		t.Helper()
		found, err := cms.FindSubscriber(app, "discord", "dm:77")
		if err != nil || !found.GetDateTime("since").Time().Equal(want) {
			t.Errorf("since %v, %v; want %v", found.GetDateTime("since"), err, want)
		}
	}
	since(storeNoon)
	if err := s.Subscribe(ctx, place, bot.Subscription{Lang: "de", Topics: []string{"gonegonegonegon"}}); !errors.Is(err, errNoTopic) {
		t.Errorf("with a topic that is gone alone: %v", err)
	}
	holds("after a choice that came to nothing", bot.Subscription{Lang: "zh", Topics: []string{topic.Id}}, true)

	s.placeClosed(ctx, place)
	s.placeClosed(ctx, bot.Place{Platform: "discord", Chat: "dm:78"})
	holds("blocked", bot.Subscription{}, false)
	s.now = func() time.Time { return storeNoon.Add(2 * time.Hour) }
	s.placeBack(ctx, place)
	holds("back", bot.Subscription{Lang: "zh", Topics: []string{topic.Id}}, true)
	since(storeNoon.Add(2 * time.Hour))
	s.now = func() time.Time { return storeNoon.Add(3 * time.Hour) }
	if err := s.Back(ctx, place); err != nil {
		t.Fatal(err)
	}
	since(storeNoon.Add(2 * time.Hour)) // it was never away

	if had, err := s.Unsubscribe(ctx, place); !had || err != nil {
		t.Errorf("ended: %v, %v", had, err)
	}
	holds("ended", bot.Subscription{}, false)
}

func TestPublicChannelsAreThoseThatStaffList(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	for name, more := range map[string]map[string]any{
		"Öffentlich": {"listed": true, "enabled": true, "invite_url": "https://t.me/isa"}, "Aus": {"listed": true, "invite_url": "https://t.me/b"},
		"Geheim": {"enabled": true, "invite_url": "https://t.me/c"}, "Team": {"listed": true, "enabled": true, "invite_url": "https://t.me/d", "purpose": "staff"},
	} {
		more["name"], more["platform"], more["target"], more["lang"] = name, "telegram", "@"+name, "de"
		cmstest.Save(t, app, "channels", more)
	}
	got, err := s.Channels(t.Context())
	if want := []bot.PublicChannel{{Name: "Öffentlich", Platform: "telegram", Lang: "de", URL: "https://t.me/isa"}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestAnAnswerIsRatedWhetherItsQuestionIsWrittenOrWaits(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	ctx := t.Context()
	id, waits := bot.NewQuestionID(), bot.NewQuestionID()
	s.log.open, s.log.write = true, s.writeQuestions
	s.Log(bot.Asked{ID: id, Text: "Geschrieben?", Lang: "de", Platform: "telegram", Person: "telegram:1", Outcome: bot.Answered})
	if err := s.log.flush(); err != nil {
		t.Fatal(err)
	}
	s.Log(bot.Asked{ID: waits, Text: "Wartet?", Lang: "de", Platform: "telegram", Person: "telegram:1", Outcome: bot.Answered})
	for _, c := range []struct {
		id   string
		up   bool
		want string
	}{{id, true, "Geschrieben?"}, {id, false, "Geschrieben?"}, {waits, false, "Wartet?"}, {waits, true, "Wartet?"}, {"q00000000000000", true, ""}, {"", true, ""}} {
		if got, err := s.Rate(ctx, c.id, c.up); got != c.want || err != nil {
			t.Errorf("rating %q: %q, %v; want %q", c.id, got, err, c.want)
		}
	}
	if err := s.log.flush(); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{id: "down", waits: "up"} {
		row, err := app.FindRecordById("questions", id)
		if err != nil || row.GetString("thumbs") != want {
			t.Errorf("%s is rated %q, %v; want %q", id, row.GetString("thumbs"), err, want)
		}
		if err := app.Save(row); err != nil { // it is a record like any other
			t.Errorf("%s: %v", id, err)
		}
	}
	s.Log(bot.Asked{ID: id, Text: "Noch einmal unter der Nummer"})
	s.Log(bot.Asked{Text: "Ohne Nummer"})
	if err := s.log.flush(); err != nil || count(t, app, "questions") != 3 || s.log.lost() != 0 {
		t.Errorf("%d questions, %d lost, %v", count(t, app, "questions"), s.log.lost(), err)
	}
}

func TestAMemoIsKeptForTheNextProcess(t *testing.T) {
	t.Parallel()
	_, app := testStores(t)
	m, ctx := memo{app}, t.Context()
	if got, err := m.Load(ctx, "telegram commands"); got != "" || err != nil {
		t.Errorf("%q, %v before anything was kept", got, err)
	}
	for _, value := range []string{"a1", "b2", ""} {
		if err := errors.Join(m.Save(ctx, "telegram commands", value), m.Save(ctx, "discord commands", "other")); err != nil {
			t.Fatal(err)
		}
		if got, err := (memo{app}).Load(ctx, "telegram commands"); got != value || err != nil {
			t.Errorf("kept %q, loaded %q, %v", value, got, err)
		}
	}
	rows, err := app.FindAllRecords("state")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, r := range rows {
		seen[r.GetString("key")]++
	}
	if seen["telegram commands"] != 1 || seen["discord commands"] != 1 {
		t.Errorf("kept under %v", seen)
	}
}

func TestAnAnswerThatFailedIsTriedAgainWhenThePersonIsBack(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	for chat, state := range map[string]string{"1": "failed", "2": "failed", "3": "sent"} {
		cmstest.Save(t, app, "deliveries", map[string]any{"kind": "reply", "subject": "q", "platform": "telegram", "chat": chat, "state": state, "attempts": 3})
	}
	for _, chat := range []string{"1", "3", "4"} {
		if err := s.Back(t.Context(), bot.Place{Platform: "telegram", Chat: chat}); err != nil {
			t.Fatal(err)
		}
	}
	for chat, want := range map[string]string{"1": "pending", "2": "failed", "3": "sent"} {
		if r, err := app.FindFirstRecordByData("deliveries", "chat", chat); err != nil || r.GetString("state") != want {
			t.Errorf("%s is %s, %v; want %s", chat, r.GetString("state"), err, want)
		}
	}
}
