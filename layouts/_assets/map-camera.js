/* Where the map looks: at a chosen area, at everything, a step closer; never under the panels that float over it.
   Who sends the address of Kaart sends what is in sight: it says where the map looks once the reader chose that. */
window.buurtlicht = window.buurtlicht || {};

buurtlicht.camera = (() => {
  // Whether the reader chose where the map looks, and the place of a link that says where it looks.
  let moved = false, linked = null;
  // Degrees around everything that is drawn.
  const FAR = 0.05;

  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  function padding() {
    const phone = innerWidth <= 640;
    const open = !document.getElementById("details")?.hidden;
    if (phone) return { top: 60, bottom: open ? innerHeight * 0.55 : 20, left: 20, right: 20 };
    return { top: 60, bottom: 60, left: 60, right: open ? 430 : 60 };
  }

  function near(map, [west, south, east, north]) {
    const box = new maplibregl.LngLatBounds([west, south], [east, north]);
    const space = padding();
    const [low, high] = [map.project(box.getSouthWest()), map.project(box.getNorthEast())];
    const inside = low.x > space.left && high.x < innerWidth && high.x < map.getContainer().clientWidth - space.right
      && high.y > space.top && low.y < map.getContainer().clientHeight - space.bottom;
    if (inside && map.getZoom() > 13.5) return;
    const zoom = Math.max(Math.min(map.cameraForBounds(box, { padding: space })?.zoom || 15.5, 16), Math.min(map.getZoom(), 16.5));
    map.easeTo({ center: box.getCenter(), zoom, duration: still() ? 0 : 500, padding: space, retainPadding: false });
  }

  // A step closer or further; 0 is everything.
  function zoom(map, bounds, step) {
    const how = { duration: still() ? 0 : 260 };
    moved = Boolean(step);
    if (!moved && location.pathname === "/") buurtlicht.go({ zicht: null }, { replace: true });
    if (step) map.zoomTo(map.getZoom() + step, how);
    else if (bounds) map.fitBounds(bounds, { padding: padding(), ...how });
  }

  // Where the address of Kaart says that the map looks: longitude, latitude, zoom. Null where it does not, or says nonsense.
  function asked() {
    if (location.pathname !== "/") return null;
    const said = (new URLSearchParams(location.search).get("zicht") || "").split(",").map(Number);
    const [lon, lat, zoom] = said;
    const fits = said.length === 3 && said.every(Number.isFinite) && Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
    return fits ? { center: [lon, lat], zoom } : null;
  }
  function place(map) {
    const { lng, lat } = map.getCenter();
    return `${lng.toFixed(5)},${lat.toFixed(5)},${map.getZoom().toFixed(2)}`;
  }


  // What a new map begins with, or null. A link to another town, or from other data, says nothing here.
  function begin(bounds) {
    const there = ({ center: [lon, lat] }) => !bounds || (lon > bounds[0] - FAR && lat > bounds[1] - FAR && lon < bounds[2] + FAR && lat < bounds[3] + FAR);
    let said = asked();
    if (said && !there(said)) said = null;
    moved = Boolean(said);
    linked = said && new URLSearchParams(location.search).get("gebied");
    return said;
  }

  function watch(map) {
    map.on("movestart", (event) => { moved ||= Boolean(event.originalEvent); });
    // Zooming with a wheel does not say by what event it was.
    map.on("wheel", () => { moved = true; });
  }

  function note(map) {
    if (moved && location.pathname === "/") buurtlicht.go({ zicht: place(map) }, { replace: true });
  }

  // Back and forward bring back where the map looked; an address that does not say gets what is in sight.
  function look(map, bounds) {
    if (asked()) map.jumpTo(begin(bounds) || {});
    note(map);
  }

  // A place that is chosen draws the map to itself, but not away from where its link says.
  function approach(map, focus) {
    if (focus && linked === buurtlicht.view().gebied) return;
    linked = null;
    if (focus?.bounds) near(map, focus.bounds);
  }

  return { still, zoom, place, chosen: () => moved, begin, watch, note, look, approach };
})();
