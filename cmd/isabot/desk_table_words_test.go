package main

import (
	"fmt"
	"maps"
	"testing"
)

func TestWhatAnImportChangesIsToldInWords(t *testing.T) {
	p, server, _ := served(t)
	for lang, want := range map[string]string{
		"de": "map[country:Deutschland kind:Stadt name_de:city published:ja state:Nordrhein-Westfalen website:https://example.org]",
		"zh": "map[country:德国 kind:城市 name_de:city published:是 state:北莱茵-威斯特法伦州 website:https://example.org]",
	} {
		clerk := newClerk(t, p, server.URL, "publisher", lang)
		table := tableOf(t, [][]string{{"slug", "kind", "country", "state", "name_de", "website", "published"},
			{"neuort", "city", "DE", "NW", "city", "https://example.org", "1"}}, ';')
		rep := clerk.upload("/api/isa/desk/import/members?dry=1", table, 200)
		if len(rep.Rows) != 1 {
			t.Fatalf("%+v", rep)
		}
		says, cells := map[string]string{}, map[string]string{}
		for _, c := range rep.Rows[0].Changes {
			says[c.Field], cells[c.Field] = c.Is, c.After
			if c.Before == "" && c.Was != "" {
				t.Errorf("%s was empty, and is called %q", c.Field, c.Was)
			}
		}
		maps.DeleteFunc(says, func(field, _ string) bool { return field == "slug" })
		if got := fmt.Sprint(says); got != want {
			t.Errorf("%s is told %s, want %s", lang, got, want)
		}
		if cells["kind"] != "city" || cells["state"] != "NW" {
			t.Errorf("the cells are %v", cells)
		}
	}
}
