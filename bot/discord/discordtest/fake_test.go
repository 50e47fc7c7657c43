package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var schema = sync.OnceValues(func() (*Schema, error) {
	folder := os.Getenv("ISABOT_SPECS")
	if folder == "" {
		return nil, nil
	}
	return LoadSchema(folder)
})

// bench is a fake with a clock that the test turns.
type bench struct {
	*Fake
	t   *testing.T
	now time.Time
}

func newBench(t *testing.T, cfg Config) *bench {
	t.Helper()
	s, err := schema()
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	cfg.Schema, cfg.Now = s, func() time.Time { return b.now }
	b.Fake = New(cfg)
	return b
}

type answer struct {
	status int
	header http.Header
	form   map[string]any
	list   []map[string]any
	err    error
}

func (b *bench) do(method, path string, body any) answer {
	b.t.Helper()
	var r io.Reader
	if body != nil {
		r = bytes.NewReader(jsonOf(body))
	}
	req := httptest.NewRequest(method, "https://discord.com/api/v9"+path, r)
	req.Header.Set("Authorization", "Bot t")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return b.send(req)
}

func (b *bench) send(req *http.Request) answer {
	b.t.Helper()
	res, err := b.Transport().RoundTrip(req)
	if err != nil {
		return answer{err: err}
	}
	text, err := io.ReadAll(res.Body)
	a := answer{status: res.StatusCode, header: res.Header, err: err}
	if json.Unmarshal(text, &a.form) != nil {
		_ = json.Unmarshal(text, &a.list)
	}
	if b.cfg.Schema != nil && res.StatusCode < 300 && res.StatusCode != 204 && err == nil {
		found, _ := match(req.Method, strings.TrimPrefix(req.URL.Path, "/api/v9"))
		if err := b.cfg.Schema.Answer(req.Method, found.path, res.StatusCode, text); err != nil {
			b.t.Errorf("%s %s: the answer is not Discord's: %v", req.Method, req.URL.Path, err)
		}
	}
	return a
}

func (a answer) id() string { s, _ := a.form["id"].(string); return s }

func (a answer) code() int { n, _ := a.form["code"].(float64); return int(n) }

func message(text string, more ...any) map[string]any {
	m := map[string]any{"content": text, "allowed_mentions": map[string]any{"parse": []any{}}}
	for i := 0; i+1 < len(more); i += 2 {
		m[more[i].(string)] = more[i+1]
	}
	return m
}

func (b *bench) clean() {
	b.t.Helper()
	if v := b.Violations(); len(v) > 0 {
		b.t.Errorf("violations: %q", v)
	}
}

func TestAMessageIsMadeReadChangedAndDeleted(t *testing.T) {
	b := newBench(t, Config{})
	ch := b.Open(Text, "news")
	a := b.do("POST", "/channels/"+ch+"/messages", message("Guten Tag", "embeds", []any{map[string]any{"title": "T", "url": "https://isa.example/x#m"}}))
	if a.status != 200 || a.id() == "" {
		t.Fatalf("made: %d %v", a.status, a.form)
	}
	one := "/channels/" + ch + "/messages/" + a.id()
	if got := b.do("GET", one, nil); got.form["content"] != "Guten Tag" || got.form["author"].(map[string]any)["id"] != b.Bot() {
		t.Errorf("read: %v", got.form)
	}
	b.now = b.now.Add(time.Second)
	if got := b.do("PATCH", one, message("Guten Abend")); got.form["edited_timestamp"] == nil {
		t.Errorf("changed: %v", got.form)
	}
	if all := b.Channel(ch); len(all) != 1 || all[0].Content != "Guten Abend" || all[0].Embeds[0].Title != "T" || all[0].Edits != 1 {
		t.Errorf("stands: %+v", all)
	}
	if got := b.do("DELETE", one, nil); got.status != 204 || len(b.Channel(ch)) != 0 {
		t.Errorf("deleted: %d, %d stand", got.status, len(b.Channel(ch)))
	}
	if got := b.do("PATCH", one, message("x")); got.status != 404 || got.code() != 10008 {
		t.Errorf("changed after that: %d %d", got.status, got.code())
	}
	var effects []Effect
	for _, e := range b.Log() {
		effects = append(effects, e.Effect)
	}
	if !slices.Equal(effects, []Effect{Created, Nothing, Edited, Deleted, Nothing}) {
		t.Errorf("the log has %q", effects)
	}
	if e := b.Log()[0]; e.Message != a.id() || e.Visible != "Guten Tag\nT" || e.Channel != ch || e.Status != 200 {
		t.Errorf("the log's first entry is %+v", e)
	}
	b.clean()
}

