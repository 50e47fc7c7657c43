package answer

import (
	"context"
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
// words: a query may name no place and no figure that the person did not, and
// what it finds must be near to the message, too.
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
		if !k.asksNoMore(asked, r, topic) || k.guard(asked) != nil {
			continue
		}
		p := k.respond(asked, topic, now)
		if p == nil || !k.near(p, asked, r) {
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

// asksNoMore reports whether a query names nothing that neither the message nor the
// conversation names, and no other figures.
func (k *knowledge) asksNoMore(query, message *reading, topic bot.Topic) bool {
	known := append(slices.Clone(message.names), k.byID(topic.Names)...)
	for _, n := range query.names {
		if !slices.Contains(known, n) {
			return false
		}
	}
	for _, n := range query.numbers {
		if !slices.Contains(message.numbers, n) {
			return false
		}
	}
	if len(message.names) > len(query.names) { // a place that was asked for is not left out
		return false
	}
	return query.unknownName() == "" || strings.Contains(words.Fold(message.text), words.Fold(query.unknownName()))
}

// near reports whether what a query found is near to the message itself: the
// passages that it quotes are asked for in words that the message has, too, and
// what is computed is about something that the person speaks of.
func (k *knowledge) near(p *reply, query, message *reading) bool {
	if len(p.quotes) == 0 {
		return len(query.names) > 0 || k.concerns(message, k.search(message.bare, message.lang, nearCount))
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
