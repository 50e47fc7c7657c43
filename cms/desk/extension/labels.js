// PocketBase's own words in the language of the account. Only what is known is
// changed, and only where it is a word of the admin and not of a record.

import { known, label, spoken, aside } from "./words.js";
import { call, session } from "./api.js";

// What people have written, and what has its own language.
const records = "td:not(.col-field-type-select), textarea, .isa-desk, .tox, .tox-tinymce, code, pre, .record-summary, [contenteditable], .autoexpand-wrapper, script, style";
const collections = ".collections-list .nav-item .txt, .breadcrumbs > div, .modal-title .collection-name";
const fields = "th, .record-field-input label, .records-list-columns-dropdown label";
const choices = ".record-field-input.field-type-select, td.col-field-type-select";
const attributes = ["title", "aria-label", "aria-description", "placeholder", "data-placeholder"];

// The names of states that stand in the lists and forms of other records, where
// PocketBase shows the German ones: by them, as the account's language has them.
const stateCells = 'td.col-field-name-state.col-field-type-relation, .record-field-input.field-type-relation[data-isa-field="state"]';
let states = {}, learned = "de"; // the German names say it, too

async function learnStates() {
  if (spoken() === learned || !session().token) return;
  learned = spoken();
  const field = "name_" + spoken();
  const { items } = await call("GET", "api/collections/states/records?perPage=500&skipTotal=1&fields=name_de," + field);
  states = Object.fromEntries(items.map((s) => [s.name_de, s[field] || s.name_de]));
  for (const e of document.querySelectorAll(stateCells)) all(e);
}

// bindLabels translates what stands on the page and what comes.
export function bindLabels() {
  const watching = new MutationObserver((changes) => {
    for (const c of changes) {
      if (c.type === "characterData") text(c.target);
      else if (c.type === "attributes") attribute(c.target, c.attributeName);
      else for (const n of c.addedNodes) all(n);
    }
  });
  watching.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: attributes });
  all(document.body);
  const learn = () => learnStates().catch(() => (learned = "de")); // they stay German
  learn();
  app.pb.authStore.onChange(learn);
}

function all(node) {
  if (node.nodeType === Node.TEXT_NODE) return text(node);
  if (node.nodeType !== Node.ELEMENT_NODE || (node.closest(records) && !node.closest(stateCells))) return;
  const walk = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let n = node; n; n = walk.nextNode()) {
    if (n.nodeType === Node.TEXT_NODE) text(n);
    else for (const a of attributes) if (n.hasAttribute(a)) attribute(n, a);
  }
}

function text(node) {
  const e = node.parentElement;
  if (!e || !node.data.trim()) return;
  const state = e.closest(stateCells) && states[node.data.trim()];
  if (state && state !== node.data) return void (node.data = state);
  if (e.closest(records)) return;
  const said = translated(e, node.data);
  if (said !== undefined && said !== node.data) node.data = said;
}

function translated(e, data) {
  if (e.matches(collections)) return label("collections", data) ?? label("admin", data);
  if (e.closest(fields)) return fieldName(data, e.closest("[data-isa-collection]")?.dataset.isaCollection ?? app.store.activeCollection?.name) ?? label("admin", data);
  if (e.closest(choices)) {
    const field = e.closest("[data-isa-field]")?.dataset.isaField ?? e.closest("td")?.className.match(/col-field-name-(\S+)/)?.[1];
    return label("values", valueField(field) + "." + data) ?? label("admin", data);
  }
  return label("admin", data) ?? sentence(data);
}

// fieldName is what staff call a field, without its language: in the form the
// group says it, in a list a mark does.
function fieldName(data, collection) {
  const [, base, lang] = data.match(/^([a-z][a-z_]*?)(?:_(de|en|zh))?$/) ?? [];
  const exact = label("fields", collection + "." + data) ?? label("fields", data);
  if (exact) return exact;
  const name = base && label("fields", base);
  return name && lang ? name + aside(known("lang." + lang)) : name;
}

const valueField = (name) => (/_lang$|^languages$/.test(name ?? "") ? "lang" : name);

// sentence is one of PocketBase's sentences that name a record.
function sentence(data) {
  const m = data.match(/^(Successfully (?:created|updated)) \S+ "[a-z0-9]+"\.$/) ?? data.match(/^(Successfully deleted record) "[a-z0-9]+"\.$/);
  if (!m) return undefined;
  return label("admin", m[1] + (m[1].endsWith("record") ? ' "{id}".' : ' {collection} "{id}".'));
}

function attribute(e, name) {
  if ((e.closest(records) && !e.matches("[contenteditable]")) || spoken() === "en") return;
  const said = label("admin", e.getAttribute(name)) ?? (name === "title" && e.matches(".nav-item, .breadcrumbs > div") ? label("collections", e.getAttribute(name)) : undefined);
  if (said !== undefined && said !== e.getAttribute(name)) e.setAttribute(name, said);
}
