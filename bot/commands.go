package bot

import "isa-portal.de/isabot/bot/phrases"

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
