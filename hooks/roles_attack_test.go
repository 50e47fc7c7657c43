package hooks_test

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/subscriptions"
)

// send sends a request with headers as staff.
func (b *bench) send(method, path, kind, body string, headers map[string]string) (int, string) {
	b.t.Helper()
	req := httptest.NewRequest(method, path, strings.NewReader(body))
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Authorization", b.token)
	for name, value := range headers {
		req.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	b.server.ServeHTTP(w, req)
	return w.Code, w.Body.String()
}

func TestNoDetourLeadsAnEditorToWhatIsClosed(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.Settings().Batch.Enabled, b.Settings().Batch.MaxRequests, b.Settings().Batch.Timeout = true, 10, 3
	if err := b.Save(b.Settings()); err != nil {
		t.Fatal(err)
	}
	b.serve("en")
	b.take("editor")
	secret := b.save("state", map[string]any{"key": "secret", "value": `"xyzzy"`})
	other := b.save(core.CollectionNameSuperusers, map[string]any{"email": "other@example.org", "password": "1234567890", "role": "admin"})
	topic := b.save("topics", map[string]any{"name_de": "T"})
	live := b.save("faqs", map[string]any{"category": "about", "question_de": "F", "published": true})
	accounts, closed := "/api/collections/_superusers/records/", "/api/collections/state/records"
	batch := func(method, url string, body any) string {
		raw, _ := json.Marshal(map[string]any{"requests": []any{map[string]any{"method": method, "url": url, "body": body}}})
		return string(raw)
	}
	const form = "application/x-www-form-urlencoded"
	for name, c := range map[string]struct {
		method, path, kind, body string
		headers                  map[string]string
	}{
		"by a batch, reading nothing":     {http.MethodPost, "/api/batch", "application/json", `{"requests":[]}`, nil},
		"by a batch, raising themselves":  {http.MethodPost, "/api/batch", "application/json", batch("PATCH", accounts+b.boss.Id, map[string]any{"role": "admin"}), nil},
		"by a batch, a new account":       {http.MethodPost, "/api/batch", "application/json", batch("POST", strings.TrimSuffix(accounts, "/"), map[string]any{"email": "new@example.org", "password": "1234567890", "passwordConfirm": "1234567890"}), nil},
		"by a batch, publishing":          {http.MethodPost, "/api/batch", "application/json", batch("PATCH", "/api/collections/faqs/records/"+live.Id, map[string]any{"question_de": "G"}), nil},
		"by the id of the collection":     {http.MethodGet, "/api/collections/" + secret.Collection().Id + "/records", "", "", nil},
		"by its name in capitals":         {http.MethodGet, "/api/collections/STATE/records", "", "", nil},
		"by a slash at the end":           {http.MethodGet, closed + "/", "", "", nil},
		"by its head":                     {http.MethodHead, closed, "", "", nil},
		"by an escaped letter":            {http.MethodGet, "/api/collections/%73tate/records", "", "", nil},
		"by an escaped letter of the API": {http.MethodGet, "/%61pi/collections/state/records", "", "", nil},
		"by another method in a header":   {http.MethodGet, "/api/sql", "application/json", `{"query":"select 1"}`, map[string]string{"X-HTTP-Method-Override": "POST"}},
		"by a method of its own":          {"PURGE", closed, "", "", nil},
		"by signing on the view of one":   {http.MethodGet, closed + "/" + secret.Id + "?expand=x&fields=*", "", "", nil},
		"by the account of an admin":      {http.MethodPost, "/api/collections/_superusers/impersonate/" + other.Id, "application/json", `{"duration":100}`, nil},
		"by a mail to an admin's account": {http.MethodPost, "/api/collections/_superusers/request-email-change", "application/json", `{"newEmail":"me@example.org"}`, nil},
		"by a code of their own making":   {http.MethodPost, "/api/collections/_otps/records", "application/json", `{}`, nil},
		"by the codes that were sent":     {http.MethodGet, "/api/collections/_otps/records", "", "", nil},
		"by the second steps begun":       {http.MethodGet, "/api/collections/_mfas/records", "", "", nil},
		"by a linked account":             {http.MethodPost, "/api/collections/_externalAuths/records", "application/json", `{}`, nil},
		"by an import of the schema":      {http.MethodPut, "/api/collections/import", "application/json", `{"collections":[],"deleteMissing":true}`, nil},
		"by a view of accounts":           {http.MethodPost, "/api/collections", "application/json", `{"name":"v","type":"view","viewQuery":"select id, tokenKey from _superusers"}`, nil},
		"by the password of an admin":     {http.MethodPatch, accounts + other.Id, "application/json", `{"password":"0987654321","passwordConfirm":"0987654321"}`, nil},
		"by an account under their id":    {http.MethodPatch, accounts + other.Id, "application/json", `{"id":"` + b.boss.Id + `","role":"admin"}`, nil},
		"by a restored backup":            {http.MethodPost, "/api/backups/x.zip/restore", "application/json", `{}`, nil},
		"by a backup that they bring":     {http.MethodPost, "/api/backups/upload", form, "", nil},
		"by the end of their own account": {http.MethodDelete, accounts + b.boss.Id, "", "", nil},
		"by emptying a collection":        {http.MethodDelete, "/api/collections/topics/truncate", "", "", nil},
		"by a job that is run":            {http.MethodPost, "/api/crons/__pbLogsCleanup__", "", "", nil},
	} {
		code, out := b.send(c.method, c.path, c.kind, c.body, c.headers)
		if code < 400 || code >= 500 || strings.Contains(out, "xyzzy") || strings.Contains(out, "tokenKey") {
			t.Errorf("%s: %d %s", name, code, out[:min(len(out), 300)])
		}
	}
	if me := b.reload(b.boss); me.GetString("role") != "editor" {
		t.Errorf("the editor is %q now", me.GetString("role"))
	}
	if !b.reload(other).ValidatePassword("1234567890") || b.reload(topic).Id == "" || b.reload(live).GetString("question_de") != "F" {
		t.Error("something was changed")
	}
}

func TestNoSpellingOfARoleRaisesAnEditor(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	b.take("editor")
	me := "/api/collections/_superusers/records/" + b.boss.Id
	for _, body := range []string{
		`{"role+":"admin"}`, `{"+role":"admin"}`, `{"role-":"editor"}`, `{"role":null}`, `{"role":["admin"]}`, `{"role":["editor","admin"]}`, `{"role":" admin"}`, `{"role":false}`,
	} {
		code, out := b.send(http.MethodPatch, me, "application/json", body, nil)
		if got := b.reload(b.boss).GetString("role"); got != "editor" {
			t.Fatalf("%s: %q; %d %s", body, got, code, out)
		}
	}
	for _, fields := range []map[string]string{{"role": "admin"}, {"role": ""}, {"@jsonPayload": `{"role":"admin"}`}, {"role+": "admin"}} {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		for name, value := range fields {
			_ = w.WriteField(name, value)
		}
		w.Close()
		code, out := b.send(http.MethodPatch, me, w.FormDataContentType(), body.String(), nil)
		if got := b.reload(b.boss).GetString("role"); got != "editor" {
			t.Fatalf("%v: %q; %d %s", fields, got, code, out)
		}
	}
}

func TestWhatEditorsAreShownHasNoSecrets(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.Settings().SMTP.Password, b.Settings().S3.Secret, b.Settings().Backups.S3.Secret = "xyzzy-mail", "xyzzy-files", "xyzzy-backups"
	if err := b.Save(b.Settings()); err != nil {
		t.Fatal(err)
	}
	b.serve("en")
	secrets := []string{"xyzzy", b.boss.Collection().AuthToken.Secret, b.boss.Collection().FileToken.Secret, b.boss.TokenKey(), `"tokenKey":"`, `"password":"`}
	topic := b.save("topics", map[string]any{"name_de": "T"})
	b.save("subscribers", map[string]any{"platform": "telegram", "chat": "xyzzy", "topics": topic.Id})
	news := b.save("news", map[string]any{"title_de": "T", "topics": topic.Id, "author": b.boss.Id})
	const expand = "?expand=author,news_via_author.topics.subscribers_via_topics,topics.subscribers_via_topics"
	for _, role := range []string{"editor", "publisher"} {
		b.take(role)
		for _, c := range []struct{ method, path, body string }{
			{http.MethodGet, "/api/settings", ""},
			{http.MethodGet, "/api/collections?perPage=500", ""},
			{http.MethodGet, "/api/collections/_superusers", ""},
			{http.MethodGet, "/api/collections/_superusers/records?fields=*,tokenKey,password", ""},
			{http.MethodPost, "/api/collections/_superusers/auth-refresh" + expand, ""},
			{http.MethodPost, "/api/collections/_superusers/auth-refresh?fields=record.tokenKey,record.password,record.expand", ""},
			{http.MethodGet, "/api/collections/_superusers/records/" + b.boss.Id + expand, ""},
			{http.MethodPatch, "/api/collections/news/records/" + news.Id + expand, `{"title_de":"U"}`},
			{http.MethodPost, "/api/collections/news/records" + expand, `{"title_de":"V","status":"draft","topics":["` + topic.Id + `"]}`},
			{http.MethodGet, "/api/isa/desk/news/" + news.Id + expand, ""},
		} {
			code, out := b.send(c.method, c.path, "application/json", c.body, nil)
			for _, s := range secrets {
				if strings.Contains(out, s) {
					t.Errorf("%s at %s is shown %q: %d", role, c.path, s, code)
				}
			}
			if code >= 400 && !strings.Contains(c.path, "/desk/") {
				t.Errorf("%s at %s: %d %s", role, c.path, code, out)
			}
		}
	}
}

func TestASubscriptionTellsEditorsNoMoreThanAList(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	topic := b.save("topics", map[string]any{"name_de": "T"})
	b.save("subscribers", map[string]any{"platform": "telegram", "chat": "xyzzy", "topics": topic.Id})
	state := b.save("state", map[string]any{"key": "secret", "value": `"xyzzy"`})
	inquiry := b.save("inquiries", map[string]any{"question": "Q", "state": "open", "platform": "telegram", "chat": "xyzzy"})
	account := b.save(core.CollectionNameSuperusers, map[string]any{"email": "other@example.org", "password": "1234567890", "role": "admin"})
	client := subscriptions.NewDefaultClient()
	b.SubscriptionsBroker().Register(client)
	subscribe := func(topics ...string) int {
		raw, _ := json.Marshal(map[string]any{"clientId": client.Id(), "subscriptions": topics})
		code, _ := b.send(http.MethodPost, "/api/realtime", "application/json", string(raw), nil)
		return code
	}
	heard := func(n int) (all []string) { // they come by routines of PocketBase's own
		t.Helper()
		for range n {
			select {
			case m := <-client.Channel():
				all = append(all, string(m.Data))
			case <-time.After(10 * time.Second):
				t.Fatalf("heard %d messages, want %d: %v", len(all), n, all)
			}
		}
		return all
	}
	b.take("admin")
	if code := subscribe("state/*"); code != http.StatusNoContent {
		t.Fatalf("an admin: %d", code)
	}
	b.take("editor") // while they listen
	b.change(state, map[string]any{"value": `"xyzzy2"`})
	for _, m := range heard(1) {
		if strings.Contains(m, "xyzzy") {
			t.Errorf("who is an admin no more hears %s", m)
		}
	}
	for _, topics := range [][]string{{"state/*"}, {"news/*", "state/" + state.Id}, {state.Collection().Id + "/*"}, {"STATE/*"}, {`state/*?options={"query":{"fields":"value"}}`}} {
		if code := subscribe(topics...); code != http.StatusForbidden && code != http.StatusBadRequest {
			t.Errorf("%v: %d", topics, code)
		}
	}
	if code := subscribe(`topics/*?options={"query":{"expand":"subscribers_via_topics"}}`, "inquiries/*", "_superusers/*"); code != http.StatusNoContent {
		t.Fatalf("what is open: %d", code)
	}
	b.change(topic, map[string]any{"name_de": "U"})
	b.change(inquiry, map[string]any{"question": "R"})
	b.change(account, map[string]any{"lang": "zh"})
	got := strings.Join(heard(3), "\n")
	if !strings.Contains(got, `"name_de":"U"`) || !strings.Contains(got, `"question":"R"`) || !strings.Contains(got, "other@example.org") {
		t.Errorf("heard %s", got)
	}
	for _, secret := range []string{"xyzzy", `"role":"admin"`, "tokenKey"} {
		if strings.Contains(got, secret) {
			t.Errorf("heard %q in %s", secret, got)
		}
	}
}
