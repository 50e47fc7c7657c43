package cms_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/tests"
	"github.com/pocketbase/pocketbase/tools/types"

	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// template is a database without the content that it starts with.
var template cmstest.Template

func TestMain(m *testing.M) { cmstest.Main(m, &template, false) }

func newApp(t *testing.T) *tests.TestApp {
	t.Helper()
	return template.Open(t)
}

func TestATextFallsBackToAnotherLanguageAndSaysWhich(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name               string
		texts              cms.Texts
		lang, want, really string
	}{
		{"has it", cms.Texts{De: "Köln", En: "Cologne", Zh: "科隆"}, "zh", "科隆", "zh"},
		{"English stands in first", cms.Texts{De: "Köln", En: "Cologne"}, "zh", "Cologne", "en"},
		{"German stands in for both", cms.Texts{De: "Köln"}, "zh", "Köln", "de"},
		{"Chinese is better than nothing", cms.Texts{Zh: "科隆"}, "de", "科隆", "zh"},
		{"nothing", cms.Texts{}, "de", "", ""},
		{"unknown language", cms.Texts{De: "Köln"}, "fr", "Köln", "de"},
	} {
		got, really := c.texts.In(c.lang)
		if got != c.want || really != c.really {
			t.Errorf("%s: got %q in %q, want %q in %q", c.name, got, really, c.want, c.really)
		}
	}
}

func TestVisibleNewsIsPublishedAndDue(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	for slug, f := range map[string]map[string]any{
		"draft":     {"status": "draft", "publish_at": noon.Add(-time.Hour)},
		"retracted": {"status": "retracted", "publish_at": noon.Add(-time.Hour)},
		"scheduled": {"status": "published", "publish_at": noon.Add(time.Minute)},
		"old":       {"status": "published", "publish_at": noon.Add(-48 * time.Hour)},
		"now":       {"status": "published", "publish_at": noon},
		"pinned":    {"status": "published", "publish_at": noon.Add(-96 * time.Hour), "pinned": true},
	} {
		f["slug"], f["title_de"] = slug, slug
		cmstest.Save(t, app, "news", f)
	}
	found, err := cms.FindVisibleNews(app, noon, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var slugs []string
	for _, n := range found {
		slugs = append(slugs, n.Slug())
	}
	if want := "pinned now old"; join(slugs) != want {
		t.Errorf("visible: %s, want %s", join(slugs), want)
	}
	if page, err := cms.FindVisibleNews(app, noon, 1, 1); err != nil || len(page) != 1 || page[0].Slug() != "now" {
		t.Errorf("second page of one: %v, %v", page, err)
	}
	if n, err := cms.CountVisibleNews(app, noon); err != nil || n != 3 {
		t.Errorf("counted %d, %v; want 3", n, err)
	}
	if _, err := cms.FindVisibleNewsBySlug(app, noon, "scheduled"); !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("a scheduled piece is found by its slug: %v", err)
	}
	if n, err := cms.FindVisibleNewsBySlug(app, noon.Add(time.Minute), "scheduled"); err != nil || n.SourceLang() != "de" {
		t.Errorf("a piece is not found once it is due: %v", err)
	}
}

func TestVisibleFAQsArePublishedAndNotPast(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	for q, f := range map[string]map[string]any{
		"hidden": {},
		"past":   {"published": true, "valid_until": noon.Add(-time.Millisecond)},
		"last":   {"published": true, "valid_until": noon, "order": 1},
		"always": {"published": true, "order": 2, "phrasings_en": "one\n\n two \n"},
	} {
		f["category"], f["question_de"] = "about", q
		cmstest.Save(t, app, "faqs", f)
	}
	found, err := cms.FindVisibleFAQs(app, noon)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 2 || found[0].Question().De != "last" || found[1].Question().De != "always" {
		t.Fatalf("visible: %v", found)
	}
	if got := found[1].Phrasings("en"); join(got) != "one two" {
		t.Errorf("phrasings %q", got)
	}
	next, err := cms.NextChange(app, noon)
	if err != nil || !next.Equal(noon.Add(time.Millisecond)) {
		t.Errorf("next change at %v, %v", next, err)
	}
}

