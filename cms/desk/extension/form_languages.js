// How the languages of a record stand to each other, beside the name of each group.

import { h, button, badge, id } from "./dom.js";
import { w, when, languages } from "./words.js";
import { get, post } from "./api.js";
import { attempt } from "./dialog.js";
import { mark, unfold } from "./form_groups.js";
import { languageBadge } from "./states.js";
import { minor } from "./form_saving.js";
import { offer } from "./translate.js";

// languagesOf shows it, as far as the record is stored.
export async function languagesOf(form, reload, latest) {
  const { props, modal, collection } = form;
  if (!props.collection.fields.some((f) => f.name === "source_lang")) return;
  if (!form.id) unfold(modal, props.record.source_lang || "de");
  if (!form.id) return languages.forEach((l) => {
    mark(modal, l, l === (props.record.source_lang || "de") && badge(w("language.source")));
    offer(form, l, "missing");
  });
  let found;
  try {
    found = await get("translations/" + collection + "/" + form.id);
  } catch {
    return; // what is not known is not shown
  }
  if (!latest()) return;
  unfold(modal, found.source);
  for (const lang of languages) {
    const r = found.languages[lang];
    if (r.source) {
      mark(modal, lang, badge(w("language.source"), "good"));
      continue;
    }
    const since = r.state === "outdated" && r.outdated_since ? " " + w("language.since", { at: when(r.outdated_since) }) : "";
    mark(modal, lang, languageBadge(lang, r.state), h("span", { class: "isa-hint" }, w("currency." + r.state) + since));
    offer(form, lang, r.state);
    if (r.state === "missing") continue;
    confirmable(form, lang, r, reload);
  }
  minorChange(form, found.source);
}

// confirmable adds to the group that its text fits, where that is to be said.
function confirmable(form, lang, r, reload) {
  form.modal.querySelector('[data-isa-confirm="' + lang + '"]')?.remove();
  if (r.state === "current") return;
  const at = form.modal.querySelector('.isa-handle[data-lang="' + lang + '"]');
  const fits = button(w(r.state === "machine" ? "translate.checked" : "language.fits"), async () => {
    if (await attempt(() => post("translations/" + form.collection + "/" + form.id + "/" + lang + "/confirm"), w("language.confirmed"))) await reload();
  });
  at?.after(h("div", { class: "isa-desk isa-confirm", "data-isa-confirm": lang }, h("span", {}, w("language.check")), fits));
}

// minorChange is the mark that a change of the source asks for no new translation.
// It holds for one save, and for the form in which it was made.
function minorChange(form, source) {
  const at = form.modal.querySelector('.isa-handle[data-lang="' + source + '"]'), there = form.modal.querySelector(".isa-minor input");
  if (there) there.checked = minor.has(form.id);
  if (!at || there) return;
  minor.delete(form.id);
  const key = id("minor");
  at.after(h("div", { class: "isa-desk isa-confirm isa-minor" },
    h("input", { type: "checkbox", id: key, class: "no-error", onchange: (e) => (e.target.checked ? minor.add(form.id) : minor.delete(form.id)) }), h("label", { for: key }, w("language.minor"))));
}
