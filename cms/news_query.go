package cms

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// FindNews returns a piece of news by its id, whatever its status.
func FindNews(app core.App, id string) (*News, error) {
	return findOne[News](app, "news", dbx.HashExp{"id": id})
}

// FindNewsNamed returns a piece of news by its id or slug, whatever its status.
func FindNewsNamed(app core.App, name string) (*News, error) {
	return findOne[News](app, "news", dbx.Or(dbx.HashExp{"id": name}, dbx.HashExp{"slug": name}))
}

// FindVisibleNews returns the news that guests see at now: pinned first, then
// the latest. A limit of 0 returns all.
func FindVisibleNews(app core.App, now time.Time, limit, offset int) ([]*News, error) {
	q := app.RecordQuery("news").OrderBy("pinned DESC", "publish_at DESC", "id")
	if limit > 0 {
		q.Limit(int64(limit)).Offset(int64(offset))
	}
	return fetch[News](q, "news", public(now))
}

// FindVisibleNewsBySlug returns one piece of news that guests see at now.
func FindVisibleNewsBySlug(app core.App, now time.Time, slug string) (*News, error) {
	return findOne[News](app, "news", public(now), dbx.HashExp{"slug": slug})
}

// CountVisibleNews counts the news that guests see at now.
func CountVisibleNews(app core.App, now time.Time) (int, error) {
	var n int
	err := app.ConcurrentDB().Select("count(*)").From("news").Where(public(now)).Row(&n)
	return n, err
}

// public is the condition of the API rule of news.
func public(now time.Time) dbx.Expression {
	return dbx.And(
		dbx.HashExp{"status": string(Published)},
		dbx.NewExp("[[publish_at]] <= {:now}", dbx.Params{"now": stamp(now)}),
	)
}
