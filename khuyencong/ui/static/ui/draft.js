// What was typed into a form that the server refuses comes back with the form, and the reason stands in it.
// One draft per tab, kept from the sending to the next page: the refusal page lets it live for one page more.

const KEY = "khuyencong-draft";
const UNTYPED = new Set(["hidden", "file", "password", "submit", "button", "reset", "image"]);
const here = () => location.pathname + location.search;
const typed = (form) => [...form.elements].filter((one) => one.name && one.type && !UNTYPED.has(one.type));

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function keep(draft) {
  try {
    if (draft) sessionStorage.setItem(KEY, JSON.stringify(draft));
    else sessionStorage.removeItem(KEY);
  } catch {
    // No storage, or a text too long for it: the form works as it did.
  }
}

function valueOf(control) {
  if (control.type === "checkbox" || control.type === "radio") return control.checked;
  if (control.multiple) return [...control.selectedOptions].map((option) => option.value);
  return control.value;
}

function give(control, value) {
  if (control.type === "checkbox" || control.type === "radio") control.checked = value;
  else if (control.multiple) for (const option of control.options) option.selected = value.includes(option.value);
  else control.value = value;
}

function note(form) {
  if (form.method !== "post" || form.querySelector("input[type=password]")) return;
  const fields = typed(form).map((control) => [control.name, valueOf(control)]);
  if (fields.length) keep({ from: here(), action: form.action, fields, reasons: [] });
}

function formOf(draft) {
  const names = draft.fields.map(([name]) => name).join("\n");
  return [...document.forms].find(
    (form) => form.action === draft.action && typed(form).map((one) => one.name).join("\n") === names,
  );
}

function tell(form, reasons) {
  const box = document.createElement("div");
  box.className = "notice notice--bad";
  box.setAttribute("role", "alert");
  const body = document.createElement("div");
  body.className = "notice__body";
  for (const reason of reasons) body.append(Object.assign(document.createElement("p"), { textContent: reason }));
  box.append(body);
  const inDialog = form.querySelector(".ask__body");
  if (inDialog) inDialog.prepend(box);
  else form.prepend(box);
}

function restore(draft) {
  const form = formOf(draft);
  if (!form) return;
  typed(form).forEach((control, place) => give(control, draft.fields[place][1]));
  if (draft.reasons.length) tell(form, draft.reasons);
  form.dispatchEvent(new Event("input", { bubbles: true }));
  const dialog = form.closest("dialog");
  if (dialog && !dialog.open) dialog.showModal();
  for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  if (!dialog) form.querySelector(".notice--bad")?.scrollIntoView({ block: "center" });
}

export function watchDrafts(root) {
  root.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) note(event.target);
  });
  const draft = read();
  if (!draft) return;
  const refusals = root.querySelector("[data-refusals]");
  if (refusals) {
    const reasons = [...refusals.querySelectorAll(".notice__body")].map((one) => one.innerText.trim());
    keep({ ...draft, reasons });
    return;
  }
  keep(null);
  const failed = root.querySelector(".messages .notice--bad");
  if (draft.from === here() && (draft.reasons.length || failed)) restore(draft);
}
