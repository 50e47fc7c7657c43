// The chat page with a script: questions are asked without a new page, and the
// conversation outlives a reload. Without it, the form does the same work.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const form = $("ask"), box = $("question"), log = $("log"), waiting = $("waiting"), count = $("count");
  const words = JSON.parse($("words").textContent);
  const page = document.documentElement.lang;
  const embedded = document.documentElement.classList.contains("embed");
  const max = Number(box.dataset.max), most = 60, days = 30, patience = 75000;
  const t = (key, lang) => (words[lang] || words[page])[key];

  // Where the browser keeps nothing (blocked frames), the page works and forgets.
  const keep = (kind, key) => ({
    get() { try { return JSON.parse(window[kind].getItem(key)); } catch { return null; } },
    set(v) { try { window[kind].setItem(key, JSON.stringify(v)); } catch { /* it forgets */ } },
    drop() { try { window[kind].removeItem(key); } catch { /* there is nothing */ } },
  });
  const kept = keep("localStorage", "isa.chat.1");
  const language = keep("localStorage", "isa.lang");
  const draft = keep("sessionStorage", "isa.draft");

  const asked = new URLSearchParams(location.search).get("lang");
  const wanted = language.get();
  if (!asked && wanted !== page && Object.hasOwn(words, String(wanted))) {
    location.replace("/chat?lang=" + wanted + (embedded ? "&embed=1" : ""));
    return;
  }

  let state = kept.get();
  if (!state || !Array.isArray(state.turns) || Date.now() - state.at > days * 864e5) {
    state = { id: form.conversation.value, turns: [], person: false };
  }
  let busy = false;
  const save = () => {
    state.turns = state.turns.slice(-most);
    state.at = Date.now();
    kept.set(state);
  };

  function el(tag, attrs, ...children) {
    const e = document.createElement(tag);
    for (const [k, v] of Object.entries(attrs || {})) {
      if (v !== undefined && v !== false) e.setAttribute(k, v === true ? "" : v);
    }
    e.append(...children.filter((c) => c !== null));
    return e;
  }

  // A day as people write it; what is not known stays out: 2021 or March 2021.
  function day(date, lang) {
    const parts = date.split("-").length;
    const time = new Date(date.length === 4 ? date + "-01" : date);
    if (isNaN(time) || !/^\d{4}(-\d\d){0,2}$/.test(date)) return date;
    return new Intl.DateTimeFormat(lang === "zh" ? "zh-CN" : lang === "en" ? "en-GB" : "de-DE", {
      year: "numeric", month: parts > 1 ? "long" : undefined, day: parts > 2 ? "numeric" : undefined, timeZone: "UTC",
    }).format(time);
  }

  const followable = (url) => /^(https?:\/\/|\/(?![/\\]))/i.test(url || "");

  function outward(a, lang) {
    a.target = "_blank";
    a.rel = "noopener";
    a.append(el("span", { class: "vh" }, " (" + t("newTab", lang) + ")"));
    return a;
  }

  function sources(list, lang) {
    if (!list || !list.length) return null;
    const ul = el("ul");
    for (const s of list) {
      const title = s.title || s.url || s.collection;
      const li = el("li", {}, followable(s.url) ? outward(el("a", { href: s.url }, title), lang) : title);
      if (s.as_of) {
        li.append(" ", el("span", { class: "asof" }, t("asOf", lang) + " ", el("time", { datetime: s.as_of }, day(s.as_of, lang))));
      }
      ul.append(li);
    }
    return el("div", { class: "sources" }, el("h3", {}, t("sources", lang)), ul);
  }

  function chips(kind, title, list, lang) {
    if (!list || !list.length) return null;
    const ul = el("ul", { class: "chips" });
    for (const c of list) {
      ul.append(el("li", {}, el("button", { form: "ask", name: "say", value: c.say, "data-lang": lang, formnovalidate: true }, c.label)));
    }
    return el("div", { class: kind }, el("h3", {}, title), ul);
  }

  function prose(html, lang) {
    const body = el("div", { class: "body" });
    body.innerHTML = html; // our own server's, escaped there; the page's policy runs no script in it
    if (!body.textContent.trim()) body.append(el("p", {}, t("noText", lang)));
    for (const a of body.querySelectorAll('a[href^="http"]')) outward(a, lang);
    for (const table of body.querySelectorAll("table")) {
      const around = el("div", { class: "wide", tabindex: "0", role: "group", "aria-label": t("answer", lang) });
      table.replaceWith(around);
      around.append(table);
    }
    return body;
  }

  function question(text, lang) {
    return el("article", { class: "msg question" }, el("h2", {}, t("you", page)), el("p", {}, text));
  }

  function answer(a) {
    return el("article", { class: "msg answer", lang: a.lang },
      el("h2", {}, t("answer", a.lang)), prose(a.html, a.lang), sources(a.sources, a.lang),
      chips("choices", t("choices", a.lang), a.choices, a.lang),
      chips("next", t("next", a.lang), (a.suggestions || []).map((s) => ({ label: s, say: s })), a.lang));
  }

  function later(a) {
    const who = [a.by, day((a.at || "").slice(0, 10), a.lang)].filter(Boolean).join(", ");
    return el("article", { class: "msg answer person", id: "later-" + a.id, lang: a.lang },
      el("h2", {}, t("person", a.lang)), el("p", { class: "asof" }, who),
      el("p", { class: "asof" }, t("personAt", a.lang) + ": ", el("q", {}, a.question)), prose(a.html, a.lang));
  }

  function trouble(turn, node) {
    const again = el("button", { type: "button", class: "retry" }, t("retry", page));
    const note = el("div", { class: "msg fault", role: "alert" },
      el("p", {}, turn.fault + " " + t("kept", page)), again);
    again.addEventListener("click", () => {
      if (busy) return;
      note.remove();
      box.focus();
      send(turn, node);
    });
    return note;
  }

  function show(turn) {
    if (turn.later) return [later(turn.later)];
    const q = question(turn.q);
    if (turn.a) return [q, answer(turn.a)];
    turn.fault = turn.fault || t("offline", page); // the page was left while it waited
    return [q, trouble(turn, q)];
  }

  function into(view, where) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    view.scrollIntoView({ block: where, behavior: calm ? "auto" : "smooth" });
  }

  // As the form does it on the server: a text of some length tells its
  // language itself, a bare name is answered in the page's.
  const hint = (text) => (/\p{Script=Han}/u.test(text) || text.trim().split(/\s+/).length > 2 ? "" : page);

  async function post(turn) {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), patience);
    try {
      const res = await fetch("/api/isa/ask", {
        method: "POST", signal: late.signal, headers: { "Content-Type": "application/json", "Accept-Language": page },
        body: JSON.stringify({ question: turn.q, lang: turn.lang, conversation: state.id }),
      });
      const body = await res.json().catch(() => ({}));
      if (!res.ok) return { fault: body.message || t("offline", page) };
      return { a: body };
    } catch {
      return { fault: t(late.signal.aborted ? "slow" : "offline", page) };
    } finally {
      clearTimeout(timer);
    }
  }

  async function send(turn, node) {
    busy = true;
    form.setAttribute("aria-busy", "true");
    waiting.textContent = t("waiting", page);
    delete turn.fault;
    save();
    const got = await post(turn);
    busy = false;
    form.removeAttribute("aria-busy");
    waiting.textContent = "";
    if (got.fault) {
      turn.fault = got.fault;
      node.after(trouble(turn, node));
    } else {
      turn.a = got.a;
      state.id = form.conversation.value = got.a.conversation;
      state.person = state.person || got.a.outcome === "handover";
      node.after(answer(got.a));
      poll();
    }
    save();
    into(node, "start");
  }

  function ask(text, lang) {
    text = text.trim();
    if (busy) return;
    const length = Array.from(text).length;
    if (!text || length > max) {
      say(t(text ? "tooLong" : "empty", page), true);
      box.focus();
      return;
    }
    const turn = { q: text, lang: lang ?? hint(text) };
    const node = question(text);
    state.turns.push(turn);
    log.append(node);
    into(node, "start");
    send(turn, node);
  }

  function say(text, wrong) {
    count.textContent = text;
    count.classList.toggle("wrong", !!wrong);
    if (wrong) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }

  function tally() {
    const left = max - Array.from(box.value).length;
    if (left < 0) say(t("over", page).replace("{count}", String(-left)), true);
    else say(left <= 100 ? t("left", page).replace("{count}", String(left)) : "");
    box.style.height = "auto";
    box.style.height = Math.min(box.scrollHeight + 2, 220) + "px";
  }

  let timer = 0, looks = 0;
  // Only who was handed to a person looks for an answer: every 45 s, later every 5 min.
  function poll() {
    clearTimeout(timer);
    if (!state.person || !state.id) return;
    timer = setTimeout(look, looks === 0 ? 1500 : looks < 20 ? 45000 : 300000);
  }

  async function look() {
    looks++;
    if (document.hidden) return;
    try {
      const res = await fetch("/api/isa/conversations/" + encodeURIComponent(state.id), { headers: { "Accept-Language": page } });
      for (const a of res.ok ? (await res.json()).answers : []) {
        const old = state.turns.find((x) => x.later && x.later.id === a.id), turn = old || { later: a };
        if (old && old.later.answer === a.answer) continue;
        turn.later = a; // a corrected answer takes the place of the one before
        if (old) document.getElementById("later-" + a.id).replaceWith(...show(turn));
        else state.turns.push(turn), log.append(...show(turn));
        if (looks === 1) into(log.lastElementChild, "nearest"); // who has just come back is shown it
        save();
      }
    } catch { /* the next look may find it */ }
    poll();
  }

  form.addEventListener("submit", (e) => {
    e.preventDefault();
    if (e.submitter && e.submitter.name === "say") return; // the click has asked it
    if (busy) return;
    const text = box.value, ok = text.trim() && Array.from(text.trim()).length <= max;
    ask(text);
    if (ok) {
      box.value = "";
      draft.drop();
      tally();
    }
  });
  document.addEventListener("click", (e) => {
    const chip = e.target.closest('button[name="say"]');
    if (chip) {
      e.preventDefault();
      ask(chip.value, chip.dataset.lang);
      box.focus({ preventScroll: true });
    }
    const choice = e.target.closest("a[data-lang]");
    if (choice) language.set(choice.dataset.lang);
    if (e.target.closest("a.again")) [kept, draft].forEach((k) => k.drop());
  });
  box.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || e.shiftKey || e.isComposing || e.keyCode === 229) return; // Enter also ends a Chinese input method's word
    e.preventDefault();
    form.requestSubmit();
  });
  box.addEventListener("input", () => { draft.set(box.value); tally(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { looks = 0; poll(); } });

  if (embedded && window.parent !== window) {
    addEventListener("message", (e) => { if (e.source === window.parent && e.data === "isabot:focus") box.focus(); });
    addEventListener("keydown", (e) => { if (e.key === "Escape") window.parent.postMessage("isabot:close", "*"); });
  }

  for (const turn of state.turns) log.append(...show(turn));
  if (log.lastElementChild && state.turns.length) log.lastElementChild.scrollIntoView({ block: "nearest" });
  form.conversation.value = state.id;
  form.noValidate = true;
  box.value = box.value || draft.get() || "";
  $("hint").hidden = $("storage").hidden = false;
  document.documentElement.classList.add("live");
  tally();
  if (!matchMedia("(pointer: coarse)").matches || embedded) box.focus({ preventScroll: true });
  poll();
})();
