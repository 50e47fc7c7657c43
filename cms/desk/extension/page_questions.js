// Questions: what people asked, what was not answered first.

import { h, button, badge, choice } from "./dom.js";
import { w, when, number, known } from "./words.js";
import { get } from "./api.js";
import { link, openRecord } from "./records.js";
import { faq } from "./states.js";

let days = "7", only = "open";

export async function questions(me, reload) {
  const found = await get("questions?days=" + days);
  const groups = found.groups.filter((g) => only === "all" || g.unanswered > 0);
  return [
    h("div", { class: "isa-row" },
      choice(w("period"), ["1", "7", "30", "90"].map((d) => [d, known("days." + d) ?? w("days", { n: d })]), days, (d) => {
        days = d;
        reload();
      }),
      choice(w("filter"), [["open", w("question.open")], ["all", w("question.all")]], only, (o) => {
        only = o;
        reload();
      })),
    h("p", {}, w("question.sum", { total: number(found.total), unanswered: number(found.unanswered) }), found.cut && " " + w("question.cut")),
    groups.length ? groups.map((g) => group(g, me, reload)) : h("p", { class: "isa-empty" }, w("question.none")),
  ];
}

const counts = (all, section) => Object.entries(all).map(([k, n]) => (known(section + "." + k) ?? k) + " " + number(n)).join(", ");

function group(g, me, reload) {
  const first = g.examples[0];
  const others = g.examples.slice(1);
  return h("article", { class: "isa-card isa-group" },
    h("p", { class: "isa-hint" }, w("question.count", { n: number(g.count) }), " · ", counts(g.languages, "lang"), " · ", counts(g.platforms, "platform"), " · ", when(g.last)),
    h("p", { class: "isa-question", lang: first?.lang }, first?.text ?? ""),
    h("p", {}, g.unanswered > 0 && badge(w("question.unanswered", { n: number(g.unanswered) }), "bad"), " ", g.now && badge(w("question.now", { outcome: w("outcome." + g.now) }), g.now === "answered" ? "good" : "warn"),
      " ", h("span", { class: "isa-hint" }, counts(g.outcomes, "outcome"), g.up + g.down > 0 && " · " + w("question.thumbs", { up: g.up, down: g.down }))),
    others.length > 0 && h("details", {}, h("summary", {}, w("question.others", { n: number(others.length) })), h("ul", { class: "isa-list" }, others.map((x) => h("li", { lang: x.lang }, x.text, " ", h("span", { class: "isa-hint" }, known("lang." + x.lang) ?? x.lang))))),
    g.near.length > 0 && h("p", {}, w("question.near"), " ", g.near.map((f, i) => [i > 0 && " · ", link(f, reload)])),
    g.sources.length > 0 && h("p", { class: "isa-hint" }, w("question.sources"), " ", g.sources.map((f, i) => [i > 0 && " · ", link(f, reload)])),
    h("div", { class: "isa-row end" }, button(w("faq.make"), () => faq("questions/faq", { ids: g.ids }, openRecord, reload), g.unanswered > 0 ? "main" : "quiet")));
}
