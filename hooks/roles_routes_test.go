package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"
)

// door is a request and the lowest role that it is not refused to.
type door struct {
	method, path string
	lowest       string
	body         map[string]any
}

// doors are requests to every part of PocketBase's API. Where one would end the
// test or is without sense, the record or the name in it is one that there is not.
func doors(collection map[string]string) []door {
	records := func(name string) string { return "/api/collections/" + name + "/records" }
	all := []door{
		{http.MethodGet, "/api/health", "editor", nil},
		{http.MethodGet, "/api/settings", "editor", nil},
		{http.MethodPatch, "/api/settings", "admin", map[string]any{}},
		{http.MethodPost, "/api/settings/test/s3", "admin", map[string]any{}},
		{http.MethodPost, "/api/settings/test/email", "admin", map[string]any{}},
		{http.MethodPost, "/api/settings/apple/generate-client-secret", "admin", map[string]any{}},
		{http.MethodGet, "/api/collections", "editor", nil},
		{http.MethodGet, "/api/collections/news", "editor", nil},
		{http.MethodGet, "/api/collections/meta/scaffolds", "editor", nil},
		{http.MethodGet, "/api/collections/meta/oauth2-providers", "editor", nil},
		{http.MethodPost, "/api/collections/meta/dry-run-view", "admin", map[string]any{}},
		{http.MethodPost, "/api/collections", "admin", map[string]any{}},
		{http.MethodPatch, "/api/collections/nothing", "admin", map[string]any{}},
		{http.MethodDelete, "/api/collections/nothing", "admin", nil},
		{http.MethodDelete, "/api/collections/nothing/truncate", "admin", nil},
		{http.MethodPut, "/api/collections/import", "admin", map[string]any{}},
		{http.MethodPost, "/api/sql", "admin", map[string]any{}},
		{http.MethodGet, "/api/logs", "admin", nil},
		{http.MethodGet, "/api/logs/stats", "admin", nil},
		{http.MethodGet, "/api/logs/nothing", "admin", nil},
		{http.MethodGet, "/api/crons", "admin", nil},
		{http.MethodPost, "/api/crons/nothing", "admin", nil},
		{http.MethodGet, "/api/backups", "admin", nil},
		{http.MethodPost, "/api/backups/upload", "admin", map[string]any{}},
		{http.MethodDelete, "/api/backups/nothing", "admin", nil},
		{http.MethodPost, "/api/backups/nothing/restore", "admin", nil},
		{http.MethodPost, "/api/files/token", "editor", nil},
		{http.MethodGet, "/api/files/news/nothing/nothing.png", "editor", nil},
		{http.MethodGet, records("_superusers"), "editor", nil},
		{http.MethodGet, "/api/collections/_superusers/auth-methods", "editor", nil},
		{http.MethodPost, "/api/collections/_superusers/auth-refresh", "editor", nil},
		{http.MethodPost, "/api/collections/_superusers/request-email-change", "admin", map[string]any{}},
		{http.MethodPost, "/api/collections/_superusers/impersonate/nothing", "admin", map[string]any{}},
		{http.MethodPost, records("_superusers"), "admin", map[string]any{}},
		{http.MethodPatch, records("_superusers") + "/nothing", "admin", map[string]any{}},
		{http.MethodDelete, records("_superusers") + "/nothing", "admin", nil},
		{http.MethodGet, "/api/isa/nowhere", "admin", nil}, // 404 to who may see that
	}
	for _, name := range []string{"_authOrigins", "_externalAuths", "_mfas", "_otps", "state", "inbox", "replies", "sessions", "subscribers", "deliveries", "audit", "vectors", "model_log"} {
		all = append(all, door{http.MethodGet, records(name), "admin", nil}, door{http.MethodGet, records(name) + "/nothing", "admin", nil})
	}
	for name, id := range collection {
		all = append(all, door{http.MethodGet, records(name), "editor", nil}, door{http.MethodGet, records(name) + "/" + id, "editor", nil})
	}
	for _, name := range []string{"news", "members", "contacts", "faqs", "events", "inquiries"} {
		all = append(all, door{http.MethodPost, records(name), "editor", map[string]any{"kind": "bogus"}}, door{http.MethodPatch, records(name) + "/nothing", "editor", map[string]any{}})
	}
	for _, name := range []string{"alliance", "states", "places", "topics", "pages", "channels"} {
		all = append(all, door{http.MethodPost, records(name), "publisher", map[string]any{}},
			door{http.MethodPatch, records(name) + "/nothing", "publisher", map[string]any{}}, door{http.MethodDelete, records(name) + "/nothing", "publisher", nil})
	}
	return all
}

