// What a machine has drafted in forms and nobody has looked at yet. It is kept in
// the browser, as PocketBase keeps what a form says: who comes back to an unsaved
// text is still told whose it is. Of the texts only their hashes are kept.

import { languages } from "./words.js";

const key = "isa-drafts";
const of = (collection, id) => collection + "/" + (id || "");

// unkept is what the browser would not keep: it holds until the page is left.
let unkept = null;

function all() {
  if (unkept) return unkept;
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function write(drafts) {
  try {
    localStorage.setItem(key, JSON.stringify(drafts));
    unkept = null;
  } catch (err) {
    unkept = drafts;
    console.warn("What a machine drafted could not be noted:", err);
  }
}

// noted is what is known of a language: {fields: {title: hash}, checked}, or
// undefined.
export const noted = (collection, id, lang) => all()[of(collection, id)]?.[lang];

// note keeps that these texts of a language are a machine's, with those drafted
// before that still stand in the record: what a person improved is theirs, and does
// not make the new ones so.
export function note(collection, id, lang, texts, record) {
  const drafts = all(), mine = (drafts[of(collection, id)] ??= {});
  const stands = ([name, was]) => hash(record[name + "_" + lang]) === was;
  const fields = Object.fromEntries(Object.entries(mine[lang]?.fields ?? {}).filter(stands));
  for (const [name, text] of Object.entries(texts)) fields[name] = hash(text);
  mine[lang] = { fields };
  write(drafts);
}

// check notes that a person has looked at a language.
export function check(collection, id, lang) {
  const drafts = all(), mine = drafts[of(collection, id)]?.[lang];
  if (mine) mine.checked = true;
  write(drafts);
}

// forget is for when a record was saved: from then on the server knows.
export function forget(collection, id) {
  const drafts = all();
  delete drafts[of(collection, id)];
  write(drafts);
}

// untouched reports whether all that was drafted of a language stands as it was.
export function untouched(collection, id, lang, record) {
  const mine = noted(collection, id, lang);
  if (!mine || mine.checked) return false;
  const names = Object.keys(mine.fields).filter((f) => record[f + "_" + lang] !== undefined);
  return names.length > 0 && names.every((f) => hash(record[f + "_" + lang]) === mine.fields[f]);
}

// machineIn are the languages that a record brings as a machine drafted them.
export const machineIn = (collection, id, record) => languages.filter((l) => untouched(collection, id, l, record));

// words is what a text says, without its marks: the editor writes them in its own
// way.
export function words(text) {
  const doc = new DOMParser().parseFromString(String(text ?? ""), "text/html"); // nothing in it runs or loads
  const pictures = [...doc.images].map((i) => i.alt).join(" ");
  return (doc.body.textContent + " " + pictures).replace(/\s+/g, " ").trim();
}

function hash(text) {
  let a = 0xdeadbeef, b = 0x41c6ce57;
  for (const c of words(text)) {
    a = Math.imul(a ^ c.codePointAt(0), 2654435761);
    b = Math.imul(b ^ c.codePointAt(0), 1597334677);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
