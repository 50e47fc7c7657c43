package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// widget walks the chat as another site embeds it: a page on another port,
// with a policy that allows our script and our frame and no inline style.
func (w *walk) widget() {
	host := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		rw.Header().Set("Content-Security-Policy", "default-src 'none'; img-src data:; script-src "+w.base+"; frame-src "+w.base)
		fmt.Fprintf(rw, `<!doctype html><html lang="de"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<title>Eine Stadt</title><main><h1>Eine Stadt</h1><p>Ihr Text.</p></main><script src="%s/widget.js" data-title="Fragen zur Allianz" defer></script></html>`, w.base)
	}))
	defer host.Close()
	for name, s := range map[string]size{"desktop": desktop, "phone": phone} {
		w.step("widget: opens, answers and closes on a "+name, s, func(t *tab) error {
			u, err := url.Parse(host.URL)
			if err != nil {
				return err
			}
			t.hosts = append(t.hosts, u.Host)
			return t.usesWidget("http://"+net.JoinHostPort("127.0.0.1", u.Port()), name)
		})
	}
}

// opened is the widget's button; its frame is of another origin, and what is
// in it is reached by keys alone.
const (
	opener = `[...document.body.children].map((e) => e.shadowRoot).find(Boolean)?.querySelector("button.open")`
	frame  = `[...document.body.children].map((e) => e.shadowRoot).find(Boolean)?.querySelector("iframe")`
)

func (t *tab) usesWidget(host, name string) error {
	if err := t.run(chromedp.Navigate(host)); err != nil {
		return fmt.Errorf("visiting the other site: %w", err)
	}
	if err := t.all("there is a button", opener, "it is closed", opener+`.ariaExpanded === "false"`); err != nil {
		return err
	}
	if err := errors.Join(t.keepsRules(), t.shot("widget-"+name+"-closed")); err != nil {
		return err
	}
	if err := t.keys(kb.Tab, kb.Enter); err != nil {
		return err
	}
	if err := t.all("it is open", opener+`.ariaExpanded === "true"`, "the frame has the focus and a title", frame+`.title && document.activeElement.shadowRoot?.activeElement === `+frame); err != nil {
		return err
	}
	inside := t.within(t.w.base)
	if err := inside.all("the box in it has the focus", `document.activeElement.id === "question"`); err != nil {
		return err
	}
	if err := t.keys("Ist Köln Mitglied der Allianz?", kb.Enter); err != nil {
		return err
	}
	if err := inside.all("an answer came", answered); err != nil {
		return err
	}
	if err := errors.Join(inside.keepsRules(), t.shot("widget-"+name+"-open")); err != nil {
		return err
	}
	if err := t.keys(kb.Escape); err != nil {
		return err
	}
	if err := t.all("escape closed it", opener+`.ariaExpanded === "false" && `+frame+`.getClientRects().length === 0`,
		"the focus is back on the button", `document.activeElement.shadowRoot?.activeElement === `+opener); err != nil {
		return err
	}
	if err := t.keys(kb.Enter); err != nil {
		return err
	}
	return inside.all("opened again, the conversation is still there and the box has the focus", answered+` && document.activeElement.id === "question"`)
}
