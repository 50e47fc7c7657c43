// The preview: what each channel would be sent of the form as it is, and what the
// website would show.

import { h, fill, choice, button, badge, turns } from "./dom.js";
import { w } from "./words.js";
import { post } from "./api.js";
import { attempt } from "./dialog.js";
import { plain } from "./form_state.js";
import { machineIn } from "./translate_drafts.js";
import { telegram, discord, web } from "./preview_looks.js";

const pause = 700; // ms of rest before a preview is asked for

export function preview(form) {
  const { props } = form, picture = h("div", { class: "isa-body" }), head = h("div", { class: "isa-row" });
  const node = h("div", { class: "isa-body" }, head, picture);
  const turn = turns();
  let shown = [], at = null, timer, offered;

  const draw = () => {
    const views = [...shown.map((p) => [p.channel.id, p.channel.name]), ...["de", "en", "zh"].map((l) => ["web-" + l, w("preview.web", { lang: w("lang." + l) })])];
    const first = shown.find((p) => p.readers === (props.record.source_lang || "de"));
    if (!views.some(([v]) => v === at)) at = first?.channel.id ?? views[0][0];
    if (offered !== JSON.stringify([views, at])) {
      fill(head, choice(w("preview.where"), views, at, (v) => {
        at = v;
        offered = JSON.stringify([views, at]); // the one that was chosen from stays
        draw();
      }));
      offered = JSON.stringify([views, at]);
    }
    const p = shown.find((x) => x.channel.id === at);
    fill(picture, p ? channel(p, form) : web(plain(props.record), at.slice(4)));
  };
  const reload = async () => {
    clearTimeout(timer);
    const latest = turn();
    try {
      const found = await post("preview", said(form));
      if (!latest()) return;
      shown = found;
      draw();
    } catch (e) {
      if (latest()) fill(picture, h("p", { class: "isa-fault" }, e.message));
    }
  };
  const seen = watch(() => JSON.stringify(props.record), () => {
    clearTimeout(timer);
    timer = setTimeout(() => !node.hidden && reload(), pause);
  });
  return { title: w("side.preview"), node, reload, stop: () => (clearTimeout(timer), seen.unwatch()) };
}

// said is what the form says, without files that only the browser has.
function said({ props, collection, id }) {
  const all = plain(props.record);
  for (const [k, v] of Object.entries(all)) if (v instanceof Blob || (Array.isArray(v) && v.some((x) => x instanceof Blob))) delete all[k];
  return { ...all, machine: machineIn(collection, id, all) };
}

function channel(p, form) {
  const note = p.outcome !== "send" || p.currency !== "current";
  return [
    note && h("p", { class: p.outcome === "send" ? "isa-hint" : "isa-alert" }, w("preview.outcome." + p.outcome, { readers: w("lang." + p.readers), lang: w("lang." + (p.lang || p.readers)), state: w("currency." + p.currency) })),
    p.warnings.map((x) => h("p", { class: "isa-warning" }, x)),
    p.pieces.map((q, i) => [
      h("p", { class: "isa-hint" }, p.pieces.length > 1 && w("preview.part", { n: i + 1 }) + " · ", w("preview.length", { n: q.length, limit: q.limit }), " ", q.limit > 0 && q.length >= q.limit && badge(w("preview.full"), "warn"), meter(q)),
      (p.channel.platform === "telegram" ? telegram : discord)(q, form.props.record),
    ]),
    newPicture(form) && h("p", { class: "isa-hint" }, w("preview.files")),
    form.me.may.publish && h("div", { class: "isa-row end" }, button(w("preview.trial"), () => attempt(() => post("trial", { ...said(form), channel: p.channel.id }), w("preview.tried")), "quiet")),
  ];
}

const newPicture = (form) => ["cover", "attachments"].some((n) => [form.props.record[n]].flat().some((v) => v instanceof Blob));

function meter(q) {
  if (!q.limit) return null;
  return h("meter", { min: 0, max: q.limit, high: q.limit * 0.9, optimum: 0, value: Math.min(q.length, q.limit), "aria-label": w("preview.length", { n: q.length, limit: q.limit }) });
}
