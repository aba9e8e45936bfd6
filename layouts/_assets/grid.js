/* The table: numbers the Dutch way, a light with its shape, a link to the place, and its download. */
window.buurtlicht = window.buurtlicht || {};

(() => {
  const grid = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  const cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  const element = (...parts) => React.createElement(...parts);

  grid.buurtlichtNumber = (value, decimals, absent = "–") =>
    value === null || value === undefined ? absent
      : new Intl.NumberFormat("nl-NL", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value).replace("-", "−");
  grid.buurtlichtChance = (value, absent = "–") => {
    if (value === null || value === undefined) return absent;
    if (value < 0.01) return "< 1 %";
    return value > 0.99 ? "> 99 %" : `${Math.round(value * 100)} %`;
  };
  cells.LightCell = ({ data }) => element("span", { className: "lightcell" },
    element("span", { className: `lt lt-${data.code}${data.uncertain ? " unc" : ""}`, "aria-hidden": "true" }), data.light);
  cells.BeforeCell = ({ data }) => element("span", { className: "lightcell" },
    data.before && element("span", { className: `lt lt-${data.before_code}`, "aria-hidden": "true" }), data.before || "–");
  cells.PlaceLink = ({ data }) => element("a", { href: data.href, "data-area": data.area_id }, data.name);

  // The order of the rows and what the columns leave stand in the address, and a link brings them back.
  grid.buurtlichtNoted = (api) => {
    const order = api.getColumnState().filter(({ sort }) => sort).sort((one, other) => one.sortIndex - other.sortIndex)
      .map(({ colId, sort }) => (sort === "desc" ? "-" : "") + colId);
    const left = api.getFilterModel();
    buurtlicht.go({ volgorde: order.length ? order : null, kolomfilter: Object.keys(left).length ? JSON.stringify(left) : null }, { replace: true });
  };
  // Once per grid: rows that come later are in the order of the reader.
  const linked = new WeakSet();
  buurtlicht.tableAsLinked = async () => {
    const api = await dash_ag_grid.getApiAsync("grid");
    if (linked.has(api)) return;
    linked.add(api);
    const query = new URLSearchParams(location.search);
    const state = query.getAll("volgorde").map((said, sortIndex) =>
      ({ colId: said.replace(/^-/, ""), sort: said.startsWith("-") ? "desc" : "asc", sortIndex }));
    if (state.length) api.applyColumnState({ state });
    try {
      api.setFilterModel(JSON.parse(query.get("kolomfilter")));
    } catch {
      // A link that was cut short leaves the whole table.
      api.setFilterModel(null);
    }
  };

  // What a spreadsheet would take for a formula begins with an apostrophe; a number stays a number.
  const inert = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  const written = (value) => (typeof value === "number" ? String(value).replace(".", ",") : inert(String(value ?? "")));
  buurtlicht.inert = inert;
  async function download() {
    const api = await dash_ag_grid.getApiAsync("grid");
    const chosen = [...document.querySelectorAll(".chips .chip")].map((chip) => chip.textContent).join(", ");
    const { niveau } = buurtlicht.scope();
    api.exportDataAsCsv({
      fileName: `buurtlicht-${niveau}.csv`, columnSeparator: ";", allColumns: true,
      // What is shielded says so here too.
      processCellCallback: ({ value, column, node }) =>
        written(column.getColId() === "Filters" ? chosen : value ?? (["score", "chance"].includes(column.getColId()) ? node.data.absent : value)),
      processHeaderCallback: ({ column }) => inert(column.getColDef().headerName),
    });
  }
  document.addEventListener("click", (event) => { if (event.target.closest("#csv")) download(); });
})();
