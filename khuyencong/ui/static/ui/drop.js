// A place marked data-drop takes files dropped on it into the file input inside, and names them.

function words(bytes) {
  const unit = bytes < 1024 * 1024 ? ["KB", 1024] : ["MB", 1024 * 1024];
  const amount = (bytes / unit[1]).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  return `${amount} ${unit[0]}`;
}

function tell(place, files) {
  const name = place.querySelector("[data-drop-name]");
  if (name) name.textContent = [...files].map((file) => `${file.name} (${words(file.size)})`).join(", ");
}

export function watchDropping(root) {
  root.addEventListener("change", (event) => {
    const place = event.target.closest("[data-drop]");
    if (place && event.target.type === "file") tell(place, event.target.files);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    root.addEventListener(kind, (event) => {
      const place = event.target.closest?.("[data-drop]");
      if (!place) return;
      event.preventDefault();
      place.classList.toggle("is-over", kind === "dragover");
      if (kind !== "drop") return;
      const input = place.querySelector("input[type=file]");
      const files = event.dataTransfer.files;
      if (!input || !files.length || input.disabled) return;
      input.files = files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
