// Package discord is the bot on Discord: what is said to it is heard, by the
// gateway or by HTTP, and answered; what is to be said is rendered as embeds and
// Discord's markdown, paced within the limits that Discord tells, sent,
// corrected and taken back.
//
// Of discordgo only the types are used here. Its REST client sleeps, repeats a
// POST blindly and knows no nonce; one call of ours is one request. Its client
// of the gateway waits for ever for its own lock when Discord does not let it
// resume, as it does after longer outages, and no context ends it.
package discord

// platform is what places on Discord are called.
const platform = "discord"

// The methods of pieces, as Discord's documentation names the requests.
const (
	MethodMessage   = "Create Message"                         // POST /channels/{channel}/messages
	MethodForumPost = "Start Thread in Forum or Media Channel" // POST /channels/{forum}/threads
)
