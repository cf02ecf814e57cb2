// Ticks beside the stage who received, who did for another, who was absent; the next call stays in sight.
import { Marks } from "./marks.js";

function start(place) {
  const rows = [...place.querySelectorAll("[data-presentation]")];
  const show = (target, value, name) => {
    const row = place.querySelector(`[data-presentation="${target}"]`);
    if (!row) return;
    row.dataset.state = value;
    row.querySelector("[data-outcome]").textContent = place.dataset[value];
    row.querySelector("[data-receiver]").textContent = name ? `: ${name}` : "";
    turns();
  };
  const turns = () => {
    let isFirst = true;
    for (const turn of place.querySelectorAll("[data-turn]")) {
      const done = [...turn.querySelectorAll("[data-presentation]")].every((row) => row.dataset.state !== "waiting");
      turn.classList.toggle("is-done", done);
      turn.classList.toggle("is-next", !done && isFirst);
      if (!done) isFirst = false;
    }
    for (const one of place.querySelectorAll("[data-count]")) one.textContent = rows.filter((row) => row.dataset.state === one.dataset.count).length;
  };
  const marks = new Marks(place, show, () => {});
  turns();

  place.addEventListener("submit", (event) => {
    if (!event.target.matches(".turn__ticks")) return;
    event.preventDefault();
    event.stopPropagation();
    const { value } = event.submitter;
    const name = event.target.elements.name;
    if (value === "proxy" && !name.value.trim()) {
      name.setCustomValidity(place.dataset.who);
      name.reportValidity();
      name.addEventListener("input", () => name.setCustomValidity(""), { once: true });
      return;
    }
    marks.add([Number(event.target.elements.target.value)], value, value === "proxy" ? name.value.trim() : "");
    if (value === "waiting") return;
    event.target.querySelector("details").open = false;
    place.querySelector(".is-next")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  });
}

const ceremony = document.getElementById("ceremony");
if (ceremony?.querySelector("[data-queue]")) start(ceremony);
