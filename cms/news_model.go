package cms

import (
	"cmp"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Status says how far a piece of news has come.
type Status string

// The statuses: draft <-> review -> published -> retracted -> draft.
const (
	Draft     Status = "draft"
	Review    Status = "review"
	Published Status = "published"
	Retracted Status = "retracted"
)

// News is a piece of news.
type News struct{ core.BaseRecordProxy }

// Slug is the last part of the address on the public pages.
func (n *News) Slug() string { return n.GetString("slug") }

// Title is the headline.
func (n *News) Title() Texts { return texts(n.Record, "title") }

// Summary is plain text, one or two sentences.
func (n *News) Summary() Texts { return texts(n.Record, "summary") }

// Body is editor HTML, not yet made safe.
func (n *News) Body() Texts { return texts(n.Record, "body") }

// SourceLang is the language that the others are translated from (de, en, zh).
func (n *News) SourceLang() string { return cmp.Or(n.GetString("source_lang"), "de") }

// Cover is the file name of the picture, "" for none.
func (n *News) Cover() string { return n.GetString("cover") }

// CoverAlt says in words what the picture shows.
func (n *News) CoverAlt() Texts { return texts(n.Record, "cover_alt") }

// Attachments are file names.
func (n *News) Attachments() []string { return n.GetStringSlice("attachments") }

// Link is a web address that the news points to.
func (n *News) Link() string { return n.GetString("link") }

// TopicIDs are the ids of the topics.
func (n *News) TopicIDs() []string { return n.GetStringSlice("topics") }

// MemberIDs are the ids of the members that the news is about.
func (n *News) MemberIDs() []string { return n.GetStringSlice("members") }

// ChannelIDs are the ids of the channels it shall go to; none means all that match.
func (n *News) ChannelIDs() []string { return n.GetStringSlice("channels") }

// Status is how far the news has come.
func (n *News) Status() Status { return Status(n.GetString("status")) }

// PublishAt is the moment from which a published piece is shown.
func (n *News) PublishAt() types.DateTime { return n.GetDateTime("publish_at") }

// Pinned says that the news stands above the others.
func (n *News) Pinned() bool { return n.GetBool("pinned") }

// Silent says that channels are told without a sound.
func (n *News) Silent() bool { return n.GetBool("silent") }

// Author is the id of the superuser who wrote it.
func (n *News) Author() string { return n.GetString("author") }

// PublishedBy is the id of the superuser who published it.
func (n *News) PublishedBy() string { return n.GetString("published_by") }

// Rev counts the form's saves.
func (n *News) Rev() int { return n.GetInt("rev") }
