package discord

import (
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"isa-portal.de/isabot/bot/richtext"
)

// maxButtonURL is how long the address of a button may be (Discord's schema).
const maxButtonURL = 512

// openable reports whether an address of the web can be opened by anybody.
// Discord refuses a whole message for a title or button that leads to a host
// without a dot; private hosts would lead nowhere.
func openable(link string) bool {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || strings.ContainsFunc(link, unicode.IsSpace) {
		return false
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.Is4() && ip.IsGlobalUnicast() && !ip.IsPrivate()
	}
	return !richtext.PrivateHost(host)
}

// webAddress is an address as people type it into a text. Chinese goes on
// without a blank after it.
var webAddress = regexp.MustCompile(`https?://[^\s<>"'()（）“”„，。；！？、：「」『』《》【】…]+[^\s<>"'()（）“”„，。；！？、：「」『』《》【】….,:;!?*_~|\\]`)

// looksLike is a text that readers would take for an address.
var looksLike = regexp.MustCompile(`(?i)^(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?:/\S*)?$`)

// misleads reports whether the words of a link name another host than it leads to.
func misleads(text, link string) bool {
	if strings.Contains(text, "://") {
		return true
	}
	m := looksLike.FindStringSubmatch(strings.TrimSpace(text))
	return m != nil && strings.TrimPrefix(strings.ToLower(m[1]), "www.") != richtext.HostOf(link)
}

// inMarkup is an address without what is markup to Discord, be it in angle
// brackets, in round ones, or between the marks of a style.
var inMarkup = strings.NewReplacer("*", "%2A", "~~", "%7E%7E", "`", "%60", "|", "%7C", `\`, "%5C", "<", "%3C", ">", "%3E",
	"(", "%28", ")", "%29", "[", "%5B", "]", "%5D", `"`, "%22", " ", "%20", "\n", "", "\t", "")

// clean takes out of a text what nobody sees or what plays tricks: control
// characters and marks that turn the direction of writing.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r == 0x200b:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
