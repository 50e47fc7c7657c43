package cms

import (
	"net/url"
	"regexp"
	"strings"
)

// blockedHosts do not open in mainland China, their subdomains included: what
// staff are likely to link to, not all that is blocked, as is generally known and
// checked in part against the list of github.com/gfwlist/gfwlist.
var blockedHosts = []string{
	"t.me", "telegram.me", "telegram.dog", "telegram.org", "telegra.ph", "telesco.pe", "tg.dev",
	"discord.com", "discord.gg", "discord.media", "discordapp.com", "discordapp.net", "discord.new", "dis.gd",
	"youtube.com", "youtu.be", "yt.be", "youtube-nocookie.com", "ytimg.com",
	"goo.gl", "g.co", "gmail.com", "googlemail.com", "googleusercontent.com", "googlevideo.com", "blogger.com", "appspot.com",
	"x.com", "twitter.com", "t.co", "twimg.com", "bsky.app", "mastodon.social",
	"facebook.com", "facebook.net", "fb.com", "fb.me", "fb.watch", "fbcdn.net", "m.me", "messenger.com",
	"instagram.com", "cdninstagram.com", "threads.net", "threads.com", "whatsapp.com", "whatsapp.net", "wa.me",
	"signal.org", "signal.me", "line.me", "snapchat.com", "tiktok.com", "twitch.tv",
	"reddit.com", "redd.it", "pinterest.com", "pin.it", "tumblr.com", "quora.com", "medium.com", "wordpress.com",
	"vimeo.com", "dailymotion.com", "flickr.com", "soundcloud.com", "spotify.com",
	"wikipedia.org", "archive.org", "dropbox.com", "duckduckgo.com", "chatgpt.com", "openai.com",
	"nytimes.com", "bbc.com", "bbc.co.uk", "dw.com", "reuters.com", "bloomberg.com", "economist.com", "wsj.com",
}

// Google has a host in most countries, and a top-level domain. google.cn alone opens.
// Blogspot too has one in each.
var blockedEverywhere = regexp.MustCompile(`(^|\.)((google|blogspot)\.(com|([a-z]{2}|com?\.[a-z]{2}))|google)$`)

// BlockedInChina reports whether a web address, with or without https:// before
// it, leads to a host that does not open in mainland China. What is no address
// of a host (mail, telephone, a path) is not blocked.
func BlockedInChina(address string) bool {
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") {
		if head, _, _ := strings.Cut(address, "/"); strings.Contains(head, "@") {
			return false
		}
		address = "//" + strings.TrimPrefix(address, "//")
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if host == "google.cn" || strings.HasSuffix(host, ".google.cn") {
		return false
	}
	for _, b := range blockedHosts {
		if host == b || strings.HasSuffix(host, "."+b) {
			return true
		}
	}
	return blockedEverywhere.MatchString(host)
}
