// Reading and changing what an open form holds.

import { get } from "./api.js";
import { w } from "./words.js";
import { onFailed } from "./form_saving.js";
import { Refused } from "./api.js";

// plain is a record as it would be sent: without what PocketBase keeps for itself.
export function plain(record) {
  const all = {};
  for (const key of Object.keys(record)) {
    if (key === "expand" || key.startsWith("@@")) continue;
    all[key] = record[key]?.__raw ?? record[key];
  }
  return all;
}

// said is what a value says, to be compared: without what PocketBase has loaded
// beside it.
const said = (v) => JSON.stringify(v, (key, x) => (key === "expand" ? undefined : x));

// changed reports whether the form says something else than what was loaded.
export const changed = ({ props }) => said(props.record) !== said(props.originalRecord);

// saved saves the form if it has changes, and waits until that is done. What is
// wrong stands at the fields then.
export async function saved(form) {
  if (form.id && !changed(form)) return;
  await new Promise((resolve, reject) => {
    const end = () => {
      document.removeEventListener("record:save", done);
      stop();
      clearTimeout(timer);
    };
    const done = (e) => {
      if (e.detail.collectionName !== form.collection || (form.id && e.detail.id !== form.id)) return;
      end();
      resolve();
    };
    const stop = onFailed((id, err) => {
      if (id !== form.id) return;
      end();
      reject(new Refused(err.status, err.response?.message || err.message));
    });
    const timer = setTimeout(() => (end(), reject(new Refused(0, w("form.not_saved")))), 120_000);
    document.addEventListener("record:save", done);
    window.dispatchEvent(new KeyboardEvent("keydown", { ctrlKey: true, code: "KeyS", key: "s" })); // "save and continue" of the form
  });
  await new Promise((r) => setTimeout(r, 30)); // the form takes over what was saved
}

// take lays a record as it is stored into the form, as if it had been loaded anew.
export function take({ props }, record, keep = {}) {
  Object.assign(props.originalRecord, structuredClone(record));
  Object.assign(props.record, structuredClone(record), keep);
}

// unsaved are the fields of a form that somebody has written in since it was loaded.
export function unsaved({ props, id }) {
  const mine = plain(props.record), base = plain(props.originalRecord);
  return id ? Object.fromEntries(Object.entries(mine).filter(([name, v]) => !own.includes(name) && said(v) !== said(base[name]))) : {};
}

// own are the fields that no person writes.
export const own = ["id", "rev", "created", "updated", "author", "published_by", "collectionId", "collectionName", "expand"];

// refresh loads the record anew and tells the lists of it. What is not saved yet
// stays, but for the steps of its life and the fields that are given.
export async function refresh(form, but = []) {
  const keep = unsaved(form);
  for (const name of ["status", "published", "publish_at", ...but]) delete keep[name];
  const record = form.collection === "news" ? (await get("news/" + form.id)).record : await app.pb.collection(form.collection).getOne(form.id);
  take(form, record, keep);
  for (const name of ["record:update", "record:save"]) document.dispatchEvent(new CustomEvent(name, { detail: record }));
}
