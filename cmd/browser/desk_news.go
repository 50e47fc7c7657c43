package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

const (
	headline  = "Walzwerk trifft Werkbank"
	corrected = "Walzwerk trifft Werkbank in Foshan"
)

// deskNews walks a piece of news through its life.
func (w *walk) deskNews() {
	w.step("desk: an editor signs in and sees no more than is theirs", desktop, (*tab).editorSignsIn)
	w.step("desk: an editor writes news with a cover, sees it as it will look, and asks for its release", desktop, (*tab).writesNews)
	w.step("desk: a publisher releases it after the channels were named, and it stands there", desktop, (*tab).releasesNews)
	w.step("desk: an editor copies it as a correction", desktop, (*tab).correctsNews)
	w.step("desk: a publisher releases the correction, and the messages are changed", desktop, (*tab).releasesCorrection)
	w.step("desk: before it is deleted, the channels are named", desktop, (*tab).asksBeforeDeleting)
	w.step("desk: a publisher retracts it, and it is gone", desktop, (*tab).retractsNews)
}

func (t *tab) editorSignsIn() error {
	if err := t.signIn(editor); err != nil {
		return err
	}
	return errors.Join(t.all(
		"the way to the collections is there", `document.querySelector('.app-main-nav [href="#/collections"]')`,
		"settings and logs are not", `!document.querySelector('.app-main-nav [href="#/settings"], .app-main-nav [href="#/logs"]')`,
		"the page is German", `document.documentElement.lang === "de" && document.querySelector(".isa-main h1").textContent === "Heute"`),
		t.pictured("desk-today-de"))
}

func (t *tab) writesNews() error {
	if err := errors.Join(t.at(editor, "announcements"), t.press("Neue Meldung"), t.formIsThere()); err != nil {
		return err
	}
	cover, err := picture()
	if err != nil {
		return err
	}
	defer os.RemoveAll(filepath.Dir(cover))
	err = errors.Join(
		t.write("title_de", headline),
		t.write("summary_de", "Sechs Betriebe stellen ihre Maschinen vor."),
		t.write("cover_alt_de", "Ein blauer Verlauf als Platzhalter"),
		t.run(chromedp.SetUploadFiles(`[data-isa-field="cover"] input[type=file]`, []string{cover}, chromedp.ByQuery)),
	)
	if err != nil {
		return err
	}
	err = errors.Join(t.saysIn(".isa-side", headline), t.pictured("desk-news-preview-de"), t.press("Entwurf speichern"),
		t.saysIn(".isa-side-top", "Entwurf"), t.saysIn(`.isa-handle[data-lang="zh"]`, "fehlt"),
		t.all("the channels for Chinese are seen to wait", chooses("中文")), t.saysIn(".isa-side", "Hier wird gewartet"), t.pictured("desk-news-chinese-missing-de"))
	if err != nil {
		return err
	}
	err = errors.Join(t.all("the form on Telegram is chosen", chooses("Telegram ISA auf Deutsch")), t.saysIn(".isa-telegram", headline), t.saysIn(".isa-telegram", "Bild:"),
		t.all("it says how long it is", `/\d+ von \d+ Zeichen/.test(document.querySelector(".isa-side").textContent)`), t.pictured("desk-news-telegram-de"),
		t.hasNoBarrier(`document.querySelector(".isa-side")`))
	if err != nil {
		return err
	}
	return errors.Join(t.press("Um Freigabe bitten"), t.saysIn("dialog", "Heute"), t.pictured("desk-news-ask-de"), t.press("Um Freigabe bitten"), t.saysIn(".isa-side-top", "zur Prüfung"))
}

// chooses chooses what the preview shows by a part of its name.
func chooses(name string) string {
	return `(() => { const s = document.querySelector(".isa-side select"), o = [...s.options].find((o) => o.text.includes(` + quoted(name) + `)); if (!o) return false; s.value = o.value; s.dispatchEvent(new Event("change")); return true; })()`
}

