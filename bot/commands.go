package bot

import (
	"strings"
	"unicode"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// Command is a command as platforms list it.
type Command struct {
	Name  string       // lower-case ASCII, without the slash
	About phrases.Text // what it does, at most 100 characters
	Takes []string     // the words that it takes as its one argument, may be none
}

// Commands are the commands in the order in which platforms list them. The
// Dialog reads them as text: "/help", "/help@name", "/language de".
func Commands() []Command {
	return []Command{
		{Name: "start", About: phrases.AboutStart},
		{Name: "help", About: phrases.AboutHelp},
		{Name: "members", About: phrases.AboutMembers},
		{Name: "join", About: phrases.AboutJoin},
		{Name: "contact", About: phrases.AboutContact},
		{Name: "news", About: phrases.AboutNews},
		{Name: "faq", About: phrases.AboutFAQ},
		{Name: "language", About: phrases.AboutLanguage, Takes: phrases.Languages},
		{Name: "privacy", About: phrases.AboutPrivacy},
		{Name: "mydata", About: phrases.AboutMyData},
		{Name: "forgetme", About: phrases.AboutForgetMe},
	}
}

// spellings are the other words for commands, and the language that each tells.
var spellings = map[string]struct{ name, lang string }{
	"hilfe": {"help", "de"}, "帮助": {"help", "zh"}, "幫助": {"help", "zh"},
	"mitglieder": {"members", "de"}, "成员": {"members", "zh"}, "成員": {"members", "zh"},
	"beitritt": {"join", "de"}, "beitreten": {"join", "de"}, "mitmachen": {"join", "de"}, "加入": {"join", "zh"},
	"kontakt": {"contact", "de"}, "联系": {"contact", "zh"}, "聯繫": {"contact", "zh"}, "联系方式": {"contact", "zh"},
	"neues": {"news", "de"}, "neuigkeiten": {"news", "de"}, "nachrichten": {"news", "de"}, "新闻": {"news", "zh"}, "消息": {"news", "zh"},
	"fragen": {"faq", "de"}, "常见问题": {"faq", "zh"},
	"sprache": {"language", "de"}, "lang": {"language", ""}, "语言": {"language", "zh"}, "語言": {"language", "zh"},
	"datenschutz": {"privacy", "de"}, "隐私": {"privacy", "zh"}, "隱私": {"privacy", "zh"},
	"meinedaten": {"mydata", "de"}, "我的数据": {"mydata", "zh"}, "我的數據": {"mydata", "zh"},
	"vergissmich": {"forgetme", "de"}, "löschen": {"forgetme", "de"}, "loeschen": {"forgetme", "de"},
	"忘记我": {"forgetme", "zh"}, "删除": {"forgetme", "zh"}, "刪除": {"forgetme", "zh"},
}

// languageWords are the words for a language that /language understands.
var languageWords = map[string]string{
	"de": "de", "deutsch": "de", "german": "de", "德语": "de", "德文": "de",
	"en": "en", "english": "en", "englisch": "en", "英语": "en", "英文": "en",
	"zh": "zh", "cn": "zh", "chinese": "zh", "chinesisch": "zh", "中文": "zh", "汉语": "zh",
}

// asks are the commands that stand for a question.
var asks = map[string]phrases.Text{
	"members": phrases.AskMembers,
	"join":    phrases.AskJoin,
	"contact": phrases.AskContact,
	"news":    phrases.AskNews,
}

// command takes a message apart that starts with a slash and a word:
// "/help@name arg" is ("help", "arg").
func command(text string) (name, arg string, ok bool) {
	rest, found := strings.CutPrefix(text, "/")
	if !found {
		rest, found = strings.CutPrefix(text, "／")
	}
	if !found {
		return "", "", false
	}
	name, arg = rest, ""
	if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
		name, arg = rest[:i], strings.TrimSpace(rest[i:])
	}
	name, _, _ = strings.Cut(name, "@")
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }) {
		return "", "", false
	}
	return strings.ToLower(name), arg, true
}

// command carries a command out. It lets our own question lapse.
func (t *turn) command(name, arg string) Post {
	t.s.state.Pending = nil
	if s, found := spellings[name]; found {
		name = s.name
		if s.lang != "" {
			t.hearLanguage([]string{s.lang})
		}
	}
	if question, found := asks[name]; found {
		return t.ask(strings.TrimSpace(question.In(t.lang()) + " " + arg))
	}
	switch name {
	case "start":
		return t.start()
	case "help":
		return t.sayAnd(Answered, phrases.SayHelp)
	case "faq":
		return t.faq()
	case "language":
		if lang, found := languageWords[strings.ToLower(arg)]; found {
			return t.switchTo(lang)
		}
		return t.languages()
	case "privacy":
		return t.privacy()
	case "mydata":
		return t.myData()
	case "forgetme":
		return t.forgetMe()
	}
	return t.sayAnd(Clarify, phrases.SayUnknownCommand)
}

// faq lists questions that can be asked by a touch.
func (t *turn) faq() Post {
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
