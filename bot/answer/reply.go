package answer

import (
	"net/url"
	"reflect"
	"slices"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// reply is an answer in the making: what is said, and on what ground.
type reply struct {
	lang    string
	doc     richtext.Doc
	grounds []ground
	outcome bot.Outcome
	topic   bot.Topic
	suggest []string
	office  string
	missed  bool // nothing on record answers the question

	quotes []quote // the blocks that give the text of passages
	beside []int   // passages that say something on the question, too
	worded bool    // by a model
}

// quote is a block of a reply that gives the text of a passage.
type quote struct{ block, entry int }

type ground struct {
	ref   Ref
	title phrases.Text
	aside bool // a source of its own sentence only: the date of the answer is another
}

func newReply(lang, frame string) *reply {
	return &reply{lang: lang, outcome: bot.Answered, topic: bot.Topic{Frame: frame}}
}

func (p *reply) say(t phrases.Text, pairs ...string) {
	p.doc = p.doc.Add(richtext.Para(t.In(p.lang, pairs...)))
}

func (p *reply) bullet(s string) { p.doc = p.doc.Add(richtext.Bullet(s)) }

// on notes the record that the answer rests on.
func (p *reply) on(ref Ref, title phrases.Text) { p.ground(ref, title, false) }

// cite notes a record that is named beside the answer, such as the office that
// knows more.
func (p *reply) cite(ref Ref, title phrases.Text) { p.ground(ref, title, true) }

func (p *reply) ground(ref Ref, title phrases.Text, aside bool) {
	if ref.ID == "" || slices.ContainsFunc(p.grounds, func(g ground) bool { return g.ref.ID == ref.ID }) {
		return
	}
	p.grounds = append(p.grounds, ground{ref, title, aside})
}

// record says the text of a record in the reply's language, or in another one
// with a word that it is. Whose translation is a machine's is said as well.
func (p *reply) record(t phrases.Text, of Ref) {
	s, lang := text(t, p.lang)
	if s == "" {
		return
	}
	p.doc = p.doc.Join(richtext.FromText(s))
	if slices.Contains(of.Machine, lang) {
		p.say(phrases.ByMachine)
	}
	if lang != p.lang {
		p.say(map[string]phrases.Text{"de": phrases.OnlyInDe, "en": phrases.OnlyInEn, "zh": phrases.OnlyInZh}[lang])
	}
}

// quote says the text of a passage, as record does.
func (p *reply) quote(entry int, s Passage) {
	from := len(p.doc.Blocks)
	p.record(s.Body, s.Ref)
	for i := from; i < len(p.doc.Blocks); i++ {
		p.quotes = append(p.quotes, quote{i, entry})
	}
}

// add appends what other says, as the next part of one answer; what is already
// said is not said again.
func (p *reply) add(other *reply) {
	for i, block := range other.doc.Blocks {
		same := func(b richtext.Block) bool { return reflect.DeepEqual(b, block) }
		if slices.ContainsFunc(p.doc.Blocks, same) {
			continue
		}
		for _, q := range other.quotes {
			if q.block == i {
				p.quotes = append(p.quotes, quote{len(p.doc.Blocks), q.entry})
			}
		}
		p.doc = p.doc.Add(block)
	}
	p.beside = append(p.beside, other.beside...)
	for _, g := range other.grounds {
		p.ground(g.ref, g.title, g.aside)
	}
	if other.outcome == bot.Handover || p.outcome == bot.Answered {
		p.outcome = other.outcome
	}
	p.topic = other.topic
	for _, s := range other.suggest {
		if !slices.Contains(p.suggest, s) {
			p.suggest = append(p.suggest, s)
		}
	}
	if other.office != "" {
		p.office = other.office
	}
}

const mostSources = 12

// finish makes the reply an answer: the line that says how old it is and where
// it comes from, and the sources.
func (p *reply) finish() bot.Answer {
	a := bot.Answer{Lang: p.lang, Outcome: p.outcome, Topic: p.topic, Suggestions: p.suggest, Office: p.office}
	for _, g := range p.grounds {
		if len(a.Sources) == mostSources {
			break
		}
		a.Sources = append(a.Sources, bot.Source{
			Collection: g.ref.Collection, ID: g.ref.ID, Title: title(g.title, p.lang),
			URL: g.ref.address(p.lang), AsOf: g.ref.AsOf,
		})
	}
	if p.worded {
		p.aside(phrases.ChosenByModel.In(p.lang))
	}
	if line := p.groundLine(); line != "" {
		p.aside(line)
	}
	a.Body = p.doc
	return a
}

// aside adds a line that speaks of the answer.
func (p *reply) aside(line string) {
	p.doc = p.doc.Add(richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: line, Style: richtext.Italic}}})
}

// groundLine is "As of: 2021 · Source: example.org", of the oldest record that
// the answer rests on.
func (p *reply) groundLine() string {
	var hosts []string
	oldest := ""
	for _, g := range p.grounds {
		if g.aside {
			continue
		}
		if h := host(g.ref.Source); h != "" && !slices.Contains(hosts, h) && len(hosts) < 3 {
			hosts = append(hosts, h)
		}
		if g.ref.AsOf != "" && (oldest == "" || g.ref.AsOf < oldest) {
			oldest = g.ref.AsOf
		}
	}
	names := strings.Join(hosts, phrases.ListJoin.In(p.lang))
	switch {
	case oldest != "" && names != "":
		return phrases.GroundLine.In(p.lang, "date", phrases.Date(oldest, p.lang), "source", names)
	case names != "":
		return phrases.GroundBare.In(p.lang, "source", names)
	case oldest != "":
		return phrases.DateOnly.In(p.lang, "date", phrases.Date(oldest, p.lang))
	}
	return ""
}

// address is where a person can check the record: its source on the web, else
// our own page of it.
func (r Ref) address(lang string) string {
	if strings.HasPrefix(r.Source, "http") {
		first, _, _ := strings.Cut(r.Source, " ")
		return first
	}
	return r.URL[lang]
}

// host is the host name of a source that is an address, or the source's words.
func host(source string) string {
	first, _, _ := strings.Cut(source, " ")
	if u, err := url.Parse(first); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Host, "www.")
	}
	return source
}
