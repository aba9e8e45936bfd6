/* On a phone the main menu opens from a button. */
(() => {
  const button = () => document.getElementById("menu-button");
  const opened = () => button()?.getAttribute("aria-expanded") === "true";
  const open = (wanted) => button()?.setAttribute("aria-expanded", String(wanted));

  document.addEventListener("click", (event) => {
    if (event.target.closest("#menu-button")) open(!opened());
    else if (opened() && (event.target.closest(".nav a") || !event.target.closest(".nav"))) open(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !opened()) return;
    open(false);
    button().focus();
  });
})();
