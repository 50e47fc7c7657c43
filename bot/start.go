package bot

import (
	"strings"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// start greets, or shows what a link leads to: "faq_", "member_" or "news_"
// with a key, or "join".
func (t *turn) start(arg string) Post {
	what, key, _ := strings.Cut(arg, "_")
	if t.opts.Directory != nil && key != "" {
		t.m.Press = true // a link is no typed name: where the entry is gone, that is said
		switch what {
		case "faq":
			return t.faq(key)
		case "member":
			return t.member(key)
		case "news":
			return t.news(key)
		}
	}
	if arg == "join" {
		return t.join("")
	}
	return t.welcome()
}

// welcome greets. Who has told no language yet is greeted in all of them.
func (t *turn) welcome() Post {
	post := t.sayAnd(Answered, phrases.SayWelcome)
	if t.chosen() == "" && t.hint == "" && t.s.state.Habit == "" && t.locale() == "" {
		post.Body = inAll(phrases.SayWelcome)
	}
	post.Choices = languageChoices()
	return post
}

// Introduction is what the bot says in a group that it was added to. name is
// what it is called there, as in "@isa_bot"; lang is the group's language, ""
// where that is not known: then it is said in all of them.
func Introduction(lang, name string) Post {
	post := Post{Lang: lang, Outcome: Answered, Body: richtext.FromText(phrases.SayIntroduction.In(lang, "name", name))}
	if !phrases.Known(lang) {
		post.Lang, post.Body = phrases.Languages[0], inAll(phrases.SayIntroduction, "name", name)
	}
	return post
}

// inAll is a text in all languages, one below the other.
func inAll(text phrases.Text, pairs ...string) richtext.Doc {
	var d richtext.Doc
	for _, lang := range phrases.Languages {
		d = d.Join(richtext.FromText(text.In(lang, pairs...)))
	}
	return d
}
