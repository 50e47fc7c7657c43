package bot

import (
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
)

// everyState stands for all states of a country in "/members DE all".
const everyState = "all"

// members looks through the members by country and state: "/members",
// "/members DE", "/members DE BW", each with the number of a page behind it.
// What is none of these is asked about.
func (t *turn) members(arg string) Post {
	words := strings.Fields(arg)
	if t.opts.Directory == nil || len(t.opts.Directory.Areas(t.lang())) == 0 {
		return t.askMembers(arg)
	}
	if len(words) == 0 {
		return t.countries()
	}
	country := strings.ToUpper(words[0])
	if !t.hasMembers(country, "") {
		if t.m.Press {
			return t.countries()
		}
		return t.askMembers(arg)
	}
	state, page := "", 0
	for _, w := range words[1:] {
		if n := number(w); n > 0 {
			page = n
		} else if state == "" {
			state = strings.ToUpper(w)
		}
	}
	switch {
	case strings.EqualFold(state, everyState):
		return t.membersOf(country, "", page)
	case state != "" && t.hasMembers(country, state):
		return t.membersOf(country, state, page)
	}
	return t.states(country, page)
}

func (t *turn) askMembers(arg string) Post {
	return t.ask(strings.TrimSpace(phrases.AskMembers.In(t.lang()) + " " + arg))
}

func (t *turn) hasMembers(country, state string) bool {
	return len(country) == 2 && len(t.opts.Directory.Members(country, state, t.lang())) > 0
}

// countries offers the countries that have members.
func (t *turn) countries() Post {
	post := t.say(Answered, phrases.SayCountries)
	l := listing{say: "/members"}
	seen := map[string]bool{}
	for _, a := range t.opts.Directory.Areas(post.Lang) {
		if seen[a.Country] {
			continue
		}
		seen[a.Country] = true
		n := len(t.opts.Directory.Members(a.Country, "", post.Lang))
		l.entries = append(l.entries, counted(regionName(a.Country, post.Lang), n, post.Lang, "/members "+a.Country))
	}
	post.Suggestions = []string{phrases.AskMembers.In(post.Lang)}
	return t.list(post, l)
}

// states offers the states of a country that have members, and all at once.
func (t *turn) states(country string, page int) Post {
	text := phrases.SayStates
	if country == "CN" {
		text = phrases.SayProvinces
	}
	lang := t.lang()
	say := "/members " + country
	post := t.say(Answered, text, "country", regionName(country, lang))
	l := listing{say: say, page: page, up: "/members"}
	for _, a := range t.opts.Directory.Areas(lang) {
		if a.Country == country {
			l.entries = append(l.entries, counted(a.Name, a.Members, lang, say+" "+a.Code))
		}
	}
	post = t.list(post, l)
	all := counted(phrases.ChoiceAllMembers.In(lang), len(t.opts.Directory.Members(country, "", lang)), lang, say+" "+everyState)
	last := len(post.Choices) - 1
	post.Choices = append(post.Choices[:last:last], all, post.Choices[last])
	return post
}

// membersOf offers the members of a state, "" for the whole country.
func (t *turn) membersOf(country, state string, page int) Post {
	lang := t.lang()
	where, say := regionName(country, lang), "/members "+country+" "+everyState
	for _, a := range t.opts.Directory.Areas(lang) {
		if a.Country == country && a.Code == state {
			where, say = a.Name, "/members "+country+" "+state
		}
	}
	post := t.say(Answered, phrases.SayMembersOf, "where", where)
	return t.list(post, listing{
		entries: buttons(t.opts.Directory.Members(country, state, lang), "/member"),
		say:     say, page: page, up: "/members " + country,
	})
}

// counted is a button with a number behind its name.
func counted(name string, n int, lang, say string) Choice {
	return Choice{Label: phrases.LabelCounted.In(lang, "name", label(name), "n", strconv.Itoa(n)), Say: say}
}

// member shows one member, by its key or its name. Another name is asked about.
func (t *turn) member(arg string) Post {
	if arg == "" {
		return t.members("")
	}
	question := phrases.AskMember.In(t.lang(), "name", arg)
	if t.opts.Directory == nil {
		return t.ask(question)
	}
	key := t.keyOfMember(arg)
	if post, ok := t.card("members", key, question, "/member", t.listOfMember(key)); ok {
		return post
	}
	if t.m.Press {
		return t.gone(t.members(""))
	}
	return t.ask(question)
}

// keyOfMember is the key of the member that is called so in the conversation's
// language; else it is the word itself.
func (t *turn) keyOfMember(name string) string {
	for _, e := range t.opts.Directory.Members("", "", t.lang()) {
		if strings.EqualFold(e.Name, name) {
			return e.Key
		}
	}
	return strings.ToLower(name)
}

// listOfMember is the command of the page on which a member stands.
func (t *turn) listOfMember(key string) string {
	lang := t.lang()
	for _, a := range t.opts.Directory.Areas(lang) {
		say := "/members " + a.Country + " " + a.Code
		if page := pageIn(t.opts.Directory.Members(a.Country, a.Code, lang), key, say); page != "" {
			return page
		}
	}
	return "/members"
}
