package site

import (
	"net/url"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
)

// source says what a text rests on, and of when that is.
type source struct {
	Links []sourceLink
	Words string // where the source is no address
	AsOf  string // in words, "" where not known

	Dateless bool // of a record whose own date says enough
}

type sourceLink struct{ URL, Host string }

// Shown reports whether there is anything to say.
func (s source) Shown() bool { return len(s.Links) > 0 || s.Words != "" || s.AsOf != "" }

// sourceOf reads a record's source, which is one or more web addresses or
// plain words, and its date.
func sourceOf(text, asOf, lang string) source {
	s := source{AsOf: phrases.Date(asOf, lang)}
	for _, word := range strings.Fields(text) {
		if link, ok := linkTo(strings.TrimRight(word, ";,")); ok {
			s.Links = append(s.Links, link)
		}
	}
	if len(s.Links) == 0 {
		s.Words = strings.TrimSpace(text)
	}
	return s
}

// linkTo is a link to a web address, named by its host.
func linkTo(address string) (sourceLink, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return sourceLink{}, false
	}
	return sourceLink{URL: address, Host: strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")}, true
}

// linked is like linkTo for templates: nil where the address is none.
func linked(address string) *sourceLink {
	if link, ok := linkTo(address); ok {
		return &link
	}
	return nil
}

// kindName is what a member is, in words.
func kindName(kind, country, lang string) string {
	t, ok := phrases.MemberKinds[kind+"-"+country]
	if !ok {
		t = phrases.MemberKinds[kind]
	}
	return t.In(lang)
}

func countryName(country, lang string) string {
	if country == "CN" {
		return phrases.SiteMembers.China.In(lang)
	}
	return phrases.SiteMembers.Germany.In(lang)
}
