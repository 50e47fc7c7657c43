package cms

import "github.com/pocketbase/pocketbase/core"

// TitleOf is what a person calls a record of any collection: its name in lang,
// or else in another language, or what it has in place of one.
func TitleOf(r *core.Record, lang string) string {
	for _, base := range []string{"title", "name", "question"} {
		if s, _ := texts(r, base).In(lang); s != "" {
			return s
		}
	}
	for _, field := range []string{"name", "number", "slug", "email", "key"} {
		if s := r.GetString(field); s != "" {
			return s
		}
	}
	return r.Id
}
