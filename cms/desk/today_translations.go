package desk

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// staleTranslated are the languages of what is live that are missing, or not
// current: how many, and the first of them, news before the rest. What a machine
// translated is to be checked before it is live, too.
type staleTranslated struct {
	Missing  int              `json:"missing"`
	Outdated int              `json:"outdated"`
	Machine  int              `json:"machine"`
	Items    []staleRendering `json:"items"`
}

type staleRendering struct {
	named
	Lang  string       `json:"lang"`
	State cms.Currency `json:"state"`
}

// weighed is the order in which collections and states need a person.
var (
	weighedCollections = []string{"news", "faqs", "events", "members", "contacts", "alliance", "pages"}
	weighedStates      = []cms.Currency{cms.Outdated, cms.Machine, cms.Missing}
)

func (d *desk) fillTranslations(e *core.RequestEvent, t *today, _ map[string]string) error {
	s := staleTranslated{Items: []staleRendering{}}
	byState := map[cms.Currency][]staleRendering{}
	for _, collection := range weighedCollections {
		found, err := cms.FindLiveRenderings(e.App, collection)
		if err != nil {
			return err
		}
		unchecked, err := cms.FindUncheckedRenderings(e.App, collection)
		if err != nil {
			return err
		}
		for _, r := range unchecked {
			toCome := slices.Contains(cms.Drafted, collection) && !cms.Live(r.Record)
			if toCome && r.Record.GetString("status") != string(cms.Retracted) {
				found = append(found, r)
			}
		}
		for _, r := range found {
			if r.Currency != cms.Current {
				byState[r.Currency] = append(byState[r.Currency], staleRendering{nameOf(r.Record, whose(e).Lang), r.Lang, r.Currency})
			}
		}
	}
	s.Missing, s.Outdated, s.Machine = len(byState[cms.Missing]), len(byState[cms.Outdated]), len(byState[cms.Machine])
	for _, state := range weighedStates {
		for _, item := range byState[state] {
			if len(s.Items) < mostLines {
				s.Items = append(s.Items, item)
			}
		}
	}
	t.Translations = s
	return nil
}
