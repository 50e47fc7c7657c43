// Signing in again where a session has ended, without leaving what is being
// written.

import { h, field } from "./dom.js";
import { w } from "./words.js";
import { open } from "./dialog.js";
import { call, keep, session, Refused } from "./api.js";

let asking = null;

// again asks for the password in place. All that is written stays; who signed in on
// another tab meanwhile goes on as well.
export function again() {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

async function ask() {
  const email = session().record?.email ?? "";
  let mail, pass;
  const body = h("div", {},
    h("p", {}, w("session.over")),
    field(w("session.email"), (id) => (mail = h("input", { id, type: "email", autocomplete: "username", value: email, autofocus: !email }))),
    field(w("session.password"), (id) => (pass = h("input", { id, type: "password", autocomplete: "current-password", autofocus: !!email }))),
    h("p", { class: "isa-hint" }, w("session.other_tab")));
  const before = async (v) => {
    if (v === "signed") {
      const { token } = session();
      if (!token || expired(token)) throw new Refused(0, w("session.not_yet"));
      return true;
    }
    await signIn(mail.value, pass.value);
  };
  const pressed = open(w("session.title"), body, [[w("session.later"), null], [w("session.signed"), "signed"], [w("session.go_on"), "in", "main"]], { before });
  pass.addEventListener("keydown", (e) => e.key === "Enter" && pass.closest("dialog").querySelector(".isa-button.main").click());
  if ((await pressed) === null) throw new Refused(401, w("session.still_over"));
}

// signIn signs in by password.
export async function signIn(identity, password) {
  try {
    const { token, record } = await call("POST", "api/collections/_superusers/auth-with-password", { identity, password }, true);
    keep(token, record);
  } catch (e) {
    if (e.status === 401) throw new Refused(401, w("session.two_steps"));
    if (e.status === 400) throw new Refused(400, w("session.wrong"));
    if (e.status === 429) throw new Refused(429, w("session.too_often"));
    throw e;
  }
}

// expired reports whether a token has had its time.
export function expired(token) {
  try {
    return JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).exp * 1000 < Date.now();
  } catch {
    return true;
  }
}
