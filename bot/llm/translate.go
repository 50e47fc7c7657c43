package llm

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
)

// mostTranslated is how many tokens a translation may have: some servers take a
// request for no more.
const mostTranslated = 8000

// Translation is what is to be translated: fields and their texts, which may be
// HTML, and terms with their translations.
type Translation struct {
	From, To string // de, en, zh
	Fields   map[string]string
	Glossary [][2]string
}

// Translate returns a translation of each field that has a text. It has more time
// than other tasks, 60 seconds, and is a draft: that it is right is for a person
// to say. A field that is missing in the answer, or empty, is ErrMalformed, and a
// text of more than about 6,000 Chinese characters or 20,000 letters is ErrCut.
func (m *Model) Translate(ctx context.Context, in Translation) (map[string]string, error) {
	type text struct {
		Field string `json:"field"`
		Text  string `json:"text"`
	}
	var about struct {
		Texts    []text      `json:"texts"`
		Glossary [][2]string `json:"glossary,omitempty"`
	}
	about.Glossary = in.Glossary
	for _, field := range slices.Sorted(maps.Keys(in.Fields)) {
		if strings.TrimSpace(in.Fields[field]) != "" {
			about.Texts = append(about.Texts, text{field, in.Fields[field]})
		}
	}
	if len(about.Texts) == 0 {
		return map[string]string{}, nil
	}
	user, err := data(about)
	if err != nil {
		return nil, err
	}
	t := m.tasks.translate
	system := strings.ReplaceAll(t.system(in.To), "{source}", cmp.Or(languageNames[in.From], "its language"))
	var out map[string]string
	err = m.ask(ctx, question{
		task: t, system: system, user: user, output: min(500+3*estimate(user), mostTranslated), timeout: max(m.cfg.Timeout, longTimeout),
		read: func(answer string) error {
			var got struct{ Texts []text }
			if err := parse(answer, t.schema, &got); err != nil {
				return err
			}
			out = map[string]string{}
			for _, g := range got.Texts {
				out[g.Field] = g.Text
			}
			for _, asked := range about.Texts {
				if strings.TrimSpace(out[asked.Field]) == "" {
					return malformed("a field has no translation")
				}
			}
			maps.DeleteFunc(out, func(field, _ string) bool { return strings.TrimSpace(in.Fields[field]) == "" })
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
