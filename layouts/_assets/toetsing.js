/* The meeting view of Toetsing: the map of the page Kaart with a sticker per party, and one chosen area. */
window.buurtlicht = window.buurtlicht || {};

(() => {
  const here = () => document.querySelector(".toets-meeting");
  let placed = [], drawnOn = null;

  buurtlicht.meeting = (change) => {
    if (!here()) return false;
    if ("gebied" in change && change.gebied) dash_clientside.set_props("meeting-area", { data: change.gebied });
    return true;
  };

  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-meeting]");
    if (row) buurtlicht.meeting({ gebied: row.dataset.meeting });
  });
  document.addEventListener("buurtlicht-kept", () => { if (here()) dash_clientside.set_props("meeting-poke", { data: Date.now() }); });

  function stick(stickers) {
    const map = buurtlicht.map.instance();
    if (!here() || !map) return void (here() && setTimeout(() => stick(stickers), 150));
    if (drawnOn === map) placed.forEach((marker) => marker.remove());
    drawnOn = map;
    placed = stickers.map((each) => {
      const element = document.createElement("button");
      element.type = "button";
      element.className = "toets-sticker";
      element.dataset.meeting = each.area;
      element.setAttribute("aria-label", `${each.name}. ${each.marks.map((mark) => mark.words).join(". ")}`);
      each.marks.forEach((mark) => {
        const shape = document.createElement("span");
        shape.className = `lt lt-${mark.light}`;
        shape.style.setProperty("--sz", "14px");
        shape.title = mark.words;
        element.append(shape);
      });
      return new maplibregl.Marker({ element, anchor: "bottom" }).setLngLat([each.lon, each.lat]).addTo(map);
    });
  }

  window.dash_clientside = window.dash_clientside || {};
  dash_clientside.toetsing = {
    colour(lights) { if (lights) buurtlicht.map.recolour(lights); },
    stick(stickers) { if (stickers) stick(stickers); },
  };
})();
