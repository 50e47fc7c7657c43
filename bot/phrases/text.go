// Package phrases holds every fixed text that a person reads, in German,
// English and Chinese. One file a subject; a test parses them and fails where
// a language or a placeholder is missing.
package phrases

import "strings"

// Languages are the languages of the alliance, in the order in which they are listed.
var Languages = []string{"de", "en", "zh"}

// Text is one text in all languages. {name} marks a placeholder.
type Text struct{ De, En, Zh string }

// In returns the text in lang (de, en, zh; anything else is German) with its
// placeholders filled from pairs: In("de", "city", "Köln", "state", "NRW").
// What is filled in is never itself searched for placeholders.
func (t Text) In(lang string, pairs ...string) string {
	s := t.De
	switch lang {
	case "en":
		s = t.En
	case "zh":
		s = t.Zh
	}
	if len(pairs) == 0 {
		return s
	}
	args := make([]string, len(pairs))
	for i, p := range pairs {
		if i%2 == 0 {
			p = "{" + p + "}"
		}
		args[i] = p
	}
	return strings.NewReplacer(args...).Replace(s)
}

// Known reports whether lang is one of Languages.
func Known(lang string) bool { return lang == "de" || lang == "en" || lang == "zh" }

// LanguageNames are the languages' own names.
var LanguageNames = map[string]string{"de": "Deutsch", "en": "English", "zh": "中文"}
