// While an import runs, the page that started it shows how far it is.
const PAUSE = 400;

async function follow(form, meter) {
  const bar = meter.querySelector("progress");
  const figures = meter.querySelector(".figures");
  const words = new Intl.NumberFormat(document.documentElement.lang);
  meter.hidden = false;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const answer = await fetch(form.dataset.importProgress, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) continue;
    const { done, total } = await answer.json();
    if (!total) continue;
    bar.max = total;
    bar.value = done;
    if (figures) figures.textContent = `${words.format(done)} / ${words.format(total)}`;
  }
}

for (const form of document.querySelectorAll("form[data-import-progress]")) {
  const meter = form.querySelector("[data-import-meter]");
  form.addEventListener("submit", () => follow(form, meter));
}
