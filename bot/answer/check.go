package answer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/answer/words"
)

// check holds the sentences of a model against the extracts that they cite. It
// knows nothing of meaning, and without that no change of words is safe: "A
// visited B" has the words of "B visited A", and one word less can be the one
// that says "not", "about" or "until". So the model chooses, and the record
// speaks: a sentence is one of the record's own, in which at most a date is
// shorter (see says), and of a record nothing is told that its other sentences
// would put right (see sift and leftOut).
type check struct{ sources [][]recorded }

// recorded is one sentence of an extract.
type recorded struct {
	text    string
	items   []item
	leans   bool // it needs the sentence before it to be understood
	replies bool // it needs the question to be understood
	limits  bool // it denies something, or limits or takes back what stands before
}

func checking(extracts []Extract) *check {
	c := &check{}
	for _, e := range extracts {
		var source []recorded
		for _, s := range wholeSentences(e.Text) {
			source = append(source, recorded{s, itemsOf(s), leaning.MatchString(s), replying.MatchString(s), limiting.MatchString(s)})
		}
		c.sources = append(c.sources, source)
	}
	return c
}

// wholeSentences are the sentences of a text as far as each can stand alone:
// what ends in a semicolon, a colon, an ordinal or a line without a mark, and
// what leaves a quotation or a bracket open, goes on in the next one.
func wholeSentences(text string) []string {
	var out []string
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		open := ""
		for _, s := range words.Sentences(paragraph) {
			if open = strings.TrimSpace(open + " " + s); ended(open) {
				out, open = append(out, open), ""
			}
		}
		if open != "" {
			out = append(out, open)
		}
	}
	return out
}

var (
	fullStop = regexp.MustCompile(`[.!?…。！？]["'“”’»›)）」』]*$`)
	ordered  = regexp.MustCompile(`(?:^|\D)\d{1,2}\.$`)
)

func ended(s string) bool {
	folded := words.Fold(s)
	return fullStop.MatchString(s) && !ordered.MatchString(s) &&
		strings.Count(folded, `"`)%2 == 0 && strings.Count(folded, "(") == strings.Count(folded, ")")
}

// leaning are words that mean something said before, or nothing by themselves.
var leaning = regexp.MustCompile(`(?i)\b(?:er|sie|es|ihr|ihre[mnrs]?|ihm|ihn|ihnen|sein|seine[mnrs]?|dies\w*|jene[mnrs]?|solche\w*|deren|dessen|dort|dorthin|da|` +
	`dabei|dafür|dagegen|damit|dazu|davon|daran|darin|darauf|daraus|darunter|darüber|daher|deshalb|danach|davor|zuvor|später|früher|zugleich|gleichzeitig|damals|` +
	`so|auch|außerdem|zudem|ferner|ebenfalls|ebenso|hierzu|hierfür|beide[mnrs]?|letztere[mnrs]?|erstere[mnrs]?|zusammen|gemeint|` +
	`(?:die|der|das|den|dem|des) (?:stadt|städte[n]?|bezirks?|kreis\w*|landkreis\w*|region|netzwerks?|allianz|mitglieds?|treffens?|veranstaltung|messe)|` +
	`it|its|they|their|theirs|them|he|she|his|her|hers|him|this|these|that|those|there|then|such|both|also|too|so|later|earlier|together|meant|` +
	`the (?:city|cities|town|district|county|region|network|member|meeting|event|fair|former|latter))\b|` +
	`^(?:ja|nein|doch|yes|no|aber|jedoch|allerdings|but|however|und|oder|and|or)\b|^(?-i:Das|Die|Der|Den|Dem|Des|The) (?-i:\p{Ll})|` +
	`它|他|她|该|其|这|那|此|上述|两者|双方|二者|三者|前者|后者|同时|当时|随后|之后|也|还|另|并|^(?:是|不|没|有|可|能|会|但|而)`)

// replying are words with which a record takes up the question in its title.
var replying = regexp.MustCompile(`(?i)^(?:ja|nein|doch|yes|no|er|sie|ihre?[mnrs]?|sein\w*|dies\w*|dort|dabei|dafür|dazu|damals|zuletzt|auch|nur|nicht|kein\w*|` +
	`it|its|they|their|he|she|his|her|this|that|these|those|only|not|none)\b|^(?-i:Das) (?-i:\p{Ll})|^(?:它|他|她|该|其|这|那|此|是|不|没|有|可以|能|会|对|只)`)

