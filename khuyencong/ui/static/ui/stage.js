// Slides for the stage: arrow keys, a remote's page keys, touches; one slide at a time.

const slides = [...document.querySelectorAll(".slide")];
const place = document.querySelector("[data-place]");
const wanted = Number(location.hash.slice(1)) - 1;
let now = wanted > 0 && wanted < slides.length ? wanted : 0;

function show(number) {
  now = Math.max(0, Math.min(slides.length - 1, number));
  slides.forEach((slide, at) => slide.classList.toggle("is-now", at === now));
  place.textContent = `${now + 1} / ${slides.length}`;
  history.replaceState(null, "", `#${now + 1}`);
}

const KEYS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity };

document.documentElement.classList.add("scripted");
document.addEventListener("keydown", (event) => {
  const step = KEYS[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === " " && event.target.matches("button, a")) return;
  event.preventDefault();
  show(now + step);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-slide]");
  if (button) show(now + Number(button.dataset.slide));
  if (event.target.closest("[data-full]")) {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }
});
show(now);
