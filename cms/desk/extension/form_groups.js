// In the form the texts of a language are one group that folds. A group is not an
// element: each field carries its language, and the first of each carries the
// handle, so that the form stays PocketBase's.

import { h, fill } from "./dom.js";
import { w, languages } from "./words.js";
import { fieldsOf, propsOf } from "./form_fields.js";

// bindGroups opens the group in which a field is at fault, and goes there.
export function bindGroups() {
  watch(() => JSON.stringify(app.store.errors) && app.store.errors, (errors) => {
    const names = Object.keys(errors ?? {});
    if (!names.length) return;
    const modal = [...document.querySelectorAll(".record-upsert-modal[data-modal-state=open]")].at(-1);
    const at = modal && fieldsOf(modal).find((e) => names.includes(e.dataset.isaField));
    if (!at) return;
    if (at.dataset.isaLang) toggle(modal, at.dataset.isaLang, true);
    setTimeout(() => at.scrollIntoView({ block: "center" }), 50);
  });
}

// arrange puts the handles into a form; what has no languages is left alone.
export function arrange(modal) {
  const content = modal.querySelector(".modal-content");
  const put = () => {
    for (const lang of languages) {
      const first = fieldsOf(modal).find((e) => e.dataset.isaLang === lang);
      if (first && !first.querySelector(":scope > .isa-handle")) {
        first.dataset.isaFirst = "";
        first.prepend(handle(modal, lang));
      }
    }
  };
  if (!fieldsOf(modal).some((e) => e.dataset.isaLang)) return;
  put();
  modal.dataset.isaOpen = sourceOf(modal);
  new MutationObserver(put).observe(content, { childList: true, subtree: true }); // PocketBase draws fields anew when a record is loaded
  redraw(modal);
}

const sourceOf = (modal) => propsOf(fieldsOf(modal)[0])?.record?.source_lang || "de";

function handle(modal, lang) {
  const b = h("button", { type: "button", class: "isa-handle isa-desk", "data-lang": lang, "aria-expanded": "false", onclick: () => toggle(modal, lang) },
    h("span", { class: "isa-handle-name" }, w("lang." + lang)), h("span", { class: "isa-handle-state" }));
  queueMicrotask(() => redraw(modal));
  return b;
}

// unfold opens the group of one language and closes the others, unless the person
// has done anything about them yet.
export function unfold(modal, lang) {
  if (modal.dataset.isaTouched) return;
  modal.dataset.isaOpen = lang;
  redraw(modal);
}

// toggle opens or closes the group of a language.
export function toggle(modal, lang, open) {
  modal.dataset.isaTouched = "1";
  const now = new Set((modal.dataset.isaOpen ?? "").split(" ").filter(Boolean));
  if (open ?? !now.has(lang)) now.add(lang);
  else now.delete(lang);
  modal.dataset.isaOpen = [...now].join(" ");
  redraw(modal);
}

function redraw(modal) {
  const now = (modal.dataset.isaOpen ?? "").split(" ");
  for (const b of modal.querySelectorAll(".isa-handle")) {
    const open = now.includes(b.dataset.lang);
    if (b.getAttribute("aria-expanded") !== String(open)) b.setAttribute("aria-expanded", String(open));
  }
}

// mark shows beside the name of a language how it stands.
export function mark(modal, lang, ...nodes) {
  const at = modal.querySelector('.isa-handle[data-lang="' + lang + '"] .isa-handle-state');
  if (at) fill(at, nodes);
}
