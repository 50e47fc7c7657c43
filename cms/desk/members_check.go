package desk

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// incomplete is a member of whose record something is missing.
type incomplete struct {
	named
	Slug      string `json:"slug"`
	Country   string `json:"country"`
	Published bool   `json:"published"`
	Left      bool   `json:"left"` // a former member
	Missing   []lack `json:"missing"`
}

// lack is a field that is empty, and what it is called.
type lack struct {
	Field string `json:"field"`
	Says  string `json:"says"`
}

// checkMembers tells what is missing of members: names and profiles by language,
// the place on the map, the website, the state, source and date.
// GET members/check: {members: n, complete: n, counts: {field: n}, items: [see incomplete]}
func (d *desk) checkMembers(e *core.RequestEvent) error {
	found, err := cms.FindAllMembers(e.App)
	if err != nil {
		return err
	}
	lang := whose(e).Lang
	items, counts := []incomplete{}, map[string]int{}
	for _, m := range found {
		lacks := lacksOf(m, lang)
		if len(lacks) == 0 {
			continue
		}
		for _, l := range lacks {
			counts[l.Field]++
		}
		items = append(items, incomplete{nameOf(m.Record, lang), m.Slug(), m.Country(), m.GetBool("published"), m.Left() != "", lacks})
	}
	return e.JSON(http.StatusOK, map[string]any{
		"members": len(found), "complete": len(found) - len(items), "counts": counts, "items": items,
	})
}

func lacksOf(m *cms.Member, lang string) []lack {
	all := []lack{}
	miss := func(field string, text phrases.Text, pairs ...string) {
		all = append(all, lack{field, text.In(lang, pairs...)})
	}
	for _, base := range cms.TranslatedFields("members") {
		for _, l := range cms.Languages {
			if strings.TrimSpace(m.GetString(base+"_"+l)) == "" {
				miss(base+"_"+l, phrases.DeskLacks[base], "lang", phrases.LanguageNames[l])
			}
		}
	}
	if lat, lon := m.Location(); lat == 0 && lon == 0 {
		miss("location", phrases.DeskLacks["location"])
	}
	for _, field := range []string{"website", "state", "source", "as_of"} {
		if strings.TrimSpace(m.GetString(field)) == "" {
			miss(field, phrases.DeskLacks[field])
		}
	}
	return all
}
