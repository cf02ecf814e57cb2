// A page of the field: what is typed and photographed is kept in this phone at once, and sent when there is a network.
import { Refused, deliver } from "./field-sending.js";
import { allVisits, dropPhoto, keepPhoto, keepVisit, newId, photosOf, recallVisit } from "./field-store.js";

const RETRY_MS = [3000, 8000, 20000, 60000];
const QUIET_MS = 300;
const THUMBNAIL = 240;

const clock = (moment) => new Date(moment).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });

class Visit {
  constructor(form) {
    this.form = form;
    this.state = document.querySelector("[data-field-state]");
    this.bar = document.querySelector("[data-progress]");
    this.key = `${form.dataset.person} ${form.getAttribute("action")}`;
    this.client = newId(); // never that of the page: it may be an old copy, whose visit was sent long ago
    this.entry = null;
    this.tries = 0;
    this.timer = 0;
    this.quiet = 0;
    this.sending = null;
    this.writing = Promise.resolve();
  }

  async start() {
    const kept = await recallVisit(this.key).catch(() => null);
    if (kept) await this.restore(kept);
    this.form.addEventListener("input", (event) => this.changed(event));
    this.form.addEventListener("click", (event) => this.pressed(event));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.flush());
    navigator.storage?.persist?.();
    keepThisPage(this.form).catch(() => {});
    this.form.dataset.ready = "yes";
    this.flush();
    this.flushOthers();
  }

  // ---- what the page holds
  fields() {
    const pairs = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    return pairs.map(([name, value]) => [name, name === "client_id" ? this.client : value]);
  }

  async keep(state) {
    const photos = await photosOf(this.client);
    this.entry = {
      key: this.key,
      client: this.client,
      person: this.form.dataset.person,
      label: this.form.dataset.label,
      address: this.form.getAttribute("action"),
      photoAddress: this.form.dataset.photoAddress,
      token: this.form.elements.csrfmiddlewaretoken.value,
      fields: this.fields().map(([name, value]) => [name, name === "photo_count" ? String(photos.length) : value]),
      state,
      keptAt: Date.now(),
    };
    await keepVisit(this.entry);
  }

  async restore(kept) {
    this.entry = kept;
    this.client = kept.client;
    if (kept.state !== "sent") this.fill(kept.fields);
    for (const photo of await photosOf(kept.client)) this.show(photo);
    if (kept.state === "draft" || kept.state === "refused") this.say("kept", { time: clock(kept.keptAt) });
    if (kept.state === "refused") this.showRefused(kept.why ?? []);
  }

  // Lines that were added come back first, so that every value finds its control.
  fill(fields) {
    const values = Map.groupBy ? Map.groupBy(fields, ([name]) => name) : grouped(fields);
    for (const lines of this.form.querySelectorAll("[data-lines]")) {
      const first = lines.querySelector("template").content.querySelector("[name]").name;
      const wanted = (values.get(first) ?? []).length;
      while (lines.querySelectorAll("[data-line]").length < wanted) addLine(lines);
    }
    for (const [name, pairs] of values) {
      const controls = [...this.form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
      if (controls[0]?.type === "radio") for (const one of controls) one.checked = one.value === pairs[0][1];
      else controls.forEach((one, place) => (one.value = pairs[place]?.[1] ?? ""));
    }
  }

  // ---- typing
  changed(event) {
    if (event.target.matches("[data-camera]")) {
      this.shot(event.target);
      return;
    }
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.keepDraft(), QUIET_MS);
  }

  keepDraft() {
    this.writing = this.writing.then(async () => {
      if (this.entry?.state === "sent") this.begin();
      const wasWaiting = this.entry?.state === "waiting";
      try {
        await this.keep(wasWaiting ? "waiting" : "draft");
        if (!wasWaiting) this.say("kept", { time: clock(this.entry.keptAt) });
      } catch {
        this.say("full");
      }
    });
    return this.writing;
  }

  // After one was sent, the next that is typed on the same page is another one.
  begin() {
    this.client = newId();
    this.entry = null;
    document.querySelector("[data-after]").hidden = true;
    document.querySelector("[data-photos]").replaceChildren();
  }

  async shot(camera) {
    if (this.entry?.state === "sent") this.begin();
    const files = [...camera.files];
    camera.value = "";
    for (const file of files) {
      const photo = { id: newId(), visit: this.client, data: await file.arrayBuffer(), name: file.name, type: file.type, state: "waiting" };
      try {
        await keepPhoto(photo);
        await this.show(photo);
      } catch {
        this.say("full");
        return;
      }
    }
    await this.keepDraft();
  }

  pressed(event) {
    const adder = event.target.closest("[data-add-line]");
    if (adder) addLine(adder.closest("[data-lines]"))?.querySelector("input")?.focus();
    if (event.target.closest("[data-place]")) this.locate();
    const dropper = event.target.closest("[data-drop-photo]");
    if (dropper) this.drop(dropper.closest("[data-photo]"));
  }

  async drop(figure) {
    await dropPhoto(figure.dataset.photo);
    figure.remove();
    await this.keepDraft();
  }

  locate() {
    const words = document.querySelector("[data-place-words]");
    const failed = () => (words.textContent = this.form.dataset.noPlace);
    if (!navigator.geolocation) {
      failed();
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.form.elements.latitude.value = coords.latitude.toFixed(6);
        this.form.elements.longitude.value = coords.longitude.toFixed(6);
        words.textContent = `${this.form.dataset.hasPlace}: ${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`;
        this.keepDraft();
      },
      failed,
      { enableHighAccuracy: true, timeout: 20000 },
    );
  }

  // ---- sending
  async submitted(event) {
    event.preventDefault();
    clearTimeout(this.quiet);
    await this.writing;
    if (this.entry?.state === "sent") return;
    try {
      await this.keep("waiting");
    } catch {
      this.say("full");
    }
    this.tries = 0;
    this.showRefused([]);
    await this.flush();
  }

  flush() {
    if (!this.entry || !["waiting", "sent"].includes(this.entry.state)) return null;
    clearTimeout(this.timer);
    this.sending ??= this.send().finally(() => (this.sending = null));
    return this.sending;
  }

  async send() {
    this.say("sending");
    try {
      const answer = await deliver(this.entry, (photo, number, all, share) => this.tell(photo, number, all, share));
      this.bar.hidden = true;
      this.tries = 0;
      this.say("sent", { time: clock(this.entry.sentAt) });
      this.showRefused(answer.warnings ?? []);
      document.querySelector("[data-after]").hidden = false;
    } catch (problem) {
      this.bar.hidden = true;
      await this.failed(problem);
    }
  }

  async failed(problem) {
    if (problem instanceof Refused && problem.isDoor) this.say("signin");
    else if (problem instanceof Refused) {
      Object.assign(this.entry, { state: "refused", why: problem.sentences });
      await keepVisit(this.entry).catch(() => {});
      this.say("refused");
      this.showRefused(problem.sentences);
    } else {
      this.say("offline", { time: clock(this.entry.keptAt) });
      this.timer = setTimeout(() => this.flush(), RETRY_MS[Math.min(this.tries, RETRY_MS.length - 1)]);
      this.tries += 1;
    }
  }

  // What was written on other pages and never arrived goes along, as soon as any such page is open.
  async flushOthers() {
    const visits = await allVisits().catch(() => []);
    for (const visit of visits) {
      if (visit.key === this.key || visit.person !== this.form.dataset.person) continue;
      if (["waiting", "sent"].includes(visit.state)) await deliver(visit).catch(() => {});
    }
  }

  // ---- telling
  tell(photo, number, all, share) {
    this.bar.hidden = false;
    this.bar.value = Math.round((100 * (number - 1 + share)) / all);
    this.say("photos", { done: number, all });
    if (photo.state !== "waiting") this.mark(photo);
  }

  say(state, values = {}) {
    this.state.dataset.state = state;
    const words = this.state.dataset[state].replace(/\{(\w+)\}/g, (_all, name) => values[name]);
    this.state.querySelector("[data-words]").textContent = words;
  }

  showRefused(sentences) {
    const place = document.querySelector("[data-refused]");
    place.hidden = !sentences.length;
    const list = place.querySelector("[data-refused-list]");
    list.replaceChildren(...sentences.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    if (sentences.length) place.scrollIntoView({ block: "center" });
  }

  async show(photo) {
    const figure = document.createElement("figure");
    figure.className = "field-photo";
    figure.dataset.photo = photo.id;
    const canvas = document.createElement("canvas");
    const caption = document.createElement("figcaption");
    const dropper = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet btn-sm", textContent: this.form.dataset.dropWords });
    dropper.dataset.dropPhoto = "";
    figure.append(canvas, caption, dropper);
    document.querySelector("[data-photos]").append(figure);
    this.mark(photo);
    await draw(canvas, photo).catch(() => {});
  }

  mark(photo) {
    const figure = document.querySelector(`[data-photo="${photo.id}"]`);
    if (!figure) return;
    figure.dataset.state = photo.state;
    const words = { waiting: "photoWaits", sent: "photoSent", failed: "photoFailed" }[photo.state];
    figure.querySelector("figcaption").textContent = this.form.dataset[words] + (photo.why ? `: ${photo.why}` : "");
    if (photo.state === "sent") figure.querySelector("[data-drop-photo]")?.remove();
  }
}

// From now on this page opens without a network too, with everything that it needs.
async function keepThisPage(form) {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(form.dataset.worker);
  const { active } = await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map((one) => one.name);
  const ours = parts.filter((name) => new URL(name).pathname.startsWith("/static/"));
  const told = new MessageChannel();
  told.port1.onmessage = ({ data }) => (form.dataset.keptForLater = data ? "yes" : "no");
  active.postMessage({ keep: [location.href, ...new Set(ours)] }, [told.port2]);
}

function grouped(fields) {
  const found = new Map();
  for (const pair of fields) found.set(pair[0], [...(found.get(pair[0]) ?? []), pair]);
  return found;
}

function addLine(lines) {
  const line = lines.querySelector("template").content.firstElementChild.cloneNode(true);
  lines.querySelector("[data-add-line]").before(line);
  return line;
}

async function draw(canvas, photo) {
  const picture = await createImageBitmap(new Blob([photo.data], { type: photo.type }));
  const scale = Math.min(1, THUMBNAIL / Math.max(picture.width, picture.height));
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
}

const form = document.getElementById("field-form");
if (form) new Visit(form).start();
