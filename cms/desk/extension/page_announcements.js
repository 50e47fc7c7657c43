// Announcements: all news and how far it has come, as a list and as a calendar.

import { h, badge, button, choice, table } from "./dom.js";
import { w, both, when, monthName, weekdayName, officeDay, number } from "./words.js";
import { get } from "./api.js";
import { link, openRecord } from "./records.js";
import { statusBadge, stateBadge, languageBadge } from "./states.js";

let view = "list", status = "", page = 1, month = null;

export async function announcements(me, reload) {
  const tab = (v) => h("button", { type: "button", class: "isa-tab", "aria-pressed": String(v === view), onclick: () => {
    view = v;
    reload();
  } }, w("news." + v));
  const head = h("div", { class: "isa-row" }, h("div", { class: "isa-tabs", role: "group", "aria-label": w("news.view") }, tab("list"), tab("calendar")),
    h("span", { class: "isa-grow" }), button(w("news.new"), () => openRecord("news", null, reload), "main"));
  return [head, view === "list" ? await list(reload) : await calendar(reload)];
}

async function list(reload) {
  const found = await get("announcements?page=" + page + "&status=" + status);
  const turn = (text, by) => button(text, () => {
    page += by;
    return reload();
  }, "quiet");
  return [
    choice(w("filter"), [["", w("news.all")], ...["draft", "review", "published", "retracted"].map((s) => [s, w("status." + s)])], status, (s) => {
      status = s;
      page = 1;
      reload();
    }),
    found.items.length ? table(w("page.announcements"), [w("news.title"), w("news.state"), w("news.languages"), w("news.places")], found.items.map((a) => row(a, reload))) : h("p", { class: "isa-empty" }, w("news.none")),
    h("div", { class: "isa-row" }, page > 1 && turn(w("newer"), -1), page * found.per_page < found.total && turn(w("older"), 1)),
  ];
}

function row(a, reload) {
  return h("tr", {},
    h("td", {}, link(a, reload), a.pinned && [" ", badge(w("news.pinned"))], a.corrects && h("p", { class: "isa-hint" }, w("correction")), h("p", { class: "isa-hint" }, [a.author, a.published_by && a.published_by !== a.author && w("news.by", { by: a.published_by })].filter(Boolean).join(" · "))),
    h("td", {}, statusBadge(a.status, a.scheduled), h("p", { class: "isa-hint" + (a.scheduled ? "" : " isa-nowrap") }, a.scheduled ? both(a.publish_at) : when(a.date))),
    h("td", { class: "isa-nowrap" }, Object.entries(a.languages).map(([l, s]) => [languageBadge(l, s), " "])),
    h("td", {}, places(a)));
}

// places are the channels with how the news stands in each; those where all is well
// are counted.
function places(a) {
  const people = Object.entries(a.people).map(([s, n]) => w("news.people", { n: number(n), state: w("state." + s) }));
  const sent = a.channels.filter((c) => c.state === "sent"), rest = a.channels.filter((c) => c.state !== "sent" && c.state !== "gone");
  return [
    rest.map((c) => h("p", {}, c.name, " ", stateBadge(c.state, c.says))),
    sent.length > 0 && h("details", {}, h("summary", {}, w("news.sent", { n: number(sent.length) })), h("ul", { class: "isa-list" }, sent.map((c) => h("li", {}, c.name, " ", h("span", { class: "isa-hint" }, when(c.sent_at)))))),
    !rest.length && !sent.length && a.channels.length > 0 && h("span", { class: "isa-hint" }, w("state.gone")),
    people.map((p) => h("p", { class: "isa-hint" }, p)),
  ];
}

const dayMS = 86_400_000;
const iso = (d) => d.toISOString().slice(0, 10);

async function calendar(reload) {
  const today = officeDay(Date.now());
  month ??= new Date(today.slice(0, 7) + "-01T00:00:00Z");
  const from = new Date(month.getTime() - ((month.getUTCDay() + 6) % 7) * dayMS), days = [...Array(42).keys()].map((i) => new Date(from.getTime() + i * dayMS));
  const { items } = await get("announcements?from=" + iso(days[0]) + "&to=" + iso(days[41]));
  const go = (by) => button(w(by < 0 ? "calendar.back" : "calendar.on"), () => {
    month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + by, 1));
    return reload();
  }, "quiet");
  const cell = (d) => h("td", { class: (d.getUTCMonth() === month.getUTCMonth() ? "" : "other") + (iso(d) === today ? " today" : "") }, h("span", { class: "isa-daynumber" }, d.getUTCDate()),
    items.filter((a) => officeDay(a.date) === iso(d)).map((a) => h("div", { class: "isa-entry " + a.status }, link(a, reload), h("span", { class: "isa-hint" }, " ", a.status === "published" ? when(a.date, { dateStyle: undefined }) : w("status." + a.status)))));
  const weeks = [0, 1, 2, 3, 4, 5].map((n) => h("tr", {}, days.slice(n * 7, n * 7 + 7).map(cell)));
  return [
    h("div", { class: "isa-row" }, go(-1), h("h2", { "aria-live": "polite" }, monthName(month)), go(1), h("span", { class: "isa-hint" }, w("calendar.zone"))),
    h("table", { class: "isa-calendar" }, h("caption", { class: "isa-vh" }, monthName(month)), h("thead", {}, h("tr", {}, days.slice(0, 7).map((d) => h("th", { scope: "col" }, weekdayName(d))))), h("tbody", {}, weeks)),
  ];
}
