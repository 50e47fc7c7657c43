package main

import (
	"strings"
	"testing"
	"time"
)

// Who asks more than five questions a minute is told so once, and is answered
// again when the time has passed.
func TestTheSixthQuestionOfAMinuteHasToWait(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		for platform, in := range map[string]chat{"telegram": newTelegramChat(s.telegram, 1, "de"), "discord": newDiscordChat(s.discord, "de")} {
			for range 7 {
				in.say("Ist Köln Mitglied?")
			}
			passes(between)
			got := in.news().Text
			if n := strings.Count(got, "24. April 2017"); n != 5 {
				t.Errorf("%s: %d questions are answered", platform, n)
			}
			if n := strings.Count(got, "viele Fragen in kurzer Zeit"); n != 1 {
				t.Errorf("%s: it is said %d times that there were too many:\n%s", platform, n, got)
			}
			passes(time.Minute)
			in.say("Ist Mainz Mitglied?")
			passes(between)
			if got := in.news().Text; !strings.HasPrefix(got, "Ja. Mainz") {
				t.Errorf("%s: after a minute there is no answer: %q", platform, got)
			}
		}
	})
}
