/* Where the keyboard is: a menu closes behind it, a panel takes it and gives it back, a new page begins at its heading. */
window.buurtlicht = window.buurtlicht || {};

buurtlicht.focus = (() => {
  const PATIENCE_MS = 5000;
  // A control that was used gets the focus back first (pages.js, filters.js).
  const AFTER_MS = 100;
  let opener = null, path = null;

  // What changed elsewhere on the page, for who does not see it.
  function say(text) {
    const told = document.getElementById("told");
    if (told) told.textContent = text;
  }

  const on = (element) => {
    if (!element) return;
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus({ preventScroll: !element.closest("#side") });
  };

  // The panel comes from the server; until then the focus stays where it is.
  function enterPanel(area, from = null) {
    const until = Date.now() + PATIENCE_MS, left = document.activeElement;
    opener = from;
    (function look() {
      const there = document.querySelector(`#details [data-star="${CSS.escape(area)}"]`);
      if (there && [left, document.body].includes(document.activeElement)) on(document.querySelector("#details h2"));
      else if (!there && Date.now() < until) requestAnimationFrame(look);
    })();
  }

  function leavePanel(area) {
    const row = document.querySelector(`#side [data-area="${CSS.escape(area ?? "")}"]`);
    on([opener?.dataset.area === area ? opener : null, row, document.querySelector("#map canvas")].find((each) => each?.isConnected && each.checkVisibility()));
  }

  // Left open it would lie over what has the focus.
  document.addEventListener("focusin", (event) => {
    document.querySelectorAll("details.drop[open]").forEach((drop) => { if (!drop.contains(event.target)) drop.open = false; });
  });

  // A hash in the address would be a step back that changes nothing.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.skip");
    if (!link) return;
    event.preventDefault();
    on(document.querySelector(link.hash));
  });

  function arrived() {
    const page = document.getElementById("_pages_content"), heading = page.querySelector("h1"), active = document.activeElement;
    const first = path === null, moved = path !== location.pathname;
    path = location.pathname;
    if (first || !heading) return;
    if (active === document.body || (moved && !page.contains(active) && !active.value)) on(heading);
    else if (!moved) say((page.querySelector(".nothing h2") ?? (heading.parentElement.id ? heading : heading.parentElement)).innerText);
  }
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.id === "_pages_content" && !target.hasAttribute("data-dash-is-loading"))) setTimeout(arrived, AFTER_MS);
  }).observe(document, { subtree: true, attributeFilter: ["data-dash-is-loading"] });

  return { say, enterPanel, leavePanel };
})();
