/* Charts on paper. Plotly drew them as wide as the screen had room: they shrink to the room on paper (view-print.css).
   A page of the dark theme is printed on white: the ink that plotly wrote into its charts becomes that of the light theme, for as long as it takes. In the light theme nothing has the ink of the dark one. */
(() => {
  const PARTS = ["fill", "stroke"];
  const changed = new Map();
  let sized = [], ink = new Map();

  const names = () => [...document.styleSheets].filter((sheet) => sheet.href?.includes("/buurtlicht.css"))
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
    document.querySelectorAll(".js-plotly-plot svg *").forEach((element) => PARTS.forEach((part) => {
      const now = element.style[part], then = ink.get(now), told = changed.get(element) ?? {};
      if (!then || then === now || told[part]?.then === now) return;
      changed.set(element, { ...told, [part]: { before: now, then } });
      element.style[part] = then;
    }));
  }

  function size() {
    const drawn = [...document.querySelectorAll(".js-plotly-plot .main-svg:not([viewBox])")];
    drawn.forEach((svg) => svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`));
    sized.push(...drawn);
  }

  function fit() {
    size();
    lighten();
  }

  // What plotly draws again meanwhile, because its room changed, it draws in the ink of the screen.
  const again = new MutationObserver(fit);

  function begin() {
    const light = palette("light");
    ink = new Map([...palette("dark")].map(([name, colour]) => [colour, light.get(name)]));
    fit();
    again.observe(document.body, { childList: true, subtree: true });
  }

  function end() {
    again.disconnect();
    sized.forEach((svg) => svg.removeAttribute("viewBox"));
    sized = [];
    changed.forEach((told, element) => Object.entries(told).forEach(([part, { before }]) => { element.style[part] = before; }));
    changed.clear();
  }

  addEventListener("beforeprint", begin);
  addEventListener("afterprint", end);
  matchMedia("print").addEventListener("change", (event) => (event.matches ? begin() : end()));
})();
