package cms

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// FindLatestNews returns the news that guests see at now and that has a headline
// in lang, the latest first and at most limit. With a topic's id only what is
// sorted under it, with "" all.
func FindLatestNews(app core.App, now time.Time, lang, topicID string, limit int) ([]*News, error) {
	q := app.RecordQuery("news").OrderBy("publish_at DESC", "id").Limit(int64(limit))
	if topicID != "" {
		q.AndWhere(dbx.NewExp("EXISTS (SELECT 1 FROM json_each([[news.topics]]) WHERE [[value]] = {:topic})", dbx.Params{"topic": topicID}))
	}
	return fetch[News](q, "news", public(now), dbx.NewExp("trim([[title_"+lang+"]]) != ''"))
}

// FindTopicBySlug returns a topic by its slug.
func FindTopicBySlug(app core.App, slug string) (*Topic, error) {
	return findOne[Topic](app, "topics", dbx.HashExp{"slug": slug})
}

// WasVisibleNews reports whether there is a piece of news of that address which
// guests saw and which was retracted since.
func WasVisibleNews(app core.App, slug string) (bool, error) {
	var n int
	err := app.ConcurrentDB().Select("count(*)").From("news").Where(dbx.And(
		dbx.HashExp{"slug": slug, "status": string(Retracted)},
		dbx.NewExp("[[publish_at]] != '' AND [[publish_at]] <= [[updated]]"), // the last change is the retraction, or came after it
	)).Row(&n)
	if err != nil {
		return false, fmt.Errorf("was there news at %s: %w", slug, err)
	}
	return n > 0, nil
}