func TestBadRequestsAreRefusedAndNoted(t *testing.T) {
	embed := func(more ...any) map[string]any {
		e := map[string]any{"title": "T"}
		for i := 0; i+1 < len(more); i += 2 {
			e[more[i].(string)] = more[i+1]
		}
		return message("", "embeds", []any{e})
	}
	big := strings.Repeat("中", 4096)
	for _, c := range []struct {
		name string
		body map[string]any
	}{
		{"no allowed_mentions", map[string]any{"content": "x"}},
		{"allowed_mentions that allow", map[string]any{"content": "x", "allowed_mentions": map[string]any{"parse": []any{"everyone"}}}},
		{"allowed_mentions without parse", map[string]any{"content": "x", "allowed_mentions": map[string]any{}}},
		{"2,001 characters", message(strings.Repeat("x", 2001))},
		{"nothing in it", message("")},
		{"an unknown field", message("x", "parse_mode", "HTML")},
		{"a nonce of 26", message("x", "nonce", strings.Repeat("n", 26), "enforce_nonce", true)},
		{"enforce_nonce without a nonce", message("x", "enforce_nonce", true)},
		{"a title of 257", embed("title", strings.Repeat("x", 257))},
		{"a description of 4,097", embed("description", strings.Repeat("x", 4097))},
		{"a description of 2,049 emoji", embed("description", strings.Repeat("😀", 2049))},
		{"embeds of 6,001 together", message("", "embeds", []any{map[string]any{"description": big}, map[string]any{"description": big[:1905*3]}})},
		{"a footer of 2,049", embed("footer", map[string]any{"text": strings.Repeat("x", 2049)})},
		{"an address without a dot", embed("url", "http://localhost/x")},
		{"a picture that is not there", embed("image", map[string]any{"url": "attachment://cover.jpg"})},
		{"an empty embed", embed("title", "")},
		{"an attachment without its file", message("x", "attachments", []any{map[string]any{"id": "0", "filename": "a.pdf"}})},
		{"a button without an address", message("x", "components", []any{map[string]any{"type": 1, "components": []any{map[string]any{"type": 2, "style": 5, "label": "x"}}}})},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, Config{})
			ch := b.Open(Text, "news")
			if a := b.do("POST", "/channels/"+ch+"/messages", c.body); a.status != 400 || a.code() != 50035 {
				t.Errorf("answered with %d %v", a.status, a.form)
			}
			if len(b.Violations()) != 1 || len(b.Channel(ch)) != 0 {
				t.Errorf("%d violations, %d messages", len(b.Violations()), len(b.Channel(ch)))
			}
		})
	}
}

func TestTheSchemaFindsWhatTheRulesDoNotSay(t *testing.T) {
	if s, _ := schema(); s == nil {
		t.Skip("ISABOT_SPECS does not say where the vendors' schemas are")
	}
	b := newBench(t, Config{})
	ch := b.Open(Text, "news")
	if a := b.do("POST", "/channels/"+ch+"/messages", message("x", "embeds", []any{map[string]any{"title": "T", "color": 1 << 24}})); a.status != 400 {
		t.Errorf("a colour out of range: %d", a.status)
	}
	if a := b.do("GET", "/channels/"+ch+"/messages?limit=10&since=1", nil); a.status != 400 {
		t.Errorf("an unknown parameter: %d", a.status)
	}
}

