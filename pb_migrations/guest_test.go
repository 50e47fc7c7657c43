package pb_migrations_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"
	"github.com/pocketbase/pocketbase/tools/filesystem"
)

// secret stands in every record that guests must not see, and in no other.
const secret = "verborgen7w3k"

// world is an app with one record of everything that a guest may see, under
// "shown", and of everything that a guest may not see, under "hidden".
type world struct {
	app           *tests.TestApp
	url           string
	shown, hidden map[string]*core.Record
}

func newWorld(t *testing.T) *world {
	w := &world{app: newApp(t), shown: map[string]*core.Record{}, hidden: map[string]*core.Record{}}
	w.url = serve(t, w.app)
	hour := func(n int) time.Time { return time.Now().UTC().Add(time.Duration(n) * time.Hour) }
	show := func(key, collection string, v map[string]any) *core.Record {
		w.shown[key] = save(t, w.app, collection, v)
		return w.shown[key]
	}
	hide := func(key, collection string, v map[string]any) *core.Record {
		w.hidden[key] = save(t, w.app, collection, v)
		return w.hidden[key]
	}
	staff := hide("staff", core.CollectionNameSuperusers, map[string]any{
		"email": secret + "@example.org", "password": "1234567890", "emailVisibility": true})
	channel := hide("channel", "channels", map[string]any{
		"name": secret, "platform": "telegram", "target": "-1", "lang": "de", "listed": true, "enabled": true})
	first := show("first state", "states", map[string]any{"code": "X1", "country": "DE", "name_de": "Erstes"})
	second := show("second state", "states", map[string]any{"code": "X2", "country": "DE", "name_de": "Zweites"})
	topic := show("topic", "topics", map[string]any{"name_de": "Thema"})
	member := show("member", "members", map[string]any{"name_de": "Offenstadt", "kind": "city", "country": "DE",
		"state": first.Id, "published": true, "logo": picture(t)})
	late := hide("member", "members", map[string]any{"name_de": "A" + secret, "kind": "city", "country": "DE",
		"state": second.Id, "logo": picture(t)})
	hide("other member", "members", map[string]any{"name_de": "Z" + secret, "kind": "city", "country": "DE", "state": first.Id})
	show("place", "places", map[string]any{"name_de": "Vorort", "relation": "part", "member": late.Id})
	office := show("contact", "contacts", map[string]any{"name_de": "Stelle", "published": true})
	hide("contact", "contacts", map[string]any{"name_de": secret, "email": secret + "@example.org"})
	show("faq", "faqs", map[string]any{"category": "about", "question_de": "Was?", "published": true})
	show("faq with an end", "faqs", map[string]any{"category": "about", "question_de": "Bis?", "published": true,
		"valid_until": hour(1), "review_by": hour(2)})
	hide("faq", "faqs", map[string]any{"category": "about", "question_de": secret})
	hide("faq past its end", "faqs", map[string]any{"category": "about", "question_de": secret, "published": true, "valid_until": hour(-1)})
	show("event", "events", map[string]any{"title_de": "Treffen", "published": true})
	hide("event", "events", map[string]any{"title_de": secret})
	item := func(status string, at any, text string) map[string]any {
		return map[string]any{"title_de": text, "body_de": "<p>" + text + "</p>", "status": status, "publish_at": at, "topics": topic.Id,
			"members": []string{member.Id, late.Id}, "channels": channel.Id, "author": staff.Id, "published_by": staff.Id,
			"cover": picture(t), "attachments": []any{picture(t)}, "silent": true, "rev": 4711}
	}
	show("news", "news", item("published", hour(-1), "Neues"))
	hide("draft", "news", item("draft", nil, secret))
	hide("review", "news", item("review", hour(-1), secret))
	hide("retracted", "news", item("retracted", hour(-1), secret))
	hide("scheduled", "news", item("published", hour(1), secret))
	hide("inquiry", "inquiries", map[string]any{"question": secret, "state": "open", "office": office.Id})
	hide("question", "questions", map[string]any{"text": secret})
	hide("session", "sessions", map[string]any{"person": secret})
	hide("audit", "audit", map[string]any{"action": "update", "collection": secret})
	hide("state", "state", map[string]any{"key": secret})
	hide("subscriber", "subscribers", map[string]any{"platform": "telegram", "chat": secret, "topics": topic.Id})
	return w
}

