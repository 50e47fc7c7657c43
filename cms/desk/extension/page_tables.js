// Tables: members and the FAQ, out to a spreadsheet and back.

import { h, fill, panel, button, badge, table, field } from "./dom.js";
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
  const out = h("div", { role: "status" });
  const dry = () => run(collection, input.files[0], true, out);
  return panel(titled(collection),
    h("p", {}, w("tables.export.explain")), button(w("tables.export"), () => save(collection)),
    h("p", {}, w("tables.import.explain")),
    h("div", { class: "isa-row" }, field(w("tables.file"), (id) => (input = h("input", { id, type: "file", accept: ".csv,text/csv", onchange: () => fill(out) }))), button(w("tables.try"), dry, "main")), out);
}

async function save(collection) {
  await attempt(async () => {
    const blob = await get("export/" + collection + ".csv");
    const a = h("a", { href: URL.createObjectURL(blob), download: "isa-" + collection + "-" + new Date().toISOString().slice(0, 10) + ".csv" });
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 60_000);
  });
}

async function run(collection, file, dry, out) {
  if (!file) return tell(w("tables.no_file"), "bad");
  fill(out, h("p", {}, w(dry ? "tables.trying" : "tables.running")), h("progress", { "aria-label": w("tables.trying") }));
  const body = new FormData();
  body.append("file", file);
  let report;
  try {
    report = await call("POST", "api/isa/desk/import/" + collection + (dry ? "?dry=1" : ""), body);
  } catch (e) {
    if (!e.data?.counts) return fill(out, h("p", { class: "isa-fault", role: "alert" }, e.message));
    report = e.data;
  }
  fill(out, shown(report, collection), dry && !report.counts.error && (report.counts.new ?? 0) + (report.counts.changed ?? 0) > 0 &&
    button(w("tables.import", { n: number((report.counts.new ?? 0) + (report.counts.changed ?? 0)) }), () => really(collection, file, report, out), "main"));
}

async function really(collection, file, report, out) {
  if (await confirm(titled(collection), report.message, w("tables.import", { n: number((report.counts.new ?? 0) + (report.counts.changed ?? 0)) }))) await run(collection, file, false, out);
}

const mostShown = 400;

function shown(report, collection) {
  const bad = report.rows.filter((r) => r.state === "error"), rest = report.rows.filter((r) => r.state !== "error");
  return [
    h("p", { class: report.done ? "isa-ok" : bad.length ? "isa-fault" : "" }, report.message),
    report.rows.length > 0 && table(w("tables.rows"), [w("tables.row"), w("tables.record"), w("tables.what")], [...bad, ...rest].slice(0, mostShown).map((r) => h("tr", {},
      h("td", {}, r.row), h("td", {}, r.title || r.id, " ", badge(w("tables.state." + r.state), { error: "bad", new: "good" }[r.state])),
      h("td", {}, r.errors.map((e) => h("p", { class: "isa-fault" }, e.field && h("strong", {}, fieldName(e.field, collection) + ": "), e.message)),
        r.changes.map((c) => h("p", {}, h("strong", {}, fieldName(c.field, collection) + ": "), c.was && h("del", {}, c.was), c.was && " → ", h("ins", {}, c.is || w("tables.empty")))))))),
  ];
}
