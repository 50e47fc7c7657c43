// Questions and notes to the person, in dialogs that keep the focus.

import { h, id, fill } from "./dom.js";
import { w } from "./words.js";

// open shows a dialog. buttons are [text, value, kind]; it returns the value of the
// one that was pressed, null for Escape. before(value) may keep it open by false.
export function open(title, body, buttons, { wide = false, before } = {}) {
  return new Promise((resolve) => {
    const heading = id("title");
    const fault = h("p", { class: "isa-fault", role: "alert" });
    const box = h("dialog", { class: "isa-dialog isa-desk" + (wide ? " wide" : ""), "aria-labelledby": heading });
    let value = null, busy = false;
    const press = async (v, b) => {
      if (busy) return;
      busy = true;
      fill(fault);
      b.setAttribute("aria-busy", "true");
      try {
        if (v !== null && (await before?.(v)) === false) return;
        value = v;
        box.close();
      } catch (e) {
        fill(fault, e.message);
      } finally {
        busy = false;
        b.removeAttribute("aria-busy");
      }
    };
    const row = buttons.map(([text, v, kind]) => {
      const b = h("button", { type: "button", class: "isa-button " + (kind ?? ""), onclick: () => press(v, b) }, text);
      return b;
    });
    box.append(h("h2", { id: heading }, title), h("div", { class: "isa-dialog-body" }, body), fault, h("div", { class: "isa-row end" }, row));
    box.addEventListener("keydown", (e) => {
      e.stopPropagation(); // the admin closes its own windows by Escape
      if (busy && e.key === "Escape") e.preventDefault(); // what has begun is seen to its end
    });
    box.addEventListener("cancel", (e) => busy && e.preventDefault());
    box.addEventListener("close", () => {
      box.remove();
      resolve(value);
    });
    document.body.append(box);
    box.showModal();
    (box.querySelector("[autofocus]") ?? (buttons.some(([, , kind]) => kind === "danger") ? row[0] : row.at(-1))).focus(); // Enter alone undoes nothing
  });
}

// confirm asks for a yes.
export async function confirm(title, body, yes, kind = "main", before) {
  return (await open(title, body, [[w("cancel"), null], [yes, true, kind]], { before })) === true;
}

// tell says something for a moment, aloud for those who listen to the page.
export function tell(text, tone = "good") {
  let box = document.querySelector(".isa-notes");
  if (!box) document.body.append((box = h("div", { class: "isa-notes isa-desk", role: "status", popover: "manual" })));
  const note = h("p", { class: "isa-note " + tone }, text);
  box.append(note);
  if (box.matches(":popover-open")) box.hidePopover(); // shown anew it is above a dialog that has come since
  box.showPopover?.();
  setTimeout(() => {
    note.remove();
    if (!box.children.length) box.hidePopover?.();
  }, tone === "bad" ? 9000 : 5000);
}

// attempt does something and says what came of it; it returns whether it worked.
export async function attempt(act, success) {
  try {
    await act();
    if (success) tell(success);
    return true;
  } catch (e) {
    tell(e.message, "bad");
    return false;
  }
}
