package telegramtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	person  = 7
	group   = -10
	super   = -1001
	channel = -1002
	talk    = -1003 // the channel's discussion group
)

type clock struct{ t time.Time }

func (c *clock) now() time.Time      { return c.t }
func (c *clock) add(d time.Duration) { c.t = c.t.Add(d) }

func newClock() *clock { return &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)} }

func newFake(t *testing.T) (*Fake, *clock) {
	t.Helper()
	c := newClock()
	f := New(Config{Now: c.now, Specs: os.Getenv("ISABOT_SPECS")})
	f.Add(Chat{ID: person, Type: Private, Title: "Anna"})
	f.Add(Chat{ID: group, Type: Group, Title: "Group"})
	f.Add(Chat{ID: super, Type: Supergroup, Title: "Forum", Topics: []int{5}})
	f.Add(Chat{ID: channel, Type: Channel, Title: "News", Username: "isa_news", Linked: talk})
	f.Add(Chat{ID: talk, Type: Supergroup, Title: "Talk"})
	return f, c
}

type answer struct {
	OK          bool            `json:"ok"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Result      json.RawMessage `json:"result"`
	Parameters  struct {
		RetryAfter *int  `json:"retry_after"`
		MoveTo     int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// ask sends a request as JSON and goes on to the next second but one, so that
// no limit is met.
func ask(t *testing.T, f *Fake, c *clock, method string, fields map[string]any) answer {
	t.Helper()
	defer c.add(3 * time.Second)
	return post(t, f, method, fields)
}

func post(t *testing.T, f *Fake, method string, fields map[string]any) answer {
	t.Helper()
	raw, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	req, _ := http.NewRequest("POST", "http://fake/bot"+Token+"/"+method, bytes.NewReader(raw))
	req.Header.Set("Content-Type", "application/json")
	return do(t, f, req)
}

func do(t *testing.T, f *Fake, req *http.Request) answer {
	t.Helper()
	resp, err := f.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		t.Fatal(err)
	}
	if a.OK != (resp.StatusCode == 200) || !a.OK && a.Code != resp.StatusCode {
		t.Errorf("status %d, answer %+v", resp.StatusCode, a)
	}
	return a
}

func TestRulesOfTheServer(t *testing.T) {
	button := func(b map[string]any) map[string]any {
		return map[string]any{"inline_keyboard": []any{[]any{b}}}
	}
	text := func(s string) map[string]any { return map[string]any{"chat_id": person, "text": s} }
	html := func(s string) map[string]any {
		return map[string]any{"chat_id": person, "text": s, "parse_mode": "HTML"}
	}
	with := func(m map[string]any, k string, v any) map[string]any { m[k] = v; return m }
	photo := func(n int) []any {
		var out []any
		for range n {
			out = append(out, map[string]any{"type": "photo", "media": "https://isa.de/a.jpg"})
		}
		return out
	}
	tests := []struct {
		name, method string
		fields       map[string]any
		want         string // what the description has, "" for yes
	}{
		{"plain text", "sendMessage", text("Hallo & <b>"), ""},
		{"4096 characters", "sendMessage", text(strings.Repeat("市", 4096)), ""},
		{"4096 emoji count as one each", "sendMessage", text(strings.Repeat("😀", 4096)), ""},
		{"4097 characters", "sendMessage", text(strings.Repeat("市", 4097)), "Bad Request: message is too long"},
		{"tags do not count", "sendMessage", html("<b>" + strings.Repeat("a", 4096) + "</b>"), ""},
		{"blanks at the end do not count", "sendMessage", text(strings.Repeat("a", 4096) + "  \n"), ""},
		{"32,769 bytes before parsing", "sendMessage", html(strings.Repeat("<b></b>", 4681) + "abc"), "Bad Request: text is too long"},
		{"no text", "sendMessage", text(""), "Bad Request: message text is empty"},
		{"only blanks", "sendMessage", text(" \n"), "Bad Request: text must be non-empty"},
		{"only tags", "sendMessage", html("<b></b>"), "Bad Request: text must be non-empty"},
		{"a tag of the web", "sendMessage", html("<p>x</p>"), `Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 0`},
		{"an open tag", "sendMessage", html("<b>x"), `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{"no such chat", "sendMessage", with(text("x"), "chat_id", 99), "Bad Request: chat not found"},
		{"by name", "sendMessage", with(text("x"), "chat_id", "@ISA_News"), ""},
		{"a topic", "sendMessage", with(with(text("x"), "chat_id", super), "message_thread_id", 5), ""},
		{"no such topic", "sendMessage", with(with(text("x"), "chat_id", super), "message_thread_id", 6), "Bad Request: message thread not found"},
		{"a button with an address", "sendMessage", with(text("x"), "reply_markup", button(map[string]any{"text": "a", "url": "https://isa.de/x"})), ""},
		{"a button to this machine", "sendMessage", with(text("x"), "reply_markup", button(map[string]any{"text": "a", "url": "http://localhost:8090/x"})),
			"Bad Request: inline keyboard button URL 'http://localhost:8090/x' is invalid: Wrong HTTP URL"},
		{"a button to mail", "sendMessage", with(text("x"), "reply_markup", button(map[string]any{"text": "a", "url": "mailto:a@isa.de"})),
			"Bad Request: inline keyboard button URL 'mailto:a@isa.de' is invalid: Unsupported URL protocol"},
		{"64 bytes of data", "sendMessage", with(text("x"), "reply_markup", button(map[string]any{"text": "a", "callback_data": strings.Repeat("x", 64)})), ""},
		{"65 bytes of data", "sendMessage", with(text("x"), "reply_markup", button(map[string]any{"text": "a", "callback_data": strings.Repeat("市", 21) + "xx"})), "Bad Request: BUTTON_DATA_INVALID"},
		{"a button without an action", "sendMessage", with(text("x"), "reply_markup", button(map[string]any{"text": "a"})), "Text buttons are unallowed in the inline keyboard"},
		{"a caption", "sendPhoto", map[string]any{"chat_id": channel, "photo": "https://isa.de/a.jpg", "caption": strings.Repeat("市", 1024)}, ""},
		{"a long caption", "sendPhoto", map[string]any{"chat_id": channel, "photo": "https://isa.de/a.jpg", "caption": strings.Repeat("市", 1025)}, "Bad Request: message caption is too long"},
		{"a photo that is not there", "sendPhoto", map[string]any{"chat_id": channel, "photo": "attach://x"}, "Bad Request: there is no photo in the request"},
		{"a photo that is nowhere", "sendPhoto", map[string]any{"chat_id": channel, "photo": "a.jpg"}, "Bad Request: wrong file identifier/HTTP URL specified"},
		{"an album", "sendMediaGroup", map[string]any{"chat_id": channel, "media": photo(10)}, ""},
		{"an album of one", "sendMediaGroup", map[string]any{"chat_id": channel, "media": photo(1)}, "as an album"},
		{"an album of eleven", "sendMediaGroup", map[string]any{"chat_id": channel, "media": photo(11)}, "Bad Request: too many messages to send as an album"},
		{"a webhook without TLS", "setWebhook", map[string]any{"url": "http://isa.de/x"}, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"},
		{"a secret with a blank", "setWebhook", map[string]any{"url": "https://isa.de/x", "secret_token": "a b"}, "Bad Request: secret token contains unallowed characters"},
		{"a command in capitals", "setMyCommands", map[string]any{"commands": []any{map[string]any{"command": "Start", "description": "x"}}}, "Bad Request: BOT_COMMAND_INVALID"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, c := newFake(t)
			a := ask(t, f, c, tt.method, tt.fields)
			if a.OK != (tt.want == "") || !strings.Contains(a.Description, tt.want) {
				t.Errorf("got %q, want %q", a.Description, tt.want)
			}
			if n := len(f.Complaints()); n != 0 {
				t.Errorf("complaints: %q", f.Complaints())
			}
		})
	}
}

