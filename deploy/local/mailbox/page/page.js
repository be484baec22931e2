"use strict";
// Everything that comes from a mail is put in with textContent; its HTML is shown only in a sandboxed frame.

const POLL_MS = 1000;
const byId = (id) => document.getElementById(id);
const mails = new Map();   // id -> summary
const rows = new Map();    // id -> its <li>
let tag = "";
let chosen = "";
let shown = "";            // what the right side was built from; it is built again only when this changes
let view = "html";
let loadedBefore = false;

const whole = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "medium" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function shortTime(iso) {
  const time = new Date(iso);
  return time.toDateString() === new Date().toDateString() ? clock.format(time) : day.format(time);
}

// "Dr Ana Silva" <ana@example.org> -> Dr Ana Silva
function nameOf(header) {
  const found = /^\s*"?(.+?)"?\s*<[^<>]*>\s*$/.exec(header);
  return found ? found[1] : header;
}

function setState(className, text) {
  const state = byId("state");
  if (state.textContent !== text) state.textContent = text;
  state.className = "state " + className;
}

async function poll() {
  try {
    const answer = await fetch("api/summaries", { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {} });
    if (answer.status === 200) {
      tag = answer.headers.get("ETag") || "";
      update(await answer.json());
    } else if (answer.status !== 304) {
      throw new Error(answer.statusText);
    }
    setState("live", "Live");
  } catch {
    setState("lost", "No connection, trying again");
  }
  setTimeout(poll, document.hidden ? 5 * POLL_MS : POLL_MS);
}

// Adds what is new and takes away what is gone; everything else stays as it is, so nothing moves or flickers.
function update(list) {
  const present = new Set(list.map((mail) => mail.id));
  for (const [id, row] of rows) {
    if (!present.has(id)) {
      row.remove();
      rows.delete(id);
      mails.delete(id);
    }
  }
  for (const mail of list) {
    const known = mails.get(mail.id);
    if (known && known.received_time === mail.received_time) continue;
    if (known) rows.get(mail.id).remove();
    mails.set(mail.id, mail);
    const row = makeRow(mail);
    if (loadedBefore) row.classList.add("fresh");
    rows.set(mail.id, row);
    byId("list").prepend(row);
  }
  loadedBefore = true;
  filter();
  if (chosen && !mails.has(chosen)) chosen = "";
  const wide = matchMedia("(min-width: 761px)").matches;
  if (!chosen && list.length > 0 && wide) choose(list[list.length - 1].id);
  show();
}

function makeRow(mail) {
  const row = element("li");
  const link = element("a");
  link.href = "#" + mail.id;
  const line = element("span", undefined, "line");
  line.append(element("span", nameOf(mail.to_header), "who"));
  const time = element("time", shortTime(mail.received_time));
  time.dateTime = mail.received_time;
  line.append(time);
  link.append(line, element("strong", mail.subject || "(no subject)"), element("span", mail.preview, "preview"));
  row.append(link);
  return row;
}

function filter() {
  const words = byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  let visible = 0;
  for (const [id, row] of rows) {
    const mail = mails.get(id);
    const text = `${mail.to_header} ${mail.to} ${mail.subject}`.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    if (!row.hidden) visible += 1;
  }
  const total = mails.size === 1 ? "1 mail" : `${mails.size.toLocaleString("en-GB")} mails`;
  byId("count").textContent = words.length ? `${visible.toLocaleString("en-GB")} of ${total}` : total;
  byId("clear").disabled = mails.size === 0;
}

function choose(id) {
  chosen = id;
  history.replaceState(null, "", id ? "#" + id : location.pathname);
  show();
}

function show() {
  for (const [id, row] of rows) {
    const link = row.firstChild;
    if (id === chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  byId("panes").classList.toggle("reading", Boolean(chosen));
  byId("mail").hidden = !chosen;
  byId("empty").hidden = Boolean(chosen);
  byId("empty-text").textContent =
    mails.size ? "Choose a mail on the left." : "No mail yet. It appears here by itself.";
  const state = `${chosen} ${view} ${mails.get(chosen)?.received_time}`;
  if (chosen && shown !== state) render(state);
  if (!chosen) shown = "";
}

async function render(state) {
  shown = state;
  const answer = await fetch(`api/messages/${chosen}`, { cache: "no-store" }).catch(() => null);
  if (shown !== state) return;  // another one was chosen meanwhile
  if (!answer || !answer.ok) {
    shown = "";
    return;
  }
  const mail = await answer.json();
  if (shown !== state) return;
  byId("subject").textContent = mail.subject || "(no subject)";
  byId("to").textContent = mail.headers.To || mail.to;
  byId("from").textContent = mail.headers.From || mail.from;
  byId("time").textContent = whole.format(new Date(mail.received_time));
  byId("source").href = `api/messages/${mail.id}/source`;
  for (const button of document.querySelectorAll("[role=tab]")) {
    const selected = button.dataset.view === view;
    button.setAttribute("aria-selected", String(selected));
    button.tabIndex = selected ? 0 : -1;
    if (selected) byId("view").setAttribute("aria-labelledby", button.id);
  }
  byId("view").replaceChildren(body(mail));
  setWidth();
}

function body(mail) {
  if (view === "html" && mail.html) {
    const frame = element("iframe");
    frame.sandbox = "allow-popups allow-popups-to-escape-sandbox";
    frame.title = "The mail as its reader sees it";
    frame.src = `api/messages/${mail.id}/html`;
    return frame;
  }
  if (view === "headers") {
    const table = element("table");
    for (const [name, value] of Object.entries(mail.headers)) {
      const row = table.insertRow();
      row.append(element("th", name), element("td", value));
      row.firstChild.scope = "row";
    }
    return table;
  }
  return element("pre", mail.text || "(This mail has no plain text part.)");
}

function setWidth() {
  byId("view").classList.toggle("narrow", byId("phone").checked && byId("view").firstChild?.tagName === "IFRAME");
}

function step(direction) {
  const visible = [...rows].filter(([, row]) => !row.hidden).map(([id]) => id).sort((a, b) => b - a);
  const next = visible[visible.indexOf(chosen) + direction];
  if (!next) return;
  choose(next);
  rows.get(next).firstChild.focus({ preventScroll: true });
  rows.get(next).scrollIntoView({ block: "nearest" });
}

byId("list").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  choose(link.hash.slice(1));
});
byId("list").addEventListener("keydown", (event) => {
  const direction = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!direction) return;
  event.preventDefault();
  step(direction);
});
document.querySelector("[role=tablist]").addEventListener("click", (event) => {
  const button = event.target.closest("[role=tab]");
  if (!button) return;
  view = button.dataset.view;
  show();
});
document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
  const buttons = [...document.querySelectorAll("[role=tab]")];
  const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!direction) return;
  const next = buttons[(buttons.indexOf(event.target) + direction + buttons.length) % buttons.length];
  next.focus();
  next.click();
});
byId("filter").addEventListener("input", filter);
byId("phone").addEventListener("change", setWidth);
byId("back").addEventListener("click", () => choose(""));
byId("clear").addEventListener("click", async () => {
  if (!confirm(`Delete all ${mails.size} mails?`)) return;
  await fetch("api/messages", { method: "DELETE" }).catch(() => null);
});
addEventListener("hashchange", () => choose(location.hash.slice(1)));

chosen = /^#\d+$/.test(location.hash) ? location.hash.slice(1) : "";
poll();
