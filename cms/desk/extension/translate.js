// Drafts of a translation by a machine: they fill the fields of a language, and
// save nothing.

import { h, fill, button } from "./dom.js";
import { w, listed } from "./words.js";
import { post } from "./api.js";
import { open } from "./dialog.js";
import { toggle } from "./form_groups.js";
import { fieldName } from "./page_history.js";
import { noted, note, check, untouched, words } from "./translate_drafts.js";

const source = (form) => form.props.record.source_lang || "de";
const text = (form, name, lang) => String(form.props.record[name + "_" + lang] ?? "");

// may reports whether a draft can be asked for in this form.
function may(form) {
  const r = form.props.originalRecord, live = form.collection === "news" ? r?.status === "published" : r?.published;
  return form.me.drafts[form.collection] && form.me.may.write.includes(form.collection) && (!live || form.me.may.publish);
}

// offer shows in the group of a language what there is of a draft, and the button
// for one where the language is missing or has fallen behind.
export function offer(form, lang, state) {
  form.drafting ??= {};
  const mine = (form.drafting[lang] ??= { busy: false, fault: "", said: [] });
  mine.wanted = state === "missing" || state === "outdated";
  form.modal.querySelector('[data-isa-draft="' + lang + '"]')?.remove();
  mine.seen?.unwatch();
  const at = form.modal.querySelector('.isa-handle[data-lang="' + lang + '"]');
  if (!at || !may(form) || lang === source(form)) return;
  const row = h("div", { class: "isa-desk isa-draft", "data-isa-draft": lang, tabindex: "-1" });
  at.after(row);
  // Not at once: PocketBase takes a click whose button is gone for one beside the form, and closes it.
  mine.draw = () => setTimeout(() => draw(form, lang, row), 0);
  mine.seen = watch(() => form.me.drafts[form.collection].map((f) => text(form, f, lang)).join("\n") + source(form), mine.draw);
  draw(form, lang, row);
}

function draw(form, lang, row) {
  const mine = form.drafting[lang];
  const known = noted(form.collection, form.id, lang);
  // What was drafted for a new record that was given up says nothing about the next one.
  const there = known && Object.keys(known.fields).some((f) => words(text(form, f, lang)));
  const standing = there && (known.checked ? "is_checked" : untouched(form.collection, form.id, lang, form.props.record) ? "machine" : "changed");
  const focused = row.contains(document.activeElement);
  fill(row,
    mine.busy ? h("p", { role: "status" }, w("translate.works")) : mine.wanted && lang !== source(form) && ask(form, lang),
    mine.fault && h("p", { class: "isa-fault", role: "alert" }, mine.fault),
    mine.said.length > 0 && h("div", { class: "isa-warning", role: "status" }, h("ul", {}, mine.said.map((s) => h("li", {}, s)))),
    standing && h("div", { class: "isa-row", role: "status" }, h("span", { class: "isa-grow" }, w("translate." + standing)),
      standing !== "is_checked" && button(w("translate.checked"), () => {
        check(form.collection, form.id, lang);
        mine.draw();
      })));
  if (focused) (row.querySelector("button") ?? row).focus();
}

const ask = (form, lang) => h("div", { class: "isa-row" }, button(w("translate.from." + source(form)), () => draft(form, lang)), h("span", { class: "isa-hint" }, w("translate.offer")));

// draft asks for one and fills it in. What a person has written is replaced only
// if they said so, and never what they wrote meanwhile.
async function draft(form, lang) {
  const mine = form.drafting[lang], from = source(form), all = form.me.drafts[form.collection];
  let names = all.filter((f) => words(text(form, f, from)));
  const there = names.filter((f) => words(text(form, f, lang)));
  mine.fault = "";
  mine.said = [];
  if (there.length) {
    const chosen = await replace(form, lang, there);
    if (!chosen) return;
    if (chosen === "empty") names = names.filter((f) => !there.includes(f));
  }
  const before = Object.fromEntries(names.map((f) => [f, text(form, f, lang)]));
  const said = Object.fromEntries(names.map((f) => [f, text(form, f, from)]));
  mine.busy = true;
  mine.draw();
  try {
    const got = names.length || !there.length ? await post("translate", { collection: form.collection, from, to: lang, fields: said }) : { fields: {}, warnings: [] };
    if (form.modal.isConnected) take(form, lang, from, got, before, said);
  } catch (e) {
    mine.fault = e.message;
  } finally {
    mine.busy = false;
    mine.draw();
  }
}

function replace(form, lang, there) {
  const body = h("p", {}, w("translate.replace.why", { lang: w("lang." + lang), fields: listed(there.map((f) => fieldName(f, form.collection))) }));
  return open(w("translate.replace"), body, [[w("cancel"), null], [w("translate.all"), "all", "danger"], [w("translate.empty_only"), "empty", "main"]]);
}

function take(form, lang, from, got, before, said) {
  const mine = form.drafting[lang], kept = [], drafted = {};
  for (const [f, t] of Object.entries(got.fields)) {
    if (words(text(form, f, lang)) !== words(before[f])) kept.push(f);
    else drafted[f] = t;
  }
  if (Object.keys(drafted).length) note(form.collection, form.id, lang, drafted, form.props.record);
  for (const [f, t] of Object.entries(drafted)) form.props.record[f + "_" + lang] = t;
  mine.said = got.warnings.map((x) => fieldName(x.field, form.collection) + ": " + x.message);
  if (kept.length) mine.said.push(w("translate.written", { fields: listed(kept.map((f) => fieldName(f, form.collection))) }));
  if (Object.keys(said).some((f) => text(form, f, from) !== said[f])) mine.said.push(w("translate.changed_src"));
  if (!Object.keys(drafted).length) mine.said.push(w("translate.none"));
  toggle(form.modal, lang, true);
}

// end lets go of a form that is closed.
export function end(form) {
  for (const mine of Object.values(form.drafting ?? {})) mine.seen?.unwatch();
}
