// The fields of PocketBase's forms. Its field types are wrapped, so that the desk
// knows which element shows which field of which record; the fields themselves
// stay PocketBase's.

import { label, spoken } from "./words.js";

// shown are the fields that stand on the page: element -> what PocketBase gave it
// (collection, record, originalRecord, field; all of them live).
const shown = new WeakMap();

// propsOf are those of a field's element.
export const propsOf = (e) => shown.get(e);

// fieldsOf are the elements of a form's fields.
export const fieldsOf = (form) => [...form.querySelectorAll("[data-isa-field]")].filter((e) => shown.has(e));

// bindFields wraps the inputs. Each carries its field's name and, in a collection
// whose texts have languages, its language.
export function bindFields() {
  for (const type of Object.values(app.fieldTypes)) {
    const original = type.input;
    if (!original) continue;
    type.input = (props) => {
      const e = original(helped(props));
      try {
        mark(e, props);
      } catch (err) {
        console.warn("A field could not be marked:", err);
      }
      return e;
    };
  }
}

function mark(e, props) {
  const name = props.field.name;
  e.dataset.isaField = name;
  e.dataset.isaCollection = props.collection?.name ?? "";
  const lang = name.match(/_(de|en|zh)$/)?.[1];
  if (lang && props.collection.fields.some((f) => f.name === "source_lang")) e.dataset.isaLang = lang;
  shown.set(e, props);
}

// helped gives the help of a field in one language in place of two.
function helped(props) {
  const field = () => new Proxy(props.field, { get: (f, key) => (key === "help" ? help(f.help, f.name) : Reflect.get(f, key)) });
  return new Proxy(props, { get: (p, key) => (key === "field" ? field() : Reflect.get(p, key)) });
}

// help is what a help text says in the language of the account; one that is not
// written in both is left as it is.
export function help(text, name = "") {
  const [, , de, , en] = String(text ?? "").match(/^((?:Deutsch|Englisch|Chinesisch): )?(.+) \/ ((?:German|English|Chinese): )?(.+)$/s) ?? [];
  if (!de || !en) return text;
  const said = { de, en, zh: label("help", en) ?? en }[spoken()];
  return said === label("fields", name.replace(/_(de|en|zh)$/, "")) ? "" : said; // it stands above the field already
}
