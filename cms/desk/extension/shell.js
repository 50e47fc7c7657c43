// The frame of the desk's pages: the ways between them, the language, and what is
// said when a page does not come.

import { h, fill, refill, button, choice, turns } from "./dom.js";
import { w, names, languages, spoken } from "./words.js";
import { get, call, session, keep } from "./api.js";
import { attempt } from "./dialog.js";
import { today } from "./page_today.js";
import { announcements } from "./page_announcements.js";
import { questions } from "./page_questions.js";
import { inquiries } from "./page_inquiries.js";
import { members } from "./page_members.js";
import { numbers } from "./page_numbers.js";
import { channels } from "./page_channels.js";
import { tables } from "./page_tables.js";
import { history } from "./page_history.js";

// pages are what the desk has, by the last part of their address.
export const pages = { "": today, announcements, questions, inquiries, members, numbers, channels, tables, history };

let who = null, before = null; // before is the page that was shown last

// me tells who is at the desk; it is asked once in a session.
export async function me() {
  if (who?.token !== session().token) who = { token: session().token, ...(await get("me")) };
  return who;
}

// desk is a page of the desk with its frame. way turns the name of a page into an
// address.
export function desk(name, way) {
  const main = h("div", { class: "isa-main", tabindex: "-1" });
  const list = Object.keys(pages).map((p) => h("li", {}, h("a", { href: way(p), "aria-current": p === name ? "page" : undefined }, w("page." + (p || "today")))));
  const nav = h("nav", { class: "isa-nav", "aria-label": w("desk") }, h("p", { class: "isa-nav-title" }, w("desk.title")), h("ul", {}, list),
    choice(w("desk.lang"), languages.map((l) => [l, names[l]]), spoken(), change), h("p", { class: "isa-hint isa-zone" }, w("desk.zone")));
  show(main, name);
  return h("div", { class: "isa-desk isa-page", lang: spoken() }, nav, main);
}

async function show(main, name) {
  const title = w("page." + (name || "today"));
  document.title = title + " · " + w("desk.title");
  const body = h("div", { class: "isa-body", "aria-busy": "true" }, h("p", { class: "isa-hint" }, w("loading")));
  const turn = turns(), reload = () => load(body, name, turn(), reload);
  // Who has come from another page goes on where this one begins.
  if (before !== null && before !== name) requestAnimationFrame(() => main.focus({ preventScroll: true }));
  before = name;
  fill(main, h("div", { class: "isa-head" }, h("h1", {}, title), button(w("reload"), reload, "quiet")), body);
  await reload();
}

async function load(body, name, latest, reload) {
  body.setAttribute("aria-busy", "true");
  let nodes;
  try {
    nodes = await pages[name](await me(), reload);
  } catch (e) {
    console.warn(e);
    nodes = [h("p", { class: "isa-fault", role: "alert" }, e.message), button(w("try_again"), reload)];
  }
  if (!latest()) return;
  refill(body, nodes, body.parentElement);
  body.removeAttribute("aria-busy");
}

// change sets the language of the account and begins anew in it.
async function change(lang) {
  await attempt(async () => {
    const { token, record } = session();
    keep(token, await call("PATCH", "api/collections/_superusers/records/" + record.id, { lang }));
    location.reload();
  });
}