func TestAnAlbumIsOfOneKind(t *testing.T) {
	f, c := newFake(t)
	a := ask(t, f, c, "sendMediaGroup", map[string]any{"chat_id": channel, "media": []any{
		map[string]any{"type": "photo", "media": "https://isa.de/a.jpg"}, map[string]any{"type": "document", "media": "https://isa.de/a.pdf"}}})
	if a.Code != 400 || len(f.Chat(channel)) != 0 {
		t.Errorf("%+v", a)
	}
}

func TestAccess(t *testing.T) {
	tests := []struct {
		chat   int64
		access Access
		want   string
	}{
		{person, Blocked, "Forbidden: bot was blocked by the user"},
		{person, Deactivated, "Forbidden: user is deactivated"},
		{group, Kicked, "Forbidden: bot was kicked from the group chat"},
		{group, Left, "Forbidden: bot is not a member of the group chat"},
		{group, Deleted, "Forbidden: the group chat was deleted"},
		{super, Kicked, "Forbidden: bot was kicked from the supergroup chat"},
		{channel, Left, "Forbidden: bot is not a member of the channel chat"},
		{channel, ReadOnly, "Bad Request: need administrator rights in the channel chat"},
		{super, ReadOnly, "Bad Request: not enough rights to send text messages to the chat"},
		{channel, NoPin, ""},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.chat, " ", tt.access), func(t *testing.T) {
			f, c := newFake(t)
			f.SetAccess(tt.chat, tt.access)
			if a := ask(t, f, c, "sendMessage", map[string]any{"chat_id": tt.chat, "text": "x"}); a.Description != tt.want {
				t.Errorf("got %q, want %q", a.Description, tt.want)
			}
			if len(f.Chat(tt.chat)) != 0 && tt.want != "" {
				t.Error("something was sent")
			}
		})
	}
}

