/* The map of the page Kaart: starts it, colours it from one byte per area, and tells what is hovered and clicked. */
window.buurtlicht = window.buurtlicht || {};

buurtlicht.map = (() => {
  const MAX_LABELS = 600;
  // Names stand with what asks attention: orange and red, the last step, a change.
  const NAMED = [1, 2, 9, 10, 20, ...buurtlicht.PAIRS];
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  let map, config, colours, lights, over, focus, ready, hovered, listHovered, waiting, unseen;

  const coloured = (feature) => (feature.state.light ?? 255) < buurtlicht.FILTERED;
  const layers = () => [lights.level, `${lights.level}_point`];
  // An area is drawn as a surface and as a point; both know its state.
  const mark = (id, state) => layers().forEach((sourceLayer) => map.setFeatureState({ source: "areas", sourceLayer, id }, state));
  const tip = () => document.getElementById("tip");

  function padding() {
    const phone = innerWidth <= 640;
    const open = !document.getElementById("details")?.hidden;
    if (phone) return { top: 60, bottom: open ? innerHeight * 0.55 : 20, left: 20, right: 20 };
    return { top: 60, bottom: 60, left: 60, right: open ? 430 : 60 };
  }

  function start(settings) {
    config = { ...settings, motion: still() ? 0 : 260 };
    map?.remove();
    ready = false;
    hovered = listHovered = null;
    map = null;
    // Dash calls before the page is in the document.
    if (!document.getElementById("map")) return void requestAnimationFrame(() => start(settings));
    colours = buurtlicht.colours();
    map = new maplibregl.Map({
      container: "map", attributionControl: false, dragRotate: false, pitchWithRotate: false, maxPitch: 0, minZoom: 8, maxZoom: 18,
      fadeDuration: config.motion ? 120 : 0, canvasContextAttributes: { preserveDrawingBuffer: true },
      bounds: config.bounds || undefined, fitBoundsOptions: { padding: 48 },
      style: buurtlicht.style(config, lights?.level || buurtlicht.scope().niveau, colours, []),
    });
    map.touchZoomRotate.disableRotation();
    new MutationObserver(current).observe(document.getElementById("side"), { childList: true, subtree: true });
    map.getCanvas().setAttribute("aria-label", "Kaart. De inhoud staat ook in de lijst en in de tabel.");
    map.on("styleimagemissing", (event) => buurtlicht.images.add(map, event.id, colours));
    map.on("style.load", () => { ready = true; apply(); });
    map.on("mousemove", (event) => point(event));
    map.on("mouseout", () => hover(null));
    map.on("movestart", () => hover(null));
    map.on("click", (event) => {
      const feature = at(event.point);
      if (feature === null) buurtlicht.go({ gebied: null });
      else dash_clientside.set_props("clicked", { data: { feature, scope: buurtlicht.scope(), at: Date.now() } });
    });
    new ResizeObserver(() => map.resize()).observe(document.getElementById("map"));
  }

  function at(pixel) {
    if (!lights) return null;
    const drawn = [...[...buurtlicht.CODES, ...buurtlicht.PAIRS].map((code) => `${lights.level}-mark-${code}`), `${lights.level}-fill`].filter((id) => map.getLayer(id));
    const found = map.queryRenderedFeatures(pixel, { layers: drawn }).filter(coloured);
    return found.length ? found[0].id : null;
  }

  // What is drawn and coloured now; tests look at it.
  function surfaces() {
    const layer = `${lights?.level}-fill`;
    if (!map?.getLayer(layer)) return [];
    return map.queryRenderedFeatures({ layers: [layer] }).filter(coloured);
  }

  function point(event) {
    if (!ready || !lights || map.isMoving()) return;
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
    if (hovered !== null && hovered !== undefined) mark(hovered, { hover: false });
    hovered = feature;
    clearTimeout(waiting);
    rows(feature);
    tip().hidden = true;
    if (feature === null) return;
    mark(feature, { hover: true });
    if (config.quiet) return;
    waiting = setTimeout(() => dash_clientside.set_props("hovered", { data: { feature, scope: buurtlicht.scope() } }), 50);
  }

  function rows(feature) {
    document.querySelectorAll(".rw.hover").forEach((row) => row.classList.remove("hover"));
    if (feature !== null) document.querySelectorAll(`.rw[data-feature="${feature}"]`).forEach((row) => row.classList.add("hover"));
  }

  function fromList(feature) {
    if (!ready || !lights) return;
    if (listHovered !== null && listHovered !== undefined) mark(listHovered, { hover: false });
    listHovered = feature;
    if (feature !== null) mark(feature, { hover: true });
  }

  function recolour(next) {
    if (ready && lights) { hover(null); fromList(null); }
    lights = next && { ...next, bytes: Uint8Array.from(atob(next.codes), (letter) => letter.charCodeAt(0)) };
    hovered = listHovered = null;
    if (ready) apply();
  }

  function labelled() {
    const large = buurtlicht.WIDE.includes(lights.level) || lights.level === "street";
    if (large && !lights.bytes.includes(buurtlicht.FILTERED)) return null;
    const asking = [];
    lights.bytes.forEach((code, feature) => { if (large ? code < buurtlicht.FILTERED : NAMED.includes(code)) asking.push(feature); });
    if (focus?.level === lights.level && focus.feature !== null) asking.push(focus.feature);
    return asking.length > MAX_LABELS ? null : asking;
  }

  const changes = () => lights.bytes.some((code) => code === buurtlicht.SAME || buurtlicht.PAIRS.includes(code));

  function restyle() {
    map.setStyle(buurtlicht.style(config, lights.level, colours, labelled(), focus?.feature ?? -1, changes(), over), { diff: true });
  }

  function apply() {
    if (!lights) return;
    restyle();
    // Every feature gets its byte, also "not there": taking states away first would lose the ones that are 0.
    lights.bytes.forEach((light, feature) => mark(feature, { light, hover: false, selected: false }));
    if (over) layer();
    select();
    if (unseen && focus?.bounds) near(focus.bounds);
    unseen = false;
  }

  function overlay(next) {
    over = next;
    if (ready && lights) layer();
  }

  function layer() {
    restyle();
    if (!over?.areas) return;
    Uint8Array.from(atob(over.areas), (letter) => letter.charCodeAt(0)).forEach((lbm, id) =>
      map.setFeatureState({ source: "areas", sourceLayer: "neighbourhood", id }, { lbm }));
  }

  function select() {
    if (focus?.level === lights.level && focus.feature !== null) mark(focus.feature, { selected: true });
  }

  // The list may arrive after the selection, or be made anew under it.
  function current() {
    document.querySelectorAll(".rw[aria-current]").forEach((row) => row.removeAttribute("aria-current"));
    const row = focus && document.querySelector(`.rw[data-area="${CSS.escape(buurtlicht.view().gebied || "")}"]`);
    row?.setAttribute("aria-current", "true");
    return row;
  }

  function show(next) {
    const before = focus;
    focus = next;
    current()?.scrollIntoView({ block: "nearest" });
    unseen = !ready || !lights;
    if (unseen) return;
    if (before?.level === lights.level && before.feature !== null) mark(before.feature, { selected: false });
    restyle();
    select();
    if (next?.bounds) near(next.bounds);
  }

  function near([west, south, east, north]) {
    const box = new maplibregl.LngLatBounds([west, south], [east, north]);
    const space = padding();
    const [low, high] = [map.project(box.getSouthWest()), map.project(box.getNorthEast())];
    const inside = low.x > space.left && high.x < innerWidth && high.x < map.getContainer().clientWidth - space.right
      && high.y > space.top && low.y < map.getContainer().clientHeight - space.bottom;
    if (inside && map.getZoom() > 13.5) return;
    const zoom = Math.max(Math.min(map.cameraForBounds(box, { padding: space })?.zoom || 15.5, 16), Math.min(map.getZoom(), 16.5));
    map.easeTo({ center: box.getCenter(), zoom, duration: still() ? 0 : 500, padding: space, retainPadding: false });
  }

  function repaint() {
    if (!map) return;
    colours = buurtlicht.colours();
    buurtlicht.images.redraw(map, colours);
    if (ready && lights) restyle();
  }

  function zoom(step) {
    const how = { duration: still() ? 0 : 260 };
    if (step) map?.zoomTo(map.getZoom() + step, how);
    else if (config.bounds) map?.fitBounds(config.bounds, { padding: padding(), ...how });
  }

  return { start, recolour, overlay, show, repaint, zoom, fromList, instance: () => map, surfaces, tipReady: () => { tip().hidden = hovered === null || hovered === undefined; } };
})();
