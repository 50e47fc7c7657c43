package telegramtest

import (
	"context"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

var (
	anna = Person{ID: 7, Name: "Anna", Lang: "de"}
	ben  = Person{ID: 8, Name: "Ben", Username: "ben"}
)

// peopled is a fake with a private chat, a group, a forum, and a channel.
func peopled(t *testing.T, now func() time.Time) *Fake {
	t.Helper()
	f := New(Config{Specs: os.Getenv("ISABOT_SPECS"), Now: now})
	for _, c := range []Chat{
		{ID: 7, Type: Private, Title: "Anna"}, {ID: -10, Type: Group, Title: "Group"},
		{ID: -1001, Type: Supergroup, Title: "Forum", Topics: []int{5}}, {ID: -1002, Type: Channel, Title: "News"},
	} {
		f.Add(c)
	}
	return f
}

// updates are those that wait, as maps.
func updates(t *testing.T, f *Fake) (out []map[string]any) {
	t.Helper()
	for _, raw := range f.Updates() {
		var u map[string]any
		if err := json.Unmarshal(raw, &u); err != nil {
			t.Fatal(err)
		}
		out = append(out, u)
	}
	return out
}

// Whatever persons do, the bot is told of it as the vendor's schema has it.
func TestWhatPersonsDoIsToldAsTheSchemaHasIt(t *testing.T) {
	f := peopled(t, nil)
	id := f.Write(7, anna, "Köln?")
	f.Rewrite(7, id, "Bonn?")
	for kind := range contents {
		f.Say(7, Said{From: anna, Kind: kind, Extra: map[string]any{}})
	}
	f.Say(7, Said{From: anna, Kind: "photo", Text: "x", Album: "a"})
	f.Say(7, Said{From: anna, Kind: "document"})
	f.Say(-10, Said{From: ben, Text: "Bot: Köln?", Calls: "Bot"})
	f.Say(-10, Said{As: -10, Text: "x", ReplyTo: 1})
	f.Say(-10, Said{As: -1002, Text: "x"})
	f.Say(-1001, Said{From: ben, Text: "x", Topic: 5})
	f.Say(-1001, Said{From: ben, Text: "x", Thread: 3})
	f.Say(-10, Said{From: ben, Extra: map[string]any{"new_chat_title": "x"}})
	f.Query(anna, "frei")
	for _, status := range []string{"member", "administrator", "restricted", "left", "kicked"} {
		f.Became(-10, anna, "left", status, nil)
	}
	send(t, f, 7, `{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}`)
	bots := f.Chat(7)[len(f.Chat(7))-1].ID
	if !f.Press(7, bots, Press{By: anna, Label: "a"}) || !f.Press(7, bots, Press{By: anna, Label: "a", Old: true}) || f.Press(7, bots, Press{By: anna, Label: "b"}) {
		t.Error("the buttons are not there")
	}
	if got := f.Complaints(); len(got) > 0 {
		t.Errorf("%q", got)
	}
	if n := len(updates(t, f)); n != 2+len(contents)+2+6+1+5+2 {
		t.Errorf("%d updates", n)
	}
}

func send(t *testing.T, f *Fake, chat int64, markup string) {
	t.Helper()
	if a := post(t, f, "sendMessage", map[string]any{"chat_id": chat, "text": "x", "reply_markup": json.RawMessage(markup)}); !a.OK {
		t.Fatal(a.Description)
	}
}

func TestWhatTelegramFindsInAText(t *testing.T) {
	f := peopled(t, nil)
	for text, want := range map[string][]Entity{
		"Köln?":                       nil,
		"/help":                       {{Type: "bot_command", Offset: 0, Length: 5}},
		"/help@isa_test_bot x /a":     {{Type: "bot_command", Offset: 0, Length: 18}, {Type: "bot_command", Offset: 21, Length: 2}},
		"👩‍🚒 @isa_test_bot, 𠮷 @ben_b": {{Type: "mention", Offset: 6, Length: 13}, {Type: "mention", Offset: 24, Length: 6}},
		"a@example.org und/oder":      nil,
	} {
		if got := f.entitiesOf(text, ""); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestAnswersPointToMessages(t *testing.T) {
	f := peopled(t, nil)
	id := f.Write(-10, anna, "x")
	for _, tt := range []struct {
		reply string
		ok    bool
		to    int
	}{
		{`{"message_id":1}`, true, id}, {`{"message_id":99}`, false, 0}, {`{"message_id":99,"allow_sending_without_reply":true}`, true, 0}, {`{}`, false, 0},
	} {
		f.limits = newLimits()
		a := post(t, f, "sendMessage", map[string]any{"chat_id": -10, "text": "y", "reply_parameters": json.RawMessage(tt.reply)})
		chat := f.Chat(-10)
		if a.OK != tt.ok || tt.ok && chat[len(chat)-1].ReplyTo != tt.to || tt.to != 0 && !strings.Contains(string(a.Result), `"reply_to_message"`) {
			t.Errorf("%s: %+v", tt.reply, a)
		}
	}
}

func TestPressesAndQueriesAreAnsweredOnceAndInTime(t *testing.T) {
	now := time.Unix(1e9, 0)
	f := peopled(t, func() time.Time { return now })
	send(t, f, 7, `{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}`)
	press := func() string {
		f.Press(7, 1, Press{By: anna, Label: "a"})
		all := f.Callbacks()
		return all[len(all)-1].ID
	}
	first, second := press(), press()
	query := func() string {
		f.Query(anna, "x")
		all := f.Inlines()
		return all[len(all)-1].ID
	}
	third := query()
	article := `[{"type":"article","id":"1","title":"T","input_message_content":{"message_text":"<b>x</b>","parse_mode":"HTML"}}]`
	two := strings.Replace(article, "]", ","+article[1:], 1)
	for _, tt := range []struct {
		name, method string
		fields       map[string]any
		want         string
	}{
		{"a toast", "answerCallbackQuery", map[string]any{"callback_query_id": first, "text": "Danke"}, ""},
		{"twice", "answerCallbackQuery", map[string]any{"callback_query_id": first}, "query is too old"},
		{"unknown", "answerCallbackQuery", map[string]any{"callback_query_id": "x"}, "query is too old"},
		{"too long", "answerCallbackQuery", map[string]any{"callback_query_id": second, "text": strings.Repeat("x", 201)}, "MESSAGE_TOO_LONG"},
		{"the same id twice", "answerInlineQuery", map[string]any{"inline_query_id": third, "results": json.RawMessage(two)}, "RESULT_ID_DUPLICATE"},
		{"markup that is none", "answerInlineQuery", map[string]any{"inline_query_id": third, "results": json.RawMessage(strings.Replace(article, "</b>", "", 1))}, "can't parse entities"},
		{"an answer", "answerInlineQuery", map[string]any{"inline_query_id": third, "results": json.RawMessage(article)}, ""},
		{"a second one", "answerInlineQuery", map[string]any{"inline_query_id": third, "results": json.RawMessage(`[]`)}, "query is too old"},
	} {
		if a := post(t, f, tt.method, tt.fields); a.OK != (tt.want == "") || !strings.Contains(a.Description, tt.want) {
			t.Errorf("%s: %+v", tt.name, a)
		}
	}
	if c := f.Callbacks(); c[0].Text != "Danke" || c[1].Answered {
		t.Errorf("%+v", c)
	}
	if q := f.Inlines()[0]; len(q.Results) != 1 || q.Results[0].Text != "x" || q.Results[0].Entities[0].Type != "bold" {
		t.Errorf("%+v", q)
	}
	now = now.Add(16 * time.Second)
	if a := post(t, f, "answerCallbackQuery", map[string]any{"callback_query_id": second}); a.OK {
		t.Error("a press was answered after 16 s")
	}
}

func TestTooManyButtonsAreRefused(t *testing.T) {
	f := peopled(t, nil)
	row := `[{"text":"a","callback_data":"b"}]`
	for n, ok := range map[int]bool{100: true, 101: false} {
		f.limits = newLimits()
		a := post(t, f, "sendMessage", map[string]any{"chat_id": 7, "text": "x", "reply_markup": json.RawMessage(`{"inline_keyboard":[` + strings.Repeat(row+",", n-1) + row + `]}`)})
		if a.OK != ok {
			t.Errorf("%d buttons: %+v", n, a)
		}
	}
}

// A second poll pushes the first one out, and so does a webhook.
func TestOnePollAtATime(t *testing.T) {
	f := peopled(t, nil)
	poll := func() chan answer {
		done := make(chan answer, 1)
		n := len(f.Polls())
		go func() { done <- post(t, f, "getUpdates", map[string]any{"timeout": 50}) }()
		if !f.Until(t.Context(), func() bool { return len(f.Polls()) > n }) {
			t.Fatal("no poll came")
		}
		return done
	}
	first := poll()
	second := poll()
	if a := <-first; a.Code != 409 || !strings.Contains(a.Description, "terminated by other getUpdates request") {
		t.Errorf("%+v", a)
	}
	f.Write(7, anna, "x")
	if a := <-second; !a.OK || f.Polls()[1].Code != 200 {
		t.Errorf("%+v", a)
	}
	third := poll()
	f.Fail(Fault{Kind: Conflict, Method: "getUpdates"})
	if a := post(t, f, "getUpdates", nil); a.Code != 409 {
		t.Errorf("%+v", a)
	}
	f.Write(7, anna, "y")
	<-third
	post(t, f, "setWebhook", map[string]any{"url": "https://a.example"})
	if a := post(t, f, "getUpdates", nil); a.Code != 409 || !strings.Contains(a.Description, "webhook is active") {
		t.Errorf("%+v", a)
	}
}

// A method that does not count among messages is paused alone.
func TestAPauseOfOneMethod(t *testing.T) {
	now := time.Unix(1e9, 0)
	f := peopled(t, func() time.Time { return now })
	f.Fail(Fault{Kind: TooMany, Method: "setMyDescription", RetryAfter: 30})
	for i, want := range []int{429, 429, 0} {
		if a := post(t, f, "setMyDescription", map[string]any{"description": "x"}); a.Code != want {
			t.Errorf("%d: %+v", i, a)
		}
		now = now.Add(20 * time.Second)
	}
	if a := post(t, f, "sendMessage", map[string]any{"chat_id": 7, "text": "x"}); !a.OK || len(f.Violations()) != 1 {
		t.Errorf("%+v %v", a, f.Violations())
	}
	if f.About()["setMyDescription "] != "x" {
		t.Errorf("%v", f.About())
	}
}

func TestWaitingForWhatHappens(t *testing.T) {
	f := peopled(t, nil)
	go func() {
		f.Write(7, anna, "x")
		post(t, f, "sendMessage", map[string]any{"chat_id": 7, "text": "y"})
		post(t, f, "sendChatAction", map[string]any{"chat_id": 7, "action": "typing"})
	}()
	if got := f.Await(t.Context(), 7, 2); len(got) != 2 || got[1].Text != "y" {
		t.Errorf("%+v", got)
	}
	if got := f.AwaitCalls(t.Context(), "sendChatAction", 1); len(got) != 1 {
		t.Errorf("%+v", got)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if got := f.Await(ended, 7, 3); len(got) != 2 {
		t.Errorf("%+v", got)
	}
}
