/* The state of a page is the query of its URL. Everything that changes it calls buurtlicht.go. */
window.buurtlicht = window.buurtlicht || {};

(() => {
  const SINGLE = ["niveau", "kwartaal", "methode", "toon", "sinds"];
  const FILTERS = ["wijk", "team", "type", "licht", "mijn"];
  buurtlicht.FILTERS = FILTERS;

  buurtlicht.view = () => {
    const query = new URLSearchParams(location.search);
    return { gebied: query.get("gebied"), weergave: query.get("weergave") };
  };
  // What the URL leaves out is the default, which the server knows too.
  buurtlicht.scope = () => {
    const query = new URLSearchParams(location.search);
    const area = query.get("gebied")?.split(":")[0];
    const implied = area && document.querySelector(`[data-choice="niveau=${area}"]`) ? area : "complex";
    const scope = { niveau: query.get("niveau") || implied };
    SINGLE.slice(1).forEach((key) => { if (query.get(key)) scope[key] = query.get(key); });
    FILTERS.forEach((key) => { if (query.has(key)) scope[key] = query.getAll(key); });
    return scope;
  };

  // `sent` is what Dash knows or is about to know.
  const sent = {}, waiting = {};
  function changes(id, value) {
    const text = JSON.stringify(value);
    if (sent[id] === text) return false;
    sent[id] = text;
    waiting[id] = { data: value };
    return true;
  }
  function send() {
    const told = Object.entries(waiting);
    told.forEach(([id]) => delete waiting[id]);
    if (page()) told.forEach(([id, props]) => dash_clientside.set_props(id, props));
  }

  async function tell() {
    if (!page()) return;
    const view = buurtlicht.view();
    const scope = buurtlicht.scope();
    const form = view.weergave === "tabel" ? "tabel" : "kaart";
    const other = changes("scope", scope);
    changes("selected", view.gebied);
    changes("form", form);
    changes("layers", new URLSearchParams(location.search).getAll("lagen"));
    page().dataset.level = scope.niveau;
    page().dataset.show = scope.toon || "stoplicht";
    buurtlicht.filtersChanged();
    buurtlicht.timeline.changed();
    document.querySelectorAll("[data-choice]").forEach((button) => {
      const [key, value] = button.dataset.choice.split("=");
      button.setAttribute("aria-pressed", String((key === "niveau" ? scope.niveau : form) === value));
    });
    // The map first: whatever Dash makes would stand in the way of its picture.
    if (other) {
      const drawn = buurtlicht.map.ask();
      buurtlicht.side.ask(drawn);
      await drawn;
    }
    send();
  }

  const page = () => document.getElementById("page");

  // The address of this page with some keys changed: null takes a key away, a list gives it several values.
  function changed(change) {
    const query = new URLSearchParams(location.search);
    if (change.niveau && !("gebied" in change)) {
      const area = query.get("gebied");
      if (area && !area.startsWith(`${change.niveau}:`)) query.delete("gebied");
    }
    for (const [key, value] of Object.entries(change)) {
      query.delete(key);
      if (value !== null) [value].flat().forEach((each) => query.append(key, each));
    }
    const text = query.toString().replaceAll("%3A", ":").replaceAll("%2F", "/").replaceAll("%2C", ",");
    return location.pathname + (text ? `?${text}` : "");
  }

  // The map stays and is told; any other page is made anew by the server.
  buurtlicht.go = (change, { replace = false } = {}) => {
    if (buurtlicht.meeting?.(change)) return;
    const next = changed(change);
    if (next === location.pathname + location.search) return;
    if (!page()) return buurtlicht.visit(next);
    history[replace ? "replaceState" : "pushState"]({}, "", next);
    tell();
  };

  // A control says what it holds; `now` is what the server made it hold.
  buurtlicht.choose = (key, value, now) => {
    if (!now || value === null || value === undefined || JSON.stringify(value) === JSON.stringify(now[key])) return;
    buurtlicht.go({ [key]: value === now.standard[key] ? null : value });
  };

  // Dash would make the whole page anew when only the query changes; the map would blink.
  let path = location.pathname;
  addEventListener("_dashprivate_pushstate", () => { path = location.pathname; current(); });
  addEventListener("popstate", (event) => {
    if (location.pathname === path && document.getElementById("page")) {
      event.stopImmediatePropagation();
      buurtlicht.map.look();
      tell();
    }
    path = location.pathname;
    current();
  }, true);

  function current() {
    document.querySelectorAll(".nav a").forEach((link) => {
      if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
      else if (link.pathname === "/" && location.pathname.startsWith("/gebied/")) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-go],[data-area],[data-zoom],[data-toggle],[data-reload]");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.dataset.zoom) buurtlicht.map.zoom(Number(target.dataset.zoom));
    else if (target.dataset.reload) location.reload();
    else if (target.dataset.toggle) toggleList();
    else if (target.dataset.go) {
      const { gebied } = buurtlicht.view();
      buurtlicht.go(JSON.parse(target.dataset.go));
      if (target.closest("#details")) buurtlicht.focus.leavePanel(gebied);
    } else if (page()) {
      event.preventDefault();
      toggleList(false);
      // A key that follows a link clicks without a pointer.
      if (!event.detail) buurtlicht.focus.enterPanel(target.dataset.area, target);
      buurtlicht.go({ gebied: target.dataset.area });
    }
  });

  function toggleList(open) {
    const side = document.getElementById("side");
    side?.classList.toggle("open", open);
    document.querySelector("[data-toggle=list]")?.setAttribute("aria-expanded", String(side?.classList.contains("open")));
  }

  const feature = (event) => event.target.closest?.(".rw[data-feature]")?.dataset.feature;
  for (const [name, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]])
    document.addEventListener(name, (event) => { if (feature(event)) buurtlicht.map.fromList(on ? Number(feature(event)) : null); });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input,textarea,[contenteditable]");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      document.getElementById("search")?.focus();
    } else if (event.key === "Escape" && !typing && !event.target.closest?.("[role=dialog]")) {
      const { gebied } = buurtlicht.view(), side = document.getElementById("side");
      if (side?.classList.contains("open")) {
        const within = side.contains(document.activeElement);
        toggleList(false);
        if (within) document.querySelector("[data-toggle=list]").focus();
      } else if (gebied) { buurtlicht.go({ gebied: null }); buurtlicht.focus.leavePanel(gebied); }
    }
  });

  // A server that is gone: say so calmly, and take it back when it answers again.
  const ask = window.fetch;
  window.fetch = async (...request) => {
    const gone = (hidden) => { const banner = document.getElementById("gone"); if (banner) banner.hidden = hidden; };
    try {
      const answer = await ask(...request);
      gone(answer.status < 502);
      return answer;
    } catch (error) {
      if (error.name !== "AbortError") gone(false);
      throw error;
    }
  };

  const KEY = "buurtlicht-thema";
  window.dash_clientside = window.dash_clientside || {};
  dash_clientside.buurtlicht = {
    start(config) {
      // The stores hold what the URL says already.
      const { gebied, weergave } = buurtlicht.view();
      Object.assign(sent, { scope: JSON.stringify(buurtlicht.scope()), selected: JSON.stringify(gebied),
        form: JSON.stringify(weergave === "tabel" ? "tabel" : "kaart"), layers: JSON.stringify(new URLSearchParams(location.search).getAll("lagen")) });
      Object.keys(waiting).forEach((id) => delete waiting[id]);
      buurtlicht.map.start(config);
      // A round of Toetsing has this map too, with a list of its own.
      if (location.pathname === "/") buurtlicht.side.ask();
      buurtlicht.timeline.start(config.quarters);
      return config.hash;
    },
    overlay(overlay) { buurtlicht.map.overlay(overlay); },
    focus(focus) { buurtlicht.map.show(focus); },
    repaint() { buurtlicht.map.repaint(); },
    picked(picked) { if (picked) buurtlicht.go({ gebied: picked.area }); },
    // An answer to an earlier choice would undo a later one.
    bar(bar) {
      if (bar && JSON.stringify(bar.scope) === sent.scope)
        Object.entries(bar.selects).forEach(([id, props]) => dash_clientside.set_props(id, props));
    },
    table() { buurtlicht.tableAsLinked(); },
    form(form) { if (page()) page().dataset.form = form; },
    toon(value, now) { buurtlicht.choose("toon", value, now); },
    sinds(value, now) { buurtlicht.choose("sinds", value, now); },
    methode(value, now) { buurtlicht.choose("methode", value, now); },
    kwartaal(value, now) { buurtlicht.choose("kwartaal", value, now); },
    found(area) {
      if (!area) return;
      if (document.getElementById("page")) {
        buurtlicht.focus.enterPanel(area);
        const level = area.split(":")[0];
        const choice = document.querySelector(`[data-choice="niveau=${level}"]`);
        buurtlicht.go(choice ? { niveau: level, gebied: area } : { gebied: area });
      } else buurtlicht.visit(buurtlicht.placeLink(area, location.search));
      dash_clientside.set_props("search", { value: null, searchValue: "" });
    },
    newer(inUse, shown) { const banner = document.getElementById("newer"); if (banner) banner.hidden = !inUse || inUse === shown; },
    hover() { buurtlicht.map.tipReady(); },
    theme(clicks) {
      requestAnimationFrame(current);
      const stored = localStorage.getItem(KEY);
      const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      let scheme = stored || system;
      if (clicks) {
        scheme = scheme === "dark" ? "light" : "dark";
        localStorage.setItem(KEY, scheme);
      }
      document.documentElement.dataset.theme = scheme;
      document.documentElement.dataset.mantineColorScheme = scheme;
      return [scheme, scheme];
    },
  };
})();
