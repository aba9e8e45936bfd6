/* Pages that the server makes anew for each address: following links, choices in the URL, names in the scatter. */
window.buurtlicht = window.buurtlicht || {};

(() => {
  const KEPT = ["niveau", "kwartaal", "sinds", "methode"];
  const SIDES = ["right", "left", "above", "below", "right-up", "right-down", "left-up", "left-down", "above-right", "above-left", "below-right", "below-left"];

  function visit(address) {
    if (address === location.pathname + location.search) return;
    keepFocus(new URL(address, location).pathname);
    buurtlicht.visit(address);
  }

  function kept(path) {
    const here = new URLSearchParams(location.search), next = new URLSearchParams();
    const [, page, level] = location.pathname.split("/");
    if (page === "gebied") next.set("niveau", level);
    KEPT.forEach((key) => { if (here.get(key)) next.set(key, here.get(key)); });
    buurtlicht.keptFilters(path).forEach(([key, value]) => next.append(key, value));
    return path + (next.size ? `?${next}` : "");
  }

  // The page is made anew, and with it what had the focus; the same control gets it back, unless the reader went on since.
  const PATIENCE_MS = 5000;
  const same = (link) => `${link.parentElement.getAttribute("aria-label")} ${link.textContent}`;
  function keepFocus(path) {
    const active = document.activeElement, content = document.getElementById("_pages_content");
    const link = active?.matches("a[data-visit]") && same(active);
    if (!content || !(link || active?.id?.startsWith("level-"))) return;
    const watch = new MutationObserver(() => {
      if (location.pathname !== path) return watch.disconnect();
      if (document.activeElement !== document.body) return;
      const found = link ? [...content.querySelectorAll("a[data-visit]")].find((each) => same(each) === link) : document.getElementById(active.id);
      found?.focus({ preventScroll: true });
      if (found) watch.disconnect();
    });
    watch.observe(content, { childList: true, subtree: true });
    setTimeout(() => watch.disconnect(), PATIENCE_MS);
  }

  // Before Dash's own link does: it would drop the level and the quarter.
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    const page = event.target.closest?.(".nav a, a.logo"), view = event.target.closest?.("a[data-visit]");
    if (!page && !view) return;
    event.preventDefault();
    event.stopPropagation();
    const from = location.pathname;
    visit(page ? kept(page.pathname) : view.getAttribute("href"));
    if (page || location.pathname !== from) document.getElementById("_pages_content")?.scrollTo(0, 0);
  }, true);

  // Every place gets its name on the side where it meets least; a name that would cover another is left out.
  function overlap(a, b) {
    return Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  }
  function name(plot) {
    const frame = plot.getBoundingClientRect();
    if (!frame.width) return;
    plot.querySelectorAll(".unnamed").forEach((point) => point.classList.remove("unnamed"));
    const points = [...plot.querySelectorAll(".pt")];
    const marks = points.map((point) => point.querySelector(".lt").getBoundingClientRect());
    const taken = [];
    points.forEach((point, own) => {
      const label = point.querySelector(".nm"), size = label.getBoundingClientRect(), mark = marks[own];
      const x = (mark.left + mark.right) / 2, y = (mark.top + mark.bottom) / 2, gap = 11;
      const boxes = SIDES.map((side) => {
        const [where, shift] = side.split("-");
        const left = where === "right" ? x + gap : where === "left" ? x - gap - size.width
          : shift === "right" ? x - gap : shift === "left" ? x + gap - size.width : x - size.width / 2;
        const top = where === "above" ? y - gap - size.height : where === "below" ? y + gap
          : y - size.height / 2 + (shift === "up" ? -gap : shift === "down" ? gap : 0);
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
    // A place says more than the corner it stands in.
    plot.querySelectorAll(".quad").forEach((corner) => {
      const box = corner.getBoundingClientRect();
      corner.style.visibility = [...taken, ...marks].some((other) => overlap(box, other)) ? "hidden" : "";
    });
  }
  let asked = false;
  function nameAll() {
    if (asked || !document.querySelector(".scatter .plot")) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; document.querySelectorAll(".scatter .plot").forEach(name); });
  }
  // Dash says that a page is there before it is in the document.
  new MutationObserver(nameAll).observe(document, { childList: true, subtree: true });
  addEventListener("resize", nameAll);
  document.fonts?.ready.then(nameAll);

  window.dash_clientside = window.dash_clientside || {};
  dash_clientside.pages = {
    kwartaal(value, now) { buurtlicht.choose("kwartaal", value, now); },
    sinds(value, now) { buurtlicht.choose("sinds", value, now); },
    methode(value, now) { buurtlicht.choose("methode", value, now); },
    gebied(value, now) { buurtlicht.choose("gebied", value, now); },
    toeval(value, now) { buurtlicht.choose("toeval", value, now); },
  };
})();