func TestEachRoleReachesItsRoutesAndNoOther(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	open := map[string]string{}
	for name, fields := range map[string]map[string]any{
		"news": {"title_de": "T"}, "members": {"name_de": "T", "kind": "city", "country": "DE"}, "contacts": {"name_de": "T"},
		"faqs": {"category": "about"}, "events": {"title_de": "T"}, "inquiries": {"question": "Q", "state": "open"},
		"states": {"code": "X", "country": "DE", "name_de": "T"}, "places": {"name_de": "T", "relation": "none"},
		"topics": {"name_de": "T"}, "pages": {"slug": "p"}, "channels": {"name": "C", "platform": "discord", "target": "1", "lang": "de"},
		"alliance": {"name_de": "T"}, "questions": {"text": "Q"}, "translations": {"collection": "news", "record": "x", "lang": "en"},
	} {
		open[name] = b.save(name, fields).Id
	}
	rank := map[string]int{"editor": 1, "publisher": 2, "admin": 3, "": 3}
	for role := range rank {
		b.take(role)
		b.token, _ = b.reload(b.boss).NewAuthToken()
		for _, d := range doors(open) {
			code, out := b.raw(d.method, d.path, d.body)
			out = out[:min(len(out), 300)]
			if allowed := rank[role] >= rank[d.lowest]; allowed == (code == http.StatusForbidden) {
				t.Errorf("%q at %s %s, which takes %s: %d %s", role, d.method, d.path, d.lowest, code, out)
			}
			if code == http.StatusForbidden && !strings.Contains(out, `reserved for accounts with the role`) {
				t.Errorf("%q at %s %s is told %s", role, d.method, d.path, out)
			}
		}
	}
}

func TestARouteThatNobodyListedIsForAdmins(t *testing.T) {
	t.Parallel()
	b := setup(t)
	const path = "/api/collections/{collection}/newly/{id}"
	fine := func(e *core.RequestEvent) error { return e.JSON(http.StatusOK, map[string]any{}) }
	b.OnServe().BindFunc(func(e *core.ServeEvent) error {
		for _, p := range []string{"/api/newly", "/api/isa/desk/newly", path} {
			e.Router.GET(p, fine)
		}
		e.Router.POST("/api/files/token/newly", fine)
		e.Router.GET("/pages/newly", fine)
		return e.Next()
	})
	b.serve("de")
	for _, d := range []struct{ method, path string }{
		{http.MethodGet, "/api/newly"}, {http.MethodHead, "/api/newly"}, {http.MethodGet, "/api/isa/desk/newly"},
		{http.MethodGet, "/api/collections/news/newly/x"}, {http.MethodPost, "/api/files/token/newly"},
		{http.MethodPut, "/api/settings"}, {http.MethodGet, "/api/nowhere"},
	} {
		for role, refused := range map[string]bool{"editor": true, "publisher": true, "admin": false} {
			b.take(role)
			if code, _ := b.call(false, d.method, d.path, nil); (code == http.StatusForbidden) != refused {
				t.Errorf("%s at %s %s: %d", role, d.method, d.path, code)
			}
		}
		if code, _ := b.call(true, d.method, d.path, nil); code == http.StatusForbidden {
			t.Errorf("a guest at %s %s: %d, though the route is open", d.method, d.path, code)
		}
	}
	b.take("editor")
	if code, _ := b.call(false, http.MethodGet, "/pages/newly", nil); code != http.StatusOK {
		t.Errorf("a page is not the API: %d", code)
	}
}

func TestWhatComesByAnotherRecordIsHiddenAsWell(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	topic := b.save("topics", map[string]any{"name_de": "T"})
	b.save("subscribers", map[string]any{"platform": "telegram", "chat": "4711", "topics": topic.Id})
	other := b.record(core.CollectionNameSuperusers, map[string]any{"email": "other@example.org", "role": "admin", "password": "1234567890"})
	if err := b.Save(other); err != nil {
		t.Fatal(err)
	}
	news := b.save("news", map[string]any{"title_de": "T", "author": other.Id})
	paths := map[string]string{
		"/api/collections/topics/records/" + topic.Id + "?expand=subscribers_via_topics": "4711",
		"/api/collections/news/records/" + news.Id + "?expand=author":                    `"role":"admin"`,
		"/api/collections/_superusers/records/" + other.Id:                               `"role":"admin"`,
	}
	for role, shown := range map[string]bool{"editor": false, "publisher": false, "admin": true} {
		b.take(role)
		for path, secret := range paths {
			code, out := b.raw(http.MethodGet, path, nil)
			if code != http.StatusOK || strings.Contains(out, secret) != shown {
				t.Errorf("%s at %s: %d %s", role, path, code, out[:min(len(out), 300)])
			}
		}
		if _, out := b.raw(http.MethodGet, "/api/collections/news/records/"+news.Id+"?expand=author", nil); !strings.Contains(out, "other@example.org") {
			t.Errorf("%s does not see who wrote it: %s", role, out)
		}
	}
}

func TestAFileTokenOfAnEditorOpensNoBackupInTheNameOfAnotherAccount(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	b.take("editor")
	files, err := b.reload(b.boss).NewFileToken()
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Save(core.NewAuthCollection("visitors")); err != nil {
		t.Fatal(err)
	}
	visitor := b.save("visitors", map[string]any{"email": "v@example.org", "password": "1234567890"})
	for name, account := range map[string]*core.Record{"nobody": nil, "themselves": b.reload(b.boss), "a visitor": visitor} {
		if b.token = ""; account != nil {
			b.token, _ = account.NewAuthToken()
		}
		if code, out := b.raw(http.MethodGet, "/api/backups/none.zip?token="+files, nil); code != http.StatusForbidden {
			t.Errorf("signed in as %s: %d %s", name, code, out)
		}
	}
}
