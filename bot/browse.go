package bot

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

const (
	pageSize = 8 // entries on a page of a list
	maxLabel = 60

	// maxInPlace is the longest text, in characters, that goes on in the message
	// whose button was pressed. That is one message (Discord: 2,000), and an edit
	// adds none.
	maxInPlace = 1800
)

// listing is a list to be shown in pages.
type listing struct {
	entries []Choice
	say     string // the command that shows it, without the number of the page
	page    int    // from 1
	up      string // the command that shows what is above it, "" for nothing
}

// list adds a page of a list to a post: the nearest one that there is.
func (t *turn) list(post Post, l listing) Post {
	pages := max(1, (len(l.entries)+pageSize-1)/pageSize)
	page := min(max(l.page, 1), pages)
	from := (page - 1) * pageSize
	post.Choices = append(post.Choices, l.entries[from:min(from+pageSize, len(l.entries))]...)
	if pages > 1 {
		post.Body = post.Body.Add(richtext.Para(phrases.SayPageOf.In(post.Lang, "page", strconv.Itoa(page), "pages", strconv.Itoa(pages))))
	}
	if page > 1 {
		post.Choices = append(post.Choices, Choice{Label: phrases.ChoiceEarlier.In(post.Lang), Say: l.say + " " + strconv.Itoa(page-1)})
	}
	if page < pages {
		post.Choices = append(post.Choices, Choice{Label: phrases.ChoiceFurther.In(post.Lang), Say: l.say + " " + strconv.Itoa(page+1)})
	}
	if l.up != "" {
		post.Choices = append(post.Choices, backTo(post.Lang, l.up))
	}
	t.s.state.Again = l.say
	if page > 1 {
		t.s.state.Again += " " + strconv.Itoa(page)
	}
	return inPlace(post)
}

// inPlace lets a post go on in the message whose button was pressed, if it fits.
func inPlace(post Post) Post {
	post.InPlace = utf8.RuneCountInString(post.Body.Text()) <= maxInPlace
	return post
}

// backTo is the way back from a page.
func backTo(lang, say string) Choice {
	return Choice{Label: phrases.ChoiceBack.In(lang), Say: say}
}

// buttons are entries as buttons: say is the command that shows one of them.
func buttons(entries []Entry, say string) []Choice {
	all := make([]Choice, len(entries))
	for i, e := range entries {
		all[i] = Choice{Label: label(e.Name), Say: say + " " + e.Key}
	}
	return all
}

// label is a name as it fits on a button.
func label(name string) string {
	if utf8.RuneCountInString(name) <= maxLabel {
		return name
	}
	return strings.TrimSpace(clip(name, maxLabel-1)) + "…"
}

// pageIn is the command of the page of a list on which an entry stands, "" if
// it does not.
func pageIn(entries []Entry, key, say string) string {
	for i, e := range entries {
		if e.Key != key {
			continue
		}
		if page := 1 + i/pageSize; page > 1 {
			return say + " " + strconv.Itoa(page)
		}
		return say
	}
	return ""
}

// number is a page's number, 0 if s is none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// card shows all that is on record about an entry, as the answer to question;
// ok is false if there is no such entry.
func (t *turn) card(collection, key, question, say, up string) (post Post, ok bool) {
	start := t.opts.Now()
	a, ok := t.opts.Directory.Card(collection, key, t.lang())
	if !ok {
		return Post{}, false
	}
	t.remember(question, a)
	t.s.state.Again = say + " " + key
	id := ""
	if collection == "faqs" {
		id = t.note(question, a, t.opts.Now().Sub(start))
	}
	post = t.answered(question, a, id)
	post.Choices = append(post.Choices, backTo(post.Lang, up))
	return inPlace(post), true
}

// gone says above a list that an entry is no longer there.
func (t *turn) gone(list Post) Post {
	if list.Outcome == Answered {
		list.Body = richtext.FromText(phrases.SayGone.In(list.Lang)).Join(list.Body)
		list.Outcome = Clarify
	}
	return list
}
