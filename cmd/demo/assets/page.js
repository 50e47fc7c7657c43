// Asks every two seconds what the channels show, and changes only those in which
// something is different: so nobody loses the place at which they read.
"use strict";

const every = 2000;
const lists = new Map([...document.querySelectorAll(".list")].map((list) => [list.dataset.key, list]));
const shown = new Map();
const lang = document.body.dataset.lang;

function clocks(list) {
  for (const time of list.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    time.textContent = at.toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" });
    time.title = at.toLocaleString(lang);
  }
}

function show(key, html) {
  const list = lists.get(key);
  if (!list || shown.get(key) === html) return;
  const first = !shown.has(key);
  shown.set(key, html);
  const top = list.scrollTop;
  const atEnd = list.scrollHeight - list.clientHeight - top < 40;
  list.innerHTML = html; // escaped where it was made
  clocks(list);
  const settle = () => { list.scrollTop = atEnd ? list.scrollHeight : top; };
  settle();
  for (const picture of list.querySelectorAll("img")) if (!picture.complete) picture.addEventListener("load", settle, { once: true });
  if (first) return;
  list.classList.remove("changed");
  void list.offsetWidth; // begins the animation anew
  list.classList.add("changed");
}

async function refresh() {
  try {
    const answer = await fetch("/columns?lang=" + lang);
    if (!answer.ok) throw new Error(answer.status);
    for (const [key, html] of Object.entries(await answer.json())) show(key, html);
    document.getElementById("ended").hidden = true;
  } catch {
    document.getElementById("ended").hidden = false;
  }
  setTimeout(refresh, every);
}

for (const list of lists.values()) clocks(list);
refresh();
