// Keys for looking at a policy quickly: j and k move, ? shows the list. The others (a, x, c, m, s, e)
// are ordinary buttons and links that candour.js presses. The page works without any of it.
(() => {
  "use strict";
  const list = document.querySelector("[data-review]");
  if (!list) return;
  const clauses = [...list.querySelectorAll("[data-clause]")];
  const help = document.querySelector("[data-key-help]");

  const move = (from, by) => {
    const next = clauses[clauses.indexOf(from) + by];
    if (next) next.focus();
  };

  // The box is focused at once, so that nothing typed is lost.
  const choose = (at) => {
    at.querySelector("details.more").open = true;
    at.querySelector("input[name=control]").focus();
  };

  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const at = event.target.closest("[data-clause]");
    if (!at) return;
    if (event.key === "j") move(at, 1);
    else if (event.key === "k") move(at, -1);
    else if (event.key === "c") choose(at);
    else if (event.key === "?" && help) {
      help.parentElement.open = true;
      help.focus();
    } else return;
    event.preventDefault();
  });

  // Buttons inside "another duty" are pressed by key even while it is closed.
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea")) return;
    const at = event.target.closest("[data-clause]");
    const hidden = at && at.querySelector(`details.more:not([open]) [data-key="${CSS.escape(event.key)}"]`);
    if (hidden) {
      event.preventDefault();
      hidden.click();
    }
  });

  // The browser moves the focus to the clause named in the address; where it does not, help it.
  const named = location.hash && document.getElementById(location.hash.slice(1));
  if (named && named.matches("[data-clause]")) named.focus();
})();
