package desk

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// Translation is what is to be translated.
type Translation struct {
	From, To string            // de, en or zh
	Fields   map[string]string // text or HTML, by any name
	Glossary [][2]string       // names in From and in To
}

// Translator drafts translations. It answers with the same fields as it is given,
// as far as it can; what it says is checked, and believed in nothing. An error that
// is a *Refusal is told as it is.
type Translator interface {
	Translate(ctx context.Context, t Translation) (map[string]string, error)
}

// drafted are the collections whose texts a machine may draft: those whose readers
// are told so.
var drafted = []string{"news", "faqs", "members"}

// draftable are their fields, without their language; none where there is no model.
func (d *desk) draftable() map[string][]string {
	all := map[string][]string{}
	for _, collection := range drafted {
		if d.translator != nil {
			all[collection] = cms.TranslatedFields(collection)
		}
	}
	return all
}

const (
	longestDraft  = 20_000          // of all fields together, in characters
	draftPatience = 2 * time.Minute // with a model; it has limits of its own
)

// draftWarning is what is to be known about a field of a draft. Unless it is in
// the draft as well, it was left out for that reason.
type draftWarning struct {
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// translate drafts a translation by a machine, and saves nothing. What does not
// stand the check is left out, with a warning that says why. POST translate
// {collection, from, to, fields: {title: "…"}}: {fields: {title: "…"}, warnings: [see
// draftWarning]}; 429 with Retry-After, 502 and 504 where the model fails, 503 where
// there is none.
func (d *desk) translate(e *core.RequestEvent) error {
	lang := whose(e).Lang
	t, c, err := draftAsked(e)
	if err != nil {
		return err
	}
	if d.translator == nil {
		return refusal(http.StatusServiceUnavailable, phrases.DeskTranslate.NoModel.In(lang), nil)
	}
	if wait := d.drafts.take(whose(e).ID, d.now()); wait > 0 {
		seconds := strconv.Itoa(int((wait + time.Second - 1) / time.Second))
		e.Response.Header().Set("Retry-After", seconds)
		return refusal(http.StatusTooManyRequests, phrases.DeskTranslate.TooOften.In(lang, "seconds", seconds), nil)
	}
	names, err := cms.FindNames(e.App)
	if err != nil {
		return err
	}
	t.Glossary = t.spokenOf(glossary(names, t.From, t.To))
	ctx, cancel := context.WithTimeout(e.Request.Context(), draftPatience)
	defer cancel()
	got, err := d.translator.Translate(ctx, t)
	if err != nil {
		return notDrafted(err, lang)
	}
	fields, warnings := judged(t, c, got, lang)
	return e.JSON(http.StatusOK, map[string]any{"fields": fields, "warnings": warnings})
}

// draftAsked reads a request and says what is wrong with it.
func draftAsked(e *core.RequestEvent) (Translation, *core.Collection, error) {
	var body struct {
		Collection, From, To string
		Fields               map[string]string
	}
	who := whose(e)
	if err := e.BindBody(&body); err != nil || !phrases.Known(body.From) || !phrases.Known(body.To) || body.From == body.To {
		return Translation{}, nil, unreadable(e, err)
	}
	if !slices.Contains(drafted, body.Collection) || !who.MayWrite(body.Collection) {
		return Translation{}, nil, refused(e, &Refusal{Text: phrases.DeskTranslate.NotThis})
	}
	t, length := Translation{From: body.From, To: body.To, Fields: map[string]string{}}, 0
	for name, text := range body.Fields {
		if !slices.Contains(cms.TranslatedFields(body.Collection), name) {
			return Translation{}, nil, unreadable(e, nil)
		}
		if strings.TrimSpace(plainText(text)) != "" {
			t.Fields[name] = text
			length += utf8.RuneCountInString(text)
		}
	}
	switch {
	case len(t.Fields) == 0:
		return Translation{}, nil, refused(e, &Refusal{Text: phrases.DeskTranslate.Nothing})
	case length > longestDraft:
		return Translation{}, nil, refused(e, &Refusal{Text: phrases.DeskTranslate.TooLong,
			Pairs: []string{"length", strconv.Itoa(length), "limit", strconv.Itoa(longestDraft)}})
	}
	c, err := e.App.FindCachedCollectionByNameOrId(body.Collection)
	return t, c, err
}

// fieldNames are those of the fields, in one order.
func (t Translation) fieldNames() []string {
	var all []string
	for name := range t.Fields {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// notDrafted says why there is no draft. The log of requests has the cause.
func notDrafted(err error, lang string) error {
	var known *Refusal
	switch {
	case errors.As(err, &known):
		return refusal(http.StatusBadGateway, known.Text.In(lang, known.Pairs...), err)
	case errors.Is(err, context.DeadlineExceeded):
		return refusal(http.StatusGatewayTimeout, phrases.DeskTranslate.TooSlow.In(lang), err)
	}
	return refusal(http.StatusBadGateway, phrases.DeskTranslate.NotAnswered.In(lang), err)
}

func refusal(status int, message string, cause error) *router.ApiError {
	no := apis.NewApiError(status, "", cause)
	no.Message = message // without the full stop that PocketBase puts behind Chinese
	return no
}
