package hooks_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
)

func TestOnlyAdminsRunTheProgram(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	other := b.record(core.CollectionNameSuperusers, map[string]any{"email": "other@example.org"})
	other.SetPassword("1234567890")
	if err := b.Save(other); err != nil {
		t.Fatal(err)
	}
	file, err := b.boss.NewFileToken()
	if err != nil {
		t.Fatal(err)
	}
	accounts := "/api/collections/_superusers"
	doors := []struct {
		method, path string
		body         map[string]any
	}{
		{http.MethodPost, "/api/sql", map[string]any{"query": "select 1"}},
		{http.MethodPatch, "/api/settings", map[string]any{"meta": map[string]any{"appName": "x"}}},
		{http.MethodPost, "/api/settings/test/s3", map[string]any{}},
		{http.MethodGet, "/api/logs", nil},
		{http.MethodGet, "/api/crons", nil},
		{http.MethodPost, "/api/crons/nothing", nil},
		{http.MethodGet, "/api/backups", nil},
		{http.MethodPost, "/api/backups", map[string]any{"name": "x.zip"}},
		{http.MethodGet, "/api/backups/x.zip?token=" + file, nil},
		{http.MethodPost, "/api/collections", map[string]any{"name": "x"}},
		{http.MethodPatch, "/api/collections/news", map[string]any{"listRule": ""}},
		{http.MethodDelete, "/api/collections/topics", nil},
		{http.MethodDelete, "/api/collections/topics/truncate", nil},
		{http.MethodPut, "/api/collections/import", map[string]any{"collections": []any{}}},
		{http.MethodPost, "/api/collections/meta/dry-run-view", map[string]any{"query": "select 1 as id"}},
		{http.MethodPost, accounts + "/impersonate/" + other.Id, map[string]any{}},
		{http.MethodPost, accounts + "/records", map[string]any{"email": "new@example.org", "password": "1234567890", "passwordConfirm": "1234567890"}},
		{http.MethodPatch, accounts + "/records/" + other.Id, map[string]any{"password": "0987654321", "passwordConfirm": "0987654321"}},
		{http.MethodDelete, accounts + "/records/" + other.Id, nil},
		{http.MethodPost, "/api/collections/_otps/records", map[string]any{"recordRef": other.Id, "collectionRef": other.Collection().Id, "password": "12345678"}},
		{http.MethodGet, "/api/collections/state/records", nil},
		{http.MethodGet, "/api/collections/state/records?filter=value!=''", nil},
		{http.MethodGet, "/api/collections/inbox/records", nil},
		{http.MethodGet, "/api/collections/inbox/records?filter=payload~'x'", nil},
		{http.MethodGet, "/api/collections/replies/records", nil},
		{http.MethodGet, "/api/collections/sessions/records", nil},
		{http.MethodGet, "/api/collections/members/records?filter=@collection.state.value~'A'", nil},
		{http.MethodGet, "/api/collections/members/records?filter=@Collection.state.value~'A'", nil},
		{http.MethodGet, "/api/collections/members/records?sort=@collection.state.value", nil},
		{http.MethodGet, accounts + "/records?filter=tokenKey~'A'", nil},
		{http.MethodGet, accounts + "/records?sort=password", nil},
	}
	for _, role := range []string{"editor", "publisher"} {
		b.take(role)
		for _, d := range doors {
			code, out := b.call(false, d.method, d.path, d.body)
			if code != http.StatusForbidden || out["message"] != phrases.CMS.OnlyAdmins.En {
				t.Errorf("%s: %s %s: %d %v", role, d.method, d.path, code, out)
			}
		}
	}
	b.take("admin")
	for _, d := range doors {
		if d.path != "/api/sql" && d.path != "/api/settings" && d.path != "/api/logs" && !strings.Contains(d.path, "/state/") {
			continue
		}
		if code, out := b.call(false, d.method, d.path, d.body); code != http.StatusOK {
			t.Errorf("admin: %s %s: %d %v", d.method, d.path, code, out)
		}
	}
}

func TestNobodyRaisesThemselves(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	me := "/api/collections/_superusers/records/" + b.boss.Id
	for _, role := range []string{"editor", "publisher"} {
		b.take(role)
		for _, to := range []string{"admin", "publisher", "editor", ""} {
			if to == role {
				continue
			}
			code, out := b.call(false, http.MethodPatch, me, map[string]any{"role": to})
			if code != http.StatusBadRequest || fieldMessage(out, "role") != phrases.CMS.OwnRole.De {
				t.Errorf("%s to %q: %d %v", role, to, code, out)
			}
			if got := b.reload(b.boss).GetString("role"); got != role {
				t.Fatalf("%s has become %q", role, got)
			}
		}
		if code, out := b.call(false, http.MethodPatch, me, map[string]any{"role": role, "lang": "de"}); code != http.StatusOK {
			t.Errorf("their own language: %d %v", code, out)
		}
	}
	for _, role := range []string{"admin", ""} { // made on the command line, an account has no role
		b.take(role)
		if code, out := b.call(false, http.MethodPatch, me, map[string]any{"role": "editor"}); code != http.StatusBadRequest || fieldMessage(out, "role") == "" {
			t.Errorf("an admin %q lowers themselves: %d %v", role, code, out)
		}
		if code, out := b.call(false, http.MethodPatch, me, map[string]any{"role": "admin", "email": "new" + role + "@example.org"}); code != http.StatusOK {
			t.Errorf("an admin %q stays what they are: %d %v", role, code, out)
		}
	}
}