func TestFilesAreHeldWithTheirDescription(t *testing.T) {
	b := newBench(t, Config{})
	ch := b.Open(Text, "news")
	upload := func(method, path string, sizes ...int) answer {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		var files []any
		for i := range sizes {
			files = append(files, map[string]any{"id": fmt.Sprint(i), "filename": fmt.Sprintf("f%d.jpg", i), "description": "Der Saal"})
		}
		form := message("", "attachments", files, "embeds", []any{map[string]any{"title": "T", "image": map[string]any{"url": "attachment://f0.jpg"}}})
		_ = w.WriteField("payload_json", string(jsonOf(form)))
		for i, n := range sizes {
			p, _ := w.CreateFormFile(fmt.Sprintf("files[%d]", i), fmt.Sprintf("f%d.jpg", i))
			_, _ = p.Write(make([]byte, n))
		}
		_ = w.Close()
		req := httptest.NewRequest(method, "https://discord.com/api/v9"+path, &body)
		req.Header.Set("Authorization", "Bot t")
		req.Header.Set("Content-Type", w.FormDataContentType())
		return b.send(req)
	}
	a := upload("POST", "/channels/"+ch+"/messages", 10, 20)
	if a.status != 200 {
		t.Fatalf("answered with %d %v", a.status, a.form)
	}
	m := b.Channel(ch)[0]
	if len(m.Attachments) != 2 || !m.Attachments[0].InEmbed || m.Attachments[1].InEmbed || m.Attachments[1].Size != 20 || m.Attachments[0].Description != "Der Saal" {
		t.Errorf("holds %+v", m.Attachments)
	}
	if a = upload("PATCH", "/channels/"+ch+"/messages/"+a.id(), 30); a.status != 200 || len(b.Channel(ch)[0].Attachments) != 1 || b.Channel(ch)[0].Attachments[0].Size != 30 {
		t.Errorf("after an edit: %d, %+v", a.status, b.Channel(ch)[0].Attachments)
	}
	b.clean()
	if a := upload("POST", "/channels/"+ch+"/messages", 10<<20+1); a.status != 400 {
		t.Errorf("a file of more than 10 MiB: %d", a.status)
	}
	if a := upload("POST", "/channels/"+ch+"/messages", 9<<20, 9<<20, 9<<20); a.status != 413 || a.code() != 40005 {
		t.Errorf("a request of more than 25 MiB: %d", a.status)
	}
}

func TestANonceIsKnownForMinutes(t *testing.T) {
	b := newBench(t, Config{})
	ch, other := b.Open(Text, "news"), b.Open(Text, "other")
	send := func(channel string) answer {
		return b.do("POST", "/channels/"+channel+"/messages", message("x", "nonce", "n1", "enforce_nonce", true))
	}
	first := send(ch)
	b.now = b.now.Add(4 * time.Minute)
	if again := send(ch); again.id() != first.id() || len(b.Channel(ch)) != 1 {
		t.Errorf("made again: %s after %s", again.id(), first.id())
	}
	if e := b.Log()[1]; e.Effect != Repeated || e.Nonce != "n1" {
		t.Errorf("the log says %+v", e)
	}
	if send(other); len(b.Channel(other)) != 1 {
		t.Error("the nonce counts in another channel")
	}
	b.Remove(ch, first.id())
	if gone := send(ch); gone.code() != 10008 {
		t.Errorf("after it was removed: %v", gone.form)
	}
	b.now = b.now.Add(time.Minute)
	if late := send(ch); late.status != 200 || late.id() == first.id() {
		t.Errorf("after five minutes: %v", late.form)
	}
	b.clean()
}