func TestAGroupThatMoved(t *testing.T) {
	f, c := newFake(t)
	f.Migrate(group, -1009)
	a := ask(t, f, c, "sendMessage", map[string]any{"chat_id": group, "text": "x"})
	if a.Description != "Bad Request: group chat was upgraded to a supergroup chat" || a.Parameters.MoveTo != -1009 {
		t.Errorf("%+v", a)
	}
	if a := ask(t, f, c, "sendMessage", map[string]any{"chat_id": -1009, "text": "x"}); !a.OK {
		t.Errorf("%+v", a)
	}
}

// edits is a conversation with one message, step by step.
func TestEditsAndDeletions(t *testing.T) {
	f, c := newFake(t)
	id := func(a answer) int {
		var m struct {
			ID int `json:"message_id"`
		}
		if err := json.Unmarshal(a.Result, &m); err != nil || m.ID == 0 {
			t.Fatalf("%+v", a)
		}
		return m.ID
	}
	msg := id(ask(t, f, c, "sendMessage", map[string]any{"chat_id": channel, "text": "one", "reply_markup": map[string]any{
		"inline_keyboard": []any{[]any{map[string]any{"text": "a", "url": "https://isa.de/#n1"}}}}}))
	edit := func(method string, fields map[string]any) string {
		t.Helper()
		fields["chat_id"], fields["message_id"] = channel, msg
		return ask(t, f, c, method, fields).Description
	}
	steps := []struct {
		name, method string
		fields       map[string]any
		want         string
	}{
		{"another text takes the button off", "editMessageText", map[string]any{"text": "two"}, ""},
		{"the same text", "editMessageText", map[string]any{"text": "two "}, "message is not modified"},
		{"the same text in bold", "editMessageText", map[string]any{"text": "<b>two</b>", "parse_mode": "HTML"}, ""},
		{"a text has no caption", "editMessageCaption", map[string]any{"caption": "x"}, "Bad Request: there is no caption in the message to edit"},
		{"a photo for the text", "editMessageMedia", map[string]any{"media": map[string]any{"type": "photo", "media": "https://isa.de/a.jpg", "caption": "three"}}, ""},
		{"no way back", "editMessageText", map[string]any{"text": "four"}, "Bad Request: there is no text in the message to edit"},
		{"its caption", "editMessageCaption", map[string]any{"caption": "five"}, ""},
		{"its caption again", "editMessageCaption", map[string]any{"caption": "five"}, "message is not modified"},
		{"its buttons", "editMessageReplyMarkup", map[string]any{"reply_markup": map[string]any{
			"inline_keyboard": []any{[]any{map[string]any{"text": "a", "url": "https://isa.de/"}}}}}, ""},
	}
	for _, s := range steps {
		if got := edit(s.method, s.fields); (s.want == "") != (got == "") || !strings.Contains(got, s.want) {
			t.Errorf("%s: got %q, want %q", s.name, got, s.want)
		}
	}
	got := f.Chat(channel)
	if len(got) != 1 || got[0].Kind != "photo" || got[0].Text != "five" || got[0].Edits != 5 || len(got[0].Buttons) == 0 {
		t.Errorf("it stands as %+v", got)
	}
	if twin := f.Chat(talk); len(twin) != 1 || !twin[0].Automatic || twin[0].Text != "five" || twin[0].Origin.ID != msg {
		t.Errorf("in the discussion group it stands as %+v", twin)
	}

	c.add(48*time.Hour - c.t.Sub(got[0].At) - time.Second)
	young := id(ask(t, f, c, "sendMessage", map[string]any{"chat_id": channel, "text": "young"}))
	del := func(m int) string {
		return ask(t, f, c, "deleteMessage", map[string]any{"chat_id": channel, "message_id": m}).Description
	}
	if d := del(msg); d != "Bad Request: message can't be deleted" {
		t.Errorf("after 48 hours: %q", d)
	}
	if a := ask(t, f, c, "deleteMessages", map[string]any{"chat_id": channel, "message_ids": []int{young, 99}}); !a.OK {
		t.Errorf("deleting two, of which one is not there: %+v", a)
	}
	if d := del(young); d != "Bad Request: message to delete not found" {
		t.Errorf("once more: %q", d)
	}
	if d := edit("editMessageText", map[string]any{"text": "x"}); d != "Bad Request: there is no text in the message to edit" {
		t.Errorf("%q", d)
	}
	f.Remove(channel, msg)
	if d := edit("editMessageCaption", map[string]any{"caption": "x"}); d != "Bad Request: message to edit not found" {
		t.Errorf("after an administrator deleted it: %q", d)
	}
}

