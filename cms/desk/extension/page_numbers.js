// Numbers: what people asked and what was sent, by day.

import { h, panel, choice } from "./dom.js";
import { w, number, known } from "./words.js";
import { get } from "./api.js";
import { days, shares } from "./chart.js";

let span = "30";

const outcomes = ["answered", "clarify", "handover", "declined"];
const platforms = ["telegram", "discord"];
const named = (section) => (k) => known(section + "." + k) ?? (k || "–");
const names = (section, keys) => Object.fromEntries(keys.map((k) => [k, named(section)(k)]));

export async function numbers(me, reload) {
  const n = await get("numbers?days=" + span), q = n.questions, s = n.deliveries;
  return [
    choice(w("period"), ["7", "30", "90"].map((d) => [d, w("days", { n: d })]), span, (d) => {
      span = d;
      reload();
    }),
    panel(w("numbers.questions", { n: number(q.total) }),
      days(w("numbers.by_day"), q.by_day.map((d) => ({ day: d.day, parts: d.outcomes })), outcomes, names("outcome", outcomes)),
      h("div", { class: "isa-columns" }, shares(w("numbers.outcomes"), q.outcomes, named("outcome")), shares(w("numbers.languages"), q.languages, named("lang")),
        shares(w("numbers.platforms"), q.platforms, named("platform")), shares(w("numbers.thumbs"), q.thumbs, named("thumbs")))),
    panel(w("numbers.deliveries", { n: number(s.sent) }),
      days(w("numbers.sent_by_day"), s.by_day.map((d) => ({ day: d.day, parts: d.platforms })), platforms, names("platform", platforms)),
      h("div", { class: "isa-columns" }, shares(w("numbers.states"), s.states ?? {}, named("state")),
        s.delay.p50 !== null && h("p", {}, w("numbers.delay", { p50: seconds(s.delay.p50), p95: seconds(s.delay.p95) })))),
  ];
}

const seconds = (n) => n < 90 ? w("seconds", { n: number(Math.round(n * 10) / 10) }) : w("minutes", { n: number(Math.round(n / 60)) });
