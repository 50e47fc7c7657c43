package bot

import (
	"slices"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// faq looks through the frequent questions: "/faq", "/faq joining 2", or one by
// its key. Other words are a question.
func (t *turn) faq(arg string) Post {
	words := strings.Fields(arg)
	if t.opts.Directory == nil || len(t.opts.Directory.Categories(t.lang())) == 0 {
		if arg != "" {
			return t.ask(arg)
		}
		return t.someQuestions()
	}
	if len(words) == 0 {
		return t.categories()
	}
	for _, c := range t.opts.Directory.Categories(t.lang()) {
		if c.Key == words[0] && len(words) <= 2 {
			return t.questionsOf(c, number(words[len(words)-1]))
		}
	}
	if name, up := t.listOfFAQ(arg); name != "" {
		if post, ok := t.card("faqs", arg, name, "/faq", up); ok {
			return post
		}
	}
	if t.m.Press || len(words) == 2 && number(words[1]) > 0 {
		return t.gone(t.categories())
	}
	return t.ask(arg)
}

func (t *turn) categories() Post {
	post := t.say(Answered, phrases.SayCategories)
	l := listing{say: "/faq"}
	for _, c := range t.opts.Directory.Categories(post.Lang) {
		l.entries = append(l.entries, counted(c.Name, c.Entries, post.Lang, "/faq "+c.Key))
	}
	return t.list(post, l)
}

func (t *turn) questionsOf(c Category, page int) Post {
	post := t.say(Answered, phrases.SayQuestionsOf, "category", c.Name)
	return t.list(post, listing{
		entries: buttons(t.opts.Directory.FAQs(c.Key, post.Lang), "/faq"),
		say:     "/faq " + c.Key, page: page, up: "/faq",
	})
}

// listOfFAQ is what an entry asks, and the command of the page on which it
// stands; "" if there is none of this key.
func (t *turn) listOfFAQ(key string) (name, page string) {
	lang := t.lang()
	for _, c := range t.opts.Directory.Categories(lang) {
		all := t.opts.Directory.FAQs(c.Key, lang)
		if page := pageIn(all, key, "/faq "+c.Key); page != "" {
			return nameIn(all, key), page
		}
	}
	return "", ""
}

// nameIn is what an entry of a list is called, "" if it is not in it.
func nameIn(entries []Entry, key string) string {
	if i := slices.IndexFunc(entries, func(e Entry) bool { return e.Key == key }); i >= 0 {
		return entries[i].Name
	}
	return ""
}

// someQuestions lists questions that can be asked by a touch, where none are on record.
func (t *turn) someQuestions() Post {
	post := t.say(Answered, phrases.SayFAQ)
	for _, q := range []phrases.Text{
		phrases.AskWhat, phrases.AskMembers, phrases.AskJoin, phrases.AskContact, phrases.AskNews, phrases.AskEvents,
	} {
		text := q.In(post.Lang)
		post.Body = post.Body.Add(richtext.Bullet(text))
		post.Suggestions = append(post.Suggestions, text)
	}
	return post
}

// news looks through the news: "/news", "/news 2", or one by its key.
func (t *turn) news(arg string) Post {
	if t.opts.Directory == nil {
		return t.ask(strings.TrimSpace(phrases.AskNews.In(t.lang()) + " " + arg))
	}
	all := t.opts.Directory.News(t.lang())
	if name := nameIn(all, arg); name != "" {
		if post, ok := t.card("news", arg, name, "/news", pageIn(all, arg, "/news")); ok {
			return post
		}
	}
	page := number(arg)
	switch {
	case arg != "" && page == 0 && !t.m.Press:
		return t.ask(strings.TrimSpace(phrases.AskNews.In(t.lang()) + " " + arg))
	case len(all) == 0:
		return t.ask(phrases.AskNews.In(t.lang()))
	}
	post := t.list(t.say(Answered, phrases.NewsLatest), listing{entries: buttons(all, "/news"), say: "/news", page: page})
	if t.opts.Subscribe != nil {
		post.Choices = append(post.Choices, Choice{Label: phrases.ChoiceSubscribe.In(post.Lang), Say: "/subscribe"})
	}
	if arg != "" && page == 0 {
		return t.gone(post)
	}
	return post
}
