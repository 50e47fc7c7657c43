package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// deskRules walks the rule that nobody releases alone what they have written. It is
// switched on for these steps only, whatever becomes of them.
func (w *walk) deskRules(ctx context.Context) {
	const title = "Von zweien gelesen"
	w.step("desk: four eyes, an admin switches them on at the foot of today, and nobody else can", desktop, (*tab).turnsRuleOn)
	w.step("desk: four eyes, a publisher who wrote a text is refused, and told why", desktop, func(t *tab) error { return t.isRefusedOwn(title) })
	w.step("desk: four eyes, another publisher releases it", desktop, func(t *tab) error { return t.releasesOther(title) })
	w.step("desk: four eyes, what is public is changed by a correction, and the form says so", desktop, func(t *tab) error { return t.meetsLive(title) })
	w.step("desk: four eyes, an admin switches them off again", desktop, (*tab).turnsRuleOff)
	if err := w.call(ctx, http.MethodPost, "/api/isa/desk/rules", map[string]any{"four_eyes": false}, nil); err != nil {
		w.failed++
		fmt.Println("FAIL  desk: four eyes are off for what follows:", err)
	}
}

// rule is where the page of today ends.
const rule = ".isa-main .isa-panel:last-child"

func (t *tab) turnsRuleOn() error {
	err := errors.Join(t.storyHasEnded(), t.at(publisher, ""), t.all("a publisher has no such switch", `!document.querySelector(".isa-main").textContent.includes("Vier-Augen-Prinzip")`))
	if err != nil {
		return err
	}
	err = errors.Join(t.at(t.w.email, ""), t.saysIn(rule, "Vier-Augen-Prinzip"), t.saysIn(rule+" .isa-badge", "ausgeschaltet"), t.press("Einschalten"),
		t.saysIn("dialog", "mindestens zwei Konten"), t.pictured("desk-rule-on-de"), t.press("Einschalten"), t.saysIn(rule+" .isa-badge", "eingeschaltet"))
	if err != nil {
		return err
	}
	return errors.Join(t.scrolledTo(rule), t.keepsDesk(), t.pictured("desk-rule-is-on-de"))
}

func (t *tab) turnsRuleOff() error {
	return errors.Join(t.at(t.w.email, ""), t.saysIn(rule+" .isa-badge", "eingeschaltet"), t.press("Ausschalten"), t.saysIn("dialog", "auch eigene Meldungen freigeben"), t.pictured("desk-rule-off-de"),
		t.press("Ausschalten"), t.saysIn(rule+" .isa-badge", "ausgeschaltet"))
}

func (t *tab) isRefusedOwn(title string) error {
	err := errors.Join(t.at(publisher, "announcements"), t.press("Neue Meldung"), t.formIsThere(), t.write("title_de", title), t.write("summary_de", "Einer schreibt, eine liest."), t.press("Entwurf speichern"), t.saysIn(".isa-side-top", "Entwurf"))
	if err != nil {
		return err
	}
	err = errors.Join(t.press("Veröffentlichen"), t.saysIn("dialog", "Telegram ISA auf Deutsch"), t.press("Veröffentlichen"),
		t.saysIn("dialog[open] .isa-fault", "Freigeben muss sie eine zweite Person"), t.pictured("desk-rule-refused-de"), t.hasNoBarrier(`document.querySelector("dialog")`), t.press("Abbrechen"))
	t.forgive() // the refusal stands on the console
	if err != nil {
		return err
	}
	return errors.Join(t.saysIn(".isa-side-top", "Entwurf"), t.press("Um Freigabe bitten"), t.press("Um Freigabe bitten"), t.saysIn(".isa-side-top", "zur Prüfung"), t.channelsShow(title, 0))
}

func (t *tab) releasesOther(title string) error {
	return errors.Join(t.at(chinese, ""), t.openRecord(title), t.press("发布"), t.saysIn("dialog", "Telegram ISA auf Deutsch"), t.pictured("desk-rule-release-zh"), t.press("发布"), t.saysIn(".isa-side-top", "已发布"),
		t.saysIn(".isa-side-top", "双人审核"), t.pictured("desk-rule-live-zh"), t.channelsShow(title, 2))
}

func (t *tab) meetsLive(title string) error {
	err := errors.Join(t.at(publisher, "announcements"), t.openRecord(title), t.saysIn(".isa-side-top", "es gilt das Vier-Augen-Prinzip"), t.write("summary_de", "Das schreibt einer allein."), t.press("Speichern"),
		t.saysIn(`[data-isa-field="summary_de"]`, "Bitte kopieren Sie die Meldung als Korrektur"), t.pictured("desk-rule-live-de"))
	t.forgive()
	if err != nil {
		return err
	}
	return errors.Join(t.press("Als Korrektur kopieren"), t.saysIn(".isa-side-top", "Korrektur von"), t.all("what was written has come along", `document.querySelector("[name=summary_de]").value === "Das schreibt einer allein."`), t.channelsShow("Das schreibt einer allein.", 0))
}
