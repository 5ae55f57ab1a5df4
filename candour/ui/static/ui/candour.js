// Small helps. Every page works without them.
(() => {
  "use strict";
  const all = (what) => document.querySelectorAll(what);
  const typing = (where) => where.closest("input, select, textarea, [contenteditable]");

  // After a form came back with errors, the summary is read first.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // A page that follows work under way looks again by itself, unless somebody is busy on it.
  const wait = Number(document.body.dataset.refresh);
  if (wait) setInterval(() => {
    const at = document.activeElement;
    if (!at || at === document.body || at.id === "main") location.reload();
  }, wait * 1000);

  // Unsaved work is not lost by a slip.
  let unsaved = false;
  for (const form of all("form[data-unsaved]")) {
    form.addEventListener("input", () => { unsaved = true; });
    form.addEventListener("submit", () => { unsaved = false; });
  }
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  document.addEventListener("click", (event) => {
    for (const open of all("details[data-closes][open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const open of all("details[data-closes][open]")) {
        open.open = false;
        open.querySelector("summary").focus();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    // Single keys work only inside a region that asks for them (WCAG 2.2, 2.1.4).
    const region = event.target.closest("[data-keys]");
    for (const one of region ? region.querySelectorAll("[data-key]") : []) {
      if (one.dataset.key === event.key && one.offsetParent) {
        event.preventDefault();
        one.click();
        return;
      }
    }
  });
})();
