// Tables: members and the FAQ, out to a spreadsheet and back.

import { h, fill, panel, button, badge, table, field, turns } from "./dom.js";
import { w, number } from "./words.js";
import { call, get } from "./api.js";
import { attempt, confirm, tell } from "./dialog.js";
import { fieldName } from "./page_history.js";

export async function tables() {
  return ["members", "faqs"].map(one);
}

const titled = (collection) => w("tables." + collection);

function one(collection) {
  let input;
  const out = { collection, turn: turns(), said: h("div", { role: "status" }), rows: h("div", {}) };
  const dry = () => run(out, input.files[0], true);
  return panel(titled(collection),
    h("p", {}, w("tables.export.explain")), button(w("tables.export"), () => save(collection)),
    h("p", {}, w("tables.import.explain")),
    h("div", { class: "isa-row" }, field(w("tables.file"), (id) => (input = h("input", { id, type: "file", accept: ".csv,text/csv", onchange: () => clear(out) }))), button(w("tables.try"), dry, "main")), out.said, out.rows);
}

async function save(collection) {
  await attempt(async () => {
    const blob = await get("export/" + collection + ".csv");
    const a = h("a", { href: URL.createObjectURL(blob), download: "isa-" + collection + "-" + new Date().toISOString().slice(0, 10) + ".csv" });
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 60_000);
  });
}

// clear forgets what was said about a table; what is still asked about it is not
// shown any more.
function clear(out) {
  fill(out.said);
  fill(out.rows);
  return out.turn();
}

// run tries a table, or takes it over.
async function run(out, file, dry) {
  if (!file) return tell(w("tables.no_file"), "bad");
  const latest = clear(out), doing = w(dry ? "tables.trying" : "tables.running");
  fill(out.said, h("p", {}, doing), h("progress", { "aria-label": doing }));
  const body = new FormData();
  body.append("file", file);
  let report;
  try {
    report = await call("POST", "api/isa/desk/import/" + out.collection + (dry ? "?dry=1" : ""), body);
  } catch (e) {
    if (!e.data?.counts) return latest() && fill(out.said, h("p", { class: "isa-fault" }, e.message));
    report = e.data;
  }
  if (!latest()) return;
  const n = (report.counts.new ?? 0) + (report.counts.changed ?? 0), wrong = report.counts.error > 0;
  fill(out.said, h("p", { class: report.done ? "isa-ok" : wrong ? "isa-fault" : "" }, report.message));
  fill(out.rows, shown(report, out.collection), dry && !wrong && n > 0 && button(w("tables.import", { n: number(n) }), () => really(out, file, report, n), "main"));
}

async function really(out, file, report, n) {
  if (await confirm(titled(out.collection), report.message, w("tables.import", { n: number(n) }))) await run(out, file, false);
}

const mostShown = 400;

function shown(report, collection) {
  const bad = report.rows.filter((r) => r.state === "error"), rest = report.rows.filter((r) => r.state !== "error");
  return report.rows.length > 0 && table(w("tables.rows"), [w("tables.row"), w("tables.record"), w("tables.what")], [...bad, ...rest].slice(0, mostShown).map((r) => h("tr", {},
      h("td", {}, r.row), h("td", {}, r.title || r.id, " ", badge(w("tables.state." + r.state), { error: "bad", new: "good" }[r.state])),
      h("td", {}, r.errors.map((e) => h("p", { class: "isa-fault" }, e.field && h("strong", {}, fieldName(e.field, collection) + ": "), e.message)),
        r.changes.map((c) => h("p", {}, h("strong", {}, fieldName(c.field, collection) + ": "), c.was && h("del", {}, c.was), c.was && " → ", h("ins", {}, c.is || w("tables.empty"))))))));
}
