// Opening records from the desk's pages.

import { h } from "./dom.js";
import { root } from "./api.js";
import { label } from "./words.js";

// In the admin the form opens over the page; elsewhere a link leads there.
const address = (collection, id) => new URL("_/#/collections?collection=" + encodeURIComponent(collection) + (id ? "&record=" + encodeURIComponent(id) : ""), root).href;

// openRecord opens the form of a record; then is called when it has been closed.
export function openRecord(collection, id, then) {
  const c = globalThis.app?.store?.collections?.find((x) => x.name === collection);
  if (!c) {
    location.href = address(collection, id);
    return;
  }
  app.modals.openRecordUpsert(c, id ? { id, collectionId: c.id, collectionName: c.name } : null, { onafterclose: () => then?.() });
}

// link is a record by its title, which opens it.
export function link(about, then) {
  if (!about?.collection || !about.id) return h("span", {}, about?.title ?? "");
  return h("a", { href: address(about.collection, about.id), class: "isa-record", onclick: (e) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey || !globalThis.app?.modals) return;
    e.preventDefault();
    openRecord(about.collection, about.id, then);
  } }, about.title || label("collections", about.collection) || about.id);
}
