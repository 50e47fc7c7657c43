// The words of the desk, and how it writes days and numbers.

let table = {};
let lang = "de";

// load fetches the words; they stand beside this file.
export async function load() {
  const res = await fetch(new URL("words.json", import.meta.url), { cache: "no-cache" });
  if (!res.ok) throw new Error("words.json: " + res.status);
  table = await res.json();
}

export const languages = ["de", "en", "zh"];
export const names = { de: "Deutsch", en: "English", zh: "中文" };

// speak sets the language; what is none of ours is German.
export function speak(l) {
  lang = languages.includes(l) ? l : "de";
}

export const spoken = () => lang;

// langOf is the language of who is signed in; of somebody who is not yet it is the
// browser's.
export const langOf = (record) => (record ? record.lang : navigator.language.slice(0, 2));

// w is a text in the language of the account: w("today.due", {n: 3}). A text that
// is not there shows its key, so that a page never fails for one.
export function w(key, values = {}) {
  const text = table.words?.[key]?.[lang] ?? key;
  return text.replace(/\{([a-z_]+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// known is a text that need not be there: undefined where it is not.
export const known = (key) => table.words?.[key]?.[lang];

// label is what staff call one of PocketBase's own words or a name of ours, by the
// section of the table that it stands in.
export const label = (section, key) => (Object.hasOwn(table[section] ?? {}, key) ? table[section][key][lang] : undefined);

// aside is a text in brackets behind another, as the language writes them.
export const aside = (text) => (lang === "zh" ? "（" + text + "）" : " (" + text + ")");

const locale = () => ({ de: "de-DE", en: "en-GB", zh: "zh-CN" })[lang];

// The two offices, whose hours are shown.
export const offices = { Berlin: "Europe/Berlin", Foshan: "Asia/Shanghai" };

// when writes a moment as Berlin has it.
export function when(at, style = {}) {
  if (!at) return "";
  const d = at instanceof Date ? at : new Date(String(at).replace(" ", "T"));
  return isNaN(d) ? "" : d.toLocaleString(locale(), { dateStyle: "medium", timeStyle: "short", timeZone: offices.Berlin, ...style });
}

// both writes a moment as both offices have it.
export function both(at) {
  return Object.entries(offices).map(([city, timeZone]) => w("office." + city) + " " + when(at, { timeZone })).join(" · ");
}

// day writes a day, YYYY-MM-DD or a moment.
export const day = (at) => when(at, { timeStyle: undefined });

export const monthName = (date) => date.toLocaleDateString(locale(), { month: "long", year: "numeric", timeZone: "UTC" });
export const weekdayName = (date) => date.toLocaleDateString(locale(), { weekday: "short", timeZone: "UTC" });
export const number = (n) => Number(n).toLocaleString(locale());

// officeDay is the day of a moment in Berlin, YYYY-MM-DD.
export const officeDay = (at) => new Date(at).toLocaleDateString("sv-SE", { timeZone: offices.Berlin });
