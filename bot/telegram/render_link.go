package telegram

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// openable reports whether an address of the web can be opened by anybody.
// Telegram drops links to hosts without a dot; those to private hosts would
// lead nowhere.
func openable(link string) bool {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
		return false
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsGlobalUnicast() && !ip.IsPrivate()
	}
	if _, port, ok := strings.Cut(u.Host[strings.LastIndexByte(u.Host, ']')+1:], ":"); ok {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return false
		}
	}
	odd := func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N) && !strings.ContainsRune("-._", r)
	}
	return !richtext.PrivateHost(host) && !strings.ContainsFunc(host, odd)
}

// RenderWithdrawn is what replaces a message that cannot be deleted any more:
// the word that it was withdrawn, in all languages. Its pictures and files stay
// where they are, with this as their text.
func (Renderer) RenderWithdrawn(r bot.Remote) bot.Piece {
	var lines []string
	for _, l := range phrases.Languages {
		lines = append(lines, phrases.Posts.Withdrawn.In(l))
	}
	said := strings.Join(lines, "\n")
	t := text{html: escape.Replace(said), plain: said}
	if r.Kind == "" || r.Kind == bot.TextPiece {
		return asText(t, nil, "")
	}
	return asMedia(r.Kind, nil, t, nil)
}
