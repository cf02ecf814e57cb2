// Issues the certificates of a round a few at a time and shows how far it is; stopping loses nothing.

const form = document.querySelector("[data-issue-form]");

class Issuing {
  constructor(place) {
    this.form = place;
    this.box = place.closest("[data-issuing]");
    this.bar = this.box.querySelector("progress");
    this.words = place.querySelector("[data-issue-words]");
    this.go = place.querySelector("button:not([data-issue-stop])");
    this.halt = place.querySelector("[data-issue-stop]");
    this.running = false;
  }

  start() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.running) this.run();
    });
    this.halt.addEventListener("click", () => (this.running = false));
  }

  show(running) {
    this.running = running;
    this.go.hidden = running;
    this.halt.hidden = !running;
    if (running) this.halt.focus();
    else this.go.focus();
  }

  async run() {
    this.show(true);
    let end = "stopped";
    while (this.running) {
      const told = await this.step().catch(() => null);
      if (!told || !told.issued) {
        end = "failed";
        this.reason = told?.refusals?.map((one) => one.sentence).join(" ");
        break;
      }
      told.issued.forEach((one) => this.mark(one));
      this.measure(told.left);
      if (told.left === 0 || told.issued.length === 0) {
        end = "finished";
        break;
      }
    }
    this.show(false);
    this.go.hidden = end === "finished";
    this.box.querySelector("[data-issued-next]")?.toggleAttribute("hidden", end !== "finished");
    this.words.textContent = (end === "failed" && this.reason) || this.form.dataset[end];
  }

  async step() {
    const answer = await fetch(this.form.action, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": this.form.dataset.token },
    });
    return answer.json();
  }

  measure(left) {
    const total = Number(this.box.dataset.total);
    this.bar.value = total - left;
    this.box.querySelector(".meter__words .figures").textContent = `${total - left} / ${total}`;
    this.words.textContent = this.form.dataset.running.replace("{left}", left);
  }

  mark(one) {
    const row = document.querySelector(`[data-dossier="${one.dossier}"]`);
    const serial = row?.querySelector("[data-serial]");
    if (!serial) return;
    serial.replaceChildren(this.link(one));
    const state = row.querySelector("[data-state]");
    const tag = document.createElement("span");
    tag.className = "tag tag--good";
    tag.textContent = state.dataset.doneWords;
    state.replaceChildren(tag);
  }

  link(one) {
    if (!one.url) return document.createTextNode(one.serial);
    const link = document.createElement("a");
    link.href = one.url;
    link.textContent = one.serial;
    return link;
  }
}

if (form) new Issuing(form).start();
