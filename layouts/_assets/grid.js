/* Cells of the table: numbers the Dutch way, a light with its shape, a link to the place. */
(() => {
  const grid = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  const cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  const element = (...parts) => React.createElement(...parts);

  grid.buurtlichtNumber = (value, decimals) =>
    value === null || value === undefined ? "–"
      : new Intl.NumberFormat("nl-NL", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value).replace("-", "−");
  grid.buurtlichtChance = (value) => {
    if (value === null || value === undefined) return "–";
    if (value < 0.01) return "< 1 %";
    return value > 0.99 ? "> 99 %" : `${Math.round(value * 100)} %`;
  };
  cells.LightCell = ({ data }) => element("span", { className: "lightcell" },
    element("span", { className: `lt lt-${data.code}${data.uncertain ? " unc" : ""}`, "aria-hidden": "true" }), data.light);
  cells.PlaceLink = ({ data }) => element("a", { href: data.href, "data-area": data.area_id }, data.name);
})();
