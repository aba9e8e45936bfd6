/* The very first script of every page: the map's colours are asked for while all other scripts still have to come, and
   on the page of the map the scripts of Dash wait until it is drawn (_starting.py marks them as held). */
window.buurtlicht = window.buurtlicht || {};

(() => {
  // In the theme of the last visit from the first paint on; Dash says the same later.
  const stored = localStorage.getItem("buurtlicht-thema");
  if (stored) document.documentElement.dataset.theme = stored;

  // Where the map looks and how its table is sorted is for the browser alone.
  buurtlicht.question = () => {
    const query = new URLSearchParams(location.search);
    ["zicht", "volgorde", "kolomfilter"].forEach((key) => query.delete(key));
    return query.size ? `?${query}` : "";
  };

  // What the map must know for the view in the address, or null where there is no build yet.
  buurtlicht.askColours = async () => {
    const answer = await window.fetch(`/kaart/kleuren${buurtlicht.question()}`);
    if (answer.status === 204) return null;
    if (!answer.ok) throw new Error(`colours: ${answer.status}`);
    return answer.json();
  };
  // With two cores and no graphics card, pages and map made at once are both late; a map that does not come holds nothing up.
  // Half a million panden take longer, but are under way.
  const PATIENCE_MS = 2500, UNDER_WAY_MS = 8000;
  const run = (held) => new Promise((done) => {
    const script = document.createElement("script");
    script.async = false;
    if (held.src) Object.assign(script, { src: held.src, onload: done, onerror: done });
    else script.textContent = held.textContent;
    held.replaceWith(script);
  });
  const read = new Promise((done) => { addEventListener("DOMContentLoaded", done); });
  let released = false;
  buurtlicht.release = async () => {
    if (released) return;
    released = true;
    await read;
    const held = [...document.querySelectorAll("script[type=held]")];
    await Promise.all(held.filter((each) => each.src).map(run));
    held.filter((each) => !each.src).forEach(run);
  };
  let patience;
  const within = (ms) => { clearTimeout(patience); patience = setTimeout(buurtlicht.release, ms); };
  if (location.pathname === "/") within(PATIENCE_MS);
  buurtlicht.coming = () => within(UNDER_WAY_MS);

  // Where this one fails, the page asks again and says so.
  if (location.pathname === "/") buurtlicht.asked = buurtlicht.askColours().catch(() => null);
})();
