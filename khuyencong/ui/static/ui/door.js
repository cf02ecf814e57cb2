// Ticks guests at the door: by camera, by the number of the letter, by name.
import { Marks } from "./marks.js";
import { watch } from "./qr-camera.js";

const SAME_CODE_MS = 3000;

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");

function start(place) {
  const rows = [...place.querySelectorAll("[data-guest]")];
  const last = place.querySelector("[data-last]");
  const find = place.querySelector("#door-find");
  const nameOf = (row) => row.querySelector("[data-name]").textContent.trim();
  const tell = (words, row) => (last.textContent = place.dataset[words].replace("{name}", row ? nameOf(row) : ""));
  const clock = () => new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });

  // The server tells the time of arrival, or nothing; a tick of this phone tells what was done.
  const show = (target, value, _name, isTold = false) => {
    const row = place.querySelector(`[data-guest="${target}"]`);
    if (!row) return;
    const isThere = isTold ? value !== "" : value === "arrived";
    row.dataset.state = isThere ? "arrived" : "";
    row.classList.toggle("is-there", isThere);
    row.querySelector("[data-time]").textContent = isTold ? value : isThere ? clock() : "";
    row.querySelector("[name=value]").value = isThere ? "undone" : "arrived";
    const button = row.querySelector("button");
    const word = isThere ? place.dataset.undo : place.dataset.tick;
    button.className = `btn btn-${isThere ? "quiet" : "primary"}`;
    button.setAttribute("aria-label", `${word}: ${nameOf(row)}`);
    row.querySelector("[data-button-word]").textContent = word;
    count();
  };
  const count = () => (place.querySelector("[data-arrived-count]").textContent = rows.filter((row) => row.dataset.state).length);
  const marks = new Marks(place, show, () => {});

  const tick = (row, value) => {
    if (value === "arrived" && row.dataset.state) tell("again", row);
    else {
      marks.add([Number(row.dataset.guest)], value);
      tell(value, row);
    }
  };

  const byCode = (text) => rows.find((row) => text.includes(`/${row.dataset.code}/`) || text === row.dataset.code);
  const narrow = () => {
    const words = fold(find.value).split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.dataset.find.includes(word) || row.dataset.number === word);
  };

  place.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const row = event.target.closest("[data-guest]");
    tick(row, row.querySelector("[name=value]").value);
  });
  find.addEventListener("input", narrow);
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const typed = find.value.trim();
    const shown = rows.filter((row) => !row.hidden);
    const row = rows.find((one) => one.dataset.number === typed) ?? byCode(typed.toUpperCase()) ?? (typed && shown.length === 1 ? shown[0] : null);
    if (!row) tell("unknown");
    else {
      tick(row, "arrived");
      find.value = "";
      narrow();
    }
  });
  scan(place, (text) => {
    const row = byCode(text);
    if (row) tick(row, "arrived");
    else tell("unknown");
  }, () => tell("noCamera"));
}

function scan(place, seen, failed) {
  const view = place.querySelector("[data-camera-view]");
  let stop = null;
  let [before, at] = ["", 0];
  place.querySelector("[name=scan]").addEventListener("click", async () => {
    if (stop) return;
    view.hidden = false;
    try {
      stop = await watch(view.querySelector("video"), (text) => {
        if (text === before && Date.now() - at < SAME_CODE_MS) {
          at = Date.now();
          return;
        }
        [before, at] = [text, Date.now()];
        navigator.vibrate?.(80);
        seen(text);
      });
    } catch {
      view.hidden = true;
      failed();
    }
  });
  place.querySelector("[name=stop]").addEventListener("click", () => {
    stop?.();
    stop = null;
    view.hidden = true;
  });
}

const door = document.getElementById("door");
if (door) start(door);
