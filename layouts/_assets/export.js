/* Files: what the menu 'Exporteer' asks, how far it is, and the file when it is there. */
(() => {
  const QUICK = ["tables", "chart"];
  let current = null;
  const part = (name) => document.getElementById(`export-${name}`);

  function show(state, stage, value) {
    const status = part("status");
    if (!status) return;
    status.hidden = false;
    status.dataset.state = state;
    part("title").textContent = { busy: "Bestand maken", done: "Bestand klaar", wrong: "Geen bestand", stopped: "Gestopt" }[state];
    part("stage").textContent = stage;
    part("bar").hidden = state !== "busy";
    if (value === null) part("bar").removeAttribute("value"); else part("bar").value = value;
    part("cancel").hidden = !(state === "busy" && current?.long);
    part("link").hidden = state !== "done";
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-export]");
    if (button) {
      const { export: kind, form, item } = button.dataset;
      current = { asked: `${Date.now()}-${Math.random()}`, long: !QUICK.includes(kind) };
      const asked = { asked: current.asked, kind, form, item, path: location.pathname, search: location.search };
      if (document.getElementById("map")) asked.box = buurtlicht.map.instance()?.getBounds().toArray().flat();
      ["party", "agreement"].forEach((name) => { asked[name] = part(name)?.value || ""; });
      show("busy", `${button.getAttribute("aria-label")} …`, current.long ? 0 : null);
      dash_clientside.set_props(current.long ? "export-long" : "export-quick", { data: asked });
      button.closest("details").open = false;
      part("title").tabIndex = -1;
      part("title").focus({ preventScroll: true });
    } else if (event.target.closest?.("#export-cancel")) {
      current = null;
      show("stopped", "Er is geen bestand gemaakt.", 0);
    } else if (event.target.closest?.("#export-close")) part("status").hidden = true;
    else document.querySelectorAll("details.exports[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.exports[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  window.dash_clientside = window.dash_clientside || {};
  dash_clientside.exports = {
    // An answer to a question that was stopped or followed by another one is no longer wanted.
    answered(answer) {
      if (!answer || !current || answer.asked !== current.asked) return;
      if (answer.mistake) return show("wrong", answer.mistake, 0);
      const link = part("link"), name = decodeURIComponent(answer.href.split("/").pop());
      link.href = answer.href;
      link.setAttribute("download", name);
      show("done", name, 100);
      link.click();
    },
  };
})();
