/* The very first script of every page: the map's colours are asked for while all other scripts still have to come. */
window.buurtlicht = window.buurtlicht || {};

(() => {
  // In the theme of the last visit from the first paint on; Dash says the same later.
  const stored = localStorage.getItem("buurtlicht-thema");
  if (stored) document.documentElement.dataset.theme = stored;

  // What the map must know for the view in the address, or null: no build yet, or the server is gone.
  buurtlicht.askColours = async () => {
    try {
      const answer = await window.fetch(`/kaart/kleuren${location.search}`);
      return answer.status === 200 ? await answer.json() : null;
    } catch {
      return null;
    }
  };
  if (location.pathname === "/") buurtlicht.asked = buurtlicht.askColours();
})();
