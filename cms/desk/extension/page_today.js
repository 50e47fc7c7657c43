// Today: what needs a person.

import { h, panel, badge } from "./dom.js";
import { w, when, day, number } from "./words.js";
import { get } from "./api.js";
import { link } from "./records.js";
import { sending, rules, stateBadge, decisions, languageBadge } from "./states.js";
import { card } from "./page_inquiries.js";

export async function today(me, reload) {
  const t = await get("today");
  const parts = [inquiriesOf(t, me, reload), releases(t, reload), waiting(t, me, reload), troubled(t, reload), translations(t, reload), due(t, reload)].filter(Boolean);
  return [sending(t.sending, me.may, reload), parts.length ? parts : h("p", { class: "isa-empty" }, w("today.nothing")), rules(me, reload)];
}

const list = (items) => h("ul", { class: "isa-list" }, items.map((i) => h("li", {}, i)));

const most = 5; // inquiries; the others stand on their own page

function inquiriesOf(t, me, reload) {
  if (!t.inquiries.open) return null;
  return panel(w("today.inquiries", { n: number(t.inquiries.open) }), t.inquiries.items.slice(0, most).map((q) => card(q, me, reload)),
    t.inquiries.open > most && h("p", { class: "isa-hint" }, w("and_more", { n: number(t.inquiries.open - most) })));
}

function releases(t, reload) {
  const all = [...t.review, ...t.asked];
  if (!all.length) return null;
  return panel(w("today.review", { n: number(all.length) }), list(all.map((r) => h("div", { class: "isa-line" },
    h("div", {}, link(r, reload), " ", r.corrects && badge(w("correction"), "warn"), r.note && h("p", { class: "isa-said" }, r.note)),
    h("span", { class: "isa-hint" }, [r.by || r.author, when(r.at)].filter(Boolean).join(" · "))))));
}

function waiting(t, me, reload) {
  if (!t.deliveries.length) return null;
  return panel(w("today.deliveries", { n: number(t.deliveries.length) }), list(t.deliveries.map((d) => h("div", { class: "isa-line" },
    h("div", {}, link(d.about, reload), h("p", { class: "isa-hint" }, d.channel ? d.channel.name : d.kind === "reply" ? w("today.reply", { where: d.where }) : w("today.persons", { n: number(d.count) }), " · ", when(d.since))),
    h("div", { class: "isa-row" }, stateBadge(d.state, d.says), decisions(d, me.may, reload))))));
}

function troubled(t, reload) {
  if (!t.channels.length) return null;
  return panel(w("today.channels", { n: number(t.channels.length) }), list(t.channels.map((c) => h("div", { class: "isa-line" },
    link({ collection: "channels", id: c.id, title: c.name }, reload),
    h("span", {}, c.enabled ? badge(w("channel.away", { at: when(c.off_since) }), "bad") : badge(w("channel.off")), " ", h("span", { class: "isa-hint" }, c.trouble))))));
}

function translations(t, reload) {
  const s = t.translations;
  if (!s.items.length) return null;
  const more = s.missing + s.outdated + s.machine - s.items.length;
  return panel(w("today.translations", { missing: number(s.missing), outdated: number(s.outdated), machine: number(s.machine) }),
    h("details", { open: s.items.length < 8 }, h("summary", {}, w("show")),
      list(s.items.map((i) => h("div", { class: "isa-line" }, link(i, reload), languageBadge(i.lang, i.state)))),
      more > 0 && h("p", { class: "isa-hint" }, w("and_more", { n: number(more) }))));
}

function due(t, reload) {
  if (!t.due.length) return null;
  return panel(w("today.due", { n: number(t.due.length) }), list(t.due.map((d) => h("div", { class: "isa-line" }, link(d, reload), h("span", { class: "isa-hint" }, day(d.review_by))))));
}
