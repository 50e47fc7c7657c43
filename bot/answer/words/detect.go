package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Detect tells the language of a text (de, en, zh) by its script, its function
// words, and typical letters and endings. In a mixed text the language of most
// words wins; proper names count little, and so do Chinese characters that
// name something inside a German or English question. Where sure is false the
// text does not tell (a bare name, a number) and lang is no more than a guess,
// de where nothing speaks for any.
func Detect(text string) (lang string, sure bool) {
	var de, en, han, particles float64
	first := true
	for _, field := range strings.FieldsFunc(text, parts) {
		latin := false
		for _, t := range Tokens(Fold(field)) {
			switch {
			case t.Han:
				han++
				if stopZh[t.Text] {
					particles++
				}
			default:
				latin = true
				d, e := evidence(t.Text)
				de, en = de+d, en+e
			}
		}
		if latin {
			de += letters(field, first)
			first = false
		}
	}
	latin := max(de, en)
	switch {
	case han > 0 && (latin < evident || particles >= latin):
		return "zh", true
	case en > de:
		return "en", en >= evident
	case de > en:
		return "de", de >= evident
	}
	return "de", false
}

// evident is the least evidence that makes a language sure: half a function word.
const evident = 0.5

func parts(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '\'' && r != '’'
}

// evidence weighs a folded word: 1 is a function word of one language alone.
func evidence(word string) (de, en float64) {
	inDe, inEn := stopDe[word] || plainDe[word], stopEn[word] || plainEn[word]
	switch {
	case word == "is":
		return 0, 0.5 // also how ist is typed in a hurry
	case shared[word]:
		return 0.3, 0.3
	case inDe && inEn:
		return 0.3, 0.3
	case inDe:
		return 1, 0
	case inEn:
		return 0, 1
	}
	for _, stem := range stemsDe {
		if strings.Contains(word, stem) {
			return 0.8, 0
		}
	}
	if len(word) < 5 {
		return 0, 0
	}
	return ending(word, endingsDe), ending(word, endingsEn)
}

func ending(word string, endings []string) float64 {
	for _, e := range endings {
		if len(word) >= len(e)+3 && strings.HasSuffix(word, e) {
			return 0.5
		}
	}
	return 0
}

// letters weighs the letters that only German writes. A capitalised word may
// be a name, which says little, and inside a text even less.
func letters(field string, first bool) float64 {
	if !strings.ContainsAny(field, "äöüßÄÖÜẞ") {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(field)
	if unicode.IsUpper(r) && !first {
		return 0.2
	}
	if unicode.IsUpper(r) {
		return 0.3
	}
	return 0.8
}

// shared are words that both languages write and that tell little.
var shared = set(`an am as also all bald bin die do hat he in list man mine so war was will arm art fast not under
warm her name names plan park`)

// plainDe and plainEn are words of everyday questions that are no function words.
var plainDe = set(`ist dabei städte stadt kontakt adresse anmeldung termin termine jahr jahre land länder tschüss moin servus
grüß tag guten morgen abend kosten kostet preis heißt liegt gehört dazu neue neuen neues nächste nächsten nächster hilfe bitte
deutschland deutsche deutschen deutscher chinesische chinesischen chinesischer wetter schreib zeig nenn nenne sag erkläre
richtig falsch schon schön frau herr herrn wirklich leider kein nein warum seit gegründet stimmt`)

var plainEn = set(`city cities member members membership fee fees join joining founded contact address year years list hello hey
thanks cheers morning evening cost costs price help meeting meetings the which called located belong german chinese
english please weather write tell show give find next last does yes no right wrong true country countries state states
part company companies event events news phone mail number human bot data`)

// stemsDe are parts of words that only German has, long enough to be found inside compounds.
var stemsDe = []string{"mitglied", "stadt", "bundes", "verein", "beitrag", "gesellschaft", "wirtschaft", "schluss", "jahr", "grund", "zustandig", "ansprech"}

var endingsDe = []string{"ung", "ungen", "heit", "keit", "schaft", "schaften", "lich", "lichen", "liche", "isch", "ische",
	"ischen", "chen", "tag", "igen", "iger", "nis", "werk", "ieren", "iert"}

var endingsEn = []string{"ship", "ships", "ment", "ments", "ing", "tion", "tions", "ness", "ght", "ity", "ities", "ous", "ful",
	"able", "ive", "ally", "tly", "ers"}
