// The transcript of this person, kept by the browser: what was said survives
// a reload, and a message is taken from the server once it is in here.
const STORE = "messages";
const LIMIT = 400; // messages kept

let db; // undefined where the browser keeps nothing: then memory has to do
const memory = new Map();
let latest = 0;

const done = (request) =>
  new Promise((ok, fail) => {
    request.onsuccess = () => ok(request.result);
    request.onerror = () => fail(request.error);
  });

const store = (mode) => db.transaction(STORE, mode).objectStore(STORE);

// open returns the messages kept for a person, oldest first. What was kept
// for somebody else is forgotten.
export async function open(person) {
  try {
    const request = indexedDB.open("chonmat", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    db = await done(request);
    if (localStorage.getItem("person") !== person) {
      await clear();
      localStorage.setItem("person", person);
    }
    const all = (await done(store("readonly").getAll())).sort((a, b) => a.at - b.at);
    for (const old of all.splice(0, Math.max(0, all.length - LIMIT))) store("readwrite").delete(old.id);
    latest = all.at(-1)?.at ?? 0;
    return all;
  } catch {
    db = undefined;
    return [];
  }
}

export async function put(m) {
  memory.set(m.id, m);
  if (db) await done(store("readwrite").put(m)).catch(() => {}); // full: memory still has it
}

export async function get(id) {
  return memory.get(id) ?? (db ? await done(store("readonly").get(id)) : undefined);
}

export async function clear() {
  memory.clear();
  if (db) await done(store("readwrite").clear());
}

// now is the time, in ms, later than that of any message before.
export function now() {
  latest = Math.max(Date.now(), latest + 1);
  return latest;
}

// newID makes an id that nobody else makes; the server tells a repeated act
// by it.
export function newID() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}
