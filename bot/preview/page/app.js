// The page: joins the transcript, the bubbles and the link to the server.
import { drawMessage, drawDay } from "./bubbles.js";
import * as transcript from "./transcript.js";
import { Link } from "./link.js";

const $ = (id) => document.getElementById(id);
const words = document.body.dataset;
const log = $("log"), scroll = $("scroll"), text = $("text"), typing = $("typing"), newer = $("newer");
const shown = new Map(); // message id → its <li>
const pressed = new Map(); // press id → the button that waits
const others = new BroadcastChannel("chonmat"); // other tabs of the same person

// ---- what is seen ----

const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;

function toEnd(smooth) {
  scroll.scrollTo({ top: scroll.scrollHeight, behavior: smooth ? "smooth" : "instant" });
}

// asked: the person did something and looks out for what follows, wherever
// the page is scrolled to.
let asked = false;

// show draws a message, or draws it again in its place.
function show(m, live) {
  const follow = live && (m.mine || asked || atEnd());
  const item = drawMessage(m, words);
  const old = shown.get(m.id);
  if (old) {
    old.replaceWith(item);
  } else {
    const day = drawDay(m.at, log.lastElementChild?.dataset.at);
    if (day) log.append(day);
    log.append(item);
  }
  shown.set(m.id, item);
  markLatest();
  if (!live) return;
  if (old) {
    // A screen changed in place is read from its top.
    if (item.getBoundingClientRect().top < scroll.getBoundingClientRect().top) item.scrollIntoView({ block: "start" });
    else if (follow) reveal(item);
  } else if (follow) {
    reveal(item);
  } else {
    newer.hidden = false;
  }
}

// reveal brings a new message into view: all of it, or its beginning.
function reveal(item) {
  if (item.offsetHeight > scroll.clientHeight - 24) item.scrollIntoView({ block: "start", behavior: "smooth" });
  else toEnd(true);
}

// markLatest makes the newest buttons the prominent ones.
function markLatest() {
  const screens = [...log.querySelectorAll("li.theirs")].filter((item) => item.querySelector(".buttons"));
  screens.forEach((item, i) => item.classList.toggle("past", i < screens.length - 1));
}

let typingTimer, hideTimer;
function showTyping(after, duration) {
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => {
    const follow = atEnd();
    typing.hidden = false;
    if (follow) toEnd(true);
    clearTimeout(hideTimer);
    hideTimer = setTimeout(hideTyping, duration);
  }, after);
}
function hideTyping() {
  clearTimeout(typingTimer);
  typing.hidden = true;
}

let toastTimer;
function toast(message) {
  $("toast").textContent = message;
  $("toast").classList.add("on");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(hideToast, 3500);
}
const hideToast = () => $("toast").classList.remove("on");

// ---- what arrives ----

const link = new Link({
  status(online) {
    $("status").textContent = online ? words.connected : words.cut;
    $("status").classList.toggle("off", !online);
  },
  async message(e) {
    const old = await transcript.get(e.id);
    const m = { id: e.id, at: old?.at ?? transcript.now(), html: e.html, buttons: e.buttons ?? [], file: e.file && fileOf(e.file) };
    await transcript.put(m);
    hideTyping();
    show(m, true);
    asked &&= Boolean(e.edit); // a new message may yet follow a changed one
  },
  answer(e) {
    release(e.press);
    if (e.toast) toast(e.toast);
  },
  busy() {
    showTyping(0, 5500);
  },
  async sent(id, problem) {
    const m = await transcript.get(id);
    if (!m) {
      release(id);
      if (problem) toast(words[problem] ?? words.failed);
      return;
    }
    delete m.act;
    m.state = problem ? words[problem] ?? words.failed : "";
    await transcript.put(m);
    show(m, false);
    others.postMessage(m);
  },
});

function fileOf(f) {
  const bytes = Uint8Array.from(atob(f.data ?? ""), (c) => c.charCodeAt(0));
  // A picture is drawn as one whatever else it holds; nothing is ever opened as a page.
  return { name: f.name, picture: f.picture, blob: new Blob([bytes], { type: f.picture ? "image/png" : "application/octet-stream" }) };
}

function release(press) {
  pressed.get(press)?.removeAttribute("aria-busy");
  pressed.delete(press);
  hideTyping();
}

others.onmessage = (e) => (e.data === "reset" ? location.reload() : show(e.data, true));

// ---- what the person does ----

async function say(content) {
  if (!content.trim()) return;
  const id = transcript.newID();
  const m = { id, at: transcript.now(), mine: true, text: content, state: words.sending, act: { kind: "text", text: content } };
  await transcript.put(m);
  show(m, true);
  others.postMessage(m);
  asked = true;
  showTyping(400, 15000);
  link.send({ id, ...m.act });
}