func TestForwardsAndPins(t *testing.T) {
	f, c := newFake(t)
	ask(t, f, c, "sendMessage", map[string]any{"chat_id": channel, "text": "<b>x</b>", "parse_mode": "HTML"})
	ask(t, f, c, "pinChatMessage", map[string]any{"chat_id": channel, "message_id": 1})
	if m := f.Chat(channel); len(m) != 1 || !m[0].Pinned {
		t.Errorf("%+v", m)
	}
	for id, want := range map[int]string{1: "", 2: "Bad Request: the message can't be forwarded", 3: "Bad Request: message to forward not found"} {
		a := ask(t, f, c, "forwardMessage", map[string]any{"chat_id": group, "from_chat_id": channel, "message_id": id})
		if a.Description != want {
			t.Errorf("forwarding %d: %q", id, a.Description)
		}
	}
	if m := f.Chat(group); len(m) != 1 || m[0].Text != "x" || *m[0].Origin != (Origin{channel, 1, f.Chat(channel)[0].At}) {
		t.Errorf("%+v", m)
	}
	f.SetAccess(channel, NoPin)
	if a := ask(t, f, c, "unpinChatMessage", map[string]any{"chat_id": channel, "message_id": 1}); a.Description != "Bad Request: not enough rights to manage pinned messages in the chat" {
		t.Errorf("%+v", a)
	}
}

func TestTokensAndMethods(t *testing.T) {
	f, _ := newFake(t)
	for path, want := range map[string]int{
		"/bot" + Token + "/getMe": 200, "/bot1:x/getMe": 401, "/getMe": 404, "/botx/getMe": 404, "/bot" + Token + "/sendEverything": 404,
	} {
		req, _ := http.NewRequest("POST", "http://fake"+path, nil)
		if a := do(t, f, req); a.Code != want && want != 200 || a.OK != (want == 200) {
			t.Errorf("%s: %+v", path, a)
		}
	}
}

