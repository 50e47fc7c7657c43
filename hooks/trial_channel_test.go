package hooks_test

import (
	"errors"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/announce/announcetest"
	"isa-portal.de/isabot/cms"
)

func TestATrialStaysOnlyWhereItShall(t *testing.T) {
	r := openNewsroom(t)
	c, err := cms.FindChannel(r.TestApp, r.channel("a", "de", nil).Id)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.outbox.TrialIn(t.Context(), r.TestApp, c, "Probe", false); err != nil {
		t.Error(err)
	}
	r.sees("a", nil, "send a", "delete a")
	if err := r.outbox.TrialIn(t.Context(), r.TestApp, c, "Probe", true); err != nil {
		t.Error(err)
	}
	if shown := r.platform.Shown("a"); len(shown) != 1 || strings.TrimSpace(shown[0]) != "Probe" {
		t.Errorf("a shows %q", shown)
	}
}

func TestATrialInAChannelSaysWhyItFails(t *testing.T) {
	r := openNewsroom(t)
	c, err := cms.FindChannel(r.TestApp, r.channel("a", "de", nil).Id)
	if err != nil {
		t.Fatal(err)
	}
	r.platform.Fault = func(announcetest.Call) (bool, error) { return false, bot.ErrRefused }
	if err := r.outbox.TrialIn(t.Context(), r.TestApp, c, "Probe", true); !errors.Is(err, bot.ErrRefused) {
		t.Errorf("refused: %v", err)
	}
	if err := r.outbox.Switch(true, "somebody"); err != nil {
		t.Fatal(err)
	}
	if err := r.outbox.TrialIn(t.Context(), r.TestApp, c, "Probe", true); !errors.Is(err, announce.ErrSendingOff) {
		t.Errorf("switched off: %v", err)
	}
	off := *r.planner
	off.Platforms = map[string]announce.Platform{"telegram": {Renderer: r.platform}}
	r.planner = &off
	if err := r.newOutbox().TrialIn(t.Context(), r.TestApp, c, "Probe", true); !errors.Is(err, announce.ErrPlatformOff) {
		t.Errorf("without a token: %v", err)
	}
}
