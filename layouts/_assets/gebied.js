/* The page about one place: its small map, and its quarter and method in the URL. */
window.buurtlicht = window.buurtlicht || {};

(() => {
  let inset = null, config = null, area = null;

  const here = () => location.pathname.startsWith("/gebied/");

  buurtlicht.placeLink = (id, query = "") =>
    `/gebied/${encodeURIComponent(id.replace(":", "/")).replaceAll("%2F", "/")}${query}`;

  // Dash listens to this event and makes the page of the new address.
  buurtlicht.visit = (address) => {
    if (address === location.pathname + location.search) return;
    history.pushState({}, "", address);
    dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  };

  function choose(key, value, standard) {
    if (!here() || !value) return;
    const query = new URLSearchParams(location.search);
    if ((query.get(key) || standard) === value) return;
    value === standard ? query.delete(key) : query.set(key, value);
    const text = query.toString();
    buurtlicht.visit(location.pathname + (text ? `?${text}` : ""));
  }

  function clear() {
    inset?.remove();
    inset = null;
  }

  function draw() {
    clear();
    const box = document.getElementById("inset");
    if (!config?.bounds || !box) return;
    const [west, south, east, north] = config.bounds;
    const colours = buurtlicht.colours();
    const bytes = buurtlicht.unpacked(config.codes);
    const mark = (id, state) => [["areas", config.level], ["points", `${config.level}_point`]].forEach(([source, sourceLayer]) => inset.setFeatureState({ source, sourceLayer, id }, state));
    inset = new maplibregl.Map({
      container: box, interactive: false, attributionControl: false, fadeDuration: 0, minZoom: 8, maxZoom: 17,
      bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: 44, maxZoom: 16.2 },
      style: buurtlicht.style({ hash: config.hash, motion: 0 }, config.level, colours, { labelled: [config.feature], chosen: config.feature }),
    });
    inset.on("styleimagemissing", (event) => buurtlicht.images.add(inset, event.id, colours));
    inset.on("load", () => bytes.forEach((light, feature) => { if (light !== buurtlicht.NOT_THERE) mark(feature, { light }); }));
    const canvas = inset.getCanvas();
    canvas.setAttribute("aria-hidden", "true");
    canvas.removeAttribute("tabindex");
  }

  function arrived() {
    const before = area;
    area = config.area;
    document.querySelector(".place")?.classList.remove("scrolled");
    if (before === null || before === area) return;
    const scroller = document.getElementById("_pages_content");
    if (scroller) scroller.scrollTop = 0;
  }

  function leave() {
    if (here()) return;
    clear();
    area = "";
  }
  addEventListener("_dashprivate_pushstate", leave);
  addEventListener("popstate", leave);

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-search]")) document.getElementById("search")?.focus();
  });
  // The name of the place comes back in the bar once its heading is out of sight.
  document.addEventListener("scroll", (event) => {
    if (event.target.id === "_pages_content") document.querySelector(".place")?.classList.toggle("scrolled", event.target.scrollTop > 96);
  }, true);

  buurtlicht.inset = () => inset;
  window.dash_clientside = window.dash_clientside || {};
  dash_clientside.gebied = {
    shown(next) {
      if (!next) return null;
      config = next;
      // Dash calls before the page is in the document.
      requestAnimationFrame(() => { draw(); arrived(); });
      return next.area;
    },
    repaint() { if (here()) draw(); },
    kwartaal(value) { choose("kwartaal", value, config?.latest); },
    methode(value) { choose("methode", value, config?.method); },
  };
})();