func TestMembersComeWithStatesAndByID(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	nw := cmstest.Save(t, app, "states", map[string]any{"code": "NW", "country": "DE", "name_de": "Nordrhein-Westfalen"})
	member := map[string]any{"slug": "koeln", "kind": "city", "country": "DE", "state": nw.Id, "name_de": "Köln", "published": true,
		"industries": "Chemie\nMedien", "location": types.GeoPoint{Lat: 50.9, Lon: 6.9}}
	koeln := cmstest.Save(t, app, "members", member)
	hidden := cmstest.Save(t, app, "members", map[string]any{"slug": "x", "kind": "city", "country": "CN", "name_de": "X"})
	m, err := cms.FindVisibleMember(app, "koeln")
	if err != nil {
		t.Fatal(err)
	}
	lat, lon := m.Location()
	if m.StateID() != nw.Id || lat != 50.9 || lon != 6.9 || join(m.Industries()) != "Chemie Medien" {
		t.Errorf("member: state %q at %v, %v in %q", m.StateID(), lat, lon, m.Industries())
	}
	byID, err := cms.FindVisibleMembersByID(app, koeln.Id, hidden.Id)
	if err != nil || len(byID) != 1 || byID[koeln.Id] == nil {
		t.Errorf("by id: %v, %v", byID, err)
	}
	states, err := cms.FindStatesByID(app)
	if err != nil || states[nw.Id].Name().De != "Nordrhein-Westfalen" {
		t.Errorf("states: %v, %v", states, err)
	}
}

func TestOnlyListedChannelsWithAnAddressAreNamed(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	for name, f := range map[string]map[string]any{
		"open":    {"listed": true, "enabled": true, "invite_url": "https://t.me/x"},
		"off":     {"listed": true, "invite_url": "https://t.me/x"},
		"secret":  {"enabled": true, "invite_url": "https://t.me/x"},
		"staff":   {"listed": true, "enabled": true, "purpose": "staff", "invite_url": "https://t.me/x"},
		"no link": {"listed": true, "enabled": true},
	} {
		f["name"], f["platform"], f["target"], f["lang"] = name, "telegram", "@"+name, "de"
		cmstest.Save(t, app, "channels", f)
	}
	found, err := cms.FindListedChannels(app)
	if err != nil || len(found) != 1 || found[0].Name() != "open" || found[0].Purpose() != "announcements" {
		t.Fatalf("listed: %v, %v", found, err)
	}
}

