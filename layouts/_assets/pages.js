/* Pages that the server makes anew for each address: following links, choices in the URL, names in the scatter. */
window.buurtlicht = window.buurtlicht || {};

(() => {
  const KEPT = ["niveau", "kwartaal", "sinds", "methode"];
  const SIDES = ["right", "left", "above", "below", "right-up", "right-down", "left-up", "left-down"];

  // Dash listens to this event and makes the page of the new address.
  function visit(address) {
    if (address === location.pathname + location.search) return;
    history.pushState({}, "", address);
    dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  function kept(path) {
    const here = new URLSearchParams(location.search), next = new URLSearchParams();
    KEPT.forEach((key) => { if (here.get(key)) next.set(key, here.get(key)); });
    buurtlicht.keptFilters(path).forEach(([key, value]) => next.append(key, value));
    return path + (next.size ? `?${next}` : "");
  }

  // Before Dash's own link does: it would drop the level and the quarter.
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    const page = event.target.closest?.(".nav a, a.logo"), view = event.target.closest?.("a[data-visit]");
    if (!page && !view) return;
    event.preventDefault();
    event.stopPropagation();
    visit(page ? kept(page.pathname) : view.getAttribute("href"));
    if (page) document.getElementById("_pages_content")?.scrollTo(0, 0);
  }, true);

  // Every place gets its name on the side where it meets least; a name that would cover another is left out.
  function overlap(a, b) {
    return Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  }
  function name(plot) {
    const frame = plot.getBoundingClientRect();
    if (!frame.width) return;
    const points = [...plot.querySelectorAll(".pt")];
    const marks = points.map((point) => point.querySelector(".lt").getBoundingClientRect());
    const taken = [...plot.querySelectorAll(".quad")].map((found) => found.getBoundingClientRect());
    points.forEach((point, own) => {
      const label = point.querySelector(".nm"), size = label.getBoundingClientRect(), mark = marks[own];
      const x = (mark.left + mark.right) / 2, y = (mark.top + mark.bottom) / 2, gap = 11;
      const boxes = SIDES.map((side) => {
        const left = side.startsWith("right") ? x + gap : side.startsWith("left") ? x - gap - size.width : x - size.width / 2;
        const top = side === "above" ? y - gap - size.height : side === "below" ? y + gap : y - size.height / 2 + (side.endsWith("up") ? -11 : side.endsWith("down") ? 11 : 0);
        return { left, top, right: left + size.width, bottom: top + size.height };
      });
      const costs = boxes.map((box, place) => {
        if (box.left < frame.left - 4 || box.right > frame.right + 12 || box.top < frame.top - 6 || box.bottom > frame.bottom + 6) return Infinity;
        return [...marks.filter((_, other) => other !== own), ...taken].reduce((sum, other) => sum + overlap(box, other), place * 2);
      });
      const best = costs.indexOf(Math.min(...costs));
      const fits = costs[best] < 60;
      point.classList.toggle("unnamed", !fits);
      if (!fits) return;
      label.style.translate = `${boxes[best].left - x}px ${boxes[best].top - y}px`;
      taken.push(boxes[best]);
    });
  }
  const nameAll = () => document.querySelectorAll(".scatter .plot").forEach(name);
  addEventListener("resize", () => requestAnimationFrame(nameAll));
  document.fonts?.ready.then(nameAll);

  window.dash_clientside = window.dash_clientside || {};
  dash_clientside.pages = {
    kwartaal(value, now) { buurtlicht.choose("kwartaal", value, now); },
    sinds(value, now) { buurtlicht.choose("sinds", value, now); },
    methode(value, now) { buurtlicht.choose("methode", value, now); },
    gebied(value, now) { buurtlicht.choose("gebied", value, now); },
    // Dash calls before the page is in the document.
    scatter() { requestAnimationFrame(() => requestAnimationFrame(nameAll)); },
  };
})();
