package desk

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// address is a place as a channel's record names it.
type address struct {
	Platform string `json:"platform"`
	Target   string `json:"target"`
	Thread   string `json:"thread"`
}

// readLink reads a link to a chat or channel that somebody pasted, or an id, and
// tells what a record of it would be. Nothing is made.
// POST channels/link {link}: {platform, target, thread, invite_url, platform_on,
// there: [{id, name, platform, purpose}], next}
// where there are the channels that stand at that place already, and next says
// what is to be done on the platform.
func (d *desk) readLink(e *core.RequestEvent) error {
	var body struct {
		Link string `json:"link"`
	}
	if err := e.BindBody(&body); err != nil {
		return unreadable(e, err)
	}
	at, no := parseLink(body.Link)
	if no != nil {
		return atField(e, "link", no.Code, no.Text)
	}
	lang := whose(e).Lang
	type there struct {
		channel
		Purpose string `json:"purpose"`
	}
	found, err := cms.FindAllChannels(e.App)
	if err != nil {
		return err
	}
	standing := []there{}
	for _, c := range found {
		if c.Platform() == at.Platform && strings.EqualFold(c.Target(), at.Target) && c.Thread() == at.Thread {
			standing = append(standing, there{channelOf(c), c.Purpose()})
		}
	}
	invite, next := "", phrases.DeskChannels.NextDiscord
	if at.Platform == "telegram" {
		next = phrases.DeskChannels.NextTelegram
		if name, public := strings.CutPrefix(at.Target, "@"); public {
			invite = "https://t.me/" + name
		}
	}
	return e.JSON(http.StatusOK, map[string]any{
		"platform": at.Platform, "target": at.Target, "thread": at.Thread, "invite_url": invite,
		"platform_on": d.announcer.Speaks(at.Platform), "there": standing, "next": next.In(lang),
	})
}

var (
	// A Discord id is the time since 2015 and some counters: 17 to 20 digits.
	snowflake = regexp.MustCompile(`^[0-9]{17,20}$`)
	// A supergroup or channel of Telegram is -100 and its number, a group of the
	// older sort a shorter negative number.
	telegramID = regexp.MustCompile(`^-[0-9]{5,16}$`)
	digits     = regexp.MustCompile(`^[0-9]{1,16}$`)
	// Public names have 5 to 32 characters, bought ones 4.
	telegramName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{3,31}$`)
)

// parseLink reads what somebody copied from an app: a link to a channel or to a
// message in it, an @name or an id.
func parseLink(link string) (address, *Refusal) {
	link = strings.Trim(strings.TrimSpace(link), "<>")
	switch name, named := strings.CutPrefix(link, "@"); {
	case named && telegramName.MatchString(name):
		return address{Platform: "telegram", Target: link}, nil
	case telegramID.MatchString(link):
		return address{Platform: "telegram", Target: link}, nil
	case snowflake.MatchString(link):
		return address{Platform: "discord", Target: link}, nil
	}
	if !strings.Contains(link, "://") {
		link = "https://" + link
	}
	u, err := url.Parse(link)
	if err != nil {
		return address{}, notRead
	}
	parts := strings.FieldsFunc(u.Path, func(r rune) bool { return r == '/' })
	switch host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."); {
	case u.Scheme == "tg":
		return telegramPath([]string{u.Query().Get("domain")})
	case host == "t.me" || host == "telegram.me" || host == "telegram.dog":
		return telegramPath(parts)
	case host == "web.telegram.org":
		return parseFragment(u.Fragment)
	case host == "discord.gg" || len(parts) > 0 && parts[0] == "invite":
		return address{}, invitation
	case host == "discord.com" || strings.HasSuffix(host, ".discord.com") || host == "discordapp.com":
		return discordPath(parts)
	}
	return address{}, notRead
}

var (
	notRead    = &Refusal{Code: "not_read", Text: phrases.DeskChannels.LinkNotRead}
	invitation = &Refusal{Code: "invitation", Text: phrases.DeskChannels.LinkInvites}
)

// telegramPath reads /name, /name/topic/message, /c/number and
// /c/number/topic/message. A single number behind the chat is a message.
func telegramPath(parts []string) (address, *Refusal) {
	if len(parts) > 0 && parts[0] == "s" { // the view for browsers
		parts = parts[1:]
	}
	at := address{Platform: "telegram"}
	switch {
	case len(parts) == 0:
		return address{}, notRead
	case parts[0] == "joinchat" || strings.HasPrefix(parts[0], "+"):
		return address{}, invitation
	case parts[0] == "c" && len(parts) > 1 && digits.MatchString(parts[1]):
		at.Target, parts = "-100"+parts[1], parts[2:]
	case parts[0] != "c" && telegramName.MatchString(parts[0]):
		at.Target, parts = "@"+parts[0], parts[1:]
	default:
		return address{}, notRead
	}
	if len(parts) > 1 && digits.MatchString(parts[0]) {
		at.Thread = parts[0]
	}
	return at, nil
}

// parseFragment reads the chat from the address of Telegram's web app; a topic
// stands behind the number of a chat.
func parseFragment(at string) (address, *Refusal) {
	if strings.HasPrefix(at, "-") {
		at, _, _ = strings.Cut(at, "_")
	}
	if telegramID.MatchString(at) || strings.HasPrefix(at, "@") && telegramName.MatchString(at[1:]) {
		return address{Platform: "telegram", Target: at}, nil
	}
	return address{}, notRead
}

// discordPath reads /channels/server/channel, with a message or a thread behind.
func discordPath(parts []string) (address, *Refusal) {
	if len(parts) < 3 || parts[0] != "channels" || !snowflake.MatchString(parts[2]) {
		return address{}, notRead
	}
	at := address{Platform: "discord", Target: parts[2]}
	if len(parts) > 4 && parts[3] == "threads" && snowflake.MatchString(parts[4]) {
		at.Thread = parts[4]
	}
	return at, nil
}