func TestFormsAreReadInEachWay(t *testing.T) {
	f, c := newFake(t)
	form := url.Values{"chat_id": {"7"}, "text": {"a form"}}
	req, _ := http.NewRequest("POST", "http://fake/bot"+Token+"/sendMessage", strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	do(t, f, req)
	c.add(2 * time.Second)
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	_ = w.WriteField("chat_id", "7")
	_ = w.WriteField("document", "attach://f")
	part, _ := w.CreateFormFile("f", "Städte.pdf")
	_, _ = io.WriteString(part, "%PDF")
	_ = w.Close()
	req, _ = http.NewRequest("POST", "http://fake/bot"+Token+"/sendDocument", &body)
	req.Header.Set("Content-Type", w.FormDataContentType())
	do(t, f, req)
	if m := f.Chat(person); len(m) != 2 || m[0].Text != "a form" || m[1].File != "Städte.pdf" {
		t.Errorf("%+v", m)
	}
}

func TestTheSchemaIsHeld(t *testing.T) {
	f, c := newFake(t)
	if !f.Checked() {
		t.Skip("The vendors' schemas were not found: ISABOT_SPECS names no folder with them.")
	}
	tests := map[string]struct {
		method string
		fields map[string]any
		want   string
	}{
		"an unknown parameter":    {"sendMessage", map[string]any{"chat_id": person, "text": "x", "silent": true}, "unknown parameter silent"},
		"a missing one":           {"sendPhoto", map[string]any{"chat_id": person}, "parameter photo is missing"},
		"a number that is none":   {"editMessageText", map[string]any{"chat_id": person, "message_id": "x", "text": "x"}, "message_id is no Integer"},
		"a truth that is none":    {"sendMessage", map[string]any{"chat_id": person, "text": "x", "disable_notification": "yes"}, "disable_notification is no Boolean"},
		"an object that is none":  {"sendMessage", map[string]any{"chat_id": person, "text": "x", "link_preview_options": "none"}, "link_preview_options is no LinkPreviewOptions"},
		"an unknown field in one": {"sendMessage", map[string]any{"chat_id": person, "text": "x", "link_preview_options": map[string]any{"above": true}}, "link_preview_options is no"},
		"buttons in one row":      {"sendMessage", map[string]any{"chat_id": person, "text": "x", "reply_markup": map[string]any{"inline_keyboard": []any{map[string]any{"text": "x"}}}}, "reply_markup is no"},
		"a medium of no kind":     {"editMessageMedia", map[string]any{"chat_id": person, "message_id": 1, "media": map[string]any{"type": "picture", "media": "https://isa.de/x"}}, "media is no"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			before := len(f.Complaints())
			a := ask(t, f, c, tt.method, tt.fields)
			if a.Code != 400 || !strings.Contains(a.Description, tt.want) || len(f.Complaints()) != before+1 {
				t.Errorf("%+v, complaints %q", a, f.Complaints())
			}
		})
	}
}

// The fake's own answers are held to the schema too: what it makes up, a client
// would have to live with.
func TestAnswersAreAsTheSchemaHasThem(t *testing.T) {
	f, c := newFake(t)
	if !f.Checked() {
		t.Skip("The vendors' schemas were not found: ISABOT_SPECS names no folder with them.")
	}
	media := []any{map[string]any{"type": "document", "media": "https://isa.de/a.pdf", "caption": "<i>a</i>", "parse_mode": "HTML"}, map[string]any{"type": "document", "media": "https://isa.de/b.pdf"}}
	calls := []struct {
		method string
		fields map[string]any
		want   string
	}{
		{"sendMessage", map[string]any{"chat_id": channel, "text": `<b>x</b> <a href="https://isa.de/#n1">y</a> <pre><code class="language-go">z</code></pre>`, "parse_mode": "HTML"}, "Message"},
		{"sendPhoto", map[string]any{"chat_id": person, "photo": "https://isa.de/a.jpg", "caption": "x"}, "Message"},
		{"sendMediaGroup", map[string]any{"chat_id": super, "media": media, "message_thread_id": 5}, "Array of Message"},
		{"editMessageText", map[string]any{"chat_id": channel, "message_id": 1, "text": "y"}, "Message"},
		{"forwardMessage", map[string]any{"chat_id": group, "from_chat_id": channel, "message_id": 1}, "Message"},
		{"copyMessage", map[string]any{"chat_id": group, "from_chat_id": channel, "message_id": 1}, "MessageId"},
		{"pinChatMessage", map[string]any{"chat_id": channel, "message_id": 1}, "Boolean"},
		{"getChat", map[string]any{"chat_id": channel}, "ChatFullInfo"},
		{"getMe", nil, "User"},
		{"getUpdates", nil, "Array of Update"},
		{"getWebhookInfo", nil, "WebhookInfo"},
	}
	for _, call := range calls {
		a := ask(t, f, c, call.method, call.fields)
		var v any
		if err := json.Unmarshal(a.Result, &v); err != nil || !a.OK {
			t.Fatalf("%s: %+v", call.method, a)
		}
		if err := f.spec.fits(v, call.want); err != nil {
			t.Errorf("%s: %v in %s", call.method, err, a.Result)
		}
	}
	if got := f.Complaints(); len(got) > 0 {
		t.Errorf("complaints: %q", got)
	}
}

func TestASchemaThatIsBrokenIsNotPassedOver(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, specFile), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := loadSpec(folder); err == nil {
		t.Error("a schema that cannot be read was taken")
	}
	if s, err := loadSpec(t.TempDir()); s != nil || err != nil {
		t.Errorf("an empty folder: %v, %v", s, err)
	}
}
