// Starts every small behavior of the kit on the page and on what htmx brings in later.
import { watchDialogs } from "./dialog.js";
import { watchCopying } from "./copy.js";
import { watchDrafts } from "./draft.js";
import { watchDropping } from "./drop.js";
import { watchExports } from "./export.js";
import { watchKeys } from "./keys.js";
import { watchSubmitting } from "./submit.js";
import { showCurrentTab } from "./tabs.js";
import { watchUnsaved } from "./unsaved.js";
import { watchClosing } from "./toast.js";
import { watchValidity } from "./validity.js";

// Styles that only make sense with scripts hang on this.
document.documentElement.classList.add("scripted");

watchDialogs(document);
watchCopying(document);
watchDropping(document);
watchSubmitting(document);
watchUnsaved(document);
watchDrafts(document);
watchClosing(document);
watchExports(document);
watchKeys(document);
watchValidity(document);
showCurrentTab(document);

// Whoever logs out leaves no page of the field behind on the phone; what was not sent yet stays until it is.
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-leaves]")) globalThis.caches?.delete("khuyencong.hien-truong");
});
