/* Pictures for the map, drawn on a canvas in the colours of tokens.css: shapes, hatching and names. */
window.buurtlicht = window.buurtlicht || {};

/* Of the theme that is shown, or of the one that is named. */
buurtlicht.colours = function (scheme = "") {
  // light-dark() is resolved by the browser: a probe element is asked for each colour, so there is no second list.
  const probe = document.createElement("i");
  probe.style.forcedColorAdjust = "none";
  probe.style.colorScheme = scheme;
  document.body.appendChild(probe);
  const read = (token) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const lights = ["green", "amber", "red", "insufficient", "shielded"];
  const names = ["bg", "surface", "text", "text-2", "line", "line-strong", "m-land", "m-water", "m-bld", "m-label", "m-halo", "m-case", "surface-3", "c-bench", "c-mute"];
  const colours = Object.fromEntries(names.map((name) => [name, read(name)]));
  colours.fill = lights.map((light) => read(light));
  colours.edge = lights.map((light) => read(`${light}-edge`));
  colours.tint = lights.map((light) => read(`${light}-tint`));
  colours.step = [0, 1, 2, 3, 4].map((step) => read(`h${step}`));
  probe.remove();
  return colours;
};

buurtlicht.images = (() => {
  const RATIO = 2;
  const SHAPE = 30;

  function canvas(width, height) {
    const element = document.createElement("canvas");
    element.width = Math.ceil(width * RATIO);
    element.height = Math.ceil(height * RATIO);
    const context = element.getContext("2d", { willReadFrequently: true });
    context.scale(RATIO, RATIO);
    return context;
  }

  const data = (context) => context.getImageData(0, 0, context.canvas.width, context.canvas.height);

  function outline(context, code) {
    context.beginPath();
    if (code === 0 || code === 3) context.arc(15, 15, 6.6, 0, 7);
    else if (code === 1) [[15, 7.2], [23, 21.4], [7, 21.4]].forEach(([x, y]) => context.lineTo(x, y));
    else if (code === 2) [[15, 6.4], [23.6, 15], [15, 23.6], [6.4, 15]].forEach(([x, y]) => context.lineTo(x, y));
    else context.roundRect(8.5, 8.5, 13, 13, 3);
    context.closePath();
  }

  // Paper keeps a mark apart from the area beneath it.
  function paper(context, width, colours) {
    context.lineJoin = "round";
    context.beginPath();
    context.roundRect(2.6, 2.6, width - 5.2, SHAPE - 5.2, 12.4);
    context.fillStyle = colours.surface;
    context.fill();
    context.strokeStyle = colours["line-strong"];
    context.lineWidth = 0.6;
    context.stroke();
  }

  function shape(code, uncertain, colours) {
    const context = canvas(SHAPE, SHAPE);
    paper(context, SHAPE, colours);
    mark(context, code, uncertain, colours);
    return data(context);
  }

  // From the light then to the light now.
  function change(pair, colours) {
    const width = 62;
    const context = canvas(width, SHAPE);
    paper(context, width, colours);
    context.save();
    context.translate(4, 3);
    context.scale(0.8, 0.8);
    mark(context, Math.floor(pair / 5), false, colours);
    context.restore();
    context.beginPath();
    [[26, 15], [35, 15]].forEach(([x, y]) => context.lineTo(x, y));
    context.moveTo(32, 12);
    context.lineTo(35, 15);
    context.lineTo(32, 18);
    context.setLineDash([]);
    context.strokeStyle = colours["text-2"];
    context.lineWidth = 1.3;
    context.stroke();
    context.translate(32, 0);
    mark(context, pair % 5, false, colours);
    return data(context);
  }

  function mark(context, code, uncertain, colours) {
    outline(context, code);
    context.fillStyle = uncertain ? colours.surface : colours.fill[code];
    context.fill();
    if (uncertain) {
      context.save();
      context.clip();
      stripes(context, SHAPE, 3.6, 1.5, colours.fill[code]);
      context.restore();
      outline(context, code);
    }
    if (code === 3) context.setLineDash([2.5, 2]);
    context.strokeStyle = colours.edge[code];
    context.lineWidth = uncertain || code === 3 ? 1.6 : 1.2;
    context.stroke();
    context.setLineDash([]);
    if (code === 4) {
      context.beginPath();
      [13.2, 16.8].forEach((y) => { context.moveTo(12, y); context.lineTo(18, y); });
      context.lineWidth = 1.5;
      context.stroke();
    }
  }

  function stripes(context, size, step, width, colour) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (let at = -size; at < 2 * size; at += step * Math.SQRT2) {
      context.moveTo(at, size);
      context.lineTo(at + size, 0);
    }
    context.stroke();
  }

  function hatch(code, colours) {
    const size = 16;
    const context = canvas(size, size);
    context.fillStyle = colours.tint[code];
    context.fillRect(0, 0, size, size);
    context.strokeStyle = colours.fill[code];
    context.lineWidth = 2.4;
    context.beginPath();
    for (let at = -size; at <= size; at += 8) {
      context.moveTo(at - 2, size + 2);
      context.lineTo(at + size + 2, -2);
    }
    context.stroke();
    return data(context);
  }

  function bars(colours) {
    const context = canvas(8, 8);
    context.fillStyle = colours.fill[4];
    context.fillRect(0, 0, 8, 8);
    context.fillStyle = colours.edge[4];
    context.fillRect(0, 1, 8, 1);
    context.fillRect(0, 5, 8, 1);
    return data(context);
  }

  function name(id, colours) {
    const [, kind, text] = id.match(/^name:(\w+):(.*)$/s);
    const quiet = kind === "context", small = kind === "note" || kind === "plan";
    const font = small ? "500 11.5px Inter, sans-serif" : quiet ? "560 12px Inter, sans-serif" : "600 12.5px Inter, sans-serif";
    const shown = quiet ? text.toUpperCase() : text;
    const spacing = quiet ? "1.1px" : "0px";
    const measure = canvas(1, 1);
    measure.font = font;
    measure.letterSpacing = spacing;
    const context = canvas(measure.measureText(shown).width + 12, 22);
    context.font = font;
    context.letterSpacing = spacing;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.strokeStyle = colours["m-halo"];
    context.lineWidth = 4.5;
    context.strokeText(shown, 6, 11);
    context.fillStyle = quiet ? colours["m-label"] : small ? colours["text-2"] : colours.text;
    context.fillText(shown, 6, 11);
    return data(context);
  }

  function draw(id, colours) {
    if (id.startsWith("name:")) return name(id, colours);
    const [kind, code] = id.split("-");
    if (kind === "hatch") return hatch(Number(code), colours);
    if (kind === "bars") return bars(colours);
    if (kind === "change") return change(Number(code) - 32, colours);
    return shape(Number(code) & 7, Number(code) >= 8, colours);
  }

  return {
    pixelRatio: RATIO,
    draw,
    add(map, id, colours) {
      if (!map.hasImage(id)) map.addImage(id, draw(id, colours), { pixelRatio: RATIO });
    },
    redraw(map, colours) {
      for (const id of map.listImages()) map.updateImage(id, draw(id, colours));
    },
  };
})();