func TestAForumsPost(t *testing.T) {
	b := newBench(t, Config{})
	forum := b.Open(Forum, "news")
	a := b.do("POST", "/channels/"+forum+"/threads", map[string]any{"name": "Titel", "auto_archive_duration": 60, "message": message("Hallo")})
	post := a.id()
	if a.status != 201 || a.form["parent_id"] != forum || a.form["message"].(map[string]any)["id"] != post {
		t.Fatalf("answered with %d %v", a.status, a.form)
	}
	if a := b.do("GET", "/guilds/"+b.Guild()+"/threads/active", nil); len(a.form["threads"].([]any)) != 1 {
		t.Errorf("active: %v", a.form)
	}
	b.now = b.now.Add(2 * time.Hour)
	if a := b.do("GET", "/guilds/"+b.Guild()+"/threads/active", nil); len(a.form["threads"].([]any)) != 0 {
		t.Errorf("active after two hours: %v", a.form)
	}
	if a := b.do("GET", "/channels/"+forum+"/threads/archived/public?limit=2", nil); len(a.form["threads"].([]any)) != 1 {
		t.Errorf("archived after two hours: %v", a.form)
	}
	one := "/channels/" + post + "/messages/" + post
	if a := b.do("PATCH", one, message("x")); a.code() != 50083 {
		t.Errorf("an edit in an archived post: %v", a.form)
	}
	if a := b.do("DELETE", one, nil); a.code() != 50083 {
		t.Errorf("a deletion in an archived post: %v", a.form)
	}
	if a := b.do("PATCH", "/channels/"+post, map[string]any{"archived": false, "name": "Neu"}); a.form["name"] != "Neu" {
		t.Errorf("opened again: %v", a.form)
	}
	if a := b.do("PATCH", one, message("x")); a.status != 200 {
		t.Errorf("an edit after that: %v", a.form)
	}
	if a := b.do("DELETE", "/channels/"+post, nil); a.status != 200 || len(b.Posts(forum)) != 0 {
		t.Errorf("deleted: %v", a.form)
	}
	b.clean()
	if a := b.do("POST", "/channels/"+forum+"/messages", message("x")); a.code() != 50008 {
		t.Errorf("a message to the forum itself: %v", a.form)
	}
	if b.do("POST", "/channels/"+forum+"/threads", map[string]any{"name": "T", "message": message("x", "nonce", "n")}); len(b.Violations()) != 1 {
		t.Errorf("a nonce in a forum's post: %q", b.Violations())
	}
}

func TestMessagesAreListedByPages(t *testing.T) {
	b := newBench(t, Config{Limits: Limits{Route: Limit{N: -1}, Global: Limit{N: -1}}})
	ch := b.Open(Text, "news")
	var ids []string
	for i := range 7 {
		ids = append(ids, b.Say(ch, "42", fmt.Sprint(i)))
	}
	list := func(q string) (out []string) {
		for _, m := range b.do("GET", "/channels/"+ch+"/messages"+q, nil).list {
			out = append(out, m["id"].(string))
		}
		slices.Reverse(out)
		return out
	}
	for q, want := range map[string][]string{
		"": ids, "?limit=2": ids[5:], "?after=" + ids[1] + "&limit=3": ids[2:5], "?before=" + ids[3] + "&limit=2": ids[1:3],
	} {
		if got := list(q); !slices.Equal(got, want) {
			t.Errorf("%q: %v, wanted %v", q, got, want)
		}
	}
	b.clean()
}

func TestCrosspostAndPin(t *testing.T) {
	b := newBench(t, Config{})
	ch, text := b.Open(Announcement, "news"), b.Open(Text, "chat")
	id := b.do("POST", "/channels/"+ch+"/messages", message("x")).id()
	one := "/channels/" + ch + "/messages/" + id + "/crosspost"
	if a := b.do("POST", one, nil); a.status != 200 || !b.Channel(ch)[0].Crossposted {
		t.Errorf("crossposted: %v", a.form)
	}
	if a := b.do("POST", one, nil); a.code() != 40033 {
		t.Errorf("again: %v", a.form)
	}
	if a := b.do("PUT", "/channels/"+ch+"/pins/"+id, nil); a.status != 204 || !b.Channel(ch)[0].Pinned {
		t.Errorf("pinned: %d", a.status)
	}
	id = b.do("POST", "/channels/"+text+"/messages", message("x")).id()
	if a := b.do("POST", "/channels/"+text+"/messages/"+id+"/crosspost", nil); a.code() != 50024 {
		t.Errorf("in a text channel: %v", a.form)
	}
	b.clean()
}

