package telegram

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
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
	if !strings.Contains(host, ".") || strings.ContainsFunc(host, odd) {
		return false
	}
	for _, private := range []string{".localhost", ".localdomain", ".local", ".internal", ".lan", ".home.arpa"} {
		if strings.HasSuffix(host, private) {
			return false
		}
	}
	return true
}

// withMarker is a link with a marker as its fragment.
func withMarker(link, marker string) string {
	if marker == "" {
		return link
	}
	link, _, _ = strings.Cut(link, "#")
	return link + "#" + marker
}

// hostOf is the name under which people know an address.
func hostOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return link
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
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
