// A long list takes seconds to become a workbook: meanwhile the page says how many rows are done.
const PAUSE = 500;
const NAME = /filename="?([^";]+)"?/;

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function follow(box, words, address, isOver) {
  const figures = new Intl.NumberFormat(document.documentElement.lang);
  while (!isOver()) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    const { done, total } = answer?.ok ? await answer.json().catch(() => ({})) : {};
    if (total && !isOver()) words.textContent = `${words.dataset.exportWords}: ${figures.format(done)} / ${figures.format(total)}`;
  }
}

async function start(box, link) {
  const words = box.querySelector("[data-export-words]");
  const key = newKey();
  const address = new URL(link.href);
  address.searchParams.set("cho", key);
  let over = false;
  words.textContent = `${words.dataset.exportWords}…`;
  const following = follow(box, words, box.dataset.longExport.replace("KEY", key), () => over);
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    save(await answer.blob(), NAME.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "danh-sach.xlsx");
    words.textContent = words.dataset.exportDone;
  } catch {
    words.textContent = words.dataset.exportFailed;
  } finally {
    over = true;
    await following;
  }
}

export function watchExports(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-long-export] a[href*='tai=xlsx']");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    start(link.closest("[data-long-export]"), link);
  });
}
