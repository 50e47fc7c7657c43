// History: who changed what, what it said before, and putting that back.

import { h, button, badge, choice, table } from "./dom.js";
import { w, when, known, label, aside } from "./words.js";
import { get, post } from "./api.js";
import { confirm, tell } from "./dialog.js";
import { link } from "./records.js";

let collection = "", before = "";

const collections = ["news", "members", "faqs", "events", "contacts", "pages", "channels", "topics", "places", "alliance", "inquiries"];

export async function history(me, reload) {
  const found = await get("audit?collection=" + collection + (before ? "&before=" + encodeURIComponent(before) : ""));
  const go = (c, b) => {
    collection = c;
    before = b;
    return reload();
  };
  return [
    choice(w("filter"), [["", w("history.all")], ...collections.map((c) => [c, label("collections", c) ?? c])], collection, (c) => go(c, "")),
    found.items.length ? found.items.map((l) => line(l, reload)) : h("p", { class: "isa-empty" }, w("history.none")),
    h("div", { class: "isa-row" }, before && button(w("history.latest"), () => go(collection, ""), "quiet"), found.more && button(w("older"), () => go(collection, found.items.at(-1).at), "quiet")),
  ];
}

// line is one change; it is used beside the form of a record, too.
export function line(l, reload) {
  const title = [badge(l.says, { publish: "good", retract: "bad", delete: "bad" }[l.action]), " ", link(l.about, reload), " ", h("span", { class: "isa-hint" }, (label("collections", l.about.collection) ?? l.about.collection ?? "") + " · " + (l.by || w("history.program")) + " · " + when(l.at))];
  const rows = l.changes.map((c) => h("tr", {}, h("th", { scope: "row" }, fieldName(c.field, l.about.collection)), h("td", {}, value(c.before, c.field)), h("td", {}, value(c.after, c.field))));
  return h("article", { class: "isa-card" }, h("p", {}, title), l.note && h("p", { class: "isa-said" }, l.note),
    rows.length > 0 && h("details", {}, h("summary", {}, w("history.fields", { n: rows.length })), table(w("history.fields", { n: rows.length }), [w("history.field"), w("history.before"), w("history.after")], rows),
      l.restorable && h("div", { class: "isa-row end" }, button(w("history.restore"), () => restore(l, reload)))));
}

// fieldName is what staff call a field, with its language.
export function fieldName(name, collection = "") {
  const [, base, lang] = name.match(/^(.*)_(de|en|zh)$/) ?? [null, name];
  return (label("fields", collection + "." + base) ?? label("fields", base) ?? base) + (lang ? aside(known("lang." + lang)) : "");
}

// value is a stored value in a form for eyes; that of a choice is what staff call it.
export function value(v, field = "") {
  if (v === null || v === undefined || v === "" || (Array.isArray(v) && !v.length)) return "–";
  if (typeof v === "boolean") return w(v ? "yes" : "no");
  if (typeof v === "object") return JSON.stringify(v);
  const text = label("values", (/_lang$/.test(field) ? "lang" : field) + "." + v) ?? String(v);
  if (!/<[a-z][^>]*>/i.test(text)) return text;
  const doc = new DOMParser().parseFromString(text.replace(/<\/(p|li|h\d|div)>|<br\s*\/?>/gi, "$&\n"), "text/html"); // nothing in it runs or loads
  return doc.body.textContent.trim();
}

async function restore(l, reload) {
  let done;
  const yes = await confirm(w("history.restore"), w("history.restore." + (l.comes_back || "explain"), { title: l.about.title, at: when(l.at) }), w("history.restore"), "main", async () => {
    done = await post("audit/" + l.id + "/restore", { rev: l.rev || undefined });
  });
  if (!yes) return;
  tell(w("history.restored", { fields: done.restored.map((f) => fieldName(f, l.about.collection)).join(", ") }));
  if (done.left_out.length) tell(w("history.left_out", { fields: done.left_out.map((f) => fieldName(f, l.about.collection)).join(", ") }), "");
  await reload(done.restored);
}
