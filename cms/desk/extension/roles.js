// Hiding what a role may not use. The server refuses it anyway.

import { w, label, speak, spoken, langOf } from "./words.js";
import { session } from "./api.js";

const roleOf = (record) => record?.role || "admin";

// bindRoles arranges the header by the role of who is signed in.
export function bindRoles() {
  const all = app.store.headerLinks.map((l) => ({ ...l }));
  arrange(all, session().record);
  app.pb.authStore.onChange((_, record) => arrange(all, record));
}

function arrange(all, record) {
  speak(langOf(record));
  document.documentElement.lang = spoken();
  document.documentElement.dataset.isaRole = roleOf(record);
  const admin = roleOf(record) === "admin";
  const links = all.filter((l) => admin || l.href === "#/collections").map((l) => ({ ...l, label: label("admin", l.label) ?? l.label }));
  app.store.headerLinks = [{ href: "#/isa", icon: "ri-newspaper-line", label: w("desk.title") }, ...links];
}
