package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// readAxe reads the script of axe-core.
func readAxe(file string) (string, error) {
	if file == "" {
		fmt.Println("skip  axe: axe-core is not there")
		return "", nil
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("reading axe-core: %w", err)
	}
	return string(raw), nil
}

// barriers has axe-core look at the public pages and the chat.
func (w *walk) barriers() {
	if w.axe == "" {
		return
	}
	for _, path := range []string{"/de", "/zh/", "/en/members", "/de/news", "/en/faq", "/chat?lang=de", "/chat?lang=zh"} {
		w.step("axe: no barrier on "+path, desktop, func(t *tab) error {
			if err := t.visit(path); err != nil {
				return err
			}
			return t.hasNoBarrier("document")
		})
	}
}

// hasNoBarrier fails with what axe-core calls serious or critical in a part of the
// page, which is an expression.
func (t *tab) hasNoBarrier(part string) error {
	if t.w.axe == "" {
		return nil
	}
	if err := t.run(chromedp.Evaluate(t.w.axe+";true", nil)); err != nil {
		return fmt.Errorf("loading axe-core: %w", err)
	}
	script := `(async () => {
  const found = await axe.run(` + part + `, { resultTypes: ["violations"] });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => v.id + " (" + v.impact + "): " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + (n.any[0] ? " – " + n.any[0].message : "")).join(" | "));
})()`
	var bad []string
	if err := t.run(chromedp.Evaluate(script, &bad, awaited)); err != nil {
		return fmt.Errorf("running axe-core: %w", err)
	}
	if len(bad) > 0 {
		return fmt.Errorf("axe-core finds: %s", strings.Join(bad, "; "))
	}
	return nil
}

// awaited has an expression's promise waited for.
func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
