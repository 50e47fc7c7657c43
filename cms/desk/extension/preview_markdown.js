// Discord's markdown, as far as our messages use it.

import { h, anchor } from "./dom.js";

const marks = [
  [/^\\([\s\S])/, (m) => m[1]],
  [/^\[([^\]]+)\]\(<?([^)>\s]+)>?\)/, (m) => anchor(m[2], inline(m[1]))],
  [/^\*\*([\s\S]+?)\*\*/, (m) => h("strong", {}, inline(m[1]))],
  [/^__([\s\S]+?)__/, (m) => h("u", {}, inline(m[1]))],
  [/^~~([\s\S]+?)~~/, (m) => h("s", {}, inline(m[1]))],
  [/^\*([^*\n]+?)\*/, (m) => h("em", {}, inline(m[1]))],
  [/^_([^_\n]+?)_/, (m) => h("em", {}, inline(m[1]))],
  [/^`([^`]+)`/, (m) => h("code", {}, m[1])],
  [/^<?(https?:\/\/[^\s<>]+)>?/, (m) => anchor(m[1], m[1])],
];

function inline(text) {
  const out = [];
  let plain = "";
  while (text) {
    const found = marks.map(([re, make]) => [text.match(re), make]).find(([m]) => m);
    if (!found) {
      plain += text[0];
      text = text.slice(1);
      continue;
    }
    out.push(plain, found[1](found[0]));
    plain = "";
    text = text.slice(found[0][0].length);
  }
  out.push(plain);
  return out;
}

// markdown draws a text line by line.
export function markdown(text) {
  return text.split("\n").map((line, i) => {
    const heading = line.match(/^(#{1,3}|-#) (.*)/), quote = line.match(/^> ?(.*)/);
    const body = heading ? h(heading[1] === "-#" ? "small" : "strong", {}, inline(heading[2])) : quote ? h("q", {}, inline(quote[1])) : inline(line.replace(/^(\s*)[-*] /, "$1• "));
    return [i > 0 && "\n", body];
  });
}
