// One-letter keys of the staff pages: ? shows them, / goes to the search box, n and p turn to the next and the one before.
// They rest while somebody types, and a switch in the list turns them off for good (WCAG 2.1.4).

const OFF = "khuyencong-keys-off";
const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]");
const isOff = () => {
  try {
    return localStorage.getItem(OFF) === "yes";
  } catch {
    return false;
  }
};

const ACTS = {
  "?": () => document.getElementById("keys")?.showModal(),
  "/": () => document.querySelector("main [type=search], main [name=q]")?.focus(),
  n: () => document.querySelector("main a[rel=next]")?.click(),
  p: () => document.querySelector("main a[rel=prev]")?.click(),
};

export function watchKeys(root) {
  const dialog = root.getElementById("keys");
  if (!dialog) return;
  const tick = dialog.querySelector("input[type=checkbox]");
  tick.checked = !isOff();
  tick.addEventListener("change", () => {
    try {
      localStorage.setItem(OFF, tick.checked ? "no" : "yes");
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
  root.addEventListener("keydown", (event) => {
    if (!tick.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || root.querySelector("dialog[open]")) return;
    const act = ACTS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
