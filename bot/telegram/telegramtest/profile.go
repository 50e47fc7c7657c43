package telegramtest

import (
	"encoding/json"
	"maps"
	"unicode/utf8"
)

// Commands are what setMyCommands was told, as JSON, by scope and language with
// a blank between.
func (f *Fake) Commands() map[string]string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.commands)
}

// About is what setMyDescription and setMyShortDescription were told, by method
// and language with a blank between.
func (f *Fake) About() map[string]string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.about)
}

// aboutFields are the parameters that describe the bot, and how many characters
// they may have.
var aboutFields = map[string]struct {
	name string
	max  int
}{"setMyName": {"name", 64}, "setMyDescription": {"description", 512}, "setMyShortDescription": {"short_description", 120}}

func (f *Fake) setAbout(c *call) (any, *apiError) {
	field := aboutFields[c.method]
	text := c.text(field.name)
	if utf8.RuneCountInString(text) > field.max {
		return nil, badRequest("the bot's %s is too long", field.name) // the words are ours
	}
	f.about[c.method+" "+c.text("language_code")] = text
	return true, nil
}

func (f *Fake) setMyCommands(c *call) (any, *apiError) {
	key := c.text("scope") + " " + c.text("language_code")
	if c.method == "deleteMyCommands" {
		delete(f.commands, key)
		return true, nil
	}
	var commands []struct{ Command, Description string }
	if json.Unmarshal([]byte(c.text("commands")), &commands) != nil {
		return nil, badRequest("Can't parse commands JSON object")
	}
	if len(commands) > 100 {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	for _, cmd := range commands {
		if !commandName.MatchString(cmd.Command) {
			return nil, badRequest("BOT_COMMAND_INVALID")
		}
		if n := len([]rune(cmd.Description)); n < 1 || n > 256 {
			return nil, badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	f.commands[key] = c.text("commands")
	return true, nil
}
