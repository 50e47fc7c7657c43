// Where a piece of news went, and what can be done about it.

import { h, fill, refill, choice, button, turns } from "./dom.js";
import { w, when, number, label } from "./words.js";
import { get, post } from "./api.js";
import { attempt } from "./dialog.js";
import { stateBadge, decisions } from "./states.js";

const again = 3000; // ms until it is looked again while something is on its way

// places is the part of the panel that shows it.
export function places(form) {
  const node = h("div", { class: "isa-body" });
  const turn = turns();
  const chosen = { to: "" }; // where else it is to be sent; it outlives a look at how things stand
  let timer;
  const reload = async () => {
    clearTimeout(timer);
    const latest = turn();
    if (!form.id) return fill(node, h("p", { class: "isa-hint" }, w("side.unsaved")));
    try {
      const d = await get("news/" + form.id + "/deliveries");
      const more = form.props.originalRecord.status === "published" && form.me.may.publish && (await also(d, form, chosen, reload));
      if (!latest()) return;
      refill(node, [shown(d, form, reload), more]);
      const moving = d.channels.some((c) => c.state === "pending" || c.state === "sending");
      if (moving && node.isConnected && !node.hidden) timer = setTimeout(reload, again);
    } catch (e) {
      if (latest()) fill(node, h("p", { class: "isa-fault" }, e.message));
    }
  };
  return { title: w("side.places"), node, reload, stop: () => clearTimeout(timer) };
}

function shown(d, form, reload) {
  const people = Object.entries(d.subscribers);
  if (!d.channels.length && !people.length) return h("p", { class: "isa-hint" }, w("places.none"));
  const latest = Math.max(0, ...d.channels.map((c) => c.gen));
  return [
    h("ul", { class: "isa-list" }, d.channels.map((c) => h("li", { "data-state": c.state }, h("div", { class: "isa-line" },
      h("div", {}, h("strong", {}, c.channel), c.part > 1 && " " + w("places.part", { n: c.part }), h("p", { class: "isa-hint" }, [w("lang." + (c.lang || "de")), c.gen < latest && w("places.before"), c.sent_at && when(c.sent_at), !label("errors", c.error) && c.error].filter(Boolean).join(" · "))),
      stateBadge(c.state, c.says)), h("div", { class: "isa-row end" }, c.part === 1 && decisions({ ...c, channel: { name: c.channel } }, form.me.may, reload))))),
    people.map(([s, n]) => h("p", { class: "isa-hint" }, w("news.people", { n: number(n), state: w("state." + s) }))),
  ];
}

// also offers the channels that have nothing of it.
async function also(d, form, chosen, reload) {
  const { items } = await get("channels");
  const rest = items.filter((c) => c.enabled && (c.purpose || "announcements") === "announcements" && !d.channels.some((x) => x.channel === c.name && x.wanted === "shown"));
  if (!rest.length) return null;
  if (!rest.some((c) => c.id === chosen.to)) chosen.to = rest[0].id;
  return h("div", { class: "isa-row" }, choice(w("places.also"), rest.map((c) => [c.id, c.name]), chosen.to, (v) => (chosen.to = v)), button(w("places.send"), async () => {
    await attempt(() => post("news/" + form.id + "/also", { channel: chosen.to }), w("places.sent"));
    await reload();
  }));
}
