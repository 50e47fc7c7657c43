package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/dlclark/regexp2"
	"golang.org/x/text/unicode/norm"

	"isa-portal.de/isabot/bot"
)

// factTopics are those whose answers must name a source.
var factTopics = strings.Fields("what founding counts states list composite near-miss member history contact person " +
	"benefits join publication mixed followup false-premise lang-switch long")

// judge notes what is wrong about the answer of a case.
func judge(r *evalResult) {
	text := plain(r.post.Body.Text())
	if strings.TrimSpace(text) == "" {
		r.faults = append(r.faults, "empty answer")
	}
	if !slices.Contains(r.Outcome, string(r.post.Outcome)) {
		r.faults = append(r.faults, fmt.Sprintf("outcome %s, want %s", r.post.Outcome, strings.Join(r.Outcome, "|")))
	}
	for _, group := range r.Must {
		if !slices.ContainsFunc(group, func(p string) bool { return hit(r, p, text) != "" }) {
			r.faults = append(r.faults, "missing "+strings.Join(group[:min(len(group), 4)], " | "))
		}
	}
	for _, p := range r.MustNot {
		if said := hit(r, p, text); said != "" {
			r.claims = append(r.claims, fmt.Sprintf("wrong claim %q", said))
		}
	}
	judgeLanguage(r, text)
	if r.post.Outcome == bot.Answered && slices.Contains(factTopics, r.Topic) && len(r.post.Sources) == 0 {
		r.faults = append(r.faults, "answered without a source")
	}
}

func judgeLanguage(r *evalResult, text string) {
	want := append([]string{r.Lang}, r.LangOK...)
	if slices.Contains(want, "any") {
		return
	}
	if !slices.Contains(want, r.post.Lang) {
		r.faults = append(r.faults, fmt.Sprintf("lang %s, want %s", r.post.Lang, strings.Join(want, "|")))
	}
	letters, han := 0, 0
	for _, c := range text {
		if unicode.IsLetter(c) {
			letters++
		}
		if unicode.Is(unicode.Han, c) {
			han++
		}
	}
	if r.post.Lang == "zh" && letters > 60 && han < 2 || r.post.Lang != "zh" && han > 8 && han*2 > letters {
		r.faults = append(r.faults, "text is not in "+r.post.Lang)
	}
}

// hit returns what a pattern finds in text, "" for nothing. Patterns may look
// behind, which the standard library's cannot.
func hit(r *evalResult, pattern, text string) string {
	re, err := regexp2.Compile(pattern, regexp2.IgnoreCase)
	if err != nil {
		r.faults = append(r.faults, fmt.Sprintf("pattern %q: %v", pattern, err))
		return ""
	}
	m, err := re.FindStringMatch(text)
	if err != nil || m == nil {
		return ""
	}
	if m.Length == 0 {
		return "(empty match)"
	}
	return m.String()
}

var straight = strings.NewReplacer("‘", "'", "’", "'", "ʼ", "'", "′", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`,
	"\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u00ad", "", "**", "", "`", "")

// plain makes a text comparable: width, quotes, blanks, no invisible characters.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(straight.Replace(norm.NFKC.String(s)), func(r rune) bool { return r == ' ' || r == '\t' }), " ")
}
