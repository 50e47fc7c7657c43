// The forms of PocketBase, with what the desk adds to them.

import { bindFields, fieldsOf, propsOf } from "./form_fields.js";
import { bindGroups, arrange } from "./form_groups.js";
import { bindSaving } from "./form_saving.js";
import { side } from "./form_side.js";

// bindForms attaches to every form of a record that is opened from now on.
export function bindForms() {
  bindFields();
  bindSaving();
  bindGroups();
  document.addEventListener("mount:recordUpsertModal", (e) => opened(e.detail));
}

// opened waits until the fields stand in the form: they come with the record.
function opened(modal, patience = 40) {
  const first = fieldsOf(modal)[0];
  if (!first) {
    if (patience > 0) setTimeout(() => opened(modal, patience - 1), 50);
    return;
  }
  try {
    const props = propsOf(first);
    modal.dataset.isaForm = props.collection.name;
    arrange(modal);
    side(modal, props);
  } catch (err) {
    console.error("The form stays as it is:", err);
  }
}