func TestOfTheirAccountEditorsChangeThePasswordAndTheLanguageOnly(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	office := b.save("contacts", map[string]any{"name_de": "Büro"})
	b.take("editor")
	me := "/api/collections/_superusers/records/" + b.boss.Id
	_, form := b.call(false, http.MethodGet, me, nil) // as the admin's form sends it back
	for field, value := range map[string]any{"email": "other@example.org", "emailVisibility": true, "office": office.Id} {
		body := map[string]any{}
		maps.Copy(body, form)
		body[field] = value
		if code, out := b.call(false, http.MethodPatch, me, body); code != http.StatusBadRequest || fieldMessage(out, field) != phrases.CMS.OnlyAdmins.En {
			t.Errorf("%s: %d %v", field, code, out)
		}
	}
	form["lang"] = "zh"
	if code, out := b.call(false, http.MethodPatch, me, form); code != http.StatusOK || out["lang"] != "zh" {
		t.Errorf("the language: %d %v", code, out)
	}
	form["password"], form["passwordConfirm"] = "another-long-one", "another-long-one"
	if code, out := b.call(false, http.MethodPatch, me, form); code != http.StatusOK {
		t.Errorf("the password: %d %v", code, out)
	}
	if !b.reload(b.boss).ValidatePassword("another-long-one") {
		t.Error("the password is still the old one")
	}
}

func TestWhatIsLeftToEditors(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	b.take("editor")
	topic := b.save("topics", map[string]any{"slug": "t", "name_de": "T"})
	event := b.save("events", map[string]any{"title_de": "T"})
	for _, d := range []struct {
		method, path string
		body         map[string]any
	}{
		{http.MethodGet, "/api/settings", nil}, // the admin loads it with each page; secrets are not in it
		{http.MethodGet, "/api/collections", nil},
		{http.MethodGet, "/api/collections/inquiries/records", nil},
		{http.MethodPost, "/api/collections/faqs/records", map[string]any{"category": "about", "question_de": "Wer?", "answer_de": "Wir."}},
		{http.MethodGet, "/api/collections/topics/records/" + topic.Id, nil},
		{http.MethodPatch, "/api/collections/events/records/" + event.Id, map[string]any{"title_de": "U"}},
		{http.MethodDelete, "/api/collections/events/records/" + event.Id, nil},
		{http.MethodGet, "/api/collections/_superusers/records", nil},
		{http.MethodPost, "/api/collections/_superusers/auth-refresh", nil},
		{http.MethodPost, "/api/files/token", nil},
	} {
		if code, out := b.call(false, d.method, d.path, d.body); code >= 300 {
			t.Errorf("%s %s: %d %v", d.method, d.path, code, out)
		}
	}
}

func TestTheSecretAndWhatPeopleSentIsShownToAdminsOnly(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	for collection, fields := range map[string]map[string]any{
		"state":    {"key": "secret", "value": `"xyzzy"`},
		"inbox":    {"platform": "telegram", "update_id": "1", "payload": `{"text":"xyzzy"}`},
		"replies":  {"platform": "telegram", "chat": "c", "question": "1", "answer": "xyzzy"},
		"sessions": {"person": "p", "state": `{"last":"xyzzy"}`},
	} {
		r := b.save(collection, fields)
		for role, shown := range map[string]bool{"editor": false, "publisher": false, "admin": true} {
			b.take(role)
			auth := b.reload(b.boss)
			told := b.reload(r)
			event := &core.RecordEnrichEvent{App: b.TestApp, RequestInfo: &core.RequestInfo{Auth: auth, Context: core.RequestInfoContextRealtime}}
			event.Record = told
			if err := b.OnRecordEnrich().Trigger(event); err != nil {
				t.Fatal(err)
			}
			raw, err := told.MarshalJSON()
			if err != nil || strings.Contains(string(raw), "xyzzy") != shown {
				t.Errorf("%s: %s is told %s, %v", collection, role, raw, err)
			}
		}
	}
}

func TestASubscriptionDoesNotProbeWhatEditorsMayNotRead(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	const probe = `members/*?options={"query":{"filter":"\u0040collection.state.value~'A'"}}`
	for role, topics := range map[string]map[string]bool{
		"editor": {probe: false, "members/*": true, "questions/*": true,
			`questions/*?options={"query":{"filter":"person~'a'"}}`:      false,
			`questions/abc?options={"query":{"filter":"text~'person'"}}`: true,
			"state/*": false, "state": false, "inbox/*": false, "sessions/x": false, "subscribers/*": false, "audit/*": false, "deliveries/*": false, "_otps/*": false, "_mfas/*": false, "@oauth2": false, "*": false, `members/*?options={"query":{"filter":"order>1"}}`: true},
		"admin": {probe: true},
	} {
		b.take(role)
		for topic, want := range topics {
			event := &core.RealtimeSubscribeRequestEvent{RequestEvent: &core.RequestEvent{App: b.TestApp, Auth: b.boss}}
			event.Subscriptions = []string{topic}
			heard := false
			err := b.OnRealtimeSubscribeRequest().Trigger(event, func(*core.RealtimeSubscribeRequestEvent) error {
				heard = true
				return nil
			})
			if heard != want || (err == nil) != want {
				t.Errorf("%s, %s: %v, %v", role, topic, heard, err)
			}
		}
	}
}
