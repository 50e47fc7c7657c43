package terminaltest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Reply is what stands on a screen after something was said: an answer, in one
// or more messages.
type Reply struct {
	Text    string   // without markup, sources and offers
	Sources []string // the lines that name sources
	Offers  []string // what can be chosen, as it is labelled; thumbs are none
}

// String is the reply in lines: the text, the sources, the offers by number.
func (r Reply) String() string {
	lines := append([]string{r.Text}, r.Sources...)
	for i, o := range r.Offers {
		lines = append(lines, fmt.Sprintf("[%d] %s", i+1, o))
	}
	return strings.Join(lines, "\n")
}

// Check says where replies are not what a conversation expects on a platform.
func (c Conversation) Check(platform string, replies []Reply) (problems []string) {
	if len(replies) != len(c.Turns) {
		return []string{fmt.Sprintf("%d answers to %d messages", len(replies), len(c.Turns))}
	}
	for i, turn := range c.Turns {
		got := replies[i].String()
		wants, _ := turn.of(platform)
		for _, want := range wants {
			if problem := compare(got, want); problem != "" {
				problems = append(problems, fmt.Sprintf("> %s\n%s %s in:\n%s", turn.Say, problem, want, got))
			}
		}
	}
	return problems
}

// compare says what is wrong with an answer, "" if nothing is.
func compare(got, want string) string {
	not := strings.HasPrefix(want, "! ")
	want = strings.TrimPrefix(want, "! ")
	found := strings.Contains(got, want)
	if len(want) > 1 && strings.HasPrefix(want, "/") && strings.HasSuffix(want, "/") {
		re, err := regexp.Compile(want[1 : len(want)-1])
		if err != nil {
			return err.Error()
		}
		found = re.MatchString(got)
	}
	switch {
	case not && found:
		return "unwanted"
	case !not && !found:
		return "missing"
	}
	return ""
}

// Compare says where platforms do not answer in the same words and with the same
// offers though the conversation says nothing of that. The replies are by platform.
func (c Conversation) Compare(replies map[string][]Reply) (problems []string) {
	for i, turn := range c.Turns {
		first := map[string]string{} // the platform that others are compared with, by what is expected of them alone
		for _, platform := range Platforms {
			if len(replies[platform]) <= i {
				continue
			}
			_, own := turn.of(platform)
			key := fmt.Sprintf("%q", own)
			if first[key] == "" {
				first[key] = platform
				continue
			}
			a, b := replies[first[key]][i], replies[platform][i]
			if words(a.Text) != words(b.Text) || !slices.EqualFunc(a.Offers, b.Offers, sameLabel) {
				problems = append(problems, fmt.Sprintf("> %s\n%s:\n%s\n%s:\n%s", turn.Say, first[key], a, platform, b))
			}
		}
	}
	return problems
}

var (
	links     = regexp.MustCompile(`https?://[^\s)）]+`)
	inquiries = regexp.MustCompile(`\d{4}-\d{4}`)
)

// words are the letters and digits of a text, without addresses of pages, which
// platforms show or hide behind words, and without the numbers of inquiries.
func words(text string) string {
	text = inquiries.ReplaceAllString(links.ReplaceAllString(text, ""), "")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// sameLabel reports whether two labels are the same, where one of them may have
// been shortened.
func sameLabel(a, b string) bool {
	whole, cut := a, b
	if strings.HasSuffix(a, "…") {
		whole, cut = b, a
	}
	return a == b || strings.HasSuffix(cut, "…") && strings.HasPrefix(whole, strings.TrimSuffix(cut, "…"))
}
