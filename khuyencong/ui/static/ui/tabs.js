// On a narrow screen the row of tabs is wider than the page: bring the current one into sight.

export function showCurrentTab(root) {
  for (const current of root.querySelectorAll(".tab-list [aria-current]")) {
    const list = current.closest(".tab-list");
    list.scrollLeft = current.offsetLeft - list.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
  }
}
