package hooks_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// What we call visible and what the API rules show to a guest must be the same
// records: two wordings of one promise.
func TestVisibleIsWhatTheAPIShowsGuests(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	b.now = time.Now()
	past, future := b.now.Add(-time.Hour), b.now.Add(time.Hour)
	for _, until := range []any{nil, past, future} {
		for _, shown := range []bool{true, false} {
			b.save("faqs", map[string]any{"category": "about", "question_de": "?", "valid_until": until, "published": shown})
		}
	}
	for _, shown := range []bool{true, false} {
		b.save("members", map[string]any{"kind": "city", "country": "DE", "name_de": "M", "published": shown})
		b.save("contacts", map[string]any{"name_de": "C", "published": shown})
		b.save("events", map[string]any{"title_de": "E", "published": shown})
	}
	b.save("pages", map[string]any{"slug": "imprint"})
	for _, status := range []string{"draft", "review", "published", "retracted"} {
		for _, at := range []any{nil, past, future} {
			r := b.save("news", map[string]any{"title_de": "N", "publish_at": at})
			b.sql("UPDATE news SET status = '" + status + "' WHERE id = '" + r.Id + "'")
		}
	}
	faqs, err := cms.FindVisibleFAQs(b.TestApp, b.now)
	same(b, "faqs", err, faqs, 2)
	members, err := cms.FindVisibleMembers(b.TestApp)
	same(b, "members", err, members, 1)
	contacts, err := cms.FindVisibleContacts(b.TestApp)
	same(b, "contacts", err, contacts, 1)
	events, err := cms.FindVisibleEvents(b.TestApp)
	same(b, "events", err, events, 1)
	pages, err := cms.FindPages(b.TestApp)
	same(b, "pages", err, pages, 1)
	news, err := cms.FindVisibleNews(b.TestApp, b.now, 0, 0)
	same(b, "news", err, news, 2)
}

func same[P core.RecordProxy](b *bench, collection string, err error, ours []P, want int) {
	b.t.Helper()
	_, list := b.call(true, http.MethodGet, "/api/collections/"+collection+"/records?perPage=500", nil)
	var theirs, mine []string
	for _, item := range list["items"].([]any) {
		theirs = append(theirs, item.(map[string]any)["id"].(string))
	}
	for _, r := range ours {
		mine = append(mine, r.ProxyRecord().Id)
	}
	slices.Sort(theirs)
	slices.Sort(mine)
	if err != nil || !slices.Equal(theirs, mine) || len(mine) != want {
		b.t.Errorf("%s: guests see %v, we say %v, want %d; %v", collection, theirs, mine, want, err)
	}
}