async function sendFiles(list) {
  for (const file of list) {
    if (file.size > Number(words.maxBytes)) {
      toast(words.large);
      continue;
    }
    const id = transcript.newID();
    const m = { id, at: transcript.now(), mine: true, file: { name: file.name, blob: file }, state: words.sending, act: { kind: "file" } };
    await transcript.put(m);
    show(m, true);
    asked = true;
    showTyping(400, 60000);
    link.send({ id, kind: "file", name: file.name, blob: file });
  }
}

function press(button, message) {
  if (button.getAttribute("aria-busy")) return;
  const id = transcript.newID();
  button.setAttribute("aria-busy", "true");
  pressed.set(id, button);
  asked = true;
  hideToast();
  setTimeout(() => release(id), 8000);
  link.send({ id, kind: "press", data: button.dataset.data, message });
}

async function copy(content, otherwise) {
  try {
    await navigator.clipboard.writeText(content);
    toast(words.copied);
  } catch {
    otherwise(); // no clipboard: to be copied by hand
  }
}

log.addEventListener("click", (e) => {
  const whole = e.target.closest("pre");
  if (whole && getSelection().isCollapsed) copy(whole.textContent, () => getSelection().selectAllChildren(whole));
  const button = e.target.closest("button[data-data], button[data-copy]");
  if (!button) return;
  if (button.dataset.copy !== undefined) {
    copy(button.dataset.copy, () => toast(button.dataset.copy));
    return;
  }
  press(button, button.closest("li").dataset.id);
});

log.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && e.target.matches("pre")) e.target.click();
});

// Arrow keys go from button to button within a message.
log.addEventListener("keydown", (e) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
  if (!step || !e.target.matches(".buttons button")) return;
  const all = [...e.target.closest(".buttons").querySelectorAll("button")];
  all[(all.indexOf(e.target) + step + all.length) % all.length].focus();
  e.preventDefault();
});

$("composer").addEventListener("submit", (e) => {
  e.preventDefault();
  const content = text.value;
  text.value = "";
  grow();
  say(content);
  text.focus();
});

// Enter sends, Shift+Enter breaks the line. The break is caught rather than
// the key: phones report no key, and an input method that composes a word
// (Telex, VNI) keeps its Enter to itself.
let shift = false;
text.addEventListener("keydown", (e) => (shift = e.shiftKey));
text.addEventListener("beforeinput", (e) => {
  if (e.inputType !== "insertLineBreak" || shift || e.isComposing) return;
  e.preventDefault();
  $("composer").requestSubmit();
});

function grow() {
  text.style.height = "auto";
  text.style.height = Math.min(text.scrollHeight, innerHeight * 0.4) + "px";
  $("send").disabled = !text.value.trim();
}
text.addEventListener("input", grow);
text.addEventListener("paste", (e) => {
  if (e.clipboardData?.files.length) {
    e.preventDefault();
    sendFiles(e.clipboardData.files);
  }
});

$("attach").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", async () => {
  await sendFiles([...$("file").files]);
  $("file").value = "";
});

let dragging = 0;
const hasFiles = (e) => e.dataTransfer?.types.includes("Files");
addEventListener("dragenter", (e) => hasFiles(e) && (dragging++, ($("drop").hidden = false)));
addEventListener("dragleave", (e) => hasFiles(e) && --dragging <= 0 && ((dragging = 0), ($("drop").hidden = true)));
addEventListener("dragover", (e) => hasFiles(e) && e.preventDefault());
addEventListener("drop", (e) => {
  if (!hasFiles(e)) return;
  e.preventDefault();
  dragging = 0;
  $("drop").hidden = true;
  sendFiles([...e.dataTransfer.files]);
});

$("menu")?.addEventListener("click", (e) => {
  const button = e.target.closest("[data-command]");
  if (!button) return;
  $("menu").hidePopover();
  say(button.dataset.command);
});

$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  document.cookie = `chonmat_theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
});

$("reset").addEventListener("click", () => $("ask").showModal());
$("ask").addEventListener("close", async () => {
  if ($("ask").returnValue !== "yes") return;
  $("ask").returnValue = "";
  link.close();
  await fetch("/reset", { method: "POST" });
  await transcript.clear();
  others.postMessage("reset");
  location.reload();
});

newer.addEventListener("click", () => toEnd(true));
scroll.addEventListener("scroll", () => atEnd() && (newer.hidden = true), { passive: true });
// The end stays in view when a keyboard or a longer answer makes room smaller.
let wasAtEnd = true;
new ResizeObserver(() => wasAtEnd && toEnd(false)).observe(scroll);
scroll.addEventListener("scroll", () => (wasAtEnd = atEnd()), { passive: true });

// ---- begin ----

const past = await transcript.open(document.body.dataset.person);
for (const m of past) show(m, false);
toEnd(false);
grow();
link.open();
for (const m of past) if (m.act) link.send({ id: m.id, ...m.act, name: m.file?.name, blob: m.file?.blob });
// Whoever is new is greeted, as the Start button of a messenger would do.
if (past.length === 0) link.send({ id: transcript.newID(), kind: "text", text: "/start" });
if (!matchMedia("(pointer: coarse)").matches) text.focus();
