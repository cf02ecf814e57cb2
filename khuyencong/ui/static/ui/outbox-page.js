// On a page that lists a juror's sheets: send what this browser still holds and say how it went.
import { sendAll, waiting } from "./outbox.js";

const place = document.querySelector("[data-outbox]");

async function run() {
  const person = place.dataset.person;
  const before = waiting(person).length;
  if (!before) {
    place.hidden = true;
    return;
  }
  place.hidden = false;
  const words = place.querySelector("[data-outbox-words]");
  words.textContent = place.dataset.sending.replace("{count}", before);
  const left = await sendAll(person, place.dataset.token);
  words.textContent = left
    ? place.dataset.kept.replace("{count}", left)
    : place.dataset.sent.replace("{count}", before);
  place.classList.toggle("notice--good", !left);
  place.classList.toggle("notice--warn", left > 0);
}

if (place) {
  run();
  window.addEventListener("online", run);
}
