// How states are shown, and what a person can decide about a message.

import { h, badge, button, field, panel } from "./dom.js";
import { w, when, known, number } from "./words.js";
import { post } from "./api.js";
import { attempt, confirm } from "./dialog.js";

const tones = { sent: "good", current: "good", pending: "", sending: "", held: "warn", unsure: "bad", failed: "bad", gone: "", outdated: "warn", machine: "warn", missing: "bad" };

export const statusBadge = (status, scheduled) => badge(w(scheduled ? "status.scheduled" : "status." + status), { published: "good", review: "warn" }[status]);

// languageBadge is how a language of a text stands: DE with a word in it.
export const languageBadge = (lang, state) =>
  h("span", { class: "isa-badge " + (tones[state] ?? ""), title: w("lang." + lang) + ": " + w("currency." + state) }, lang.toUpperCase(), h("span", { class: "isa-vh" }, " " + w("currency." + state)),
    h("span", { "aria-hidden": "true" }, { current: " ✓", outdated: " ↻", machine: " ⚙", missing: " –" }[state] ?? ""));

export const stateBadge = (state, says) => badge(says || w("state." + state), tones[state]);

// decisions are the buttons for a message that waits for a person.
export function decisions(d, may, then) {
  const reply = d.kind === "reply", news = !d.kind || d.kind === "news";
  if (!may.publish && !(reply && may.write.includes("inquiries"))) return [];
  const can = [];
  const undecided = d.state === "unsure" || (d.state === "held" && d.held_for === "restore");
  if (undecided && news && d.channel) can.push("there"); // where a person was sent it nobody can look
  if (undecided || d.state === "failed") can.push("again");
  if (d.state === "held" && d.held_for !== "language") can.push("release");
  const changes = (d.remote_ids || d.stands) && d.wanted === "shown"; // a message stands there, only its change has not come through
  if (((d.state === "held" || d.state === "failed") && !changes) || (undecided && !(news && d.channel))) can.push("drop");
  return can.map((action) => button(w("decide." + action), () => decide(d, action, then), action === "drop" ? "quiet" : ""));
}

async function decide(d, action, then) {
  let input;
  const of = "decide." + action + ".", whose = d.count && !d.channel && d.kind === "news" ? "persons" : d.kind;
  const explain = w(known(of + whose) ? of + whose : of + "explain", { channel: d.channel?.name ?? d.about?.title ?? "", n: number(d.count ?? 1) });
  const body = h("div", {}, h("p", {}, explain),
    action === "there" && field(w("decide.message"), (id) => (input = h("input", { id, required: true, autofocus: true })), w("decide.message.help")));
  const yes = await confirm(w("decide." + action), body, w("decide." + action), action === "drop" ? "danger" : "main", () => {
    const message = input && input.value.trim().match(/(?:^|\/)(\d+)(?:\?.*)?$/)?.[1]; // the number, or the link that ends with it
    if (input && !message) throw new Error(w("decide.message.missing"));
    return post("deliveries/" + d.id + "/" + action, { message });
  });
  if (yes) await then();
}

// sending is the switch of all sending.
export function sending(s, may, reload) {
  if (s.on) return h("p", { class: "isa-ok" }, badge(w("sending.on"), "good"), " ", may.publish && button(w("sending.stop"), () => turn(false, reload), "quiet"));
  return h("div", { class: "isa-alert", role: "status" },
    h("p", {}, h("strong", {}, w("sending.off")), " ", w(s.why === "restored" ? "sending.restored" : "sending.by", { by: s.by || "–", at: when(s.at) })),
    may.publish && button(w("sending.start"), () => turn(true, reload), "main"));
}

async function turn(on, reload) {
  if (await confirm(w(on ? "sending.start" : "sending.stop"), w(on ? "sending.start.explain" : "sending.stop.explain"), w(on ? "sending.start" : "sending.stop"), on ? "main" : "danger", () => post("sending", { on }))) await reload();
}

// rules are what the alliance agreed on for its staff; admins set them.
export function rules(me, reload) {
  if (!me.may.administer) return null;
  const on = me.rules.four_eyes, turn = w(on ? "rules.turn_off" : "rules.turn_on");
  return panel(w("rules"), h("div", { class: "isa-line" }, h("div", {}, h("strong", {}, w("rules.four_eyes")), h("p", { class: "isa-hint" }, w("rules.four_eyes.explain"))),
    h("div", { class: "isa-row" }, badge(w(on ? "rules.on" : "rules.off"), on ? "good" : ""), button(turn, async () => {
      const yes = await confirm(w("rules.four_eyes"), w(on ? "rules.turn_off.explain" : "rules.turn_on.explain"), turn, on ? "danger" : "main", () => post("rules", { four_eyes: !on }));
      if (!yes) return;
      me.rules.four_eyes = !on;
      await reload();
    }, "quiet"))));
}

// faq makes a draft of the FAQ and opens it.
export async function faq(path, body, openRecord, then) {
  await attempt(async () => {
    const { id } = await post(path, body);
    openRecord("faqs", id, then);
  });
}
