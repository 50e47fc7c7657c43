package main

import (
	"fmt"
	"strings"
)

// rules lists what a page breaks of the rules that any page of ours has to
// keep, so that it can be used without seeing it and on a small screen.
const rules = `(() => {
  const bad = [], shown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden";
  const all = (s) => [...document.querySelectorAll(s)];
  const name = (e) => (e.getAttribute("aria-label") || e.title || e.alt || e.textContent || [...e.querySelectorAll("[alt],[aria-label]")].map((x) => x.alt || x.getAttribute("aria-label")).join(" ")).trim();
  const what = (e) => "<" + e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + "> " + name(e).slice(0, 40);
  if (!/^(de|en|zh)/.test(document.documentElement.lang)) bad.push("the page names no language");
  if (!document.title.trim()) bad.push("the page has no title");
  if (all("h1").length !== 1) bad.push(all("h1").length + " h1");
  if (all("main, [role=main]").length !== 1) bad.push("no single main part");
  for (const e of all("input:not([type=hidden]), textarea, select")) {
    if (shown(e) && !e.labels?.length && !e.getAttribute("aria-label") && !e.getAttribute("aria-labelledby")) bad.push("no label: " + what(e));
  }
  for (const e of all("img:not([alt])")) bad.push("no alt: " + e.src);
  for (const e of all("a[href], button")) if (shown(e) && !name(e)) bad.push("no name: " + what(e));
  for (const e of all("iframe:not([title])")) bad.push("a frame without title");
  for (const e of all("[tabindex]")) if (e.tabIndex > 0) bad.push("tabindex " + e.tabIndex + ": " + what(e));
  const ids = all("[id]").map((e) => e.id);
  for (const id of new Set(ids.filter((x, i) => ids.indexOf(x) !== i))) bad.push("id twice: " + id);
  for (const e of all("[aria-describedby], [aria-labelledby], [aria-controls], label[for]")) {
    for (const id of ["aria-describedby", "aria-labelledby", "aria-controls", "for"].flatMap((a) => (e.getAttribute(a) || "").split(/\s+/)).filter(Boolean)) {
      if (!document.getElementById(id)) bad.push("points nowhere: " + id);
    }
  }
  let last = 1;
  for (const h of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(h.tagName[1]);
    if (level > last + 1) bad.push("a heading skips a level: " + what(h));
    last = level;
  }
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth + 1) {
    const wide = all("body *").filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(what);
    bad.push("scrolls sideways: " + root.scrollWidth + " of " + innerWidth + " px (" + wide.join(", ") + ")");
  }
  return bad;
})()`

// contrasts lists texts whose colour stands out less than 4.5 : 1 (3 : 1 if
// large) from the plain background behind them.
const contrasts = `(() => {
  const bad = new Set();
  const rgb = (c) => (c.match(/[\d.]+/g) || []).map(Number);
  const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
  const tree = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = tree.nextNode(); n; n = tree.nextNode()) {
    const e = n.parentElement, s = getComputedStyle(e);
    if (!n.data.trim() || !e.getClientRects().length || e.closest("script, .vh, [class*=hidden], .skip") || s.visibility === "hidden") continue;
    let back = null;
    for (let p = e; p && !back; p = p.parentElement) {
      const c = rgb(getComputedStyle(p).backgroundColor);
      if (getComputedStyle(p).backgroundImage !== "none") break;
      if (c.length === 3 || c[3] === 1) back = c.slice(0, 3);
      else if (c[3] > 0) break;
    }
    const ink = rgb(s.color);
    if (!back || ink.length > 3 && ink[3] < 1) continue;
    const [a, b] = [light(ink.slice(0, 3)), light(back)].sort((x, y) => y - x), ratio = (a + .05) / (b + .05);
    const px = parseFloat(s.fontSize), large = px >= 24 || px >= 18.66 && Number(s.fontWeight) >= 700;
    if (ratio < (large ? 3 : 4.5)) bad.add(ratio.toFixed(1) + " : 1 for " + n.data.trim().slice(0, 30));
  }
  return [...bad];
})()`

// keepsRules fails with what the page breaks.
func (t *tab) keepsRules() error {
	for _, script := range []string{rules, contrasts} {
		var bad []string
		if err := t.look(script, &bad); err != nil {
			return fmt.Errorf("looking at the page: %w", err)
		}
		if len(bad) > 0 {
			return fmt.Errorf("%s", strings.Join(bad, "; "))
		}
	}
	return nil
}
