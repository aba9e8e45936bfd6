/* The style of the map for one level. Colours change by feature-state alone: nothing is loaded again. */
window.buurtlicht = window.buurtlicht || {};

// Bytes of an area (layouts/_map_view.py, read_model/shading.py): a light (+ 8 uncertain; what asks most lies on top), a step, a change of light.
buurtlicht.CODES = [3, 4, 8, 0, 9, 1, 10, 2];
buurtlicht.STEPS = [16, 17, 18, 19, 20];
buurtlicht.PAIRS = [...Array(25).keys()].filter((pair) => Math.floor(pair / 5) !== pair % 5).map((pair) => 32 + pair);
buurtlicht.after = (code) => (code - 32) % 5;
buurtlicht.SAME = 253;
buurtlicht.FILTERED = 254;
buurtlicht.NOT_THERE = 255;
buurtlicht.WIDE = ["neighbourhood", "district", "municipality"];

buurtlicht.SMALL_FROM = 11;
buurtlicht.MARKS_FROM = { building: 16, complex: 13.6, street: 13 };
buurtlicht.EARLIER = 1.6;

/* Whether the points of a level are drawn at a zoom: as a dot where areas are too small to see, as a mark where there is room. */
buurtlicht.pointsAt = (level, zoom) => buurtlicht.WIDE.includes(level) || zoom < buurtlicht.SMALL_FROM || zoom > buurtlicht.MARKS_FROM[level] - buurtlicht.EARLIER - 0.5;

/* Whether the surfaces of a level are drawn at a zoom; a little before, so that they have their colour when they come. */
buurtlicht.areasAt = (level, zoom) => buurtlicht.WIDE.includes(level) || zoom > buurtlicht.SMALL_FROM - 0.5;

/* Which layers show which areas alone: the chosen one, and what the pointer is on. */
buurtlicht.outlined = (level, chosen, hovered) => {
  const one = chosen === null ? [] : [chosen];
  return { [`${level}-ring`]: one, [`${level}-rim`]: one, [`${level}-name`]: one, [`${level}-hover`]: hovered.filter((id) => id !== null && id !== undefined && id !== chosen) };
};
/* A byte per area, as the server sends them. */
buurtlicht.unpacked = (codes) => {
  const text = atob(codes), bytes = new Uint8Array(text.length);
  // A loop: half a million letters take 60 ms by Uint8Array.from.
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
};
buurtlicht.only = (ids) => ["in", ["get", "id"], ["literal", ids]];

/* What is drawn of each tile is what costs time: far away a pand is one colour and nothing else. One source per pace of
   change, all with the same tiles: surfaces, which are many and are coloured only; points, whose choice of names
   changes with the colours; and the few areas that are marked. A changed filter makes MapLibre read a source again. */