func TestLimitsAreToldKeptAndCounted(t *testing.T) {
	b := newBench(t, Config{})
	ch := b.Open(Text, "news")
	send := func() answer { return b.do("POST", "/channels/"+ch+"/messages", message("x")) }
	for i := range 5 {
		a := send()
		if got := a.header.Get("X-RateLimit-Remaining"); a.status != 200 || got != fmt.Sprint(4-i) {
			t.Errorf("request %d: %d, %s remain", i, a.status, got)
		}
	}
	a := send()
	if a.status != 429 || a.form["retry_after"] != 5.0 || a.form["global"] != false || a.header.Get("X-RateLimit-Scope") != "user" || b.Invalid() != 1 {
		t.Errorf("the sixth: %d %v, %d invalid", a.status, a.form, b.Invalid())
	}
	if len(b.Violations()) != 1 {
		t.Errorf("violations: %q", b.Violations())
	}
	b.now = b.now.Add(5 * time.Second)
	if a := send(); a.status != 200 {
		t.Errorf("after five seconds: %d", a.status)
	}
	b.now = b.now.Add(time.Minute)
	for i := range 50 {
		other := b.Open(Text, "other")
		if a := b.do("POST", "/channels/"+other+"/messages", message("x")); a.status != 200 {
			t.Fatalf("request %d of the second: %d", i, a.status)
		}
	}
	if a := send(); a.form["global"] != true {
		t.Errorf("the 51st of a second: %v", a.form)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		kind   FaultKind
		status int
		broken bool
		done   bool
	}{
		{ErrorBefore, 500, false, false}, {ErrorAfter, 503, false, true}, {HTMLBefore, 502, false, false}, {HTMLAfter, 504, false, true},
		{StallBefore, 0, true, false}, {StallAfter, 0, true, true}, {CutBefore, 0, true, false}, {CutAfter, 0, true, true},
		{CutInAnswer, 200, true, true}, {Unreachable, 0, true, false},
		{Unauthorized, 401, false, false}, {NoAccess, 403, false, false}, {NoPermission, 403, false, false}, {NoDM, 403, false, false},
		{UnknownChannel, 404, false, false}, {UnknownMessage, 404, false, false},
		{Limited, 429, false, false}, {LimitedGlobal, 429, false, false}, {LimitedShared, 429, false, false},
		{LimitedHTML, 429, false, false}, {LimitedMute, 429, false, false},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			b := newBench(t, Config{})
			ch := b.Open(Text, "news")
			b.Break(Fault{Kind: c.kind, Method: "POST", Channel: ch, Wait: time.Second})
			a := b.do("POST", "/channels/"+ch+"/messages", message("x"))
			if a.status != c.status || (a.err != nil) != c.broken || (len(b.Channel(ch)) == 1) != c.done {
				t.Errorf("%d, %v, %d messages", a.status, a.err, len(b.Channel(ch)))
			}
			if e := b.Log()[0]; e.Fault != c.kind || (e.Effect == Created) != c.done {
				t.Errorf("the log has %+v", e)
			}
			if a := b.do("POST", "/channels/"+ch+"/messages", message("x")); a.status != 200 {
				t.Errorf("the next request: %d", a.status)
			}
			b.clean()
		})
	}
}

