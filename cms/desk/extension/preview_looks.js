// How a message looks on Telegram, on Discord and on the website. What comes as
// markup is read, and drawn anew from the few elements that are known here.

import { h, anchor } from "./dom.js";
import { w, day } from "./words.js";
import { markdown } from "./preview_markdown.js";

const allowed = new Set(["P", "BR", "B", "STRONG", "I", "EM", "U", "S", "STRIKE", "DEL", "A", "UL", "OL", "LI", "H1", "H2", "H3", "H4", "BLOCKQUOTE", "CODE", "PRE", "HR", "TG-SPOILER", "SPAN"]);

// fromHTML draws markup from known elements alone; of the rest only the text is
// left. What is read neither runs nor loads anything.
export function fromHTML(html) {
  return children(new DOMParser().parseFromString(String(html ?? ""), "text/html").body);
}

function children(from) {
  return [...from.childNodes].map((n) => {
    if (n.nodeType === Node.TEXT_NODE) return n.data;
    if (n.nodeType !== Node.ELEMENT_NODE || ["SCRIPT", "STYLE"].includes(n.tagName)) return null;
    if (!allowed.has(n.tagName)) return children(n);
    if (n.tagName === "A") return anchor(n.getAttribute("href"), children(n));
    return h(n.tagName.toLowerCase(), {}, children(n));
  });
}

const picture = (name) => h("div", { class: "isa-picture" }, w("preview.picture"), " ", name);
const paper = (name) => h("div", { class: "isa-paper" }, w("preview.paper"), " ", name);
const isPicture = (name) => /\.(jpe?g|png|webp)$/i.test(name);

export function telegram(piece) {
  const f = piece.fields, rows = f.reply_markup?.inline_keyboard ?? [];
  return h("div", { class: "isa-telegram" },
    h("div", { class: "isa-bubble" }, piece.files.map((n) => (isPicture(n) ? picture(n) : paper(n))), h("div", { class: "isa-text" }, fromHTML(f.caption ?? f.text))),
    rows.map((row) => h("div", { class: "isa-keys" }, row.map((b) => h("span", {}, b.text)))),
    f.disable_notification && h("p", { class: "isa-hint" }, w("preview.silent")));
}

export function discord(piece) {
  const f = piece.fields.message ?? piece.fields;
  const buttons = (f.components ?? []).flatMap((row) => row.components ?? []);
  return h("div", { class: "isa-discord" },
    piece.fields.name && h("p", { class: "isa-hint" }, w("preview.forum", { name: piece.fields.name })), // above the post; the message says its title itself
    f.content && h("div", { class: "isa-text" }, markdown(f.content)),
    (f.embeds ?? []).map((e) => h("div", { class: "isa-embed" }, e.title && h("p", { class: "isa-embed-title" }, e.url ? anchor(e.url, e.title) : e.title), e.description && h("div", { class: "isa-text" }, markdown(e.description)),
      e.image && picture(e.image.url.replace("attachment://", "")), e.footer && h("p", { class: "isa-hint" }, e.footer.text))),
    piece.files.filter((n) => !isPicture(n)).map(paper),
    buttons.length > 0 && h("div", { class: "isa-keys" }, buttons.map((b) => h("span", {}, b.label))));
}

// web is the article on the public pages, in one language.
export function web(record, lang) {
  const title = record["title_" + lang];
  if (!title) return h("p", { class: "isa-hint" }, w("preview.no_text", { lang: w("lang." + lang) }));
  const cover = [record.cover].flat().filter(Boolean)[0];
  return h("article", { class: "isa-web", lang },
    h("h3", {}, title), record.publish_at && h("p", { class: "isa-hint" }, day(record.publish_at)),
    cover && h("figure", {}, picture(cover.name ?? cover), h("figcaption", {}, record["cover_alt_" + lang] || w("preview.no_alt"))),
    record["summary_" + lang] && h("p", {}, h("strong", {}, record["summary_" + lang])), h("div", { class: "isa-text" }, fromHTML(record["body_" + lang])),
    [record.attachments].flat().filter(Boolean).map((a) => paper(a.name ?? a)), record.link && h("p", {}, anchor(record.link, record.link)));
}