buurtlicht.style = function (config, level, colours, { usual = buurtlicht.NOT_THERE, labelled = null, chosen = null, hovered = [], changes = false, overlay = null, early = false } = {}) {
  const LIGHT = ["coalesce", ["feature-state", "light"], usual];
  const wide = buurtlicht.WIDE.includes(level);
  const is = (code, yes, no) => ["case", ["==", LIGHT, code], yes, no];
  const none = "rgba(0,0,0,0)";
  const pairs = (list) => buurtlicht.PAIRS.flatMap((code) => [code, list[buurtlicht.after(code)]]);
  const byCode = (sure, unsure, step, same, filtered) => ["match", LIGHT, ...[0, 1, 2, 3, 4].flatMap((code) => [code, sure[code]]),
    ...[0, 1, 2].flatMap((code) => [code + 8, unsure[code]]), ...buurtlicht.STEPS.flatMap((code, at) => [code, step[at]]), ...pairs(sure),
    buurtlicht.SAME, same, buurtlicht.FILTERED, filtered, none];
  const edges = buurtlicht.STEPS.map(() => colours["c-bench"]);
  // An id names its level: under one id, a tile that is still on the screen would be read with another layer.
  const own = (part) => `${level}-${part}`;
  const from = (layer, source = "areas") => ({ source, "source-layer": layer });
  const strength = wide ? 0.6 : 1;
  // Strength stands in the colour: an opacity of its own would be a second figure to write for every corner.
  const parts = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);
  const faded = (colour, share) => `rgba(${parts(colour).join(",")},${share})`;
  const fades = (list, share) => list.map((colour, code) => faded(colour, code === 3 ? 0.5 : share));
  // A tint is as light as the land around it: a small area that is uncertain, or of which too little is known, would
  // seem not to be there.
  const halfway = (one, other) => `rgb(${parts(one).map((part, at) => Math.round(0.45 * part + 0.55 * parts(other)[at])).join(",")})`;
  const sure = wide ? fades(colours.fill, strength) : colours.fill.map((fill, code) => (code === 3 ? halfway(colours.edge[3], fill) : fill));
  const unsure = wide ? fades(colours.tint, strength) : colours.tint.map((tint, code) => halfway(colours.fill[code], tint));
  const first = buurtlicht.MARKS_FROM[level] || 8;
  const detail = wide ? {} : { minzoom: 13.4 };

  const surface = byCode(sure, unsure, colours.step.map((colour) => faded(colour, wide ? 0.86 : 1)),
    faded(colours["surface-3"], strength), wide ? none : colours["m-bld"]);
  const area = [
    { id: own("fill"), type: "fill", ...from(level), paint: { "fill-color": surface, "fill-antialias": false } },
    ...[8, 9, 10].map((code) => ({ id: own(`hatch-${code}`), type: "fill", ...from(level), ...detail, paint: {
      "fill-pattern": `hatch-${code - 8}`, "fill-opacity": is(code, strength, 0) } })),
    { id: own("bars"), type: "fill", ...from(level), ...detail, paint: { "fill-pattern": "bars-4", "fill-opacity": is(4, strength, 0) } },
    { id: own("edge"), type: "line", ...from(level), ...(wide ? {} : { minzoom: 13 }), paint: {
      "line-color": ["case", ["==", LIGHT, 3], none, byCode(colours.edge, colours.edge, edges, colours["c-bench"], wide ? colours["c-mute"] : none)],
      "line-width": wide ? 1.4 : ["interpolate", ["linear"], ["zoom"], 12, 0.4, 16, 1] } },
    { id: own("dash"), type: "line", ...from(level), ...detail, paint: {
      "line-color": colours.edge[3], "line-opacity": is(3, 1, 0), "line-width": 1.1, "line-dasharray": [2.4, 1.8] } },
  ];
  // A basemap shows the land itself; in the dark it is turned down, so that the lights stay the brightest.
  const dark = config.basemap && getComputedStyle(document.documentElement).colorScheme === "dark";
  const base = config.basemap ? [{ id: "basemap", type: "raster", source: "basemap", paint: {
    "raster-saturation": -0.6, "raster-opacity": 0.9, "raster-brightness-max": dark ? 0.4 : 1 } }] : [];
  const ground = [
    { id: "ground", type: "background", paint: { "background-color": colours.bg } },
    { id: "land", type: "fill", ...from("municipality"), paint: { "fill-color": colours["m-land"], "fill-antialias": false, "fill-opacity": config.basemap ? 0 : 1 } },
    ...base,
    { id: "borders", type: "line", ...from("neighbourhood"), paint: { "line-color": colours["line-strong"], "line-width": 1, "line-dasharray": [4, 3] } },
  ];
  const panden = { id: "pand", type: "fill", ...from("pand"), minzoom: 12, paint: {
    "fill-color": colours["m-bld"], "fill-opacity": wide ? 0.6 : 1, "fill-antialias": ["step", ["zoom"], false, 13, true], "fill-outline-color": colours["m-land"] } };
  const outlined = buurtlicht.outlined(level, chosen, hovered);
  const marked = (id) => ({ source: "marked", filter: buurtlicht.only(outlined[id]) });
  const shown = (id) => ({ visibility: outlined[id].length ? "visible" : "none" });
  const line = (part, colour, width) => ({ id: own(part), type: "line", "source-layer": level, ...marked(own(part)),
    layout: { "line-join": "round", ...shown(own(part)) }, paint: { "line-color": colour, "line-width": width } });
  // A small area gets a ring of ink around a rim of paper, both under its fill; a wide one a line on its border.
  const ring = (width) => line("ring", colours.text, width);
  const rim = (width) => line("rim", colours.surface, width);
  const under = wide ? [] : [ring(13), rim(8.4)];
  const over = [...(wide ? [rim(7), ring(3)] : []), line("hover", colours.text, 1.8)];
  const asking = (code) => code % 8 === 1 || code % 8 === 2;
  const size = (code) => (asking(code) ? 1 : 0.84);
  // What asks attention has its shape sooner than the others have room for theirs: from afar too it is never colour alone.
  const sooner = Math.max(first - buurtlicht.EARLIER, 8);
  const points = (layer) => from(layer, "points");
  const dots = wide ? [] : [{ id: own("dot"), type: "circle", ...points(`${level}_point`), maxzoom: buurtlicht.SMALL_FROM, paint: {
    "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 1.6, buurtlicht.SMALL_FROM, 2.6],
    "circle-color": byCode(sure, unsure, colours.step, colours["surface-3"], colours["m-bld"]) } }];
  const marks = buurtlicht.CODES.map((code) => ({ id: own(`mark-${code}`), type: "symbol", ...points(`${level}_point`), minzoom: asking(code) ? sooner : first,
    layout: { "icon-image": `light-${code}`, "icon-allow-overlap": true, "icon-ignore-placement": true,
      "icon-size": ["interpolate", ["linear"], ["zoom"], first - buurtlicht.EARLIER, size(code) * 0.5, first, size(code) * 0.7, first + 2, size(code)] },
    paint: { "icon-opacity": is(code, 1, 0), "icon-opacity-transition": { duration: config.motion } } }));
  const pairMarks = !changes ? [] : buurtlicht.PAIRS.map((code) => ({ id: own(`mark-${code}`), type: "symbol", ...points(`${level}_point`), minzoom: sooner,
    layout: { "icon-image": `change-${code}`, "icon-allow-overlap": true, "icon-ignore-placement": true },
    paint: { "icon-opacity": is(code, 1, 0) } }));
  const context = { id: "context", type: "symbol", ...points("neighbourhood_point"), minzoom: 12, maxzoom: 16.5,
    layout: { "icon-image": ["concat", "name:context:", ["get", "name"]], visibility: wide || early ? "none" : "visible" } };
  const name = { "icon-image": ["concat", "name:own:", ["get", "name"]], "icon-anchor": "bottom", "icon-offset": [0, -13], "icon-padding": 4 };
  const names = { id: own("names"), type: "symbol", ...points(`${level}_point`), minzoom: Math.min(first + (level === "building" ? 1 : 0.6), 17), layout: name };
  if (labelled) names.filter = buurtlicht.only(labelled);
  // Above the other names, so that it keeps its room.
  const chosenName = { id: own("name"), type: "symbol", "source-layer": `${level}_point`, ...marked(own("name")), minzoom: names.minzoom, layout: { ...name, ...shown(own("name")) } };

  // Layers over the map: the Leefbaarometer lies under the homes, points and words above them.
  const lbm = ["coalesce", ["feature-state", "lbm"], 255];
  const under0 = overlay?.areas && !wide ? [{ id: own("lbm"), type: "fill", ...from("neighbourhood"), paint: {
    "fill-color": ["match", lbm, ...buurtlicht.STEPS.flatMap((code, at) => [code, colours.step[at]]), none], "fill-antialias": false } }] : [];
  const placed = (list) => ({ type: "geojson", data: { type: "FeatureCollection", features: (list || []).map(([lon, lat, name]) => ({
    type: "Feature", properties: { name }, geometry: { type: "Point", coordinates: [lon, lat] } })) } });
  const noted = (source, kind, minzoom, offset) => ({ id: source, type: "symbol", source, minzoom, layout: {
    "icon-image": ["concat", `name:${kind}:`, ["get", "name"]], "icon-anchor": "top", "icon-offset": [0, offset], "icon-padding": 3 } });
  const above = [
    { id: "place-dots", type: "circle", source: "places", paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 3, 16, 6],
      "circle-color": colours.text, "circle-stroke-color": colours.surface, "circle-stroke-width": 1.6 } },
    noted("places", "note", 14, 7), noted("plans", "plan", 12.4, 15),
  ];

  const tiles = { type: "vector", tiles: [`${location.origin}/tiles/${config.hash}/{z}/{x}/{y}`], minzoom: 8, maxzoom: 14, promoteId: "id" };
  // The name of a neighbourhood covers a mark, not what asks attention.
  const asks = (mark) => asking(Number(mark.id.split("-").pop()));
  const symbols = [...dots, ...marks.filter((mark) => !asks(mark)), context, ...marks.filter(asks), ...pairMarks, ...above, names, chosenName];
  return { version: 8, transition: { duration: config.motion, delay: 0 },
    sources: { areas: tiles, points: tiles, marked: tiles,
      ...(config.basemap ? { basemap: { type: "raster", tiles: [config.basemap], tileSize: 256, maxzoom: 19 } } : {}),
      places: placed(overlay?.places), plans: placed(overlay?.plans) },
    layers: wide ? [...ground, ...area, panden, ...over, ...symbols] : [...ground.slice(0, -1), ...under0, ...ground.slice(-1), panden, ...under, ...area, ...over, ...symbols] };
};
