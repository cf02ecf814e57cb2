// A form is sent once: its buttons wait after the first press, and come back when the page does.
// A button that is refused stays readable but does nothing.

export function watchSubmitting(root) {
  root.addEventListener("click", (event) => {
    if (event.target.closest('[aria-disabled="true"]')) event.preventDefault();
  });
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.dataset.repeatable !== undefined || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll('[aria-busy="true"]')) button.removeAttribute("aria-busy");
  });
}
