// Package claims finds in a text what can be checked against another text
// without understanding either: figures, amounts, dates, e-mail addresses and
// links, in German, English and Chinese, however they are written.
package claims

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Kind says what a claim is.
type Kind string

// The kinds of claims.
const (
	Number Kind = "number" // a count, a year, an ordinal, a share
	Amount Kind = "amount" // money, or a percentage
	Date   Kind = "date"   // a day or a month
	Email  Kind = "email"
	Link   Kind = "link"
	Phone  Kind = "phone"
)

// Claim is one checkable thing that a text says. Two texts say the same if the
// values are the same: "3,5 Millionen" and "350万" are both 3500000.
type Claim struct {
	Kind    Kind
	Written string // as it stands in the text

	// Values are its readings, most likely first. Only what is ambiguous has
	// several: "3.500" is a count in German and a fraction in English.
	Values []string
}

// In returns the claims of a text in their order. Articles that are also
// numbers ("ein", "one", "一") are none.
func In(text string) []Claim {
	s := &scanner{text: norm.NFKC.String(text)}
	s.take(Email, email, mailbox)
	s.take(Link, link, address)
	s.takeDates()
	s.take(Phone, phone, digitsOf)
	s.takeNumbers()
	slices.SortStableFunc(s.found, func(a, b found) int { return a.start - b.start })
	out := make([]Claim, len(s.found))
	for i, f := range s.found {
		out[i] = f.Claim
	}
	return out
}

// Missing returns the claims of a text that no ground makes. A ground that is
// more exact than the text makes its claim too: who says the 9th of March 2018
// says 2018.
func Missing(text string, grounds ...string) []Claim {
	list := In(text)
	if len(list) == 0 {
		return nil
	}
	made := map[Kind]map[string]bool{}
	for _, g := range grounds {
		for _, c := range In(g) {
			for kind, values := range c.implied() {
				if made[kind] == nil {
					made[kind] = map[string]bool{}
				}
				for _, v := range values {
					made[kind][v] = true
				}
			}
		}
	}
	var out []Claim
	for _, c := range list {
		if !slices.ContainsFunc(c.Values, func(v string) bool { return made[c.Kind][v] }) {
			out = append(out, c)
		}
	}
	return out
}

// implied is what a claim of a ground backs, by kind.
func (c Claim) implied() map[Kind][]string {
	out := map[Kind][]string{c.Kind: c.Values}
	switch c.Kind {
	case Date:
		for _, v := range c.Values {
			year, rest, _ := strings.Cut(v, "-")
			month, day, _ := strings.Cut(rest, "-")
			if year != "" {
				out[Number] = append(out[Number], year)
				out[Date] = append(out[Date], year+"-"+month)
			}
			out[Date] = append(out[Date], "-"+month)
			if day != "" {
				out[Date] = append(out[Date], "-"+month+"-"+day)
			}
		}
	case Link:
		for _, v := range c.Values { // who gives a page gives its site
			host, _, _ := strings.Cut(v, "/")
			out[Link] = append(out[Link], host)
		}
	case Email:
		for _, v := range c.Values {
			_, host, _ := strings.Cut(v, "@")
			out[Link] = append(out[Link], host)
		}
	}
	return out
}

// scanner takes claims out of a text. What is taken is blanked, so that the
// figures of a date are not taken once more.
type scanner struct {
	text  string
	found []found
}

type found struct {
	Claim
	start int
}

// add notes a claim and blanks where it stands.
func (s *scanner) add(kind Kind, start, end int, values ...string) {
	s.found = append(s.found, found{Claim{kind, s.text[start:end], values}, start})
	s.blank(start, end)
}

func (s *scanner) blank(start, end int) {
	s.text = s.text[:start] + strings.Repeat("\x00", end-start) + s.text[end:]
}