// limiting are words that say no, take back, or say how far something goes.
var limiting = regexp.MustCompile(`(?i)\b(?:nicht|nichts|kein\w*|nie|niemals|niemand|weder|ohne|kaum|unbekannt|aber|jedoch|allerdings|dagegen|sondern|nur|lediglich|ausschließlich|` +
	`ausgenommen|außer|ob|sofern|falls|wenn|soweit|anmerkung|not|no|none|never|nobody|neither|nor|cannot|without|hardly|unknown|but|however|only|solely|except|whether|unless|if|note)\b|n['’]t\b|` +
	`不|没|無|无|未|非|但|然而|仅|只|除|是否|如果|尚|注：`)

const longestSentence = 400 // in characters

// spot is where in the extracts a sentence stands.
type spot struct{ extract, sentence int }

// find tells where a sentence stands in the extracts that it cites, which are
// then those that have it; or why it is not taken.
func (c *check) find(s *Sentence) (at spot, fault string) {
	if s.Text = strings.TrimSpace(s.Text); s.Text == "" || utf8.RuneCountInString(s.Text) > longestSentence || unprintable(s.Text) {
		return at, "it is empty, too long or no plain text"
	}
	said := itemsOf(s.Text)
	var bear []int
	for _, e := range s.Extracts {
		if e < 0 || e >= len(c.sources) {
			return at, "it cites an extract that there is not"
		}
		i := slices.IndexFunc(c.sources[e], func(r recorded) bool { return fullStop.MatchString(r.text) && says(r, s.Text, said) })
		if i < 0 || slices.Contains(bear, e) {
			continue
		}
		if bear = append(bear, e); len(bear) == 1 {
			at = spot{e, i}
		}
	}
	if len(bear) == 0 {
		return at, "it is not, word for word, a sentence of an extract that it cites"
	}
	s.Extracts = bear
	return at, ""
}

// unprintable reports marks that could be more than text, and characters that
// are not seen.
func unprintable(s string) bool {
	return strings.ContainsAny(s, "<>[]{}`*_|\\#") || strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r)
	})
}

const mostSaid = 8 // sentences

// sift parts the sentences that can be said from those that can't, which come
// with the reason. Each extract is told in one go, from its first sentence on
// and in its order, and what leans on a sentence stands right behind that: else
// "it" or "admitted was" would speak of something else.
func (c *check) sift(said []Sentence) (good []Sentence, told []spot, wrong []string) {
	for _, s := range said {
		at, fault := c.find(&s)
		if fault == "" && !c.follows(told, at) {
			fault = "each passage is told from its first sentence on, in its order, and what leans on a sentence stands right behind it"
		}
		if fault != "" {
			wrong = append(wrong, s.Text+" ("+fault+")")
			continue
		}
		if len(good) < mostSaid {
			good, told = append(good, s), append(told, at)
		}
	}
	return good, told, wrong
}

// follows reports whether the sentence at a spot can be said behind others.
func (c *check) follows(told []spot, at spot) bool {
	r := c.sources[at.extract][at.sentence]
	if len(told) > 0 && told[len(told)-1].extract == at.extract {
		before := told[len(told)-1].sentence
		return at.sentence == before+1 || at.sentence > before && !r.leans
	}
	begun := slices.ContainsFunc(told, func(t spot) bool { return t.extract == at.extract })
	return at.sentence == 0 && !begun && (!r.replies || len(told) == 0 && at.extract == 0)
}

// leftOut says what is missing in what is told of the extracts: one of the first
// n, which answer the question, or a sentence that limits one that is told.
func (c *check) leftOut(told []spot, n int) string {
	for e, source := range c.sources {
		if !slices.Contains(told, spot{e, 0}) {
			if e < n {
				return fmt.Sprintf("passage %d answers the question, too, and is to be told", e)
			}
			continue
		}
		for i, r := range source {
			if r.limits && !slices.Contains(told, spot{e, i}) {
				return r.text + " (this must not be left out)"
			}
		}
	}
	return ""
}
