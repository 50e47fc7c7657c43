package cms

import "github.com/pocketbase/pocketbase/core"

// Topic is a subject that news and channels are sorted by.
type Topic struct{ core.BaseRecordProxy }

// Slug is the topic's short name in addresses and filters.
func (t *Topic) Slug() string { return t.GetString("slug") }

// Name is the name.
func (t *Topic) Name() Texts { return texts(t.Record, "name") }

// FindTopics returns all topics, by slug.
func FindTopics(app core.App) ([]*Topic, error) {
	return findAll[Topic](app, "topics", "slug")
}
