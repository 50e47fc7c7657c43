// The desk within PocketBase's admin: its pages, its place in the header, and what
// it adds to the forms.

import { h } from "./dom.js";
import { load, speak, langOf, w } from "./words.js";
import { session, onLost } from "./api.js";
import { again } from "./signin.js";
import { desk } from "./shell.js";
import { bindRoles } from "./roles.js";
import { bindLabels } from "./labels.js";
import { bindForms } from "./form.js";
import { bindDeleting } from "./deleting.js";

const way = (name) => "#/isa" + (name ? "/" + name : "");

// begin adds the desk to the admin. A part that fails is left out.
export async function begin() {
  await load();
  speak(langOf(session().record));
  onLost(again);
  document.head.append(h("link", { rel: "stylesheet", href: new URL("desk.css", import.meta.url).href }));
  for (const bind of [bindRoles, bindLabels, bindForms, bindDeleting]) {
    try {
      bind();
    } catch (e) {
      console.error("A part of the desk could not be started:", e);
    }
  }
  // A form that was open before is drawn anew, with what the desk adds to it.
  if (document.querySelector(".record-upsert-modal")) dispatchEvent(new HashChangeEvent("hashchange"));
}

// page is a page of the desk, for PocketBase's router.
export function page(name) {
  app.store.title = w("page." + (name || "today"));
  return h("div", { class: "page" }, desk(name, way));
}
