// The steps of a record's life as buttons, each with a question that says what it
// brings about.

import { h, field, button, choice } from "./dom.js";
import { w, both, offices, spoken } from "./words.js";
import { get, post } from "./api.js";
import { confirm, tell, attempt } from "./dialog.js";
import { openRecord, link } from "./records.js";
import { statusBadge } from "./states.js";
import { saved, refresh, changed, unsaved } from "./form_state.js";
import { vanishing } from "./deleting.js";
import { machineIn } from "./translate_drafts.js";

// steps are the state of the record and what can be done with it now.
export async function steps(form, reload) {
  const r = form.props.originalRecord, news = form.collection === "news", may = form.me.may;
  if (!form.id) return [h("p", { class: "isa-hint" }, w("steps.new")), h("div", { class: "isa-row" }, button(w("steps.save"), () => attempt(() => saved(form)), "main"))];
  const live = news ? r.status === "published" : r.published;
  const later = news && live && new Date(String(r.publish_at).replace(" ", "T")) > new Date();
  const stored = news ? await get("news/" + form.id).catch(() => null) : null;
  const buttons = [];
  const add = (key, act, kind) => buttons.push(button(w("steps." + key), act, kind));
  if (!live && r.status !== "retracted") add("save", () => attempt(() => saved(form), changed(form) ? "" : w("steps.saved"))); // PocketBase says itself that it saved
  if (!live && r.status !== "review" && r.status !== "retracted" && !(news && may.publish && !form.me.rules.four_eyes)) add("ask", () => ask(form, reload), may.publish ? "" : "main");
  if (!news && may.publish && !live) add("publish", () => release(form, reload), "main");
  if (news && may.publish && (r.status === "draft" || r.status === "review")) {
    add("publish", () => publish(form, reload), "main");
    if (!r.corrects) add("schedule", () => schedule(form, reload));
  }
  if (later && may.publish) {
    add("publish_now", () => publish(form, reload));
    add("move", () => schedule(form, reload));
  }
  if (live && !later) add("correct", () => correct(form), may.publish ? "" : "main");
  if (live && !may.publish) add("ask_change", () => ask(form, reload));
  if (news && live && may.publish) add("retract", () => retract(form, reload), "danger");
  if (news && r.status === "retracted") add("redraft", () => redraft(form, reload));
  return [
    h("div", { class: "isa-line" }, h("div", { class: "isa-row" }, h("strong", {}, w("steps.state")), news ? statusBadge(r.status, later) : statusBadge(live ? "published" : "draft")), r.publish_at && !["draft", "review"].includes(r.status) && h("span", { class: "isa-hint" }, both(r.publish_at))),
    stored?.corrects && h("p", {}, w("steps.corrects"), " ", link(stored.corrects)),
    stored?.correction && h("p", {}, w("steps.correction"), " ", link(stored.correction)),
    live && (!may.publish || (news && form.me.rules.four_eyes)) && h("p", { class: "isa-hint" }, w(may.publish ? "steps.live.four_eyes" : "steps.live")),
    h("div", { class: "isa-row" }, buttons),
  ];
}

async function ask(form, reload) {
  let note;
  const body = [h("p", {}, w("steps.ask.explain")), field(w("steps.note"), (id) => (note = h("textarea", { id, rows: 3, maxlength: 1000, autofocus: true })))];
  await done(form, reload, () => confirm(w("steps.ask"), body, w("steps.ask"), "main", async () => {
    if (changed(form)) await saved(form);
    await post(form.collection + "/" + form.id + "/ask", { note: note.value, rev: form.props.originalRecord.rev });
  }), w("steps.asked"));
}

// publish releases after it has named the channels.
async function publish(form, reload) {
  let out;
  await done(form, reload, async () => {
    await saved(form);
    const t = await get("news/" + form.id + "/targets");
    return confirm(w("steps.publish"), goes(t), w("steps.publish"), "main", async () => {
      out = await post("news/" + form.id + "/publish", { rev: form.props.originalRecord.rev });
    });
  }, w("steps.published"), () => out);
}

// release opens a record to the public that has no channels; a correction takes the
// place of its original.
async function release(form, reload) {
  const original = form.props.originalRecord.corrects;
  await done(form, reload, () => confirm(w("steps.publish"), w(original ? "steps.publish.correction" : "steps.publish.record"), w("steps.publish"), "main",
    () => savedAs(form, "published", true)), w("steps.published"), () => original && { merged: true, id: original });
}

