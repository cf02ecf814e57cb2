// Short words at the foot of the page, read aloud by screen readers, gone after a while.

export function toast(text, { bad = false, seconds = 6 } = {}) {
  const place = document.getElementById("toasts");
  if (!place) return;
  const line = document.createElement("div");
  line.className = bad ? "toast-line toast-line--bad" : "toast-line";
  line.textContent = text;
  place.append(line);
  setTimeout(() => line.remove(), seconds * 1000);
}

export function watchClosing(root) {
  root.addEventListener("click", (event) => {
    const closer = event.target.closest("[data-close]");
    if (!closer) return;
    const box = closer.closest("[data-closable]");
    const next = box?.nextElementSibling?.querySelector("[data-close]") ?? document.getElementById("main");
    box?.remove();
    next?.focus();
  });
}
