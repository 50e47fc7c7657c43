package hooks

import (
	"regexp"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// roughDates are the fields that hold YYYY, YYYY-MM or YYYY-MM-DD.
var roughDates = map[string][]string{
	"alliance": {"founded", "as_of"},
	"members":  {"joined", "left", "as_of"},
	"contacts": {"as_of"},
	"faqs":     {"as_of"},
}

// bindValidate refuses what cannot be true, in words that staff understand.
func bindValidate(app core.App) {
	for collection, fields := range roughDates {
		app.OnRecordValidate(collection).BindFunc(func(e *core.RecordEvent) error {
			ours := checkDates(e.Record, fields)
			if collection == "members" && len(ours) == 0 {
				ours = checkLeft(e.Record)
			}
			return merged(e.Next(), ours)
		})
	}
}

var roughDate = regexp.MustCompile(`^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`)

func checkDates(r *core.Record, fields []string) validation.Errors {
	all, lang := validation.Errors{}, cms.ActorOf(r).Lang
	for _, f := range fields {
		s := r.GetString(f)
		if s == "" {
			continue
		}
		if !roughDate.MatchString(s) {
			all[f] = fieldError{code: "bad_date", message: say(phrases.CMS.BadDate, lang)}
		} else if _, err := time.Parse("2006-01-02"[:len(s)], s); err != nil {
			all[f] = fieldError{code: "no_such_day", message: say(phrases.CMS.NoSuchDay, lang, "date", s)}
		}
	}
	return all
}

// checkLeft compares as much of the two dates as both know.
func checkLeft(r *core.Record) validation.Errors {
	joined, left := r.GetString("joined"), r.GetString("left")
	known := min(len(joined), len(left))
	if left[:known] < joined[:known] {
		return wrong("left", "left_before_joined", phrases.CMS.LeftBeforeJoined, cms.ActorOf(r).Lang, "date", joined)
	}
	return nil
}
