package desk

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/claims"
	"isa-portal.de/isabot/bot/phrases"
)

// judged are the fields of a draft that stand the check, and what is to be said
// about them and about the others.
func judged(t Translation, c *core.Collection, got map[string]string, lang string) (map[string]string, []draftWarning) {
	fields, warnings := map[string]string{}, []draftWarning{}
	for _, name := range t.fieldNames() {
		warn := func(code string, text phrases.Text, pairs ...string) {
			warnings = append(warnings, draftWarning{name, code, text.In(lang, pairs...)})
		}
		source, text := t.Fields[name], strings.TrimSpace(got[name])
		field := c.Fields.GetByName(name + "_" + t.To)
		if no := faultOf(t, source, text, field != nil && field.Type() == core.FieldTypeEditor); no != nil {
			warn(no.code, no.text, no.pairs...)
			continue
		}
		fields[name] = text
		if length, limit := lengthIn(field, text); limit > 0 && length > limit {
			warn("too_long", phrases.DeskTranslate.FieldTooLong, "length", strconv.Itoa(length), "limit", strconv.Itoa(limit))
		}
		for _, pair := range unnamed(plainText(source), plainText(text), t.Glossary) {
			warn("name", phrases.DeskTranslate.Name, "from", pair[0], "to", pair[1])
		}
	}
	return fields, warnings
}

// fault is why a text is no draft.
type fault struct {
	code  string
	text  phrases.Text
	pairs []string
}

// markup is what a text without markup must not have.
var markup = regexp.MustCompile(`<[A-Za-z/!?]`)

// faultOf holds a translation of a field against its source, nil if all that can be
// checked without understanding it is there, and nothing else.
func faultOf(t Translation, source, text string, formatted bool) *fault {
	says := &phrases.DeskTranslate
	from, to := partsOf(source), partsOf(text)
	switch {
	case strings.TrimSpace(plainText(text)) == "":
		return &fault{"empty", says.Empty, nil}
	case unseen(source, text):
		return &fault{"markup", says.Markup, nil}
	case !formatted && len(markup.FindAllString(text, -1)) > len(markup.FindAllString(source, -1)):
		return &fault{"markup", says.Markup, nil}
	case !formatted:
		from, to = []part{{text: source}}, []part{{text: text}}
	case !slices.Equal(addresses(source, "a", "href"), addresses(text, "a", "href")):
		return &fault{"links", says.Links, nil}
	case !slices.Equal(addresses(source, "img", "src"), addresses(text, "img", "src")):
		return &fault{"pictures", says.Pictures, nil}
	case !sameMarks(from, to):
		return &fault{"markup", says.Markup, nil}
	}
	if !inScript(plainText(source), plainText(text), t.To) {
		return &fault{"same_language", says.SameLanguage, nil}
	}
	for i := range from { // block by block, so that no other block's figure stands in for one
		if lost := claims.Missing(from[i].text, to[i].text); len(lost) > 0 {
			return &fault{"lost", says.Lost, []string{"what", written(lost)}}
		}
		if invented := claims.Missing(to[i].text, from[i].text); len(invented) > 0 {
			return &fault{"invented", says.Invented, []string{"what", written(invented)}}
		}
	}
	return nil
}

// unseen reports whether a text has characters that no reader sees, such as those
// that turn words round, and that its source has not. A soft hyphen is none of them:
// where words break is a matter of the language.
func unseen(source, text string) bool {
	source += plainText(source)
	return strings.ContainsFunc(text+plainText(text), func(r rune) bool {
		return r != '\u00ad' && unicode.In(r, unicode.Cf, unicode.Co) && !strings.ContainsRune(source, r)
	})
}

// mostWritten is how many claims a warning names.
const mostWritten = 5

// written are claims as they stand in their text.
func written(all []claims.Claim) string {
	var out []string
	for _, c := range all[:min(len(all), mostWritten)] {
		out = append(out, strings.TrimSpace(c.Written))
	}
	return strings.Join(out, " · ")
}

// inScript reports whether a translation is written as its language is. A source of
// one word may be a name, which stays.
func inScript(source, text, to string) bool {
	han, other := 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.IsLetter(r):
			other++
		}
	}
	if to == "zh" {
		return han > 0 || len(strings.Fields(source)) < 3
	}
	return han == 0 || other > han
}

// lengthIn is how long a text is for its field, and the most that the field takes.
func lengthIn(field core.Field, text string) (length, limit int) {
	switch f := field.(type) {
	case *core.TextField:
		return utf8.RuneCountInString(text), f.Max
	case *core.EditorField:
		return len(text), int(f.MaxSize)
	}
	return 0, 0
}
