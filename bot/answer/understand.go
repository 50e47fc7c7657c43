package answer

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/phrases"
)

const (
	longestQuery = 200 // characters
	mostQueries  = 3
	leastWords   = 4 // of a message that opens a conversation and may be read anew
)

// understand answers a message that the records did not answer by what a model
// takes it to mean; nil where that helps no further. The model only finds other
// words: a query asks for what the person asks for, and what it finds must be
// near to the message, too.
func (e *Engine) understand(ctx context.Context, k *knowledge, q bot.Question, lang string, now time.Time) *reply {
	r := k.read(q)
	if q.Topic.Frame == "" && len(r.tokens) < leastWords {
		return nil
	}
	u := Unclear{Lang: lang, Text: bot.Mask(q.Text), Earlier: k.earlier(q.Topic, lang)}
	queries, err := e.model.Queries(ctx, q.Asker, u)
	if err != nil {
		return nil
	}
	var whole *reply
	topic := q.Topic
	for _, text := range queries[:min(len(queries), mostQueries)] {
		text = strings.TrimSpace(text)
		if text == "" || utf8.RuneCountInString(text) > longestQuery {
			continue
		}
		asked := k.read(bot.Question{Text: text, Lang: lang, Topic: topic})
		if !k.asksTheSame(asked, r, topic) || k.guard(asked) != nil {
			continue
		}
		asked.cues |= r.cues & cueNow // who asks how it is today is told of when the record is
		p := k.respond(asked, topic, now)
		if p == nil || !k.near(p, asked, r, q.Topic) {
			continue
		}
		topic = p.topic
		if whole == nil {
			whole = p
		} else {
			whole.add(p)
		}
	}
	if whole != nil {
		k.sayUnderstood(whole)
	}
	return whole
}

// earlier is what a conversation was about, in words.
func (k *knowledge) earlier(t bot.Topic, lang string) []string {
	var out []string
	for _, n := range k.byID(t.Names) {
		out = append(out, k.name(n, lang))
	}
	if t.Words != "" {
		out = append(out, t.Words)
	}
	return out
}

// asksTheSame reports whether a query asks for neither more nor less than the
// message: for its names, those of the conversation perhaps beside them, its
// offices, districts and figures, for the same countries and kinds, and no yes
// for a no. A word that nobody has used before must be the person's own.
func (k *knowledge) asksTheSame(query, message *reading, topic bot.Topic) bool {
	known := append(slices.Clone(message.names), k.byID(topic.Names)...)
	said := tokenTexts(words.Fold(message.text))
	strange := func(i int) bool {
		t := query.tokens[i].Text
		return !slices.Contains(said, t) && !k.index.Known(t, "de") && !k.index.Known(t, "en") && !k.index.Known(t, "zh")
	}
	return within(query.names, known) && within(message.names, query.names) &&
		equalSets(query.offices, message.offices) && equalSets(query.districts, message.districts) &&
		equalSets(query.numbers, message.numbers) && equalSets(query.ordinals, message.ordinals) &&
		sameCues(query, message.cues|k.selected(topic, query), message.year() != "") && denies(query.text) == denies(message.text) &&
		!slices.ContainsFunc(query.unknown, strange)
}

// selecting are the words that part those who are meant from the others.
const selecting = cueGerman | cueChinese | kindCues | cueState | cueProvince | cueLeft | cueMissing | cueFounder | cueMost | cueSuperlative

// sameCues reports whether a query selects as what was said does. A town can be
// spoken of by the way; before and after tell apart only with a year.
func sameCues(query *reading, said cue, dated bool) bool {
	all, needed := selecting, selecting&^cueCity
	if dated {
		all, needed = all|cueCompare, needed|cueCompare
	}
	return query.cues&all&^said == 0 && said&needed&^query.cues == 0
}

// selected is the country that a conversation was about, where a query takes it up.
func (k *knowledge) selected(topic bot.Topic, query *reading) cue {
	if country := query.country(); country == "" || country != topic.Country {
		return 0
	}
	return query.cues & (cueGerman | cueChinese)
}

func within[T comparable](list, in []T) bool {
	return !slices.ContainsFunc(list, func(v T) bool { return !slices.Contains(in, v) })
}

func equalSets[T comparable](a, b []T) bool { return within(a, b) && within(b, a) }

var (
	denial    = regexp.MustCompile(`(?i)\b(?:nicht|nichts|kein\w*|nie|niemals|niemand|weder|ohne|außer|not|no|none|never|nobody|neither|nor|cannot|without|except)\b|n['’]t\b|不|没|沒|无|未|非|除了`)
	notDenial = regexp.MustCompile(`不(?:仅|同|断|少|但|久)|未来|非常|非洲|无锡|无论|是不是|能不能|会不会|有没有|可不可以|要不要|知不知道|不知道|(?i:\bweiß (?:ich |man |wir )?(?:gar |leider )?nicht\b|\bkeine ahnung\b|\bno idea\b|\bdo(?:n['’]t| not) know\b|\bnot sure\b)`)
)

// denies reports whether a text says no; that somebody does not know is none.
func denies(s string) bool { return denial.MatchString(notDenial.ReplaceAllString(s, "")) }

// near reports whether what a query found is near to the message itself: the
// passages that it quotes are asked for in words that the message has, too, and
// what is computed, whose sentences can begin with yes, is a matter that the
// person or the conversation speaks of.
func (k *knowledge) near(p *reply, query, message *reading, topic bot.Topic) bool {
	if len(p.quotes) == 0 {
		said := message.cues | frameCues[topic.Frame]
		if said&(cueMember|cueMembership) != 0 {
			said |= cueMember | cueMembership
		}
		return query.cues&^(said|fillers|askers|cueJoined) == 0 && (len(query.names) > 0 || k.concerns(message, k.search(message.bare, message.lang, nearCount)))
	}
	said := k.word.asked(message.lookup)
	return !slices.ContainsFunc(p.quotes, func(q quote) bool {
		s := k.corpus.Passages[q.entry]
		return !slices.ContainsFunc(wordingLangs[:], func(lang string) bool { return k.word.alike(said, lang, s) >= leastAlike })
	})
}

// leastAlike is how like a wording of a passage a message must be by itself.
const leastAlike = 0.1

// sayUnderstood sets before an answer as which questions of the records the
// message was understood.
func (k *knowledge) sayUnderstood(p *reply) {
	var titles []string
	for _, q := range p.quotes {
		if t := k.corpus.Passages[q.entry].Title.In(p.lang); t != "" && !slices.Contains(titles, t) {
			titles = append(titles, t)
		}
	}
	if len(titles) == 0 {
		return
	}
	lead := newReply(p.lang, "")
	for i, t := range titles {
		titles[i] = phrases.Quoted.In(p.lang, "text", t)
	}
	lead.say(phrases.UnderstoodAs, "questions", strings.Join(titles, phrases.ListJoin.In(p.lang)))
	rest := p.doc
	p.doc = lead.doc.Join(rest)
	for i := range p.quotes {
		p.quotes[i].block += len(lead.doc.Blocks)
	}
}
