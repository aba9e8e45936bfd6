/* The quarters over the map: a slider, and a button that shows them one after the other. */
window.buurtlicht = window.buurtlicht || {};

buurtlicht.timeline = (() => {
  const PAUSE = 900, GIVE_UP = 10_000;
  // Three years: who starts at the end sees how it came about.
  const BACK = 12;
  let quarters, playing = false, moving = false, waiting;

  const part = (name) => document.querySelector(`#timeline ${name}`);
  const last = () => quarters.length - 1;
  const at = () => Math.max(quarters.findIndex(([name]) => name === (buurtlicht.scope().kwartaal || quarters[last()][0])), 0);

  // One quarter, or the map of another page, has no timeline.
  function start(all = []) {
    quarters = all;
    stop();
    if (all.length > 1) take(all);
  }

  function take(all) {
    if (all !== quarters) return;
    const box = document.getElementById("timeline");
    // Dash calls before the page is in the document.
    if (!box) return void requestAnimationFrame(() => take(all));
    if (part("input")) return changed();
    // Dash has no plain slider, and what it has would be written by the server and by the hand at once.
    const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: last() });
    slider.setAttribute("aria-label", "Kwartaal");
    slider.addEventListener("input", () => { pause(); show(Number(slider.value)); });
    slider.addEventListener("change", () => { moving = false; });
    part(".tl-track").prepend(slider);
    part("button").addEventListener("click", () => (playing ? stop() : play()));
    changed();
  }

  // One step back in the browser undoes a whole movement: only its first quarter is a new address.
  function show(index) {
    const replace = moving;
    moving = true;
    buurtlicht.go({ kwartaal: index === last() ? null : quarters[index][0] }, { replace });
  }

  function play() {
    playing = true;
    said();
    show(at() === last() ? Math.max(last() - BACK, 0) : at() + 1);
    waiting = setTimeout(stop, GIVE_UP);
  }

  function pause() {
    clearTimeout(waiting);
    playing = false;
    if (part("button")) said();
  }

  function stop() {
    pause();
    moving = false;
  }

  // The next quarter comes only after the map shows this one.
  function arrived(shown) {
    if (!playing || shown !== quarters[at()][1]) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (!part("input") || at() === last()) return stop();
      show(at() + 1);
      waiting = setTimeout(stop, GIVE_UP);
    }, PAUSE);
  }

  function said() {
    part("button").setAttribute("aria-label", playing ? "Pauze" : "Speel de kwartalen af");
    part(".i").className = `i i-${playing ? "pause" : "play"}`;
  }

  function changed() {
    const slider = quarters && part("input");
    if (!slider) return;
    const word = quarters[at()][1];
    slider.value = at();
    slider.style.setProperty("--share", last() ? at() / last() : 0);
    slider.setAttribute("aria-valuetext", word);
    part(".tl-now").textContent = word;
  }

  return { start, changed, arrived };
})();
