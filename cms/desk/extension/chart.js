// Small charts: bars by day, and shares. Each has its numbers as a table, too.

import { h, svg, table } from "./dom.js";
import { w, day, number } from "./words.js";

const colours = [1, 2, 3, 4].map((n) => "var(--isa-series-" + n + ")"); // others on dark paper

// days draws [{day, parts: {key: n}}] as bars; names gives what the keys are called.
export function days(title, series, keys, names) {
  const width = 640, height = 150, left = 34, foot = 20, most = Math.max(1, ...series.map((d) => keys.reduce((n, k) => n + (d.parts[k] ?? 0), 0)));
  const step = (width - left) / series.length, scale = (height - foot - 8) / most;
  const bars = series.map((d, i) => {
    let y = height - foot;
    return keys.map((k, c) => {
      const n = d.parts[k] ?? 0, tall = n * scale;
      y -= tall;
      if (!n) return null;
      const bar = svg("rect", { x: left + i * step + 1, y, width: Math.max(1, step - 2), height: tall }, svg("title", {}, day(d.day) + ", " + names[k] + ": " + n));
      bar.style.fill = colours[c % colours.length];
      return bar;
    });
  });
  const text = (x, y, s, anchor) => {
    const e = svg("text", { x, y, "text-anchor": anchor, "font-size": 11, fill: "currentColor" });
    e.textContent = s;
    return e;
  };
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title, class: "isa-chart" },
    svg("line", { x1: left, x2: width, y1: height - foot, y2: height - foot, stroke: "currentColor", "stroke-opacity": .4 }),
    text(left - 6, 14, number(most), "end"), text(left - 6, height - foot, "0", "end"),
    text(left, height - 4, day(series[0]?.day), "start"), text(width, height - 4, day(series.at(-1)?.day), "end"), bars);
  return h("figure", {}, h("figcaption", {}, h("strong", {}, title), legend(keys, names)), drawing, numbersOf(title, series, keys, names));
}

const legend = (keys, names) => h("span", { class: "isa-legend" }, keys.map((k, c) => {
  const mark = h("i", { "aria-hidden": "true" });
  mark.style.background = colours[c % colours.length];
  return h("span", {}, mark, names[k]);
}));

function numbersOf(title, series, keys, names) {
  const rows = series.filter((d) => keys.some((k) => d.parts[k])).map((d) => h("tr", {}, h("th", { scope: "row" }, day(d.day)), keys.map((k) => h("td", {}, number(d.parts[k] ?? 0)))));
  return h("details", {}, h("summary", {}, w("numbers.table")), table(title, [w("numbers.day"), ...keys.map((k) => names[k])], rows));
}

// shares draws counts as bars beside their names, the greatest first.
export function shares(title, counts, nameOf) {
  const all = Object.entries(counts).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]), sum = all.reduce((n, [, x]) => n + x, 0);
  return h("figure", { class: "isa-shares" }, h("figcaption", {}, h("strong", {}, title)), all.length ? h("dl", {}, all.map(([k, n]) => {
    const bar = h("span", { class: "isa-bar", "aria-hidden": "true" });
    bar.style.width = Math.max(1, 100 * n / sum) + "%";
    return [h("dt", {}, nameOf(k)), h("dd", {}, h("span", { class: "isa-track" }, bar), number(n))];
  })) : h("p", { class: "isa-hint" }, w("numbers.none")));
}
