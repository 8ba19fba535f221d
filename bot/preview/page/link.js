// The link to the server: a stream of what arrives, and a queue of what is
// sent, in order, each until the server has it.
const wait = (ms) => new Promise((ok) => setTimeout(ok, ms));

export class Link {
  // handlers: status(online), message(event), answer(event), busy(),
  // sent(id, problem).
  constructor(handlers) {
    this.on = handlers;
    this.queue = [];
    this.arrived = Promise.resolve(); // messages are stored one after the other
  }

  open() {
    this.closed = false;
    this.source = new EventSource("/events");
    this.source.onopen = () => this.on.status(true);
    this.source.onerror = () => {
      this.on.status(false);
      // The browser tries again by itself unless the server refused.
      if (this.source.readyState === EventSource.CLOSED && !this.closed) {
        setTimeout(() => !this.closed && this.open(), 3000);
      }
    };
    this.source.onmessage = (e) => {
      const event = JSON.parse(e.data);
      if (event.kind === "message") {
        this.arrived = this.arrived.then(() => this.take(event)).catch(console.error);
      } else {
        this.arrived = this.arrived.then(() => this.on[event.kind]?.(event));
      }
    };
  }

  close() {
    this.closed = true;
    this.source?.close();
  }

  // take stores and shows a message, and then says so; until then the server
  // keeps it.
  async take(event) {
    await this.on.message(event);
    await fetch("/taken", { method: "POST", body: JSON.stringify({ key: event.key }) });
  }

  send(act) {
    this.queue.push(act);
    if (this.queue.length === 1) this.work();
  }

  async work() {
    for (let failures = 0; this.queue.length > 0; ) {
      const { blob, ...act } = this.queue[0];
      const response = await this.post(act, blob).catch(() => undefined);
      const again = !response || response.status === 429 || response.status >= 500;
      if (again) {
        const asked = Number(response?.headers.get("Retry-After")) * 1000;
        await wait(asked || Math.min(500 * 2 ** failures++, 15000));
        continue;
      }
      failures = 0;
      this.queue.shift();
      const problem = response.ok ? "" : response.status === 413 ? "large" : "failed";
      await this.on.sent(act.id, problem);
    }
  }

  post(act, blob) {
    if (act.kind !== "file") return fetch("/act", { method: "POST", body: JSON.stringify(act) });
    const query = new URLSearchParams({ id: act.id, name: act.name });
    return fetch(`/file?${query}`, { method: "POST", body: blob });
  }
}
