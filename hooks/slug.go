package hooks

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/text/unicode/norm"
)

// named are the collections with a slug, and the field that it is made from.
var named = map[string]string{
	"news": "title", "events": "title", "pages": "title", "members": "name", "topics": "name",
}

// maxSlug is the greatest length of a slug that we make; staff may go further.
const maxSlug = 80

// bindFill gives records what staff left empty.
func bindFill(app core.App) {
	for collection, field := range named {
		fill := func(e *core.RecordEvent) error {
			if err := fillSlug(e.App, e.Record, field); err != nil {
				return err
			}
			return e.Next()
		}
		app.OnRecordCreate(collection).BindFunc(fill)
		app.OnRecordUpdate(collection).BindFunc(fill)
	}
}

// fillSlug sets an empty slug: a record that had one keeps it, a new one gets it
// from its German or English name, and one named in Chinese only from its id.
func fillSlug(app core.App, r *core.Record, field string) error {
	if r.GetString("slug") != "" {
		return nil
	}
	if old := r.Original().GetString("slug"); old != "" {
		r.Set("slug", old)
		return nil
	}
	base := slugOf(r.GetString(field + "_de"))
	if base == "" {
		base = slugOf(r.GetString(field + "_en"))
	}
	if base == "" && r.GetString(field+"_zh") != "" {
		if r.Id == "" {
			r.Id = core.GenerateDefaultRandomId()
		}
		base = slugOf(r.Id)
	}
	if base == "" {
		return nil // nothing to call it by yet
	}
	free, err := freeSlug(app, r, base)
	if err != nil {
		return err
	}
	r.Set("slug", free)
	return nil
}

// freeSlug is base, or base with the first number that nobody has. Of two
// records that are saved at the same moment the index lets one through.
func freeSlug(app core.App, r *core.Record, base string) (string, error) {
	var taken []string
	err := app.ConcurrentDB().Select("slug").From(r.Collection().Name).
		Where(dbx.NewExp("([[slug]] = {:base} OR [[slug]] LIKE {:more}) AND [[id]] != {:id}",
			dbx.Params{"base": base, "more": base + "-%", "id": r.Id})).Column(&taken)
	if err != nil {
		return "", fmt.Errorf("look for a free slug in %s: %w", r.Collection().Name, err)
	}
	used := make(map[string]bool, len(taken))
	for _, s := range taken {
		used[s] = true
	}
	slug := base
	for n := 2; used[slug]; n++ {
		slug = base + "-" + strconv.Itoa(n)
	}
	return slug, nil
}

var german = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

// slugOf writes a name in small letters, digits and single hyphens.
func slugOf(name string) string {
	name = german.Replace(norm.NFC.String(strings.ToLower(name)))
	var b strings.Builder
	for _, c := range norm.NFKD.String(name) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteRune(c)
		case unicode.Is(unicode.Mn, c), c == '\'', c == '’':
			// an accent, or an apostrophe within a word
		default:
			if s := b.String(); s != "" && s[len(s)-1] != '-' {
				b.WriteByte('-')
			}
		}
	}
	return cutSlug(strings.Trim(b.String(), "-"))
}

// cutSlug shortens a slug between two of its words.
func cutSlug(s string) string {
	if len(s) <= maxSlug {
		return s
	}
	s = s[:maxSlug]
	if i := strings.LastIndexByte(s, '-'); i > 0 {
		s = s[:i]
	}
	return s
}
