package main

import (
	"net/http"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// Troubles that the next message to a channel can meet, as they are asked for.
var (
	telegramTroubles = map[string]telegramtest.FaultKind{
		"lost": telegramtest.CutAfter,  // it stands there, and isabot does not hear of it
		"cut":  telegramtest.CutBefore, // it does not, and isabot does not hear of that
	}
	discordTroubles = map[string]discordtest.FaultKind{
		"lost": discordtest.CutAfter, "cut": discordtest.CutBefore,
		"refused": discordtest.BadForm, // Discord will have none of it
	}
)

// trouble lets the next request to a channel go wrong, so that staff can practise
// what is to be decided then. POST trouble {channel: its name, kind}: 204
func (v *view) trouble(w http.ResponseWriter, r *http.Request) {
	name, kind := r.FormValue("channel"), r.FormValue("kind")
	for _, c := range v.channels {
		if c.name != name {
			continue
		}
		if fault, ok := telegramTroubles[kind]; ok && c.platform == "telegram" {
			v.stage.Telegram.Fail(telegramtest.Fault{Kind: fault, Chat: c.chat.ID})
			w.WriteHeader(http.StatusNoContent)
			return
		}
		if fault, ok := discordTroubles[kind]; ok && c.platform == "discord" {
			v.stage.Discord.Break(discordtest.Fault{Kind: fault, Channel: c.id, Method: http.MethodPost})
			w.WriteHeader(http.StatusNoContent)
			return
		}
	}
	http.Error(w, "there is no such channel, or no such trouble on its platform", http.StatusBadRequest)
}
