// Starts every small behavior of the kit on the page and on what htmx brings in later.
import { watchDialogs } from "./dialog.js";
import { watchCopying } from "./copy.js";
import { watchDropping } from "./drop.js";
import { watchSubmitting } from "./submit.js";
import { showCurrentTab } from "./tabs.js";
import { watchUnsaved } from "./unsaved.js";
import { watchClosing } from "./toast.js";

watchDialogs(document);
watchCopying(document);
watchDropping(document);
watchSubmitting(document);
watchUnsaved(document);
watchClosing(document);
showCurrentTab(document);
