// Buttons with data-copy="TEXT" copy it and say so in the words of data-copied.
import { toast } from "./toast.js";

export function watchCopying(root) {
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      toast(button.dataset.copied);
    } catch {
      toast(button.dataset.failed, { bad: true });
    }
  });
}
