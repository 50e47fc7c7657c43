package hooks_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"
)

func TestWhoAskedIsShownToNobody(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	rows := map[string]map[string]any{
		"questions": {"text": "Q", "person": "xyzzy"},
		"inquiries": {"question": "Q", "state": "open", "platform": "telegram", "chat": "xyzzy", "thread": "xyzzy", "conversation": "xyzzy"},
	}
	for name, fields := range rows {
		r := b.save(name, fields)
		for _, role := range []string{"editor", "publisher", "admin"} {
			b.take(role)
			for _, path := range []string{b.path(r), "/api/collections/" + name + "/records", b.path(r) + "?fields=*,person,chat", "/api/collections/" + name + "/records?fields=person,chat,conversation"} {
				if code, out := b.raw(http.MethodGet, path, nil); code != http.StatusOK || strings.Contains(out, "xyzzy") {
					t.Errorf("%s at %s: %d %s", role, path, code, out)
				}
			}
			event := &core.RecordEnrichEvent{App: b.TestApp, RequestInfo: &core.RequestInfo{Auth: b.reload(b.boss), Context: core.RequestInfoContextRealtime}}
			event.Record = b.reload(r)
			err := b.OnRecordEnrich().Trigger(event, func(e *core.RecordEnrichEvent) error {
				e.Record.Unhide(e.Record.Collection().Fields.FieldNames()...) // as PocketBase does for staff
				return e.Next()
			})
			if raw, _ := event.Record.MarshalJSON(); err != nil || strings.Contains(string(raw), "xyzzy") {
				t.Errorf("%s hears %s, %v", role, raw, err)
			}
		}
	}
	if b.take("editor"); b.reload(b.save("questions", rows["questions"])).GetString("person") != "xyzzy" {
		t.Error("the program does not know it any more")
	}
}

func TestASearchIsJudgedByItsFieldsAndNotByItsWords(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	b.save("faqs", map[string]any{"category": "about", "question_de": "Wie lautet das Password?"})
	b.save("questions", map[string]any{"text": "forgot my tokenKey", "person": "p"})
	for _, c := range []struct {
		collection, param, value string
		refused                  bool
	}{
		{"faqs", "filter", `question_de?~"password"||answer_de?~"password"`, false},
		{"faqs", "filter", `question_de ~ '@collection.state.value'`, false},
		{"faqs", "filter", `question_de ~ 'a_via_b' && (answer_de = "tokenKey" || answer_de != 'person')`, false},
		{"questions", "filter", `text?~"person"`, false},
		{"questions", "sort", `-created,text`, false},
		{"channels", "filter", `name?~"x"||target?~"x"||thread?~"x"`, false},
		{"news", "filter", `status='draft'&&author.email~"staff"`, false},
		{"questions", "filter", `person~'a'`, true},
		{"questions", "filter", `text~'a'||(text~'b'&&person:lower>'a')`, true},
		{"questions", "filter", `'a'=person`, true},
		{"questions", "sort", `created,-person`, true},
		{"inquiries", "filter", `chat~'4'`, true},
		{"inquiries", "filter", `conversation>'a'`, true},
		{"inquiries", "sort", `+thread`, true},
		{"inquiries", "filter", `answered_by.tokenKey~'a'`, true},
		{"news", "filter", `author.TokenKey~'a'`, true},
		{"news", "filter", `author.password:length>3`, true},
		{"members", "filter", `name_de="x"||@collection.state.value~'A'`, true},
		{"members", "filter", `@Collection.state.value:lower~'A'`, true},
		{"topics", "filter", `subscribers_via_topics.chat?~'4'`, true},
		{"topics", "sort", `subscribers_via_topics.chat`, true},
		{"members", "filter", `geoDistance(location.lon,location.lat,@collection.state.value,1)<5`, true},
		{"members", "filter", `geoDistance(location.lon,location.lat,8,50)<5`, false},
		{"_superusers", "filter", `tokenKey~'A'`, true},
		{"_superusers", "sort", `email,password`, true},
	} {
		path := "/api/collections/" + c.collection + "/records?" + c.param + "=" + url.QueryEscape(c.value)
		for role, refused := range map[string]bool{"editor": c.refused, "publisher": c.refused, "admin": false} {
			b.take(role)
			code, out := b.raw(http.MethodGet, path, nil)
			if (code == http.StatusForbidden) != refused || !c.refused && code != http.StatusOK {
				t.Errorf("%s: %s of %s by %s: %d %s", role, c.param, c.collection, c.value, code, out[:min(len(out), 200)])
			}
		}
	}
}
