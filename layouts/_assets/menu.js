/* The main menu: a choice closes what was opened for it, and on a phone it opens from a button. */
(() => {
  const button = () => document.getElementById("menu-button");
  const opened = () => button()?.getAttribute("aria-expanded") === "true";
  const open = (wanted) => button()?.setAttribute("aria-expanded", String(wanted));

  // Early, because a link of Dash tells nobody else of its click.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".nav a");
    if (link) document.querySelectorAll(".navmore[open]").forEach((group) => { group.open = false; });
    if (event.target.closest?.("#menu-button")) open(!opened());
    else if (opened() && (link || !event.target.closest?.(".nav"))) open(false);
  }, true);
  document.addEventListener("focusin", (event) => { if (opened() && !event.target.closest?.(".nav, #menu-button")) open(false); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !opened()) return;
    open(false);
    button().focus();
  });
})();
