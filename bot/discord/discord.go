// Package discord is the bot on Discord: what is to be said is rendered as
// embeds and Discord's markdown, paced within the limits that Discord tells,
// sent, corrected and taken back.
//
// Of discordgo only the types are used here: its REST client sleeps, repeats a
// POST blindly and knows no nonce. One call of ours is one request.
package discord

// The methods of pieces, as Discord's documentation names the requests.
const (
	MethodMessage   = "Create Message"                         // POST /channels/{channel}/messages
	MethodForumPost = "Start Thread in Forum or Media Channel" // POST /channels/{forum}/threads
)
