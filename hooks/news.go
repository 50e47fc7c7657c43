package hooks

import (
	"slices"
	"strings"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// steps are the statuses that follow on each.
var steps = map[cms.Status][]cms.Status{
	cms.Draft:     {cms.Review, cms.Published},
	cms.Review:    {cms.Draft, cms.Published},
	cms.Published: {cms.Retracted},
	cms.Retracted: {cms.Draft},
}

// bindNews holds news to its life: it starts as a draft, is published by a step
// of its own, and is then known by one address.
func bindNews(app core.App, now func() time.Time) {
	app.OnRecordCreate("news").BindFunc(startNews)
	app.OnRecordValidate("news").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.IsNew() && !startsWell(e.Record) {
			return merged(e.Next(), wrong("status", "new_is_draft", phrases.CMS.NewIsDraft, cms.ActorOf(e.Record).Lang))
		}
		return e.Next()
	})
	app.OnRecordUpdateExecute("news").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := stepNews(e.App, e.Record, now()); err != nil {
				return err
			}
			return e.Next()
		})
	})
	app.OnRecordDeleteExecute("news").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := mayDelete(e.App, e.Record); err != nil {
				return err
			}
			return e.Next()
		})
	})
}

// mayDelete refuses an editor to delete what is published.
func mayDelete(tx core.App, r *core.Record) error {
	stored, err := cms.FindNews(tx, r.Id)
	if err != nil {
		return err
	}
	if who := cms.ActorOf(r); stored.Status() == cms.Published && !who.MayPublish() {
		return wrong("status", "only_publishers", phrases.CMS.OnlyPublishers, who.Lang)
	}
	return nil
}

// startNews gives a new piece what only the program knows. What the admin's
// Duplicate copied from another piece does not hold for this one.
func startNews(e *core.RecordEvent) error {
	r := e.Record
	if r.GetString("status") == "" {
		r.Set("status", string(cms.Draft))
	}
	if who := cms.ActorOf(r); who.ID != "" {
		r.Set("author", who.ID)
	}
	r.Set("published_by", "")
	r.Set("rev", 1)
	return e.Next()
}

func startsWell(r *core.Record) bool {
	status := cms.Status(r.GetString("status"))
	return status == cms.Draft || status == cms.Review
}

// stepNews compares a piece with what is stored now, which may be more than the
// form had loaded, and sets what follows from a step. It runs in the
// transaction of the save.
func stepNews(tx core.App, r *core.Record, now time.Time) error {
	stored, err := cms.FindNews(tx, r.Id)
	if err != nil {
		return err
	}
	who := cms.ActorOf(r)
	if err := checkRev(tx, r, stored); err != nil {
		return err
	}
	r.Set("rev", stored.Rev()+1)
	if who.ID != "" { // the program itself empties them when an account is deleted
		r.Set("author", stored.Author())
		r.Set("published_by", stored.PublishedBy())
	}
	from, to := stored.Status(), cms.Status(r.GetString("status"))
	if from != to && !slices.Contains(steps[from], to) {
		return wrong("status", "bad_transition", phrases.CMS.BadTransition, who.Lang,
			"from", say(phrases.NewsStatus[string(from)], who.Lang), "to", say(phrases.NewsStatus[string(to)], who.Lang))
	}
	if (from == cms.Published || to == cms.Published) && !who.MayPublish() {
		return wrong("status", "only_publishers", phrases.CMS.OnlyPublishers, who.Lang)
	}
	if err := keepSlug(tx, r, stored, who.Lang); err != nil {
		return err
	}
	if to != cms.Published {
		return nil
	}
	check := checkFourEyes
	if from == cms.Published {
		check = checkLiveText
	}
	if err := check(tx, r, stored); err != nil {
		return err
	}
	return publish(tx, r, stored, now, who)
}

// keepSlug refuses a new address for a piece that was known by another.
func keepSlug(tx core.App, r *core.Record, stored *cms.News, lang string) error {
	if stored.Slug() == "" || r.GetString("slug") == stored.Slug() {
		return nil
	}
	known := stored.Status() == cms.Published || stored.Status() == cms.Retracted
	if !known {
		var err error
		if known, err = cms.WasPublic(tx, r.Id); err != nil {
			return err
		}
	}
	if known {
		return wrong("slug", "slug_frozen", phrases.CMS.SlugFrozen, lang, "slug", stored.Slug())
	}
	return nil
}

// publish checks and completes a published piece. An empty moment is now; one in
// the future is a schedule.
func publish(tx core.App, r *core.Record, stored *cms.News, now time.Time, who cms.Actor) error {
	n := newsOf(r)
	if faults := announce.Check(n, func(path string) bool { return ownPage(tx, now, path) }); len(faults) > 0 {
		all := validation.Errors{}
		for _, f := range faults {
			all[f.Field] = fieldError{code: f.Code, message: say(f.Text, who.Lang, f.Pairs...)}
		}
		return all
	}
	out := stored.Status() == cms.Published && !stored.PublishAt().Time().After(now)
	if out && n.PublishAt().Time().After(now) {
		return wrong("publish_at", "already_out", phrases.NewsFaults.AlreadyOut, who.Lang)
	}
	if n.PublishAt().IsZero() {
		r.Set("publish_at", now)
	}
	if stored.Status() != cms.Published {
		r.Set("published_by", who.ID)
	}
	return nil
}

// sections are the first parts of our own addresses under which all is known.
var sections = []string{"", "members", "news", "faq", "events", "follow", "chat"}

// ownPage reports whether a path of our own host leads somewhere.
func ownPage(tx core.App, now time.Time, path string) bool {
	if strings.HasPrefix(path, "/api/files/") || path == "/chat" || path == "/" {
		return true
	}
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if !phrases.Known(parts[0]) || len(parts) > 3 {
		return false
	}
	var err error
	switch parts = parts[1:]; {
	case len(parts) == 0:
	case len(parts) == 2 && parts[0] == "members":
		_, err = cms.FindVisibleMember(tx, parts[1])
	case len(parts) == 2 && parts[0] == "news":
		_, err = cms.FindVisibleNewsBySlug(tx, now, parts[1])
	case len(parts) == 2:
		return false
	case !slices.Contains(sections, parts[0]):
		_, err = cms.FindPage(tx, parts[0])
	}
	return err == nil
}
