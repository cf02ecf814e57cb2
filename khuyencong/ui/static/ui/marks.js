// Ticks of one page: shown at once, kept in this browser, sent when there is a network, told again by the server.

const RETRY_MS = [2000, 5000, 10000, 30000];
const ASK_MS = 5000;

export class Marks {
  // `show(target, value, name)` shows a state; `told(answer)` shows what the server counts.
  constructor(place, show, told) {
    Object.assign(this, { place, show, told, tries: 0, timer: 0, sending: null, memory: [] });
    this.key = `khuyencong.danh-dau.${place.dataset.person}.${place.dataset.marks}`;
    this.words = place.querySelector("[data-queue]");
    window.addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.flush());
    this.keepPage().catch(() => {});
    for (const mark of this.waiting()) show(mark.target, mark.value, mark.name);
    this.flush();
    setInterval(() => this.ask(), ASK_MS);
    place.dataset.ready = "yes";
  }

  waiting() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "[]");
    } catch {
      return this.memory;
    }
  }

  keep(marks) {
    this.memory = marks;
    try {
      if (marks.length) localStorage.setItem(this.key, JSON.stringify(marks));
      else localStorage.removeItem(this.key);
    } catch {
      this.say("full");
    }
  }

  add(targets, value, name = "") {
    const made_at = new Date().toISOString();
    this.keep([...this.waiting(), ...targets.map((target) => ({ target, value, name, made_at }))]);
    for (const target of targets) this.show(target, value, name);
    this.tries = 0;
    return this.flush();
  }

  flush() {
    clearTimeout(this.timer);
    this.sending ??= this.send().finally(() => (this.sending = null));
    return this.sending;
  }

  async send() {
    const marks = this.waiting().slice(0, 400);
    if (!marks.length) return;
    let answer;
    try {
      answer = await fetch(this.place.dataset.marks, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.place.dataset.token },
        body: JSON.stringify({ marks }),
        redirect: "manual",
      });
    } catch {
      this.later();
      return;
    }
    const told = await answer.json().catch(() => null);
    if (answer.type === "opaqueredirect" || (answer.status === 403 && !told)) this.say("signin");
    else if (!answer.ok && !told) this.later();
    else {
      // What was refused is never right later: it is dropped, and the reason stays on the page.
      this.keep(this.waiting().slice(marks.length));
      if (answer.ok) this.take(told);
      else this.refused(told);
      if (this.waiting().length) await this.send();
    }
  }

  take(told) {
    const waiting = new Map(this.waiting().map((mark) => [String(mark.target), mark]));
    for (const [target, value] of Object.entries(told.states)) if (!waiting.has(target)) this.show(Number(target), value, told.names?.[target] ?? "", true);
    this.told(told);
    this.tries = 0;
    if (!waiting.size) this.say("sent");
  }

  refused(told) {
    this.words.dataset.state = "refused";
    this.words.textContent = (told.refusals ?? []).map((one) => one.sentence).join(" ");
  }

  later() {
    this.say("offline", this.waiting().length);
    this.timer = setTimeout(() => this.flush(), RETRY_MS[Math.min(this.tries, RETRY_MS.length - 1)]);
    this.tries += 1;
  }

  // What other phones ticked comes in; while something waits here, it goes first.
  async ask() {
    if (document.visibilityState !== "visible" || this.sending || this.waiting().length) return;
    const answer = await fetch(this.place.dataset.states, { headers: { Accept: "application/json" }, redirect: "manual" }).catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    if (told && !this.waiting().length) this.take(told);
  }

  say(state, count = 0) {
    if (!this.words || (state === "sent" && this.words.dataset.state === "refused")) return;
    this.words.dataset.state = state;
    this.words.textContent = this.place.dataset[state].replace("{count}", count);
  }

  // From now on this page opens without a network too.
  async keepPage() {
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register(this.place.dataset.worker);
    const { active } = await navigator.serviceWorker.ready;
    const parts = performance.getEntriesByType("resource").map((one) => one.name);
    const ours = parts.filter((name) => new URL(name).pathname.startsWith("/static/"));
    const told = new MessageChannel();
    told.port1.onmessage = ({ data }) => (this.place.dataset.keptForLater = data ? "yes" : "no");
    active.postMessage({ keep: [location.href, ...new Set(ours)] }, [told.port2]);
  }
}