// picture is a small file to upload.
func picture(t *testing.T) *filesystem.File {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	f, err := filesystem.NewFileFromBytes(b.Bytes(), "bild.png")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// ask sends a request as a guest.
func (w *world) ask(t *testing.T, method, path, body string) (int, string) {
	t.Helper()
	req, err := http.NewRequest(method, w.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	all, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(all)
}

// records is the address of a collection's records with a query.
func records(collection string, query ...string) string {
	v := url.Values{"perPage": {"1000"}}
	for i := 0; i < len(query); i += 2 {
		v.Set(query[i], query[i+1])
	}
	return "/api/collections/" + collection + "/records?" + v.Encode()
}

func TestGuestSeesWhatIsPublishedAndNothingElse(t *testing.T) {
	w := newWorld(t)
	for name, r := range w.shown {
		status, body := w.ask(t, "GET", "/api/collections/"+r.Collection().Name+"/records/"+r.Id, "")
		if status != 200 {
			t.Errorf("view %s: %d, want 200: %s", name, status, body)
		}
		if _, list := w.ask(t, "GET", records(r.Collection().Name), ""); !strings.Contains(list, r.Id) {
			t.Errorf("list: %s is not in it", name)
		}
	}
	for name, r := range w.hidden {
		want := 404
		if r.Collection().ListRule == nil {
			want = 403
		}
		status, body := w.ask(t, "GET", "/api/collections/"+r.Collection().Name+"/records/"+r.Id, "")
		if status != want || strings.Contains(body, secret) {
			t.Errorf("view %s: %d, want %d: %s", name, status, want, body)
		}
		if _, list := w.ask(t, "GET", records(r.Collection().Name), ""); strings.Contains(list, r.Id) || strings.Contains(list, secret) {
			t.Errorf("list: %s is in it", name)
		}
	}
}

func TestGuestSeesNoFieldOfStaff(t *testing.T) {
	w := newWorld(t)
	for _, query := range [][]string{nil, {"fields", "*,status,author,rev"}, {"expand", "author,published_by,channels"}} {
		_, body := w.ask(t, "GET", records("news", query...), "")
		for _, field := range []string{"status", "author", "published_by", "channels", "silent", "rev"} {
			if strings.Contains(body, `"`+field+`":`) {
				t.Errorf("news?%v shows %s", query, field)
			}
		}
	}
	if _, body := w.ask(t, "GET", records("faqs"), ""); strings.Contains(body, "review_by") {
		t.Error("faqs show review_by")
	}
}

func TestGuestReachesNothingByExpand(t *testing.T) {
	w := newWorld(t)
	for collection, expand := range map[string]string{
		"news":     "members,topics,channels,author,published_by,members.news_via_members,topics.news_via_topics",
		"places":   "member,state,member.news_via_members",
		"states":   "members_via_state,places_via_state,members_via_state.news_via_members",
		"topics":   "news_via_topics,channels_via_topics,subscribers_via_topics",
		"members":  "news_via_members,places_via_member,state.members_via_state",
		"contacts": "inquiries_via_office,_superusers_via_office",
		"faqs":     "inquiries_via_faq",
	} {
		status, body := w.ask(t, "GET", records(collection, "expand", expand), "")
		if status != 200 || strings.Contains(body, secret) {
			t.Errorf("%s with expand=%s: %d, hidden ones shown: %v", collection, expand, status, strings.Contains(body, secret))
		}
	}
}

func TestGuestLearnsNothingByFilter(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct{ collection, filter string }{
		{"members", "published = false"},
		{"members", "name_de ~ '" + secret + "'"},
		{"members", "name_de ~ '" + secret + "' || 1 = 1 && name_de ~ '" + secret + "'"},
		{"members", "news_via_members.title_de ?~ '" + secret + "'"},
		{"members", "news_via_members.status ?= 'draft'"},
		{"places", "member.name_de ~ '" + secret + "'"},
		{"states", "members_via_state.name_de ?~ '" + secret + "'"},
		{"topics", "news_via_topics.title_de ?~ '" + secret + "'"},
		{"topics", "subscribers_via_topics.chat ?~ '" + secret + "'"},
		{"topics", "channels_via_topics.name ?~ '" + secret + "'"},
		{"contacts", "inquiries_via_office.question ?~ '" + secret + "'"},
		{"faqs", "question_de ~ '" + secret + "'"},
		{"faqs", "valid_until != '' && valid_until < @now"},
		{"faqs", "review_by != ''"},
		{"events", "title_de ~ '" + secret + "'"},
		{"news", "title_de ~ '" + secret + "'"},
		{"news", "publish_at > @now"},
		{"news", "status = 'draft'"},
		{"news", "status = 'published'"},
		{"news", "rev = 4711"},
		{"news", "silent = true"},
		{"news", "author.email ~ '" + secret + "'"},
		{"news", "author != ''"},
		{"news", "channels.name ?~ '" + secret + "'"},
		{"news", "channels:length > 0"},
		{"news", "members.name_de ?~ '" + secret + "'"},
		{"news", "@collection.members.name_de ?~ '" + secret + "'"},
		{"news", "@collection.channels.name ?~ '" + secret + "'"},
	} {
		status, body := w.ask(t, "GET", records(c.collection, "filter", c.filter), "")
		var list struct{ Items []any }
		if err := json.Unmarshal([]byte(body), &list); err != nil {
			t.Fatal(err)
		}
		if status == 200 && len(list.Items) > 0 {
			t.Errorf("%s with %s: %d items, want none or a refusal", c.collection, c.filter, len(list.Items))
		}
	}
}

func TestGuestLearnsNothingBySorting(t *testing.T) {
	w := newWorld(t)
	for _, field := range []string{"status", "rev", "silent", "author", "author.email", "channels.name", "published_by"} {
		if status, _ := w.ask(t, "GET", records("news", "sort", field), ""); status != 400 {
			t.Errorf("news sorted by %s: %d, want 400", field, status)
		}
	}
	// The hidden members of the two states stand in opposite order.
	mine := "id = '" + w.shown["first state"].Id + "' || id = '" + w.shown["second state"].Id + "'"
	order := func(sort string) string {
		var list struct{ Items []struct{ ID string } }
		_, body := w.ask(t, "GET", records("states", "filter", "("+mine+")", "sort", sort), "")
		if err := json.Unmarshal([]byte(body), &list); err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, i := range list.Items {
			ids = append(ids, i.ID)
		}
		return strings.Join(ids, " ")
	}
	before := [2]string{order("members_via_state.name_de"), order("-members_via_state.name_de")}
	for key, name := range map[string]string{"member": "Z" + secret, "other member": "A" + secret} {
		w.hidden[key].Set("name_de", name)
		if err := w.app.Save(w.hidden[key]); err != nil {
			t.Fatal(err)
		}
	}
	if after := [2]string{order("members_via_state.name_de"), order("-members_via_state.name_de")}; after != before {
		t.Errorf("hidden names order what a guest sees: %v, then %v", before, after)
	}
}

func TestGuestOpensNoFileOfAHiddenRecord(t *testing.T) {
	w := newWorld(t)
	files := func(r *core.Record) (all []string) {
		for _, field := range []string{"cover", "attachments", "logo"} {
			for _, name := range r.GetStringSlice(field) {
				all = append(all, "/api/files/"+r.Collection().Name+"/"+r.Id+"/"+name)
			}
		}
		return all
	}
	closed := 0
	for name, r := range w.hidden {
		for _, path := range files(r) {
			for _, query := range []string{"", "?thumb=100x100", "?thumb=400x0", "?download=1", "?token=x"} {
				closed++
				if status, _ := w.ask(t, "GET", path+query, ""); status != 404 {
					t.Errorf("%s: %s: %d, want 404", name, query, status)
				}
			}
		}
	}
	open := 0
	for name, r := range w.shown {
		for _, path := range files(r) {
			open++
			if status, _ := w.ask(t, "GET", path, ""); status != 200 {
				t.Errorf("%s: %d, want 200", name, status)
			}
		}
	}
	if closed != 45 || open != 3 {
		t.Errorf("%d closed and %d open addresses were tried", closed, open)
	}
	if status, _ := w.ask(t, "POST", "/api/files/token", ""); status != 401 {
		t.Errorf("a guest asks for a file token: %d, want 401", status)
	}
}

func TestGuestWritesNothing(t *testing.T) {
	w := newWorld(t)
	for _, c := range ours(t, w.app) {
		before, err := w.app.CountRecords(c)
		if err != nil {
			t.Fatal(err)
		}
		paths := map[string]string{"POST": ""}
		for _, all := range []map[string]*core.Record{w.shown, w.hidden} {
			for _, r := range all {
				if r.Collection().Name == c.Name {
					paths["PATCH"], paths["DELETE"] = "/"+r.Id, "/"+r.Id
				}
			}
		}
		for method, id := range paths {
			status, _ := w.ask(t, method, "/api/collections/"+c.Name+"/records"+id, `{"name_de":"neu","published":true,"status":"published"}`)
			if status != 403 {
				t.Errorf("%s %s: %d, want 403", method, c.Name, status)
			}
		}
		if after, err := w.app.CountRecords(c); err != nil || after != before {
			t.Errorf("%s: %d records before, %d after, %v", c.Name, before, after, err)
		}
	}
	if status, _ := w.ask(t, "POST", "/api/batch", `{"requests":[]}`); status != 403 {
		t.Errorf("batch: %d, want 403", status)
	}
}

func TestGuessingOfPasswordsIsSlowedDownAndNothingElse(t *testing.T) {
	w := newWorld(t)
	last := 0
	for range 11 {
		last, _ = w.ask(t, "POST", "/api/collections/_superusers/auth-with-password", `{"identity":"a@example.org","password":"wrong"}`)
	}
	if last != 429 {
		t.Errorf("the 11th guess: %d, want 429", last)
	}
	for range 400 {
		if status, _ := w.ask(t, "GET", "/api/collections/topics/records?perPage=1", ""); status != 200 {
			t.Fatalf("reading: %d, want 200", status)
		}
	}
}

func TestGuestHearsNoHiddenChange(t *testing.T) {
	w := newWorld(t)
	topics := []string{"news/" + w.hidden["draft"].Id, "members/" + w.hidden["member"].Id}
	for _, c := range ours(t, w.app) {
		topics = append(topics, c.Name+"/*", c.Id)
	}
	topics = append(topics, `news/*?options={"query":{"expand":"author,channels,members,published_by"}}`)
	heard := w.listen(t, topics)

	for name, r := range w.hidden {
		if r.Collection().Name == core.CollectionNameSuperusers {
			continue // its deletion is refused: the last one stays
		}
		if err := w.app.Save(r); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	w.hidden["draft"].Set("title_de", secret+" neu")
	for _, change := range []error{w.app.Save(w.hidden["draft"]), w.app.Delete(w.hidden["review"]), w.app.Delete(w.hidden["other member"])} {
		if change != nil {
			t.Fatal(change)
		}
	}
	save(t, w.app, "faqs", map[string]any{"category": "about", "question_de": secret})
	save(t, w.app, "news", map[string]any{"title_de": secret, "status": "draft"})
	if err := w.app.Save(w.shown["news"]); err != nil {
		t.Fatal(err)
	}
	save(t, w.app, "topics", map[string]any{"name_de": "Schluss"})

	all := heard("Neues", "Schluss")
	for _, bad := range []string{secret, `"status":`, `"channels":`, `"rev":`} {
		if strings.Contains(all, bad) {
			t.Errorf("a guest hears %s:\n%s", bad, all)
		}
	}
}

// listen subscribes as a guest. What it returns waits until all words were
// heard and gives everything that was.
func (w *world) listen(t *testing.T, topics []string) func(words ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, "GET", w.url+"/api/realtime", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<20)
	var hello struct{ ClientID string }
	for lines.Scan() && hello.ClientID == "" {
		if data, ok := strings.CutPrefix(lines.Text(), "data:"); ok {
			if err := json.Unmarshal([]byte(data), &hello); err != nil {
				t.Fatal(err)
			}
		}
	}
	body, err := json.Marshal(map[string]any{"clientId": hello.ClientID, "subscriptions": topics})
	if err != nil {
		t.Fatal(err)
	}
	if status, answer := w.ask(t, "POST", "/api/realtime", string(body)); status != 204 {
		t.Fatalf("subscribe: %d %s", status, answer)
	}
	return func(words ...string) string {
		var all strings.Builder
		for lines.Scan() {
			all.WriteString(lines.Text() + "\n")
			missing := false
			for _, word := range words {
				missing = missing || !strings.Contains(all.String(), word)
			}
			if !missing {
				return all.String()
			}
		}
		t.Fatalf("the stream ended before %v was heard: %v\n%s", words, lines.Err(), all.String())
		return ""
	}
}
