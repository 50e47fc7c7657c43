// A button on any page that opens the alliance's chat:
//   <script src="https://…/widget.js" data-lang="de" data-title="…" defer></script>
"use strict";
(() => {
  const me = document.currentScript;
  const all = "WORDS";
  const base = new URL(me.src);
  const lang = [me.dataset.lang, document.documentElement.lang, navigator.language]
    .map((l) => (l || "").slice(0, 2).toLowerCase()).find((l) => Object.hasOwn(all, l)) || "de";
  const words = all[lang];
  const title = me.dataset.title || words.open;

  // Styles of its own in a shadow tree: neither page touches the other's, and
  // a strict policy of the host has nothing against them.
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483000; color-scheme: light dark;
      font: 1rem/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; }
    button { font: inherit; font-weight: 600; min-height: 44px; min-width: 44px; cursor: pointer; border: 0; border-radius: 999px; }
    button:focus-visible { outline: 3px solid #e0a326; outline-offset: 2px; }
    .open { background: #0f4c7a; color: #fff; padding: .7rem 1.3rem; box-shadow: 0 4px 16px rgb(0 0 0 / .25); }
    .open:hover { background: #0b3a5e; }
    .panel { position: fixed; right: 1rem; bottom: 5rem; width: min(25rem, calc(100vw - 2rem)); height: min(40rem, calc(100vh - 6.5rem));
      display: flex; flex-direction: column; overflow: hidden; border-radius: 14px; border: 1px solid #8a97a3; background: #0f4c7a; box-shadow: 0 10px 40px rgb(0 0 0 / .3); }
    .panel[hidden] { display: none; }
    .head { display: flex; align-items: center; justify-content: space-between; padding: .25rem .25rem .25rem 1rem; color: #fff; font-weight: 600; }
    .head button { background: transparent; color: #fff; font-weight: 400; padding: 0 .9rem; }
    .head button:hover { background: rgb(255 255 255 / .15); }
    iframe { flex: 1; width: 100%; border: 0; background: Canvas; }
    @media (max-width: 30rem), (max-height: 30rem) { .panel { inset: 0; width: auto; height: auto; border: 0; border-radius: 0; } }
    @media (prefers-reduced-motion: no-preference) { .panel { animation: rise .18s ease-out; } @keyframes rise { from { opacity: 0; transform: translateY(8px); } } }
    @media print { :host { display: none; } }
  `);

  const el = (tag, attrs, text) => {
    const e = document.createElement(tag);
    for (const [k, v] of Object.entries(attrs)) e.setAttribute(k, v);
    if (text) e.textContent = text;
    return e;
  };
  const host = el("div", { lang });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [style];
  const open = el("button", { type: "button", class: "open", "aria-expanded": "false", "aria-controls": "panel", "aria-haspopup": "dialog" }, title);
  const panel = el("div", { id: "panel", class: "panel", role: "dialog", "aria-label": title });
  const head = el("div", { class: "head" });
  const shut = el("button", { type: "button" }, words.close);
  let frame = null;
  panel.hidden = true;
  head.append(el("span", {}, title), shut);
  panel.append(head);
  root.append(panel, open);

  const enter = () => { // the page inside puts the focus into its box
    frame.focus();
    frame.contentWindow.postMessage("isabot:focus", base.origin);
  };
  const show = (yes) => {
    if (yes === !panel.hidden) return;
    panel.hidden = !yes;
    open.setAttribute("aria-expanded", String(yes));
    if (!yes) {
      open.focus();
      return;
    }
    if (frame) {
      enter();
      return;
    }
    frame = el("iframe", { title, src: new URL("chat?embed=1&lang=" + lang, base).href, referrerpolicy: "no-referrer" });
    frame.addEventListener("load", () => { if (!panel.hidden) enter(); });
    panel.append(frame);
  };
  open.addEventListener("click", () => show(panel.hidden));
  shut.addEventListener("click", () => show(false));
  root.addEventListener("keydown", (e) => { if (e.key === "Escape") show(false); });
  addEventListener("message", (e) => {
    if (frame && e.source === frame.contentWindow && e.origin === base.origin && e.data === "isabot:close") show(false);
  });
  if (document.body) document.body.append(host);
  else addEventListener("DOMContentLoaded", () => document.body.append(host));
})();
