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

// changed reports whether the form says something else than what was loaded.
export const changed = ({ props }) => JSON.stringify(props.record) !== JSON.stringify(props.originalRecord);

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

// refresh loads the record anew and tells the lists of it.
export async function refresh(form) {
  const record = form.collection === "news" ? (await get("news/" + form.id)).record : await app.pb.collection(form.collection).getOne(form.id);
  take(form, record);
  for (const name of ["record:update", "record:save"]) document.dispatchEvent(new CustomEvent(name, { detail: record }));
}
