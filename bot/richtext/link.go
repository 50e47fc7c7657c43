package richtext

import (
	"net/url"
	"strings"
	"unicode"
)

// HostOf is the name under which people know an address of the web: its host in
// small letters, without "www.". What is no address stays as it is.
func HostOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return link
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// WithFragment is a link with another fragment; "" leaves it as it is.
func WithFragment(link, fragment string) string {
	if fragment == "" {
		return link
	}
	link, _, _ = strings.Cut(link, "#")
	return link + "#" + fragment
}

// PrivateHost reports whether a host, in small letters, is of a name that leads
// somewhere inside one network only.
func PrivateHost(host string) bool {
	for _, private := range []string{".localhost", ".localdomain", ".local", ".internal", ".lan", ".home.arpa"} {
		if strings.HasSuffix(host, private) {
			return true
		}
	}
	return !strings.Contains(host, ".")
}

// Reached is whom a mail or telephone link reaches, as people write it; "" for
// any other link.
func Reached(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "mailto" && u.Scheme != "tel" {
		return ""
	}
	address, err := url.PathUnescape(u.Opaque)
	if err != nil {
		return ""
	}
	return address
}

// Names reports whether a text has an address, however its parts are set.
func Names(text, address string) bool { return strings.Contains(squeeze(text), squeeze(address)) }

// squeeze keeps of an address what tells it from others.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("-/()", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
