// Before news is deleted, the channels are named from which it vanishes.

import { h } from "./dom.js";
import { w, listed } from "./words.js";
import { get } from "./api.js";
import { propsOf, fieldsOf } from "./form_fields.js";

// bindDeleting adds to PocketBase's own question what deleting brings about. The
// question is asked in any case; what is added comes as soon as it is known.
export function bindDeleting() {
  const original = app.modals.confirm;
  app.modals.confirm = function (question, yes, no, settings) {
    let asked = question;
    try {
      const ids = /delete the selected records?/.test(question) ? selectedNews() : [];
      if (ids.length) asked = () => explained(question, ids);
    } catch (e) {
      console.warn("What deleting brings about could not be told:", e);
    }
    return original.call(this, asked, yes, no, settings);
  };
}

// selectedNews are the ids of the news that is to be deleted: of the open form, or
// of the ticked rows.
function selectedNews() {
  const forms = [...document.querySelectorAll(".record-upsert-modal[data-modal-state=open]")];
  if (forms.length) {
    const of = forms.map((f) => propsOf(fieldsOf(f)[0])).find((p) => p?.collection.name === "news");
    return of?.originalRecord?.id ? [of.originalRecord.id] : [];
  }
  if (app.store.activeCollection?.name !== "news") return [];
  const known = /^.*?([a-z0-9]{15})$/;
  return [...document.querySelectorAll(".col-bulk-select input:checked")].map((i) => i.id.match(known)?.[1]).filter(Boolean);
}

function explained(question, ids) {
  const box = h("div", { class: "isa-deleting", role: "status" }, h("p", {}, w("loading")));
  get("news/targets?ids=" + ids.join(",")).then((found) => box.replaceChildren(...vanishing(found)), (e) => box.replaceChildren(h("p", {}, e.message)));
  return h("div", { class: "isa-desk" }, h("h2", {}, w(ids.length > 1 ? "deleting.several" : "deleting.one", { n: ids.length })), box);
}

export function vanishing(found) {
  const lose = found.news.reduce((n, x) => n + x.vanishes_n, 0);
  if (!found.channels.length && !lose) return [h("p", {}, w("deleting.nowhere"))];
  const how = (c) => listed([...new Set(found.news.flatMap((n) => n.vanishes.filter((v) => v.channel.id === c.id).map((v) => w("vanish." + v.how))))]);
  return [h("p", {}, w("deleting.vanishes")), h("ul", {}, found.channels.map((c) => h("li", {}, h("strong", {}, c.name), " – " + how(c))), lose > 0 && h("li", {}, w("deleting.people", { n: lose })))];
}
