package bot

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/phrases"
)

// Command is a command as platforms list it.
type Command struct {
	Name  string       // lower-case ASCII, without the slash
	About phrases.Text // what it does, at most 100 characters

	// Argument says what its one argument is, at most 100 characters; the zero
	// Text: it takes none. It may always be left out.
	Argument  phrases.Text
	Takes     []string // the only words that the argument may be; nil: any
	Completes string   // the collection whose keys (Entry.Key) complete it: members, faqs, news; "": none

	Quiet bool // its answer is for the asker alone, where others read along
}

// Commands are the commands in the order in which platforms list them. The
// Dialog reads them as text: "/help", "/help@name", "/language de".
func Commands() []Command {
	return []Command{
		{Name: "start", About: phrases.AboutStart},
		{Name: "help", About: phrases.AboutHelp},
		{Name: "members", About: phrases.AboutMembers},
		{Name: "member", About: phrases.AboutMember, Argument: phrases.ArgumentMember, Completes: "members"},
		{Name: "join", About: phrases.AboutJoin, Quiet: true},
		{Name: "contact", About: phrases.AboutContact},
		{Name: "faq", About: phrases.AboutFAQ, Argument: phrases.ArgumentFAQ, Completes: "faqs"},
		{Name: "news", About: phrases.AboutNews, Argument: phrases.ArgumentNews, Completes: "news"},
		{Name: "subscribe", About: phrases.AboutSubscribe, Quiet: true},
		{Name: "unsubscribe", About: phrases.AboutUnsubscribe, Quiet: true},
		{Name: "language", About: phrases.AboutLanguage, Argument: phrases.ArgumentLanguage, Takes: phrases.Languages, Quiet: true},
		{Name: "privacy", About: phrases.AboutPrivacy, Quiet: true},
		{Name: "mydata", About: phrases.AboutMyData, Quiet: true},
		{Name: "forgetme", About: phrases.AboutForgetMe, Quiet: true},
	}
}

// rateCommand is what thumbs say. It stands in no list.
const rateCommand = "rate"

// Quiet reports whether what is answered to a text is for its asker alone,
// where others read along: the text is one of the commands that say so, or a thumb.
func Quiet(text string) bool {
	name, _, ok := command(strings.TrimSpace(text))
	if s, found := spellings[name]; found {
		name = s.name
	}
	return ok && (name == rateCommand || slices.ContainsFunc(Commands(), func(c Command) bool { return c.Name == name && c.Quiet }))
}

// leaves reports whether a text is the command to be sent no more news or to be
// forgotten.
func leaves(text string) bool {
	name, _, ok := command(strings.TrimSpace(text))
	if s, found := spellings[name]; found {
		name = s.name
	}
	return ok && (name == "unsubscribe" || name == "forgetme")
}

// ours reports whether a command is one that we know.
func ours(name string) bool {
	_, spelt := spellings[name]
	return spelt || name == rateCommand || slices.ContainsFunc(Commands(), func(c Command) bool { return c.Name == name })
}

// spellings are the other words for commands, and the language that each tells.
var spellings = map[string]struct{ name, lang string }{
	"hilfe": {"help", "de"}, "帮助": {"help", "zh"}, "幫助": {"help", "zh"},
	"mitglieder": {"members", "de"}, "成员": {"members", "zh"}, "成員": {"members", "zh"}, "成员名单": {"members", "zh"},
	"mitglied": {"member", "de"}, "成员城市": {"member", "zh"}, "成員城市": {"member", "zh"},
	"beitritt": {"join", "de"}, "beitreten": {"join", "de"}, "mitmachen": {"join", "de"}, "加入": {"join", "zh"},
	"kontakt": {"contact", "de"}, "联系": {"contact", "zh"}, "聯繫": {"contact", "zh"}, "联系方式": {"contact", "zh"},
	"neues": {"news", "de"}, "neuigkeiten": {"news", "de"}, "nachrichten": {"news", "de"}, "新闻": {"news", "zh"}, "新聞": {"news", "zh"}, "消息": {"news", "zh"},
	"fragen": {"faq", "de"}, "常见问题": {"faq", "zh"}, "常見問題": {"faq", "zh"},
	"abo": {"subscribe", "de"}, "abonnieren": {"subscribe", "de"}, "订阅": {"subscribe", "zh"}, "訂閱": {"subscribe", "zh"},
	"abbestellen": {"unsubscribe", "de"}, "abmelden": {"unsubscribe", "de"}, "退订": {"unsubscribe", "zh"}, "退訂": {"unsubscribe", "zh"},
	"取消订阅": {"unsubscribe", "zh"}, "取消訂閱": {"unsubscribe", "zh"},
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

// command carries a command out. It lets our own question lapse, but for a
// thumb, which may be for an earlier answer.
func (t *turn) command(name, arg string) Post {
	if name != rateCommand {
		t.s.state.Pending = nil
	}
	if s, found := spellings[name]; found {
		name = s.name
		if s.lang != "" {
			t.hearLanguage([]string{s.lang})
		}
	}
	if utf8.RuneCountInString(arg) > MaxQuestion {
		return t.say(Clarify, phrases.SayTooLong, "max", strconv.Itoa(MaxQuestion))
	}
	switch name {
	case "start":
		return t.start(arg)
	case "help":
		return t.sayAnd(Answered, phrases.SayHelp)
	case "members":
		return t.members(arg)
	case "member":
		return t.member(arg)
	case "join":
		return t.join(arg)
	case "contact":
		return t.ask(strings.TrimSpace(phrases.AskContact.In(t.lang()) + " " + arg))
	case "faq":
		return t.faq(arg)
	case "news":
		return t.news(arg)
	case "subscribe":
		return t.subscribe(arg)
	case "unsubscribe":
		return t.unsubscribe()
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
	case rateCommand:
		return t.rate(arg)
	}
	return t.sayAnd(Clarify, phrases.SayUnknownCommand)
}
