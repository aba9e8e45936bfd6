/* Charts on paper. Plotly drew them as wide as the screen had room: they shrink to the room on paper (view-print.css).
   A page of the dark theme is printed on white: the ink that plotly wrote into its charts becomes that of the light theme, for as long as it takes. In the light theme nothing has the ink of the dark one. */
(() => {
  const PARTS = ["fill", "stroke"];
  let changed = [], sized = [];

  const names = () => [...document.styleSheets].filter((sheet) => sheet.href?.includes("/assets/"))
    .flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.selectorText === ":root")
    .flatMap((rule) => [...rule.style].filter((name) => /^light-dark\((#|rgb)/.test(rule.style.getPropertyValue(name).trim())));

  // Colour of a token in one theme, as the browser writes it; light-dark() is settled where it is used.
  function palette(scheme) {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.colorScheme = scheme;
    const found = names().map((name) => {
      probe.style.color = `var(${name})`;
      return [name, getComputedStyle(probe).color];
    });
    probe.remove();
    return new Map(found);
  }

  function lighten() {
    if (changed.length) return;
    const light = palette("light"), ink = new Map([...palette("dark")].map(([name, colour]) => [colour, light.get(name)]));
    document.querySelectorAll(".js-plotly-plot svg *").forEach((element) => PARTS.forEach((part) => {
      const now = element.style[part], then = ink.get(now);
      if (!then || then === now) return;
      changed.push([element, part, now]);
      element.style[part] = then;
    }));
  }

  function size() {
    if (sized.length) return;
    sized = [...document.querySelectorAll(".js-plotly-plot .main-svg:not([viewBox])")];
    sized.forEach((svg) => svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`));
  }

  function begin() {
    size();
    lighten();
  }

  function end() {
    sized.forEach((svg) => svg.removeAttribute("viewBox"));
    sized = [];
    changed.forEach(([element, part, before]) => { element.style[part] = before; });
    changed = [];
  }

  addEventListener("beforeprint", begin);
  addEventListener("afterprint", end);
  matchMedia("print").addEventListener("change", (event) => (event.matches ? begin() : end()));
})();
