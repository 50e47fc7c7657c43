// Requests to the desk's own routes and to PocketBase's.

import { w } from "./words.js";

const inAdmin = import.meta.url.includes("/_/extensions/");
export const root = new URL(inAdmin ? "../../../" : "../", import.meta.url);

// PocketBase's admin keeps the session here, for the path that it stands at.
const key = "__pb_superusers__" + root.pathname + "_";

// session is who is signed in: {token, record}, empty where nobody is.
export function session() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

// keep writes the session where the admin looks for it.
export function keep(token, record) {
  if (globalThis.app?.pb) app.pb.authStore.save(token, record);
  else localStorage.setItem(key, JSON.stringify({ token, record }));
}

// Refused is an answer that is no success. message is for people; data names
// fields, or has the code of a refusal.
export class Refused extends Error {
  constructor(status, message, data) {
    super(message);
    this.status = status;
    this.data = data ?? {};
  }
}

let again = null;

// onLost says who asks a person to sign in again when a session has ended; the
// request waits for it, and is then made once more.
export function onLost(ask) {
  again = ask;
}

// call makes a request and returns what it answers, null for nothing.
export async function call(method, path, body, repeated = false) {
  const headers = { Authorization: session().token ?? "" };
  if (body !== undefined && !(body instanceof FormData)) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(body);
  }
  const res = await reached(fetch(new URL(path, root), { method, headers, body }));
  if (res.status === 401 && again && !repeated) {
    await again();
    return call(method, path, body && headers["Content-Type"] ? JSON.parse(body) : body, true);
  }
  const kind = res.headers.get("Content-Type") ?? "";
  const answer = res.status === 204 ? null : await reached(kind.includes("json") ? res.json() : res.blob());
  if (!res.ok) throw new Refused(res.status, faultsOf(answer) || answer?.message || w("error.other"), answer?.data ?? answer);
  return answer;
}

// reached is what a promise of the network brings; a connection that breaks off is
// said in words.
const reached = (promise) => promise.catch(() => {
  throw new Refused(0, w("error.network"));
});

// faultsOf is what is said at fields.
const faultsOf = (answer) => Object.values(answer?.data ?? {}).map((f) => f?.message).filter(Boolean).join(" ");

const desk = "api/isa/desk/";
export const get = (path) => call("GET", desk + path);
export const post = (path, body = {}) => call("POST", desk + path, body);
