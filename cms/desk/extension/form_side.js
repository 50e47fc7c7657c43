// What stands beside the form of a record: the steps of its life, the preview,
// where it went, and what was changed.

import { h, fill, refill, id, turns } from "./dom.js";
import { w, spoken } from "./words.js";
import { get } from "./api.js";
import { me } from "./shell.js";
import { tell } from "./dialog.js";
import { steps } from "./form_steps.js";
import { preview } from "./form_preview.js";
import { places } from "./form_places.js";
import { line } from "./page_history.js";
import { languagesOf } from "./form_languages.js";
import { end } from "./translate.js";
import { refresh } from "./form_state.js";
import { olderDraft, bindConflict } from "./form_conflict.js";

// drafted are the collections whose records are written before they are live.
export const drafted = ["news", "members", "contacts", "faqs", "events"];

// side puts the panel into a form. Other collections get what was changed, at the
// most.
export async function side(modal, props) {
  const collection = props.collection.name;
  const texts = props.collection.fields.some((f) => f.name === "source_lang");
  if (!texts && !["channels", "topics", "places", "states"].includes(collection)) return;
  if (!props.originalRecord?.id) begin(props);
  const who = await me().catch((e) => void tell(e.message, "bad"));
  if (!who || !modal.isConnected) return;
  const form = { modal, props, collection, me: who, get id() { return props.originalRecord?.id ?? ""; } };
  const parts = panelsOf(form);
  const panel = h("aside", { class: "isa-side isa-desk", "aria-label": w("side"), lang: spoken() }, parts.nodes);
  modal.append(panel);
  modal.dataset.isaSide = collection === "news" ? "wide" : "narrow";
  const seen = watch(() => [props.originalRecord?.id, props.originalRecord?.rev, props.originalRecord?.updated, props.originalRecord?.status].join(), () => parts.reload());
  const stop = [() => seen.unwatch(), ...parts.stop, () => end(form), collection === "news" ? bindConflict(form) : () => {}];
  document.addEventListener("unmount:recordUpsertModal", function ended(e) {
    if (e.detail !== modal) return;
    document.removeEventListener("unmount:recordUpsertModal", ended);
    stop.forEach((s) => s());
  });
}

// begin fills in what a new record starts with. It is no change of the person's, so
// that a form in which nothing was written is closed without a question.
function begin(props) {
  for (const [name, value] of [["status", "draft"], ["source_lang", spoken()]]) {
    if (!props.collection.fields.some((f) => f.name === name) || props.record[name]) continue;
    props.originalRecord[name] = value;
    props.record[name] = value;
  }
}

function panelsOf(form) {
  const all = [], stop = [], tops = h("div", { class: "isa-side-top" });
  const news = form.collection === "news";
  if (news) all.push(preview(form), places(form));
  all.push(changes(form));
  let chosen = 0;
  const list = h("div", { class: "isa-tabs", role: "tablist", "aria-label": w("side") }), body = h("div", { class: "isa-side-body" });
  all.forEach((p, i) => {
    p.tab = h("button", { type: "button", class: "isa-tab", role: "tab", id: id("tab"), onclick: () => choose(i), onkeydown: (e) => arrow(e, i) }, p.title);
    p.node.setAttribute("role", "tabpanel");
    p.node.setAttribute("aria-labelledby", p.tab.id);
    list.append(p.tab);
    body.append(p.node);
    if (p.stop) stop.push(p.stop);
  });
  const arrow = (e, i) => {
    const to = { ArrowRight: i + 1, ArrowLeft: i - 1 }[e.key];
    if (all[to]) {
      choose(to);
      all[to].tab.focus();
    }
  };
  const choose = (i) => {
    chosen = i;
    all.forEach((p, j) => {
      p.tab.setAttribute("aria-selected", String(i === j));
      p.tab.tabIndex = i === j ? 0 : -1;
      p.node.hidden = i !== j;
    });
    all[i].reload();
  };
  const turn = turns();
  const reload = async () => {
    const latest = turn();
    all[chosen].reload();
    languagesOf(form, reload, latest);
    const buttons = drafted.includes(form.collection) && (await steps(form, reload));
    if (latest()) refill(tops, [olderDraft(form), buttons]);
  };
  choose(0);
  reload();
  return { nodes: [tops, list, body], reload, stop };
}

function changes(form) {
  const node = h("div", { class: "isa-body" }), turn = turns();
  const reload = async () => {
    if (!form.id) return fill(node, h("p", { class: "isa-hint" }, w("side.unsaved")));
    const latest = turn();
    try {
      const { items } = await get("audit/" + form.collection + "/" + form.id);
      if (latest()) fill(node, items.length ? items.map((l) => line(l, anew)) : h("p", { class: "isa-hint" }, w("history.none")));
    } catch (e) {
      fill(node, h("p", { class: "isa-fault" }, e.message));
    }
  };
  const anew = async (restored) => {
    await refresh(form, restored);
    await reload();
  };
  return { title: w("page.history"), node, reload };
}
