/* Filters in the URL, kept from page to page; 'mijn gebieden' is kept in this browser only. */
window.buurtlicht = window.buurtlicht || {};
// The server already chose: an address finds a building whose name is another text.
window.dashMantineFunctions = { ...window.dashMantineFunctions, asFound: ({ options }) => options };

(() => {
  const MINE = "buurtlicht-mijn-gebieden";
  const LAST = "buurtlicht-filters";
  const FILTERED = ["/", "/vergelijken", "/ontwikkeling"];
  const here = () => new URLSearchParams(location.search);

  function mine() {
    try {
      const kept = JSON.parse(localStorage.getItem(MINE));
      return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
    } catch {
      return [];
    }
  }

  // A page without filters keeps what was chosen before it for the page after it.
  const chosen = (from) => buurtlicht.FILTERS.flatMap((key) => from.getAll(key).map((value) => [key, value]));
  const filtering = () => FILTERED.includes(location.pathname);
  buurtlicht.keptFilters = (path) => {
    if (!FILTERED.includes(path)) return [];
    return filtering() ? chosen(here()) : chosen(new URLSearchParams(sessionStorage.getItem(LAST) || ""));
  };

  function sync() {
    reopen();
    const query = here(), kept = mine();
    const set = (element, name, value) => { if (element.getAttribute(name) !== value) element.setAttribute(name, value); };
    document.querySelectorAll("[data-filter]").forEach((button) =>
      set(button, "aria-pressed", String(query.getAll(button.dataset.filter).includes(button.dataset.value))));
    document.querySelectorAll("[data-mine]").forEach((button) => {
      set(button, "aria-pressed", String(query.has("mijn")));
      const none = !kept.length && !query.has("mijn");
      if (button.disabled !== none) button.disabled = none;
      button.parentElement.classList.toggle("hasmine", !none);
    });
    document.querySelectorAll("[data-star]").forEach((button) => set(button, "aria-pressed", String(kept.includes(button.dataset.star))));
    const amount = buurtlicht.FILTERS.reduce((sum, key) => sum + (key === "mijn" ? Number(query.has(key)) : query.getAll(key).length), 0);
    const count = document.getElementById("filter-count");
    if (count && count.textContent !== String(amount || "")) count.textContent = amount || "";
    if (filtering()) sessionStorage.setItem(LAST, new URLSearchParams(chosen(query)).toString());
  }
  buurtlicht.filtersChanged = sync;

  // A page that is made anew gets its menu back as it was: open, with the same button in focus.
  let opened = null;
  function reopen() {
    const menu = document.getElementById("filters");
    if (!opened || !menu || menu === opened.menu) return;
    menu.open = true;
    menu.querySelector(`[data-filter="${opened.filter}"][data-value="${CSS.escape(opened.value)}"]`)?.focus();
    opened = null;
  }

  function toggle(button) {
    const { filter, value } = button.dataset;
    if (!document.getElementById("page")) opened = { menu: document.getElementById("filters"), filter, value };
    const chosen = here().getAll(filter);
    const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
    buurtlicht.go({ [filter]: next.length ? next : null });
  }

  function star(area) {
    const kept = mine();
    const next = kept.includes(area) ? kept.filter((each) => each !== area) : [...kept, area];
    localStorage.setItem(MINE, JSON.stringify(next));
    if (here().has("mijn")) buurtlicht.go({ mijn: next.length ? next : null });
    sync();
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-filter],[data-mine],[data-star]");
    if (target?.dataset.filter) toggle(target);
    else if (target?.dataset.mine) buurtlicht.go({ mijn: here().has("mijn") ? null : mine() });
    else if (target?.dataset.star) star(target.dataset.star);
    document.querySelectorAll("details.drop[open]").forEach((drop) => { if (event.target.isConnected && !drop.contains(event.target)) drop.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    const drop = event.key === "Escape" && document.querySelector("details.drop[open]");
    if (!drop) return;
    event.stopImmediatePropagation();
    drop.open = false;
    drop.querySelector("summary").focus();
  }, true);

  // Dash puts stars and menus on the page when it likes.
  let waiting = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(sync);
  }).observe(document.getElementById("react-entry-point"), { childList: true, subtree: true });
})();
