// How messages look. Screens arrive as HTML that the server made and escaped;
// everything else is set as text.
const lang = document.documentElement.lang;

function el(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((c) => c !== undefined && c !== null));
  return node;
}

// drawMessage draws a message of the transcript.
export function drawMessage(m, words) {
  const bubble = el("div", { className: "bubble" });
  if (m.text) bubble.append(el("p", { className: "typed", textContent: m.text }));
  if (m.file) bubble.append(drawFile(m.file, m.mine ? "" : words.download));
  if (m.html) {
    const body = el("div", { className: "screen" });
    body.innerHTML = m.html;
    dress(body);
    bubble.append(body);
  }
  const time = el("time", { textContent: clock(m.at), dateTime: new Date(m.at).toISOString() });
  bubble.append(el("span", { className: "foot" }, m.state ? el("span", { className: "state", textContent: m.state }) : null, time));
  const item = el("li", { className: m.mine ? "mine" : "theirs" }, bubble);
  if (m.buttons?.length) item.append(drawButtons(m.buttons));
  item.dataset.id = m.id;
  item.dataset.at = m.at;
  return item;
}

function drawButtons(rows) {
  return el("div", { className: "buttons" }, ...rows.map((row) => el("div", { className: "row" }, ...row.map(drawButton))));
}

function drawButton(b) {
  const button = el("button", { type: "button", className: b.style ?? "", textContent: b.label });
  if (b.copy) button.dataset.copy = b.copy;
  else button.dataset.data = b.data ?? "";
  return button;
}

function drawFile(f, download) {
  const details = [size(f.blob.size), download].filter(Boolean).join(" · ");
  const href = URL.createObjectURL(f.blob);
  if (f.picture) return el("a", { className: "picture", href, download: f.name }, el("img", { src: href, alt: f.name }));
  return el(
    "a",
    { className: "file", href, download: f.name },
    el("span", { className: "sheet", ariaHidden: "true" }),
    el("span", { className: "name" }, f.name),
    el("span", { className: "size" }, details),
  );
}

// drawDay draws a line between days; undefined within one.
export function drawDay(at, before) {
  const day = (t) => new Date(Number(t)).toDateString();
  if (before !== undefined && day(before) === day(at)) return undefined;
  const name = new Intl.DateTimeFormat(lang, { weekday: "long", day: "numeric", month: "long" }).format(at);
  const item = el("li", { className: "day" }, el("span", { textContent: name }));
  item.dataset.at = at;
  return item;
}

function clock(at) {
  return new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit" }).format(at);
}

function size(bytes) {
  const format = (n, unit) => new Intl.NumberFormat(lang, { style: "unit", unit, maximumFractionDigits: 1 }).format(n);
  if (bytes < 1000) return format(bytes, "byte");
  return bytes < 1e6 ? format(bytes / 1e3, "kilobyte") : format(bytes / 1e6, "megabyte");
}

// dress makes the plain document of a screen fit a page: wide tables scroll
// by themselves, links open elsewhere, tick boxes only show, what is to be
// copied can be reached by keys, and bars made of characters become bars.
function dress(body) {
  for (const table of body.querySelectorAll("table")) {
    const frame = el("div", { className: "wide" });
    table.replaceWith(frame);
    frame.append(table);
    frame.tabIndex = 0;
  }
  for (const a of body.querySelectorAll("a[href]")) Object.assign(a, { target: "_blank", rel: "noopener noreferrer" });
  for (const cell of body.querySelectorAll("td")) if (cell.textContent.length <= 14) cell.classList.add("short");
  for (const box of body.querySelectorAll("input")) {
    box.tabIndex = -1;
    box.onclick = () => false;
    box.closest("li")?.classList.add("tick");
  }
  for (const pre of body.querySelectorAll("pre")) pre.tabIndex = 0;
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const bars = [];
  while (texts.nextNode()) if (/[▰▱]{3,}/.test(texts.currentNode.data)) bars.push(texts.currentNode);
  for (const node of bars) node.replaceWith(...node.data.split(/([▰▱]{3,})/).map((s) => (/[▰▱]/.test(s) ? drawBar(s) : s)));
}

function drawBar(marks) {
  const full = [...marks].filter((c) => c === "▰").length;
  const bar = el("span", { className: "bar", role: "img", ariaLabel: `${full}/${marks.length}` });
  bar.append(...[...marks].map((c) => el("i", { className: c === "▰" ? "full" : "" })));
  return bar;
}