async function schedule(form, reload) {
  let input, out, city = spoken() === "zh" ? "Foshan" : "Berlin";
  const shown = h("p", { class: "isa-hint", "aria-live": "polite" });
  await done(form, reload, async () => {
    await saved(form);
    const t = await get("news/" + form.id + "/targets");
    const hours = () => (shown.textContent = input.value ? both(moment(input.value, city)) : "");
    const zone = choice(w("steps.zone"), Object.keys(offices).map((c) => [c, w("office." + c)]), city, (c) => {
      city = c;
      hours();
    });
    const body = [h("div", { class: "isa-row" }, field(w("steps.at"), (id) => (input = h("input", { id, type: "datetime-local", required: true, autofocus: true, oninput: hours }))), zone), shown, goes(t)];
    return confirm(w("steps.schedule"), body, w("steps.schedule"), "main", async () => {
      if (!input.value) throw new Error(w("steps.no_hour"));
      out = await post("news/" + form.id + "/schedule", { at: moment(input.value, city).toISOString(), rev: form.props.originalRecord.rev });
    });
  }, w("steps.scheduled"), () => out);
}

// moment is when the clocks of an office say so. By how much they differ is looked
// up twice: on the day on which they are set it is another at the first guess.
function moment(local, city) {
  const as = new Date(local + "Z");
  const there = (at) => new Date(at.toLocaleString("sv-SE", { timeZone: offices[city] }).replace(" ", "T") + "Z") - at;
  const guess = new Date(as - there(as));
  return new Date(as - there(guess));
}

async function retract(form, reload) {
  await done(form, reload, async () => {
    const t = await get("news/" + form.id + "/targets");
    const gone = { news: [t], channels: [...new Map(t.vanishes.map((v) => [v.channel.id, v.channel])).values()] };
    return confirm(w("steps.retract"), vanishing(gone), w("steps.retract"), "danger", () => post("news/" + form.id + "/retract", { rev: t.rev }));
  }, w("steps.retracted"));
}

async function redraft(form, reload) {
  await done(form, reload, () => savedAs(form, "status", "draft").then(() => true));
}

// savedAs saves the form with another value of a field; what is refused is not left
// standing in the form.
async function savedAs(form, field, value) {
  const was = form.props.record[field];
  form.props.record[field] = value;
  try {
    await saved(form);
  } catch (e) {
    form.props.record[field] = was;
    throw e;
  }
}

// correct opens a correction. What was written into the live record and could not
// be saved there goes along into a new one; beside one that is there it stays.
async function correct(form) {
  await attempt(async () => {
    const written = Object.entries(unsaved(form)).filter(([name, v]) => typeof v === "string" && !["status", "publish_at"].includes(name));
    const { id, made } = await post(form.collection + "/" + form.id + "/correction");
    if (!made && written.length) return tell(w("steps.correction.beside"), "bad");
    if (written.length) await app.pb.collection(form.collection).update(id, { ...Object.fromEntries(written), machine: machineIn(form.collection, form.id, form.props.record) });
    await app.modals.close(form.modal, true);
    openRecord(form.collection, id);
    tell(w(made ? "steps.correction.made" : "steps.correction.there"));
  });
}

// done carries out a step and shows what became of the record.
async function done(form, reload, act, success, answer) {
  try {
    if ((await act()) !== true) return;
    const out = answer?.();
    if (success) tell(success);
    if (out?.merged) {
      await app.modals.close(form.modal, true);
      return openRecord(form.collection, out.id);
    }
    await refresh(form);
  } catch (e) {
    tell(e.message, "bad");
  }
  await reload();
}

// goes names where releasing a piece of news brings it.
function goes(t) {
  const said = (g) => w("goes." + (g.edit ? "edit" : g.outcome), { lang: w("lang." + g.lang) });
  const line = (g) => h("li", {}, h("strong", {}, g.channel.name), said(g).startsWith("（") ? "" : " ", said(g), g.warnings.map((x) => h("p", { class: "isa-hint" }, x)));
  if (!t.goes_to.length && !t.goes_to_n) return h("p", {}, w("goes.nowhere"));
  return h("div", {}, h("p", {}, w("goes.intro")), h("ul", {}, t.goes_to.map(line), t.goes_to_n > 0 && h("li", {}, w("goes.people", { n: t.goes_to_n }))));
}

