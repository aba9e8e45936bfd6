/* The very first script of every page: the map's colours are asked for while all other scripts still have to come. */
window.buurtlicht = window.buurtlicht || {};

(() => {
  // In the theme of the last visit from the first paint on; Dash says the same later.
  const stored = localStorage.getItem("buurtlicht-thema");
  if (stored) document.documentElement.dataset.theme = stored;

  // What the map must know for the view in the address, or null where there is no build yet.
  buurtlicht.askColours = async () => {
    const answer = await window.fetch(`/kaart/kleuren${location.search}`);
    if (answer.status === 204) return null;
    if (!answer.ok) throw new Error(`colours: ${answer.status}`);
    return answer.json();
  };
  // Where this one fails, the page asks again and says so.
  if (location.pathname === "/") buurtlicht.asked = buurtlicht.askColours().catch(() => null);
})();
