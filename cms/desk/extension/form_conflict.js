// Somebody else was faster: both texts side by side, and a choice for each field.

import { h, button, id } from "./dom.js";
import { w, when } from "./words.js";
import { get } from "./api.js";
import { open, tell } from "./dialog.js";
import { onOvertaken } from "./form_saving.js";
import { fieldName, value } from "./page_history.js";
import { plain, take, saved, own } from "./form_state.js";

// bindConflict opens the comparison when the save of this form was overtaken.
export function bindConflict(form) {
  return onOvertaken((record) => {
    if (record === form.id) compare(form);
  });
}

// olderDraft says that the form holds a draft that PocketBase has kept since before
// somebody saved the piece.
export function olderDraft(form) {
  const note = h("div", { class: "isa-alert", role: "status", hidden: true }, h("p", {}, w("conflict.draft")), button(w("conflict.compare"), () => compare(form)));
  if (form.collection !== "news") return null;
  const seen = watch(() => [form.props.record?.rev, form.props.originalRecord?.rev].join(), () => {
    if (!note.isConnected && note.dataset.was) return seen.unwatch();
    if (note.isConnected) note.dataset.was = "1";
    note.hidden = !form.id || form.props.record.rev === form.props.originalRecord.rev;
  });
  return note;
}

async function compare(form) {
  let stored;
  try {
    stored = await get("news/" + form.id);
  } catch (e) {
    return tell(e.message, "bad");
  }
  const theirs = stored.record, mine = plain(form.props.record), base = plain(form.props.originalRecord);
  const older = mine.rev !== base.rev; // a kept draft: what it was made from is not known any more
  const same = (a, b) => JSON.stringify(a ?? "") === JSON.stringify(b ?? "");
  const keep = {}, asked = [], taken = [];
  for (const f of form.props.collection.fields) {
    const name = f.name;
    if (own.includes(name) || f.type === "autodate" || same(mine[name], theirs[name])) continue;
    if (!older && same(mine[name], base[name])) taken.push(name);
    else if (!older && same(theirs[name], base[name])) keep[name] = mine[name];
    else {
      keep[name] = mine[name];
      asked.push(name);
    }
  }
  const body = h("div", {}, h("p", {}, w("conflict.explain", { by: stored.saved_by || w("history.program"), at: when(stored.saved_at) })),
    asked.length ? asked.map((n) => pair(n, mine, theirs, keep)) : h("p", {}, w("conflict.apart")),
    taken.length > 0 && h("p", { class: "isa-hint" }, w("conflict.taken", { fields: taken.map((n) => fieldName(n)).join(", ") })));
  const pressed = await open(w("conflict.title"), body, [[w("cancel"), null], [w("conflict.theirs"), "theirs"], [w("conflict.mine"), "mine", "main"]], { wide: true });
  if (!pressed) return;
  take(form, theirs, pressed === "mine" ? keep : {});
  app.store.errors = null;
  if (pressed === "theirs") return tell(w("conflict.took_theirs"));
  try {
    await saved(form);
    tell(w("conflict.took_mine"));
  } catch (e) {
    tell(e.message, "bad");
  }
}

// pair is a field that both have changed; which one stays is ticked.
function pair(name, mine, theirs, keep) {
  const group = id("pair");
  const side = (which, v, checked) => {
    const key = id("side");
    return h("div", { class: "isa-version" }, h("div", { class: "isa-row" }, h("input", { type: "radio", name: group, id: key, checked, onchange: () => (which === "mine" ? (keep[name] = mine[name]) : delete keep[name]) }), h("label", { for: key }, w("conflict.side." + which))), h("div", { class: "isa-text" }, value(v, name)));
  };
  return h("fieldset", { class: "isa-pair" }, h("legend", {}, fieldName(name)), side("mine", mine[name], true), side("theirs", theirs[name], false));
}
