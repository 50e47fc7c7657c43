// Members: of whose record something is missing.

import { h, badge, table, choice } from "./dom.js";
import { w, number, known, aside } from "./words.js";
import { get } from "./api.js";
import { link } from "./records.js";

let lacking = "";

export async function members(me, reload) {
  const found = await get("members/check");
  const says = {};
  for (const i of found.items) for (const l of i.missing) says[l.field] = l.says;
  const fields = Object.entries(found.counts).sort((a, b) => b[1] - a[1]);
  const items = found.items.filter((i) => !lacking || i.missing.some((l) => l.field === lacking));
  return [
    h("p", {}, w("members.sum", { members: number(found.members), complete: number(found.complete) })),
    fields.length > 0 && choice(w("members.filter"), [["", w("members.all")], ...fields.map(([f, n]) => [f, says[f] + aside(n)])], lacking, (f) => {
      lacking = f;
      reload();
    }),
    items.length ? table(w("page.members"), [w("members.name"), w("members.country"), w("members.missing")], items.map((i) => h("tr", {},
      h("td", {}, link(i, reload), " ", !i.published && badge(w("members.unpublished")), i.left && badge(w("members.left"))),
      h("td", {}, known("country." + i.country) ?? i.country),
      h("td", {}, i.missing.map((l) => [badge(l.says, "warn"), " "]))))) : h("p", { class: "isa-empty" }, w("members.complete")),
  ];
}
