// Channels: how they fare, a test, and new ones by their link.

import { h, fill, panel, button, badge, field } from "./dom.js";
import { w, when, number, known } from "./words.js";
import { get, post } from "./api.js";
import { attempt, confirm, tell } from "./dialog.js";
import { link } from "./records.js";

export async function channels(me, reload) {
  const { items } = await get("channels");
  return [me.may.publish && adding(reload), items.length ? items.map((c) => card(c, me, reload)) : h("p", { class: "isa-empty" }, w("channels.none"))];
}

function adding(reload) {
  let input;
  const found = h("div", { role: "status" });
  const go = button(w("channels.look"), () => attempt(async () => fill(found, proposal(await post("channels/link", { link: input.value }), reload))), "main");
  return panel(w("channels.add"),
    h("div", { class: "isa-row" }, field(w("channels.link"), (id) => (input = h("input", { id, type: "text", size: 48, placeholder: "https://t.me/…", onkeydown: (e) => e.key === "Enter" && !e.isComposing && go.click() })), w("channels.link.help")), go), found);
}

function proposal(p, reload) {
  if (p.there.length) return h("p", {}, w("channels.there"), " ", p.there.map((c) => link({ collection: "channels", id: c.id, title: c.name }, reload)));
  return h("div", { class: "isa-card" },
    h("p", {}, badge(known("platform." + p.platform)), " ", h("code", {}, p.target + (p.thread ? " / " + p.thread : ""))),
    !p.platform_on && h("p", { class: "isa-fault" }, w("channels.platform_off")),
    h("p", {}, p.next),
    button(w("channels.make"), () => make(p, reload), "main"));
}

// make opens the form of a new channel, filled in as far as the link tells.
function make(p, reload) {
  const c = globalThis.app?.store?.collections?.find((x) => x.name === "channels");
  if (!c) return tell(w("channels.in_admin"), "bad");
  app.modals.openRecordUpsert(c, { platform: p.platform, target: p.target, thread: p.thread, invite_url: p.invite_url, purpose: "announcements", enabled: true }, { onafterclose: () => reload() });
}

function card(c, me, reload) {
  const well = c.enabled && c.platform_on && !c.off_since && !c.counts.failed && !c.counts.unsure;
  const n = (k) => c.counts[k] > 0 && [badge(w("state." + k) + " " + number(c.counts[k]), { held: "warn", unsure: "bad", failed: "bad" }[k]), " "];
  return h("article", { class: "isa-card", "aria-label": c.name },
    h("div", { class: "isa-line" }, h("div", {}, link({ collection: "channels", id: c.id, title: c.name }, reload), " ", badge(known("platform." + c.platform)), " ", badge(known("lang." + c.lang) ?? c.lang), " ", badge(w("purpose." + (c.purpose || "announcements"))), c.forum && [" ", badge(w("channels.forum"))]),
      badge(c.says, well ? "good" : c.enabled ? "bad" : "")),
    c.trouble && h("p", { class: "isa-said" }, c.trouble),
    h("p", { class: "isa-hint" }, c.topics.length ? w("channels.topics", { topics: c.topics.map((x) => x.title).join(", ") }) : w("channels.all_topics"),
      c.last_success && " · " + w("channels.last", { at: when(c.last_success) }), c.checked_at && " · " + w("channels.checked", { at: when(c.checked_at) }), c.moved && " · " + w("channels.moved", { chat: c.moved })),
    h("div", { class: "isa-row" }, h("span", {}, n("sent"), n("pending"), n("held"), n("unsure"), n("failed")), h("span", { class: "isa-grow" }), me.may.publish && button(w("channels.test"), () => test(c), "")));
}

async function test(c) {
  try {
    await post("channels/" + c.id + "/test");
  } catch (e) {
    if (e.data?.code !== "public") return tell(e.message, "bad");
    if (!(await confirm(w("channels.test"), e.message, w("channels.test"), "main", () => post("channels/" + c.id + "/test", { really: true })))) return;
  }
  tell(w("channels.tested", { name: c.name }));
}
