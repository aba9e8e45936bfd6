/* Pages to read: contents, sources that open, weights that are tried, texts that are copied. */
(() => {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    const chapter = event.target.closest?.(".contents a[href^='#']");
    const copy = event.target.closest?.("[data-copy]");
    if (chapter) {
      // A hash in the address would make Dash look at it as a new page.
      event.preventDefault();
      const card = document.querySelector(chapter.getAttribute("href"));
      card?.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth", block: "start" });
      const heading = card?.querySelector("h2");
      if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
    } else if (copy) take(copy.dataset.copy);
  });

  async function take(id) {
    const rows = [...document.querySelectorAll(`#${id} > div`)];
    const text = rows.map((row) => `${row.querySelector("dt").textContent}\n${row.querySelector("dd").textContent}`).join("\n\n");
    const told = document.getElementById(`${id}-gekopieerd`);
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = "Gekopieerd.";
    } catch {
      getSelection().selectAllChildren(document.getElementById(id));
      told.textContent = "De tekst is geselecteerd. Kopieer haar met Ctrl+C.";
    }
  }

  function note(change) {
    const query = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(change)) value === null ? query.delete(key) : query.set(key, value);
    const text = query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
    history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : ""));
  }

  // One open source at a time, and its name in the address.
  document.addEventListener("toggle", (event) => {
    const source = event.target.dataset?.source;
    if (!source) return;
    if (event.target.open) {
      document.querySelectorAll("details[data-source][open]").forEach((other) => { if (other !== event.target) other.open = false; });
      note({ bron: source });
    } else if (new URLSearchParams(location.search).get("bron") === source) note({ bron: null });
  }, true);

  window.dash_clientside = window.dash_clientside || {};
  dash_clientside.info = {
    weights(values, trying) {
      const chosen = trying.themes.map((theme, place) => [theme, Number(values[place] ?? 0)]);
      const changed = chosen.filter(([theme, value]) => value !== trying.own[theme]);
      const said = changed.length ? chosen.map(([theme, value]) => `${theme}:${value}`).join(",") : null;
      if (location.pathname === "/methode" && new URLSearchParams(location.search).get("gewicht") !== said) note({ gewicht: said });
      return said;
    },
  };
})();
