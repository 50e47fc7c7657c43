// The desk without PocketBase's admin: the same pages, with a sign-in of their own.

import { h, fill, field, button } from "./dom.js";
import { load, speak, spoken, langOf, w } from "./words.js";
import { session, onLost, root } from "./api.js";
import { again, signIn, expired } from "./signin.js";
import { desk, pages } from "./shell.js";
import { attempt } from "./dialog.js";

const way = (name) => "#" + name;
const page = document.getElementById("page");

function show() {
  const { token, record } = session();
  speak(langOf(record));
  document.documentElement.lang = spoken();
  if (!token || expired(token)) return fill(page, entrance());
  const name = location.hash.slice(1);
  fill(page, desk(name in pages ? name : "", way), h("p", { class: "isa-desk isa-staff-foot" }, h("a", { href: new URL("_/", root).href }, w("staff.admin")), " · ", button(w("staff.sign_out"), out, "quiet")));
}

function out() {
  localStorage.removeItem("__pb_superusers__" + root.pathname + "_");
  show();
}

function entrance() {
  let mail, pass;
  const enter = (e) => {
    e?.preventDefault();
    return attempt(async () => {
      await signIn(mail.value, pass.value);
      show();
    });
  };
  document.title = w("desk.title");
  return h("form", { class: "isa-desk isa-entrance", onsubmit: enter }, h("h1", {}, w("desk.title")),
    field(w("session.email"), (id) => (mail = h("input", { id, type: "email", autocomplete: "username", required: true }))),
    field(w("session.password"), (id) => (pass = h("input", { id, type: "password", autocomplete: "current-password", required: true }))),
    h("button", { class: "isa-button main" }, w("staff.sign_in")));
}

await load();
onLost(again);
addEventListener("hashchange", show);
show();
