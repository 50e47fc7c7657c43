package desk

import (
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// named is a record that another one speaks of.
type named struct {
	Collection string `json:"collection,omitempty"`
	ID         string `json:"id"`
	Title      string `json:"title"`
}

func nameOf(r *core.Record, lang string) named {
	return named{r.Collection().Name, r.Id, cms.TitleOf(r, lang)}
}

// storedNews tells how a piece of news is stored, for a form that was overtaken:
// GET news/{id}: {record, rev, saved_by, saved_at, live, corrects, correction}.
// record has all fields as the records API gives them, corrects is the original of
// a correction, and correction the open correction of a live piece; null for none.
func (d *desk) storedNews(e *core.RequestEvent) error {
	news, err := cms.FindNews(e.App, e.Request.PathValue("id"))
	if err != nil {
		return refused(e, err)
	}
	lang := whose(e).Lang
	answer := map[string]any{
		"rev": news.Rev(), "saved_by": "", "saved_at": moment(news.GetDateTime("updated")), "live": cms.Live(news.Record),
		"corrects": nil, "correction": nil,
	}
	if last, err := cms.FindLastAudit(e.App, "news", news.Id); err == nil {
		answer["saved_by"] = last.ActorName()
	}
	if id := news.GetString("corrects"); id != "" {
		if original, err := cms.FindNews(e.App, id); err == nil {
			answer["corrects"] = nameOf(original.Record, lang)
		}
	}
	if r, err := cms.FindCorrection(e.App, "news", news.Id); err == nil {
		answer["correction"] = nameOf(r, lang)
	}
	if err := apis.EnrichRecord(e, news.Record); err != nil {
		return err
	}
	answer["record"] = news.PublicExport()
	return e.JSON(http.StatusOK, answer)
}