func TestChaosFallsTheSameWay(t *testing.T) {
	run := func(seed uint64) string {
		b := newBench(t, Config{Limits: Limits{Route: Limit{N: -1}, Global: Limit{N: -1}}})
		ch := b.Open(Text, "news")
		b.Chaos(seed, .5, ErrorAfter, CutBefore, Limited)
		for range 50 {
			b.do("POST", "/channels/"+ch+"/messages", message("x"))
		}
		return fmt.Sprint(func() (out []FaultKind) {
			for _, e := range b.Log() {
				out = append(out, e.Fault)
			}
			return out
		}())
	}
	first, again, other := run(1), run(1), run(2)
	if first != again || first == other {
		t.Error("the seed does not decide")
	}
}

func TestChannelsAreDescribed(t *testing.T) {
	b := newBench(t, Config{})
	thread := b.OpenThread(b.Open(Text, "parent"), "thread")
	for id, kind := range map[string]Kind{b.Open(Text, "a"): Text, b.Open(Announcement, "b"): Announcement,
		b.Open(Forum, "c"): Forum, b.Open(DM, "d"): DM, thread: Thread} {
		if a := b.do("GET", "/channels/"+id, nil); a.status != 200 || a.form["type"] != float64(kind) {
			t.Errorf("%d: %v", kind, a.form)
		}
	}
	b.clean()
}

func TestAWrongTokenIsRefused(t *testing.T) {
	b := newBench(t, Config{Token: "other"})
	if a := b.do("GET", "/users/@me", nil); a.status != 401 || b.Invalid() != 1 {
		t.Errorf("answered with %d", a.status)
	}
}

func TestUnknownPathsAreNoted(t *testing.T) {
	b := newBench(t, Config{})
	if a := b.do("GET", "/channels/x/messages", nil); a.status != 404 || len(b.Violations()) != 1 {
		t.Errorf("answered with %d, %q", a.status, b.Violations())
	}
}

func TestTheTransportTellsTheTrace(t *testing.T) {
	b := newBench(t, Config{})
	for kind, want := range map[FaultKind]bool{None: true, CutBefore: true, StallAfter: true, ErrorBefore: true, Unreachable: false} {
		wrote := false
		b.Heal()
		b.Break(Fault{Kind: kind})
		req := httptest.NewRequest("GET", "https://discord.com/api/v9/users/@me", nil)
		req.Header.Set("Authorization", "Bot t")
		req = req.WithContext(httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{
			WroteHeaders: func() { wrote = true }, WroteRequest: func(httptrace.WroteRequestInfo) { wrote = true }}))
		_, err := b.Transport().RoundTrip(req)
		if wrote != want {
			t.Errorf("%s: written is %v", kind, wrote)
		}
		if _, dial := errors.AsType[*net.OpError](err); dial != (kind == Unreachable) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestOverASocket(t *testing.T) {
	seen := make(chan Entry, 10)
	f := New(Config{Gateway: "wss://gateway.example", Seen: func(e Entry) { seen <- e }})
	server := httptest.NewServer(f)
	defer server.Close()
	ch := f.Open(Text, "news")
	send := func() (int, error) {
		req, _ := http.NewRequestWithContext(t.Context(), "POST", server.URL+"/v9/channels/"+ch+"/messages", bytes.NewReader(jsonOf(message("x"))))
		req.Header.Set("Authorization", "Bot t")
		req.Header.Set("Content-Type", "application/json")
		res, err := server.Client().Do(req)
		if err != nil {
			return 0, err
		}
		defer res.Body.Close()
		_, err = io.ReadAll(res.Body)
		return res.StatusCode, err
	}
	if status, err := send(); status != 200 || err != nil {
		t.Fatalf("answered with %d, %v", status, err)
	}
	f.Break(Fault{Kind: CutAfter}, Fault{Kind: CutInAnswer})
	for range 2 {
		if _, err := send(); err == nil {
			t.Error("the connection was not cut")
		}
	}
	if n := len(f.Channel(ch)); n != 3 || len(seen) != 3 {
		t.Errorf("%d messages, %d seen", n, len(seen))
	}
	if res, err := server.Client().Get(server.URL + "/v9/users/@me"); err != nil || res.StatusCode != 401 {
		t.Errorf("without a token: %v %v", res, err)
	}
}