func (t *tab) releasesNews() error {
	err := errors.Join(t.at(publisher, ""), t.pictured("desk-today-review-de"), t.openRecord(headline), t.press("Veröffentlichen"))
	if err != nil {
		return err
	}
	err = errors.Join(t.saysIn("dialog", "Telegram ISA auf Deutsch"), t.saysIn("dialog", "erst, wenn die Übersetzung da ist"), t.pictured("desk-news-release-de"),
		t.press("Veröffentlichen"), t.saysIn(".isa-side-top", "veröffentlicht"), t.press("Wo sie steht"), t.channelsShow(headline, 2))
	if err != nil {
		return err
	}
	return errors.Join(t.holdsWithin(paced, "the form says so", `document.querySelectorAll('.isa-side [data-state="sent"]').length >= 2`), t.pictured("desk-news-places-de"), t.seesChannels("desk-channels-released"))
}

func (t *tab) correctsNews() error {
	err := errors.Join(t.at(editor, "announcements"), t.openRecord(headline), t.saysIn(".isa-side-top", "Das ist öffentlich"), t.press("Als Korrektur kopieren"), t.saysIn(".isa-side-top", "Korrektur von"))
	if err != nil {
		return err
	}
	return errors.Join(t.write("title_de", corrected), t.pictured("desk-correction-de"), t.press("Um Freigabe bitten"), t.press("Um Freigabe bitten"), t.saysIn(".isa-side-top", "zur Prüfung"))
}

func (t *tab) releasesCorrection() error {
	err := errors.Join(t.at(publisher, ""), t.openRecord(corrected), t.press("Veröffentlichen"), t.saysIn("dialog", "wird geändert"), t.pictured("desk-correction-release-de"), t.press("Veröffentlichen"))
	if err != nil {
		return err
	}
	return errors.Join(t.channelsShow(corrected, 2), t.seesChannels("desk-channels-corrected"))
}

func (t *tab) asksBeforeDeleting() error {
	if err := errors.Join(t.at(publisher, ""), t.run(chromedp.Evaluate(`location.hash = "#/collections?collection=news"`, nil))); err != nil {
		return err
	}
	tick := `(() => { const r = [...document.querySelectorAll("tbody tr.handle")].filter((r) => r.textContent.includes(` + quoted(corrected) + `)); for (const x of r) x.querySelector(".col-bulk-select input").click(); return r.length === 1; })()`
	return errors.Join(t.all("the news is in the list of the admin", `[...document.querySelectorAll("tbody tr.handle")].some((r) => r.textContent.includes(`+quoted(corrected)+`))`),
		t.all("it is ticked", tick), t.press("Löschen"), t.saysIn(".modal.popup", "Telegram ISA auf Deutsch"), t.pictured("desk-deleting-de"), t.press("Nein"))
}

func (t *tab) retractsNews() error {
	err := errors.Join(t.at(publisher, "announcements"), t.openRecord(corrected), t.press("Zurückziehen"), t.saysIn("dialog", "Telegram ISA auf Deutsch"), t.pictured("desk-news-retract-de"),
		t.press("Zurückziehen"), t.saysIn(".isa-side-top", "zurückgezogen"))
	if err != nil {
		return err
	}
	return errors.Join(t.channelsShow(headline, 0), t.seesChannels("desk-channels-retracted"))
}

// picture makes a cover in a folder of its own.
func picture() (string, error) {
	dir, err := os.MkdirTemp("", "isabot-cover-")
	if err != nil {
		return "", fmt.Errorf("making a folder for the cover: %w", err)
	}
	img := image.NewRGBA(image.Rect(0, 0, 640, 360))
	for y := range 360 {
		for x := range 640 {
			img.Set(x, y, color.RGBA{uint8(x / 4), uint8(y / 2), 180, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return "", fmt.Errorf("drawing the cover: %w", err)
	}
	file := filepath.Join(dir, "cover.png")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		return "", fmt.Errorf("writing the cover: %w", err)
	}
	return file, nil
}
