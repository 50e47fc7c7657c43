// Saving: what the form says beside its fields, and what is done when it cannot be
// saved because the session ended or somebody else was faster.

import { session } from "./api.js";
import { again, expired } from "./signin.js";
import { label } from "./words.js";
import { machineIn, forget } from "./translate_drafts.js";

// minor are the records whose next save is a minor change, by id.
export const minor = new Set();

// onOvertaken has f called with (id, fault) when somebody else has saved a record first.
const listeners = new Set();
export function onOvertaken(f) {
  listeners.add(f);
  return () => listeners.delete(f);
}

// failed are told of any save that did not happen.
const failures = new Set();
export function onFailed(f) {
  failures.add(f);
  return () => failures.delete(f);
}

// bindSaving stands between PocketBase's forms and its requests.
export function bindSaving() {
  const original = app.pb.collection;
  app.pb.collection = function (name) {
    const service = original.call(this, name);
    if (!service.__isa) {
      service.__isa = true;
      for (const method of ["create", "update"]) wrap(service, method, name);
    }
    return service;
  };
  const check = app.checkApiError;
  app.checkApiError = function (err, showToast) {
    if (err?.status === 401 && session().record?.id && location.hash !== "#/login") return void again().catch(() => {});
    return check.call(this, err, showToast);
  };
}

function wrap(service, method, collection) {
  const original = service[method];
  service[method] = async function (...args) {
    const at = method === "update" ? 1 : 0, id = method === "update" ? args[0] : "";
    if (id && minor.has(id) && args[at] && !(args[at] instanceof FormData)) args[at] = { ...args[at], minor_change: true };
    if (args[at] && !(args[at] instanceof FormData)) {
      const machine = machineIn(collection, id, args[at]);
      if (machine.length) args[at] = { ...args[at], machine };
    }
    try {
      const saved = await attempt(() => original.apply(service, args));
      minor.delete(id);
      forget(collection, id);
      return saved;
    } catch (err) {
      inWords(err?.response?.data);
      for (const f of failures) f(id, err);
      const fault = err?.response?.data?.rev;
      if (fault?.code === "changed_meanwhile") for (const f of listeners) f(id, fault);
      throw err;
    }
  };
}

// inWords puts what PocketBase says about fields to developers into words for staff,
// as far as they are known.
function inWords(faults) {
  for (const f of Object.values(faults ?? {})) {
    const text = label("faults", f?.code);
    if (text && !text.includes("{")) f.message = text;
  }
}

// attempt saves, and once more after the person has signed in again if the session
// was over.
async function attempt(save) {
  try {
    return await save();
  } catch (err) {
    if (!(await lost(err))) throw err;
    await again();
    return save();
  }
}

// lost reports whether a refusal comes from a session that has ended.
async function lost(err) {
  if (!session().record?.id || ![400, 401, 403, 404].includes(err?.status)) return false;
  if (err.status === 401 || expired(session().token)) return true;
  if (err.status === 400) return false;
  const res = await fetch(app.pb.buildURL("/api/isa/desk/me"), { headers: { Authorization: session().token } });
  return res.status === 401;
}
