package answer

import (
	"strings"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// contact gives the offices that can be reached.
func contact(k *knowledge, r *reading, _ time.Time) *reply {
	asked := media | cueWebsite
	if r.has(cuePhone | cueEmail) { // its address is told at length
		asked |= cueSecretariat
	}
	if !r.has(media) || len(r.names) > 0 ||
		!r.only(fillers|asked|cueWhat|cueList|cueWhich|cueGerman|cueChinese|cueMember|cueMembership|cueCount|cueHow|kindCues) ||
		r.has(cueMembership) && r.has(cueList) {
		return nil
	}
	p := newReply(r.lang, "contact")
	k.sayContacts(p, r)
	return p
}

// sayContacts lists the offices: the named ones, else all, the one of the
// country that is asked for, or of the asker's language, first.
func (k *knowledge) sayContacts(p *reply, r *reading) {
	offices := r.offices
	if len(offices) == 0 && r.has(cueSecretariat) {
		offices = k.secretariats()
	}
	if len(offices) == 0 {
		offices = k.officesFor(r)
	}
	if len(offices) == 0 {
		p.say(phrases.ContactsNone)
		p.outcome = bot.Handover
		return
	}
	oldest := ""
	for _, i := range offices {
		o := k.corpus.Contacts[i]
		k.sayOffice(p, o)
		p.on(o.Ref, o.Name)
		if o.AsOf != "" && (oldest == "" || o.AsOf < oldest) {
			oldest = o.AsOf
		}
	}
	p.office = k.corpus.Contacts[offices[0]].ID
	p.topic.Office = p.office
	if oldest != "" {
		p.say(phrases.MayHaveChanged, "date", phrases.Date(oldest, p.lang))
	}
}

// secretariats are the offices that are called so.
func (k *knowledge) secretariats() (offices []int) {
	for i, o := range k.corpus.Contacts {
		tokens := words.Tokens(words.Fold(o.Name.De + " " + o.Name.En + " " + o.Name.Zh))
		for j := range tokens {
			if _, means, _ := k.cues.at(tokens, j); means&cueSecretariat != 0 {
				offices = append(offices, i)
				break
			}
		}
	}
	return offices
}

func (k *knowledge) sayOffice(p *reply, o Contact) {
	head := richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: title(o.Name, p.lang), Style: richtext.Bold}}}
	if role := title(o.Role, p.lang); role != "" {
		head.Spans = append(head.Spans, richtext.Span{Text: "\n" + role})
	}
	p.doc = p.doc.Add(head)
	for _, line := range []struct {
		label phrases.Text
		value string
	}{{phrases.LineEmail, o.Email}, {phrases.LinePhone, o.Phone}, {phrases.LineWeb, o.Website}, {phrases.LineHours, o.Hours}} {
		if line.value != "" {
			p.bullet(line.label.In(p.lang, "v", line.value))
		}
	}
}

// officesFor are all offices, the fitting one first.
func (k *knowledge) officesFor(r *reading) []int {
	first := r.country()
	if first == "" && r.lang == "zh" && !r.has(cueGerman) {
		first = "CN"
	}
	if first == "" {
		first = "DE"
	}
	var out, rest []int
	for i, o := range k.corpus.Contacts {
		if o.Country == first {
			out = append(out, i)
		} else {
			rest = append(rest, i)
		}
	}
	return append(out, rest...)
}

// officeFor is the office that a hand-over names.
func (k *knowledge) officeFor(r *reading) (int, bool) {
	if offices := k.officesFor(r); len(offices) > 0 {
		return offices[0], true
	}
	return 0, false
}

// officeLine is an office in one line: its name, how it is reached, and of when
// that is.
func (k *knowledge) officeLine(o Contact, lang string) string {
	parts := []string{title(o.Name, lang)}
	for _, v := range []string{o.Email, o.Phone} {
		if v != "" {
			parts = append(parts, v)
		}
	}
	line := strings.Join(parts, phrases.ListJoin.In(lang))
	if o.AsOf == "" {
		return line
	}
	return phrases.OfficeAsOf.In(lang, "office", line, "date", phrases.Date(o.AsOf, lang))
}
