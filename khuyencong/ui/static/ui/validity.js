// The browser's own hints speak the browser's language; ours speak the page's.
// The words stand on <html data-say-missing="…" data-say-wrong="…">.

export function watchValidity(root) {
  const words = document.documentElement.dataset;
  root.addEventListener(
    "invalid",
    (event) => {
      const control = event.target;
      if (control.validity.customError) return;
      control.setCustomValidity(control.validity.valueMissing ? words.sayMissing : words.sayWrong);
    },
    true,
  );
  for (const kind of ["input", "change"]) {
    root.addEventListener(kind, (event) => event.target.setCustomValidity?.(""), true);
  }
}
