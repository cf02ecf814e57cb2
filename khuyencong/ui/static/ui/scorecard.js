// A juror's sheet: steps, sums, keys, and a save on every change that survives a lost connection and a reload.
import { Refused, drop, keep, keyOf, recall, send } from "./outbox.js";
import { EMPTY, readPoints, stepPoints, writePoints } from "./points.js";

const QUIET_MS = 700;
const RETRY_MS = [2000, 5000, 15000, 30000];

class Sheet {
  constructor(form) {
    this.form = form;
    this.fields = [...form.querySelectorAll("[data-points]")];
    this.remarks = form.querySelector("[data-remarks]");
    this.state = document.querySelector("[data-save-state]");
    this.key = keyOf(form.dataset.person, form.dataset.sheet);
    this.revision = Number(form.dataset.revision);
    this.timer = 0;
    this.tries = 0;
    this.sending = null;
  }

  start() {
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("click", (event) => this.pressed(event));
    document.addEventListener("keydown", (event) => this.keyed(event));
    this.sum();
    if (this.form.dataset.unkept === undefined) this.startKeeping();
    this.form.dataset.ready = "yes";
  }

  // A juror's own sheet is kept as it is typed; one that is copied from paper goes in one piece.
  startKeeping() {
    this.form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.flush());
    this.restore();
  }

  // ---- what the sheet holds
  points() {
    return Object.fromEntries(this.fields.map((field) => [field.dataset.points, field.value.trim()]));
  }

  entry() {
    return {
      address: this.form.dataset.save,
      revision: this.revision,
      points: this.points(),
      remarks: this.remarks?.value ?? "",
      at: Date.now(),
    };
  }

  fill(points, remarks) {
    for (const field of this.fields) field.value = points[field.dataset.points] ?? "";
    if (this.remarks) this.remarks.value = remarks ?? "";
    this.sum();
  }

  restore() {
    const entry = recall(this.key);
    if (!entry) return;
    if (entry.revision <= this.revision) {
      drop(this.key, this.revision);
      return;
    }
    this.revision = entry.revision;
    this.fill(entry.points, entry.remarks);
    this.say("kept");
    this.flush();
  }

  // ---- saving
  changed() {
    this.sum();
    if (this.form.dataset.unkept !== undefined) return;
    this.revision = Math.max(this.revision + 1, Date.now());
    if (!keep(this.key, this.entry())) this.say("full");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), QUIET_MS);
  }

  // Send what is kept; asks that come while one is under way wait for it and then look again.
  async flush() {
    clearTimeout(this.timer);
    if (this.sending) await this.sending;
    const entry = recall(this.key);
    if (!entry) return true;
    this.sending ??= this.deliver(entry).finally(() => (this.sending = null));
    return this.sending;
  }

  async deliver(entry) {
    this.say("sending");
    try {
      const told = await send(entry, this.form.dataset.token);
      drop(this.key, entry.revision);
      this.tries = 0;
      this.showFaults(told.faults ?? {});
      this.say(Object.keys(told.faults ?? {}).length ? "faulty" : "saved", told.saved_at);
      return !recall(this.key);
    } catch (problem) {
      this.failed(problem, entry);
      return false;
    }
  }

  failed(problem, entry) {
    if (problem instanceof Refused) {
      if (problem.status === 409 && problem.answer.newer) this.overtaken(problem.answer, entry);
      else if (problem.status === 401 || (problem.status === 403 && !problem.answer.refusals)) this.say("signin");
      else if (problem.answer.refusals) this.say("refused", problem.answer.refusals.map((one) => one.sentence).join(" "));
      else this.later();
      return;
    }
    this.later();
  }

  later() {
    this.say("offline");
    this.timer = setTimeout(() => this.flush(), RETRY_MS[Math.min(this.tries, RETRY_MS.length - 1)]);
    this.tries += 1;
  }

  // Another device saved later than what this one holds: the juror chooses.
  overtaken(answer, entry) {
    this.say("refused", this.state.dataset.newer.replace("{time}", answer.newer.saved_at));
    const dialog = document.getElementById("ask-newer");
    dialog.querySelector("[data-theirs]").onclick = () => {
      drop(this.key, entry.revision);
      this.revision = answer.newer.revision;
      this.fill(answer.newer.points, answer.newer.remarks);
      this.say("saved", answer.newer.saved_at);
      dialog.close();
    };
    dialog.querySelector("[data-mine]").onclick = () => {
      this.revision = Math.max(answer.newer.revision, Date.now()) + 1;
      keep(this.key, this.entry());
      dialog.close();
      this.flush();
    };
    if (!dialog.open) dialog.showModal();
  }

  say(state, detail = "") {
    this.state.dataset.state = state;
    const words = this.state.querySelector("[data-words]");
    words.textContent = state === "refused" ? detail : this.state.dataset[state].replace("{time}", detail);
  }

  showFaults(faults) {
    for (const field of this.fields) this.mark(field, faults[field.dataset.points] ?? "");
  }

  // ---- sums and marks
  check(field) {
    const value = readPoints(field.value);
    const maximum = Number(field.dataset.maximum);
    if (Number.isNaN(value)) return [0, false, this.form.dataset.notNumber];
    if (value === EMPTY) return [0, false, ""];
    if (value > maximum) return [0, false, this.form.dataset.tooMuch.replace("{maximum}", writePoints(maximum))];
    return [value, true, ""];
  }

  mark(field, fault) {
    const place = document.getElementById(`${field.id}-fault`);
    field.toggleAttribute("aria-invalid", Boolean(fault));
    if (fault) field.setAttribute("aria-invalid", "true");
    place.textContent = fault;
    place.hidden = !fault;
  }

  sum() {
    const sums = {};
    let [total, filled] = [0, 0];
    for (const field of this.fields) {
      const [value, good, fault] = this.check(field);
      this.mark(field, fault);
      field.closest("[data-criterion]").classList.toggle("is-filled", good);
      sums[field.dataset.root] = (sums[field.dataset.root] ?? 0) + value;
      total += value;
      filled += good ? 1 : 0;
      for (const anchor of field.closest("[data-criterion]").querySelectorAll("[data-gives]"))
        anchor.setAttribute("aria-pressed", String(good && Number(anchor.dataset.gives) === value));
    }
    for (const place of document.querySelectorAll("[data-sum-of]"))
      place.textContent = writePoints(sums[place.dataset.sumOf] ?? 0);
    for (const place of document.querySelectorAll("[data-total]")) place.textContent = writePoints(total);
    const left = this.fields.length - filled;
    for (const place of document.querySelectorAll("[data-left]"))
      place.textContent = left ? place.dataset.leftWords.replace("{count}", left) : place.dataset.doneWords;
    for (const button of document.querySelectorAll("[data-when-full]")) button.disabled = left > 0;
  }

  // ---- hands
  pressed(event) {
    const stepper = event.target.closest("[data-step]");
    const anchor = event.target.closest("[data-gives]");
    if (!stepper && !anchor) return;
    const field = (stepper ?? anchor).closest("[data-criterion]").querySelector("[data-points]");
    if (stepper) this.step(field, Number(stepper.dataset.step));
    else this.set(field, Number(anchor.dataset.gives));
  }

  step(field, by) {
    this.set(field, stepPoints(field.value, by, Number(field.dataset.maximum)));
  }

  set(field, hundredths) {
    field.value = writePoints(hundredths);
    this.changed();
  }

  get keysOn() {
    return document.getElementById("keys-on")?.checked ?? true;
  }

  keyed(event) {
    if (!this.keysOn || event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.querySelector("[data-save-next]")?.click();
      return;
    }
    const place = this.fields.indexOf(event.target);
    if (place < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowUp: 50, ArrowDown: -50 }[event.key];
    if (step) {
      event.preventDefault();
      this.step(event.target, event.shiftKey ? 2 * step : step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const next = this.fields[place + (event.shiftKey ? -1 : 1)] ?? this.remarks;
      next?.focus();
      next?.select?.();
    }
  }

  // A form that leaves the page goes only when everything typed has arrived.
  async submitted(event) {
    const button = event.submitter;
    if (this.form.dataset.leaving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await this.flush())) {
      button?.closest("dialog")?.close();
      document.querySelector("[data-save-state]").scrollIntoView({ block: "nearest" });
      return;
    }
    this.form.dataset.leaving = "yes";
    setTimeout(() => this.form.requestSubmit(button ?? undefined)); // a form cannot be sent while it tells of being sent
  }
}

function rememberKeys() {
  const box = document.getElementById("keys-on");
  if (!box) return;
  box.checked = localStorage.getItem("khuyencong.phim-tat") !== "tat";
  box.addEventListener("change", () => localStorage.setItem("khuyencong.phim-tat", box.checked ? "bat" : "tat"));
}

rememberKeys();
const form = document.getElementById("score-sheet");
if (form) new Sheet(form).start();
