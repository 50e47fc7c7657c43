// Package desk is the staff's side of what the program does with their records:
// what news will look like in each channel, where it went, what people asked and
// what needs a person, and the decisions that only a person can take.
//
// All of it is JSON below /api/isa/desk, for accounts of staff alone; which role
// a route takes stands beside it in routes.go. Moments are RFC 3339. Words are in
// the language of the account. A refusal is {status, message, data}; data names
// fields where they are at fault, each with {code, message}.
package desk

import (
	"context"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// Preview is what a channel would be sent.
type Preview struct {
	Channel  *cms.Channel
	Readers  string // their language
	Lang     string // of the text that they would get
	Outcome  string // send, hold, skip or leave
	Currency cms.Currency
	Pieces   []bot.Piece
	Warnings []bot.Warning
}

// Announcer sends, and takes staff's decisions about what is sent.
type Announcer interface {
	// Preview tells what each channel would be sent; stored is nil for news that
	// was never saved.
	Preview(stored, news *cms.News) ([]Preview, error)
	// Trial sends to the staff channel what a channel would be sent.
	Trial(ctx context.Context, stored, news *cms.News, channel *cms.Channel) error
	// TrialIn sends a line of text to a channel; unless it shall stay, it is
	// removed again at once.
	TrialIn(ctx context.Context, channel *cms.Channel, text string, stay bool) error
	// Speaks reports whether a platform is switched on.
	Speaks(platform string) bool
	// Replan follows a change of how the languages of news stand to each other.
	// What it changes stands or falls with tx.
	Replan(tx core.App, news *cms.News) error
	// Wake has what was planned carried out, after it is committed.
	Wake()

	Release(delivery string) error
	Drop(delivery string) error
	ItIsThere(delivery, messageID string) error
	SendAgain(delivery string) error
	SendAlso(news *cms.News, channel *cms.Channel) error
	Switch(off bool, by string) error
}

// Reader is what answers questions.
type Reader interface {
	// Read tells what would become of a question now, and which questions of the
	// FAQ, in the same language, it holds nearest to one that it cannot answer.
	Read(ctx context.Context, text, lang string) (outcome bot.Outcome, near []string)
}

// Config is what the desk works with; all of it is needed, but for a translator.
type Config struct {
	Announcer  Announcer
	Reader     Reader
	Translator Translator       // nil for none
	Now        func() time.Time // in the zone of the office, whose days are counted
}

// Refusal is why a decision cannot be carried out, in words for staff.
type Refusal struct {
	Code  string // for programs, may be ""
	Text  phrases.Text
	Pairs []string
}

func (r *Refusal) Error() string { return r.Text.In("en", r.Pairs...) }

// desk is the handler of its routes.
type desk struct {
	announcer  Announcer
	reader     Reader
	translator Translator
	drafts     draftRate
	now        func() time.Time
}

// bodyLimit is the greatest request, in bytes: a table of all members with their
// profiles has some 100 kB.
const bodyLimit = 8 << 20

// Mount hangs the routes into PocketBase's router, and the pages into its admin.
func Mount(e *core.ServeEvent, c Config) error {
	d := &desk{announcer: c.Announcer, reader: c.Reader, translator: c.Translator, now: c.Now}
	g := e.Router.Group("")
	g.Bind(apis.RequireSuperuserAuth(), apis.BodyLimit(bodyLimit))
	for _, r := range d.routes() {
		g.Route(r.method, r.path, only(r.role, r.act))
	}
	return mountExtension(e)
}

// only lets accounts of a role pass, and of those above it.
func only(role string, act func(*core.RequestEvent) error) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		if who := whose(e); !who.AtLeast(role) {
			text := phrases.CMS.OnlyAdmins
			if role == cms.RolePublisher {
				text = phrases.CMS.ForPublishers
			}
			return forbidden(text, who.Lang)
		}
		e.Response.Header().Set("Cache-Control", "no-store")
		return failed(e, act(e))
	}
}

// whose is the person at the desk.
func whose(e *core.RequestEvent) cms.Actor { return cms.ActorFrom(e.Auth) }
