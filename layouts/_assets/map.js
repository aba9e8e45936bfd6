/* The map of the page Kaart: starts it, colours it from one byte per area, and tells what is hovered and clicked. */
window.buurtlicht = window.buurtlicht || {};

buurtlicht.map = (() => {
  const MAX_LABELS = 600;
  const FIT = 48, AGAIN_MS = 3000;
  // Names stand with what asks attention: orange and red, the last step, a change.
  const NAMED = [1, 2, 9, 10, 20, ...buurtlicht.PAIRS];
  let map, room, config, colours, lights, over, focus, ready, hovered, listHovered, waiting, unseen, painted, usual, turn = 0, starts = 0, settling = false;

  // Drawn before the page is there: nothing can be asked of it yet.
  const early = () => Boolean(room?.classList.contains("early"));
  // MapLibre goes over every state for every tile, so the byte that most areas of a level have first is its style's own
  // answer: with 500.000 panden the first picture comes a seventh sooner.
  const byteOf = (feature) => feature.state.light ?? usual[lights.level];
  const coloured = (feature) => byteOf(feature) < buurtlicht.FILTERED;
  const chosen = () => (focus?.level === lights.level ? focus.feature : null);
  const pointed = () => [hovered, listHovered];
  const tip = () => document.getElementById("tip");

  // The first script asked for the colours: the map is drawn at once, about where the page will want it.
  async function begin() {
    const first = await buurtlicht.asked;
    buurtlicht.asked = null;
    if (!first || location.pathname !== "/") return void buurtlicht.release();
    buurtlicht.coming();
    make(first.config, document.body, first);
    config.reused = true;
    map.once("idle", buurtlicht.release);
  }
  const begun = begin();

  // Who went on before the page of the map came leaves no map behind, over the other page.
  function left() {
    if (!early() || location.pathname === "/") return;
    map.remove();
    room.remove();
    map = room = config = lights = undefined;
    buurtlicht.release();
  }
  addEventListener("_dashprivate_pushstate", left);
  addEventListener("popstate", left);

  // The page is there: it takes the map that was begun or that it had before, or makes one.
  async function start(settings) {
    const mine = ++starts, page = location.pathname;
    settling = true;
    // Until its own colours come, a new map has none.
    if (!early()) lights = null;
    await begun;
    settle(settings, mine, page);
  }

  function settle(settings, mine, page) {
    if (mine !== starts || location.pathname !== page) return;
    const place = document.getElementById("map");
    // Dash calls before the page is in the document.
    if (!place) return void requestAnimationFrame(() => settle(settings, mine, page));
    const kaart = document.getElementById("page");
    const fits = Boolean(kaart && config?.reused && config.hash === settings.hash && config.basemap === settings.basemap);
    const first = early() && fits;
    if (fits) take(place, first);
    else {
      // Drawn for a build that was replaced meanwhile, or for another page: its colours are of other areas.
      if (early()) lights = null;
      make(settings, place, null);
    }
    // Another page puts things on its map that Kaart would keep.
    config.reused = Boolean(kaart);
    settling = false;
    if (kaart && !first) ask();
    new MutationObserver(current).observe(document.getElementById("side"), { childList: true, subtree: true });
  }

  function take(place, first) {
    const before = `${room.clientWidth} ${room.clientHeight}`;
    place.append(room);
    room.classList.replace("early", "room");
    if (ready && lights) restyle();
    const fits = before === `${room.clientWidth} ${room.clientHeight}`;
    if (!fits) map.resize();
    if (!fits && first && !buurtlicht.camera.chosen() && !focus && config.bounds) map.fitBounds(config.bounds, { padding: FIT, duration: 0 });
    if (first) buurtlicht.camera.note(map);
    else look();
    current();
  }

  // Colours that nobody waits for any more are not shown. Done when they are drawn, or when they did not come.
  async function ask() {
    const mine = ++turn;
    let next;
    try {
      next = await buurtlicht.askColours();
    } catch {
      // Colours that did not come are said to be missing, and asked again: the list beside the map may have changed.
      document.getElementById("gone").hidden = false;
      setTimeout(() => { if (mine === turn) ask(); }, AGAIN_MS);
      return;
    }
    if (!next || mine !== turn) return;
    // Another build numbers its areas anew: its colours would fall on other homes.
    if (next.config.hash !== config.hash) return void location.reload();
    buurtlicht.map.recolour(next);
    buurtlicht.timeline.arrived(next.quarter);
    await seen();
  }

  // The frame that is under way has been drawn. MapLibre draws in a frame that it asked for before us.
  const seen = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

  function make(settings, place, first) {
    config = { ...settings, motion: buurtlicht.camera.still() ? 0 : 260 };
    map?.remove();
    room?.remove();
    ready = false;
    hovered = listHovered = null;
    painted = {};
    usual = first ? {} : { [buurtlicht.scope().niveau]: buurtlicht.NOT_THERE };
    if (first) lights = opened(first);
    room = document.createElement("div");
    room.className = first ? "early" : "room";
    if (first) room.style.setProperty("--strips", first.strips);
    place.append(room);
    colours = buurtlicht.colours();
    map = new maplibregl.Map({
      container: room, attributionControl: false, dragRotate: false, pitchWithRotate: false, maxPitch: 0, minZoom: 8, maxZoom: 18,
      fadeDuration: config.motion ? 120 : 0, canvasContextAttributes: { preserveDrawingBuffer: true }, trackResize: false,
      ...buurtlicht.camera.begin(config.bounds) || { bounds: config.bounds || undefined, fitBoundsOptions: { padding: FIT } },
      style: lights ? style() : buurtlicht.style(config, buurtlicht.scope().niveau, colours, { labelled: [] }),
    });
    map.touchZoomRotate.disableRotation();
    map.getCanvas().setAttribute("aria-label", "Kaart. De inhoud staat ook in de lijst en in de tabel.");
    map.on("styleimagemissing", (event) => buurtlicht.images.add(map, event.id, colours));
    map.on("style.load", () => { ready = true; apply(); });
    map.on("zoom", () => { if (ready && lights) paintDrawn(); });
    map.on("mousemove", (event) => point(event));
    map.on("mouseout", () => hover(null));
    map.on("movestart", () => hover(null));
    map.on("moveend", () => { if (!early()) buurtlicht.camera.note(map); });
    buurtlicht.camera.watch(map);
    map.on("click", (event) => {
      if (early()) return;
      const feature = at(event.point);
      if (feature === null) buurtlicht.go({ gebied: null });
      else dash_clientside.set_props("clicked", { data: { feature, scope: buurtlicht.scope(), at: Date.now() } });
    });
    if (lights) map.wears = JSON.stringify(style());
    fit(map, room);
  }

  // MapLibre's own watch draws the map anew when it leaves the page and when it comes back, though its size is the same.
  function fit(drawn, box) {
    new ResizeObserver(() => {
      const { clientWidth, clientHeight } = drawn.getCanvas();
      const fits = box.clientWidth === clientWidth && box.clientHeight === clientHeight;
      // On paper the picture of the screen is made to fit (view-print.css): it is not drawn anew.
      if (drawn === map && box.clientWidth && !fits && !matchMedia("print").matches) map.resize();
    }).observe(box);
  }

  function at(pixel) {
    if (!lights) return null;
    const drawn = [...[...buurtlicht.CODES, ...buurtlicht.PAIRS].map((code) => `${lights.level}-mark-${code}`), `${lights.level}-dot`, `${lights.level}-fill`].filter((id) => map.getLayer(id));
    // Every point lies in the layer of every mark; it can be pointed at where its own is drawn.
    const own = (feature) => !feature.layer.id.includes("-mark-") || feature.layer.id.endsWith(`-mark-${byteOf(feature)}`);
    const found = map.queryRenderedFeatures(pixel, { layers: drawn }).filter((each) => coloured(each) && own(each));
    return found.length ? found[0].id : null;
  }

  // What is drawn and coloured now; tests look at it.
  function surfaces() {
    const layer = `${lights?.level}-fill`;
    if (early() || !map?.getLayer(layer)) return [];
    return map.queryRenderedFeatures({ layers: [layer] }).filter(coloured);
  }

  function point(event) {
    if (!ready || !lights || early() || map.isMoving()) return;
    const feature = at(event.point);
    map.getCanvas().style.cursor = feature === null ? "" : "pointer";
    place(event.point);
    hover(feature);
  }

  function place({ x, y }) {
    const box = map.getContainer();
    const element = tip();
    element.style.left = `${Math.min(Math.max(x - 24, 8), box.clientWidth - 272)}px`;
    element.style.top = y > 190 ? "auto" : `${y + 22}px`;
    element.style.bottom = y > 190 ? `${box.clientHeight - y + 18}px` : "auto";
  }

  function hover(feature) {
    if (feature === hovered || !lights) return;
    hovered = feature;
    outline();
    clearTimeout(waiting);
    rows(feature);
    tip().hidden = true;
    if (feature === null) return;
    if (config.quiet) return;
    waiting = setTimeout(() => dash_clientside.set_props("hovered", { data: { feature, scope: buurtlicht.scope() } }), 50);
  }

  function rows(feature) {
    document.querySelectorAll(".rw.hover").forEach((row) => row.classList.remove("hover"));
    if (feature !== null) document.querySelectorAll(`.rw[data-feature="${feature}"]`).forEach((row) => row.classList.add("hover"));
  }

  function fromList(feature) {
    if (!ready || !lights || feature === listHovered) return;
    listHovered = feature;
    outline();
  }

  function opened(next) {
    const bytes = buurtlicht.unpacked(next.codes), amounts = new Uint32Array(256);
    for (const code of bytes) amounts[code] += 1;
    return { level: next.level, bytes, amounts };
  }

  function recolour(next) {
    if (ready && lights) { hover(null); fromList(null); }
    lights = opened(next);
    hovered = listHovered = null;
    if (ready) apply();
  }

  function labelled() {
    const large = buurtlicht.WIDE.includes(lights.level) || lights.level === "street";
    if (large && !lights.amounts[buurtlicht.FILTERED]) return null;
    const named = lights.amounts.map((amount, code) => (amount && (large ? code < buurtlicht.FILTERED : NAMED.includes(code)) ? amount : 0));
    if (named.reduce((sum, amount) => sum + amount, 0) > MAX_LABELS) return null;
    const asking = [];
    lights.bytes.forEach((code, feature) => { if (named[code]) asking.push(feature); });
    return asking;
  }

  const changes = () => [buurtlicht.SAME, ...buurtlicht.PAIRS].some((code) => lights.amounts[code]);

  const style = () => buurtlicht.style(config, lights.level, colours,
    { usual: usual[lights.level] ??= lights.amounts.indexOf(Math.max(...lights.amounts)), labelled: labelled(), chosen: chosen(), hovered: pointed(), changes: changes(), overlay: over, early: early() });

  function restyle() {
    const next = style();
    const text = JSON.stringify(next);
    if (text === map.wears) return;
    map.wears = text;
    map.setStyle(next, { diff: true });
  }

  function apply() {
    if (!lights) return;
    restyle();
    paintDrawn();
    if (over) layer();
    if (unseen) buurtlicht.camera.approach(map, focus);
    unseen = false;
  }

  // Every feature that differs gets its byte, also "not there": taking states away first would lose the ones that are 0.
  function paint(source, sourceLayer) {
    const before = painted[sourceLayer];
    if (before === lights.bytes) return;
    const unsaid = usual[lights.level];
    lights.bytes.forEach((light, id) => { if (light !== (before ? before[id] : unsaid)) map.setFeatureState({ source, sourceLayer, id }, { light }); });
    painted[sourceLayer] = lights.bytes;
  }

  // Only what is drawn at this zoom: with half a million panden each byte too many counts.
  function paintDrawn() {
    const zoom = map.getZoom();
    if (buurtlicht.areasAt(lights.level, zoom)) paint("areas", lights.level);
    if (buurtlicht.pointsAt(lights.level, zoom)) paint("points", `${lights.level}_point`);
  }

  function outline() {
    if (!map.getLayer(`${lights.level}-hover`)) return;
    Object.entries(buurtlicht.outlined(lights.level, chosen(), pointed())).forEach(([id, ids]) => {
      map.setFilter(id, buurtlicht.only(ids));
      map.setLayoutProperty(id, "visibility", ids.length ? "visible" : "none");
    });
  }

  function overlay(next) {
    over = next;
    if (ready && lights) layer();
  }

  function layer() {
    restyle();
    if (!over?.areas) return;
    buurtlicht.unpacked(over.areas).forEach((lbm, id) =>
      map.setFeatureState({ source: "areas", sourceLayer: "neighbourhood", id }, { lbm }));
  }

  // The list may arrive after the selection, or be made anew under it.
  function current() {
    document.querySelectorAll(".rw[aria-current]").forEach((row) => row.removeAttribute("aria-current"));
    const row = focus && document.querySelector(`.rw[data-area="${CSS.escape(buurtlicht.view().gebied || "")}"]`);
    row?.setAttribute("aria-current", "true");
    return row;
  }

  function show(next) {
    focus = next;
    current()?.scrollIntoView({ block: "nearest" });
    unseen = !ready || !lights;
    if (unseen) return;
    outline();
    buurtlicht.camera.approach(map, next);
  }

  function repaint() {
    if (!map) return;
    const before = JSON.stringify(colours);
    colours = buurtlicht.colours();
    if (JSON.stringify(colours) === before) return;
    buurtlicht.images.redraw(map, colours);
    if (ready && lights) restyle();
  }

  const zoom = (step) => { if (map) buurtlicht.camera.zoom(map, config.bounds, step); };
  const look = () => { if (map) buurtlicht.camera.look(map, config.bounds); };

  return { start, ask, look, recolour, overlay, show, repaint, zoom, fromList, instance: () => (early() || settling ? null : map), surfaces, tipReady: () => { tip().hidden = hovered === null || hovered === undefined; } };
})();
