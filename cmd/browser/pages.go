package main

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/chromedp/chromedp/kb"
)

// pages walks the public pages.
func (w *walk) pages() {
	for _, path := range []string{"/de", "/de/members", "/zh/", "/zh/members", "/en", "/en/faq", "/de/news", "/de/imprint", "/en/privacy"} {
		if staffs(path) && !w.exists(path) {
			fmt.Printf("skip  page %s: staff have not written it yet\n", path)
			continue
		}
		for _, s := range []size{desktop, phone} {
			w.step(fmt.Sprintf("page %s at %d px", path, s.width), s, func(t *tab) error {
				return t.isAPage(path, fmt.Sprintf("page%s-%d", strings.ReplaceAll(path, "/", "-"), s.width))
			})
		}
	}
	w.step("page / leads to a language", desktop, func(t *tab) error {
		if err := t.visit("/"); err != nil {
			return err
		}
		return t.all("a language's page came", `/^\/(de|en|zh)\/?$/.test(location.pathname)`)
	})
}

// staffs reports whether a page is there only once staff have written it.
func staffs(path string) bool {
	return strings.HasSuffix(path, "/imprint") || strings.HasSuffix(path, "/privacy")
}

func (w *walk) exists(path string) bool {
	res, err := http.Get(w.base + path)
	if err != nil {
		return false
	}
	res.Body.Close()
	return res.StatusCode == http.StatusOK
}

func (t *tab) isAPage(path, name string) error {
	if !t.w.exists(path) {
		return fmt.Errorf("%s does not answer 200", path)
	}
	if err := t.visit(path); err != nil {
		return err
	}
	lang := strings.Split(path, "/")[1]
	if err := t.all("it is in its language", `document.documentElement.lang.startsWith("`+lang+`")`); err != nil {
		return err
	}
	if err := errors.Join(t.keepsRules(), t.shot(name)); err != nil {
		return err
	}
	if err := t.keys(kb.Tab); err != nil {
		return err
	}
	if err := t.all("the first stop is a link or button and is seen", `document.activeElement.matches("a, button, input, summary") && getComputedStyle(document.activeElement).outlineStyle !== "none"`); err != nil {
		return err
	}
	return errors.Join(t.run(colours("dark")), t.keepsRules())
}
