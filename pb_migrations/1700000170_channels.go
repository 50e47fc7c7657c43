package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(channels, channelState), drop(channels, channelState)) }

// channels are where news is sent to.
func channels() table {
	return table{
		name: "channels",
		fields: slices.Concat(
			line("name", "Name, unter dem ihn Mitarbeitende kennen / Name by which staff know it", required, label),
			pick("platform", "Plattform / Platform", []string{"telegram", "discord"}, required, label),
			line("target", "Kennung des Chats oder Kanals auf der Plattform / Id of the chat or channel on the platform", required),
			line("thread", "Thema oder Thread im Kanal; leer = der Kanal selbst / Topic or thread in the channel; empty = the channel itself"),
			pick("lang", "Sprache der Nachrichten / Language of the messages", langs, required, label),
			ref("topics", "Nur diese Themen; leer = alle / Only these topics; empty = all", "topics", multiple),
			pick("if_missing", "Wenn die Übersetzung fehlt: warten, auslassen oder Hauptsprache senden; leer = warten"+
				" / If the translation is missing: hold, skip or send the main language; empty = hold", []string{"hold", "skip", "fallback"}),
			pick("overflow", "Wenn der Text zu lang ist: kürzen mit Link oder in Teilen senden; leer = Link"+
				" / If the text is too long: shorten with a link, or send in parts; empty = link", []string{"link", "split"}),
			pick("purpose", "Zweck: Meldungen, Hinweise an Mitarbeitende oder Protokoll; leer = Meldungen"+
				" / Purpose: announcements, notes to staff or log; empty = announcements", []string{"announcements", "staff", "log"}),
			yesNo("crosspost", "Auf Discord an folgende Server weitergeben / Publish to following servers on Discord"),
			link("invite_url", "Einladungslink für die Öffentlichkeit / Invitation link for the public"),
			yesNo("listed", "Auf der Webseite nennen / Listed on the website"),
			yesNo("enabled", "Eingeschaltet; sonst werden nur Rücknahmen gesendet / Switched on; else only withdrawals are sent"),
		),
		indexes: []index{unique("platform, target, thread, purpose"), by("enabled, purpose")},
	}
}

// channelState is what the program finds out about a channel. It stands apart
// because the admin form saves the whole record that it loaded.
func channelState() table {
	return table{
		name: "channel_state",
		fields: slices.Concat(
			ref("channel", "Kanal / Channel", "channels", required, label, cascade),
			line("current_chat", "Neue Kennung, wenn der Chat umgezogen ist / New id after the chat has moved"),
			lines("trouble", "Was zuletzt nicht ging / What went wrong last", limit(2000)),
			moment("off_since", "Nicht erreichbar seit / Out of reach since"),
			data("rights", "Rechte des Bots im Kanal / Rights of the bot in the channel"),
			line("linked_group", "Verbundene Diskussionsgruppe / Linked discussion group"),
			moment("checked_at", "Zuletzt geprüft / Last checked"),
		),
		indexes: []index{unique("channel")},
	}
}
