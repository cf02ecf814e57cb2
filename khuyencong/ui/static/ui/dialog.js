// Buttons with data-opens="ID" show the native dialog of that id; data-closes="ID" closes it.
// An answer of the server to a form that was wrong may arrive with data-open-now.

export function openDialog(dialog) {
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector("[autofocus], textarea, input:not([type=hidden]), select");
  (first ?? dialog.querySelector("[data-closes]"))?.focus();
}

export function watchDialogs(root) {
  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (dialog) openDialog(dialog);
      return;
    }
    const closer = event.target.closest("[data-closes]");
    if (closer) document.getElementById(closer.dataset.closes)?.close();
    // A click on the darkened page round the dialog is a click on the dialog element itself.
    if (event.target instanceof HTMLDialogElement && event.target.matches(".ask")) event.target.close();
  });
  for (const dialog of root.querySelectorAll("dialog[data-open-now]")) openDialog(dialog);
}
