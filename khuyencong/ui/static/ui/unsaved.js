// Forms marked data-guarded ask the browser to warn before typed words are lost.

export function watchUnsaved(root) {
  const touched = new Set();
  const guarded = (target) => target.closest?.("form[data-guarded]");

  root.addEventListener("input", (event) => {
    const form = guarded(event.target);
    if (form) touched.add(form);
  });
  root.addEventListener("submit", (event) => touched.delete(event.target));
  root.addEventListener("reset", (event) => touched.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    for (const form of touched) {
      if (form.isConnected) {
        event.preventDefault();
        return;
      }
    }
  });
}
