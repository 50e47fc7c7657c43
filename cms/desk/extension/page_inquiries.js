// Inquiries: what people want a person to answer.

import { h, fill, button, badge, field, choice } from "./dom.js";
import { w, when, names, languages, known, aside, number } from "./words.js";
import { get, post } from "./api.js";
import { confirm, open, tell } from "./dialog.js";
import { openRecord } from "./records.js";
import { faq } from "./states.js";

let state = "open", page = 1;

export async function inquiries(me, reload) {
  const found = await get("inquiries?page=" + page + "&state=" + state);
  const tab = (s) => h("button", { type: "button", class: "isa-tab", "aria-pressed": String(s === state), onclick: () => {
    state = s;
    page = 1;
    reload();
  } }, w("inquiry." + s) + (s === "open" ? aside(number(found.open)) : ""));
  const turn = (text, by) => button(text, () => {
    page += by;
    return reload();
  }, "quiet");
  return [
    h("div", { class: "isa-tabs", role: "group", "aria-label": w("filter") }, ["open", "answered", "closed"].map(tab)),
    found.items.length ? found.items.map((q) => card(q, me, reload)) : h("p", { class: "isa-empty" }, w("inquiry.none")),
    h("div", { class: "isa-row" }, page > 1 && turn(w("newer"), -1), found.items.length === found.per_page && turn(w("older"), 1)),
  ];
}

// drafts are answers that were begun, by the id of the inquiry; they outlive a
// reload of the page.
const drafts = { of: (id) => sessionStorage.getItem("isa.answer." + id) ?? "", keep: (id, text) => sessionStorage.setItem("isa.answer." + id, text), drop: (id) => sessionStorage.removeItem("isa.answer." + id) };

// card is one inquiry with the box for its answer.
export function card(q, me, reload) {
  const answered = q.state !== "open";
  const box = h("div", { class: "isa-stack" });
  const article = h("article", { class: "isa-card", "data-inquiry": q.number, "aria-label": w("inquiry.number", { n: q.number }) },
    h("p", { class: "isa-hint" }, w("inquiry.number", { n: q.number }), " · ", known("lang." + q.lang) ?? q.lang, " · ", q.where, " · ", when(q.asked_at), q.office && " · " + q.office.title),
    h("p", { class: "isa-question", lang: q.lang }, q.question),
    q.translation && h("p", { class: "isa-said" }, q.translation),
    q.answer && h("div", { class: "isa-answer" }, h("p", { class: "isa-hint" }, q.answered_at ? w("inquiry.answered_by", { by: q.answered_by || "–", at: when(q.answered_at) }) : w("inquiry.begun")), h("p", { lang: q.answer_lang }, q.answer)),
    box);
  const edit = () => fill(box, form(q, reload));
  if (answered) fill(box, h("div", { class: "isa-row" }, badge(w("inquiry." + q.state), q.state === "answered" ? "good" : ""), faqButton(q, reload), button(w("inquiry.again"), edit, "quiet")));
  else edit();
  return article;
}

function form(q, reload) {
  let text, lang = languages.includes(q.answer_lang || q.lang) ? q.answer_lang || q.lang : "de";
  const send = async () => {
    const body = { answer: text.value, lang, again: q.state !== "open" };
    if (!text.value.trim()) {
      text.focus();
      return tell(w("inquiry.empty"), "bad");
    }
    const to = "inquiries/" + q.id + "/answer";
    try {
      await post(to, body);
    } catch (e) {
      if (e.data?.code !== "answered") return tell(e.message, "bad");
      // Somebody was faster: whether theirs is to be replaced is asked.
      if (!(await confirm(w("inquiry.replace"), e.message, w("inquiry.replace"), "danger", () => post(to, { ...body, again: true })))) return;
    }
    tell(w("inquiry.sent"));
    drafts.drop(q.id);
    await reload();
  };
  const close = async () => {
    const end = async () => {
      await post("inquiries/" + q.id + "/close", { without_answer: true });
      drafts.drop(q.id);
    };
    if (!text.value.trim()) {
      if (await confirm(w("inquiry.close"), w("inquiry.close.explain"), w("inquiry.close"), "danger", end)) await reload();
      return;
    }
    const chosen = await open(w("inquiry.unsent"), w("inquiry.unsent.explain", { where: q.where }), [[w("inquiry.go_on"), null], [w("inquiry.close"), "close", "danger"], [w("inquiry.send"), "send", "main"]],
      { before: (v) => (v === "close" ? end() : true) });
    if (chosen === "send") await send();
    if (chosen === "close") await reload();
  };
  return [
    field(w("inquiry.answer"), (id) => (text = h("textarea", { id, rows: 4, maxlength: 4000, value: drafts.of(q.id) || q.answer, oninput: () => drafts.keep(q.id, text.value) })), w("inquiry.answer.help", { where: q.where })),
    h("div", { class: "isa-row" }, choice(w("inquiry.answer.lang"), languages.map((l) => [l, names[l]]), lang, (l) => (lang = l)),
      h("span", { class: "isa-grow" }), q.state === "open" && button(w("inquiry.close"), close, "quiet"), faqButton(q, reload), button(w("inquiry.send"), send, "main")),
  ];
}

const faqButton = (q, reload) => q.faq ? button(w("faq.open"), () => openRecord("faqs", q.faq, reload), "quiet") : button(w("faq.make"), () => faq("inquiries/" + q.id + "/faq", {}, openRecord, reload), "quiet");