func TestTheFingerprintSeesEveryVisibleChangeAndNoOther(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	cmstest.Save(t, app, "faqs", map[string]any{"category": "about", "question_de": "Was?", "answer_de": "Das.", "published": true})
	cmstest.Save(t, app, "news", map[string]any{"title_de": "Bald", "status": "published", "publish_at": noon.Add(time.Hour)})
	print := func(now time.Time) uint64 {
		t.Helper()
		sum, err := cms.Fingerprint(app, now)
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	before := print(noon)
	if print(noon.Add(time.Minute)) != before {
		t.Error("time alone changed it")
	}
	if print(noon.Add(time.Hour)) == before {
		t.Error("news that appears does not change it")
	}
	if _, err := app.DB().NewQuery("UPDATE faqs SET answer_de = 'Dos.'").Execute(); err != nil {
		t.Fatal(err)
	}
	after := print(noon)
	if after == before {
		t.Error("an edit of the same length, past the hooks, does not change it")
	}
	cmstest.Save(t, app, "news", map[string]any{"title_de": "Entwurf", "status": "draft"})
	if print(noon) != after {
		t.Error("a draft changes it")
	}
}

func TestInquiriesAreNumberedWithinTheYear(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	for _, want := range []string{"2026-0001", "2026-0002"} {
		got, err := cms.NextInquiryNumber(app, noon)
		if err != nil || got != want {
			t.Fatalf("number %q, %v; want %q", got, err, want)
		}
		cmstest.Save(t, app, "inquiries", map[string]any{"number": got, "question": "?", "state": "open"})
	}
	cmstest.Save(t, app, "inquiries", map[string]any{"number": "2026-12345", "question": "?", "state": "open"})
	if got, _ := cms.NextInquiryNumber(app, noon); got != "2026-12346" {
		t.Errorf("after 12345 comes %q", got)
	}
	if got, _ := cms.NextInquiryNumber(app, noon.AddDate(1, 0, 0)); got != "2027-0001" {
		t.Errorf("the next year starts with %q", got)
	}
	if _, err := app.DB().Delete("inquiries", nil).Execute(); err != nil {
		t.Fatal(err)
	}
	if got, _ := cms.NextInquiryNumber(app, noon); got != "2026-12347" {
		t.Errorf("a number that somebody was told is given out again: %q", got)
	}
}

func TestSystemStateIsKeptAsItIs(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	var got string
	if found, err := cms.LoadSystemState(app, "k", &got); found || err != nil {
		t.Fatalf("found %v, %v before anything was kept", found, err)
	}
	for _, want := range []string{"12e5", "true", "", `{"a":1}`} {
		if err := cms.SaveSystemState(app, "k", want); err != nil {
			t.Fatal(err)
		}
		if found, err := cms.LoadSystemState(app, "k", &got); !found || err != nil || got != want {
			t.Errorf("kept %q, got %q (%v, %v)", want, got, found, err)
		}
	}
}

func TestSessionsAreReplacedAndExpire(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	for _, state := range []string{`{"lang":"de"}`, `{"lang":"zh"}`} {
		if err := cms.SaveSession(app, "p", []byte(state), noon.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	s, err := cms.FindSession(app, "p", noon)
	if err != nil || string(s.State()) != `{"lang":"zh"}` || s.GetString("lang") != "zh" {
		t.Fatalf("session %v, %v", s, err)
	}
	if _, err := cms.FindSession(app, "p", noon.Add(time.Hour)); !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("an expired session is found: %v", err)
	}
	if n, err := cms.PurgeSessions(app, noon.Add(time.Hour)); n != 1 || err != nil {
		t.Errorf("purged %d, %v", n, err)
	}
}

func TestQuestionsKeepTheTimeTheyWereAskedAndArePurged(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	old := cms.Question{Text: "alt?", Lang: "de", Platform: "web", Outcome: "answered", Person: "h", Sources: []string{"faqs/a"}, Latency: 3 * time.Millisecond, At: noon.AddDate(0, 0, -91)}
	fresh := old
	fresh.Text, fresh.At = "neu?", noon
	if err := cms.AddQuestions(app, []cms.Question{old, fresh}); err != nil {
		t.Fatal(err)
	}
	if n, err := cms.PurgeQuestions(app, noon.AddDate(0, 0, -90)); n != 1 || err != nil {
		t.Fatalf("purged %d, %v", n, err)
	}
	left, err := app.FindAllRecords("questions")
	if err != nil || len(left) != 1 || left[0].GetString("text") != "neu?" || left[0].GetInt("latency_ms") != 3 {
		t.Fatalf("left: %v, %v", left, err)
	}
	var sources []string
	if err := left[0].UnmarshalJSONField("sources", &sources); err != nil || join(sources) != "faqs/a" {
		t.Errorf("sources %q, %v", sources, err)
	}
	if at := left[0].GetDateTime("created").Time(); !at.Equal(noon) {
		t.Errorf("created %v", at)
	}
}

func TestDataIsFlushedAtEachCommitAndLogsAreNot(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]int{"data.db": 2, "auxiliary.db": 1} {
		db, err := cms.Connect(filepath.Join(t.TempDir(), file))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		var synchronous, busy, keys int
		var journal string
		for pragma, into := range map[string]any{"synchronous": &synchronous, "busy_timeout": &busy, "foreign_keys": &keys, "journal_mode": &journal} {
			if err := db.NewQuery("PRAGMA " + pragma).Row(into); err != nil {
				t.Fatal(err)
			}
		}
		if synchronous != want || busy < 1000 || keys != 1 || journal != "wal" {
			t.Errorf("%s: synchronous %d, busy_timeout %d, foreign_keys %d, journal %s", file, synchronous, busy, keys, journal)
		}
	}
}

func join(s []string) string { return strings.Join(s, " ") }
