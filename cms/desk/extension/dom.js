// Elements, without markup: all text goes in as text.

// h makes an element: h("p", {class: "isa-hint", onclick: f, hidden: true}, "text", child, [more]).
export function h(tag, props = {}, ...children) {
  const e = document.createElement(tag);
  set(e, props);
  e.append(...flat(children));
  return e;
}

function set(e, props) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) e.addEventListener(name.slice(2), value);
    else if (name === "value") e.value = value;
    else e.setAttribute(name, value === true ? "" : value);
  }
}

const flat = (children) => children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false);

// fill puts new children into an element in place of the old.
export function fill(e, ...children) {
  e.replaceChildren(...flat(children));
  return e;
}

// refill is fill for a part that is drawn anew under a person's hands: who was at a
// control in it is put to the one of the same name, or else to the element or.
export function refill(e, children, or) {
  const at = e.contains(document.activeElement) && nameOf(document.activeElement);
  fill(e, children);
  if (!at) return;
  const same = [...e.querySelectorAll("a, button, input, select, textarea, summary")].filter((x) => nameOf(x) === at);
  (same.length === 1 ? same[0] : or)?.focus({ preventScroll: true });
}

const nameOf = (e) => e.tagName + " " + (e.labels?.[0] ?? e).textContent.replace(/\d+/g, "");

// svg makes an element of a drawing.
export function svg(tag, props = {}, ...children) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props)) e.setAttribute(name, value);
  e.append(...flat(children));
  return e;
}

let last = 0;

// id is an id that the page does not have yet.
export const id = (name) => "isa-" + name + "-" + ++last;

// field is an input with its label. make gets the id that it has to carry.
export function field(text, make, help) {
  const key = id("field");
  const note = help && h("small", { class: "isa-hint", id: key + "-help" }, help);
  const input = make(key);
  if (note) input.setAttribute("aria-describedby", note.id);
  return h("div", { class: "isa-field" }, h("label", { for: key }, text), input, note);
}

// choice is a select of [value, text] pairs.
export function choice(text, pairs, value, onchange) {
  return field(text, (key) => h("select", { id: key, onchange: (e) => onchange?.(e.target.value) },
    pairs.map(([v, t]) => h("option", { value: v, selected: v === value }, t))));
}

// button is a button that cannot be pressed twice while it works.
export function button(text, act, kind = "") {
  const b = h("button", { type: "button", class: "isa-button " + kind, onclick: async () => {
    if (b.getAttribute("aria-busy")) return;
    b.setAttribute("aria-busy", "true");
    try {
      await act(b);
    } finally {
      b.removeAttribute("aria-busy");
    }
  } }, text);
  return b;
}

// turns hands out turns. What a turn returns tells whether it is the latest still:
// an answer that comes late is not shown over a newer one.
export function turns() {
  let last = 0;
  return () => {
    const mine = ++last;
    return () => mine === last;
  };
}

// badge is a state in a word; tone is good, warn, bad or "".
export const badge = (text, tone = "") => h("span", { class: "isa-badge " + tone }, text);

// table is a table with a heading for each column.
export function table(caption, heads, rows) {
  return h("div", { class: "isa-scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { class: "isa-table" }, h("caption", { class: "isa-vh" }, caption),
      h("thead", {}, h("tr", {}, heads.map((x) => h("th", { scope: "col" }, x)))),
      h("tbody", {}, rows)));
}

// panel is a part of a page with a heading.
export const panel = (title, ...children) => h("section", { class: "isa-panel" }, h("h2", {}, title), ...children);

// anchor is a link that leads somewhere only if it is one of the web.
export const anchor = (href, ...inner) => h("a", /^(https?:|mailto:|\/)/i.test(href ?? "") ? { href, target: "_blank", rel: "noopener noreferrer" } : {}, inner);
