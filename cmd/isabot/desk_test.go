package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms/cmstest"
)

// clerk is somebody of the staff at the desk.
type clerk struct {
	t     *testing.T
	base  string
	token string
}

func newClerk(t *testing.T, p *program, base, role, lang string) clerk {
	t.Helper()
	account := cmstest.Record(t, p.app, core.CollectionNameSuperusers, map[string]any{
		"email": role + lang + "@example.org", "password": "a-long-password-1", "role": role, "lang": lang})
	if err := p.app.Save(account); err != nil {
		t.Fatal(err)
	}
	token, err := account.NewAuthToken()
	if err != nil {
		t.Fatal(err)
	}
	return clerk{t, base, token}
}

func (c clerk) call(method, path string, body any) (int, string) {
	c.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		c.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.base+path, bytes.NewReader(raw))
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		req.Header.Set("Authorization", c.token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return res.StatusCode, string(answer)
}

// get reads an answer that is no refusal.
func (c clerk) get(path string, into any) {
	c.t.Helper()
	c.ask(http.MethodGet, path, nil, http.StatusOK, into)
}

// ask sends a request that is answered with a status, and reads the answer.
func (c clerk) ask(method, path string, body any, status int, into any) {
	c.t.Helper()
	code, said := c.call(method, path, body)
	if code != status {
		c.t.Fatalf("%s %s: %d, want %d: %s", method, path, code, status, said)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal([]byte(said), into); err != nil {
		c.t.Fatalf("%s %s: %v: %s", method, path, err, said)
	}
}

// refusal is what an answer says is wrong.
type refusal struct {
	Message string
	Data    map[string]struct{ Code, Message string }
}

func TestTheDeskShowsAnUnsavedFormAsItWouldBeSent(t *testing.T) {
	p, server, _ := served(t)
	for _, c := range []map[string]any{
		{"name": "TG", "platform": "telegram", "target": "-1001", "lang": "de", "enabled": true},
		{"name": "DC", "platform": "discord", "target": "42", "lang": "zh", "enabled": true},
		{"name": "off", "platform": "discord", "target": "43", "lang": "de"},
	} {
		cmstest.Save(t, p.app, "channels", c)
	}
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "Gespeichert", "status": "draft", "source_lang": "de"})
	editor := newClerk(t, p, server.URL, "editor", "zh")
	code, body := editor.call("POST", "/api/isa/desk/preview", map[string]any{"id": news.Id, "title_de": "Noch nicht gespeichert",
		"body_de": "<p>Ein <b>fetter</b> Text</p>", "title_zh": "标题", "body_zh": `<p><a href="https://t.me/x">链接</a></p>`})
	var previews []struct {
		Channel                         struct{ Name string }
		Readers, Lang, Outcome, Current string
		Pieces                          []struct {
			Method, Plain string
			Fields        map[string]any
			Length, Limit int
		}
		Warnings []string
	}
	if err := json.Unmarshal([]byte(body), &previews); err != nil || code != 200 || len(previews) != 2 {
		t.Fatalf("%d, %v: %s", code, err, body)
	}
	zh, de := previews[0], previews[1]
	if de.Channel.Name != "TG" || de.Outcome != "send" || len(de.Pieces) != 1 || de.Pieces[0].Method != "sendMessage" ||
		!strings.Contains(de.Pieces[0].Plain, "Noch nicht gespeichert") || !strings.Contains(de.Pieces[0].Fields["text"].(string), "<b>fetter</b>") {
		t.Errorf("the German preview: %+v", de)
	}
	if zh.Channel.Name != "DC" || zh.Outcome != "send" || len(zh.Warnings) == 0 || !strings.Contains(strings.Join(zh.Warnings, "\n"), "该链接在中国大陆无法打开") {
		t.Errorf("the Chinese preview: %+v", zh)
	}
	if stored, err := p.app.FindRecordById("news", news.Id); err != nil || stored.GetString("title_de") != "Gespeichert" {
		t.Errorf("the preview changed the record: %v", err)
	}
}

func TestTheDeskIsForStaffAndDecisionsForPublishers(t *testing.T) {
	p, server, _ := served(t)
	c := cmstest.Save(t, p.app, "channels", map[string]any{"name": "TG", "platform": "telegram", "target": "-1001", "lang": "de", "enabled": true})
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "T", "status": "draft", "source_lang": "de"})
	guest := clerk{t, server.URL, ""}
	editor := newClerk(t, p, server.URL, "editor", "de")
	publisher := newClerk(t, p, server.URL, "publisher", "zh")
	for _, tt := range []struct {
		method, path string
		body         map[string]any
		editor, boss int
		says         string
	}{
		{"GET", "/api/isa/desk/sending", nil, 200, 200, `"on":true`},
		{"POST", "/api/isa/desk/sending", map[string]any{"on": false}, 403, 204, ""},
		{"GET", "/api/isa/desk/sending", nil, 200, 200, `"on":false`},
		{"POST", "/api/isa/desk/sending", map[string]any{}, 403, 400, ""},
		{"GET", "/api/isa/desk/news/" + news.Id + "/deliveries", nil, 200, 200, `"channels":[]`},
		{"POST", "/api/isa/desk/deliveries/nothing/release", nil, 400, 400, "此处已无需处理"},
		{"POST", "/api/isa/desk/deliveries/nothing/bogus", nil, 404, 404, ""},
		{"POST", "/api/isa/desk/news/" + news.Id + "/also", map[string]any{"channel": c.Id}, 403, 400, "该消息尚未发布"},
		{"POST", "/api/isa/desk/trial", map[string]any{"id": news.Id, "channel": c.Id}, 403, 400, "没有已启用的内部频道"},
		{"POST", "/api/isa/desk/trial", map[string]any{"id": news.Id, "channel": "nothing"}, 403, 404, ""},
	} {
		if code, _ := guest.call(tt.method, tt.path, tt.body); code != 401 && code != 403 {
			t.Errorf("a guest at %s %s: %d", tt.method, tt.path, code)
		}
		if code, said := editor.call(tt.method, tt.path, tt.body); code != tt.editor {
			t.Errorf("an editor at %s %s: %d, want %d: %s", tt.method, tt.path, code, tt.editor, said)
		}
		if code, said := publisher.call(tt.method, tt.path, tt.body); code != tt.boss || !strings.Contains(said, tt.says) {
			t.Errorf("a publisher at %s %s: %d, want %d, %q: %s", tt.method, tt.path, code, tt.boss, tt.says, said)
		}
	}
}
