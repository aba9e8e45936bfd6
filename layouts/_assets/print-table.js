/* The table on paper. On the screen only the rows and columns in view exist; on paper there is no scrolling, so all of them are written out, as they are filtered and sorted. */
(() => {
  const made = (tag, className, ...parts) => {
    const element = Object.assign(document.createElement(tag), { className });
    element.append(...parts);
    return element;
  };

  function cell(api, rowNode, column) {
    const text = String(api.getCellValue({ rowNode, colKey: column, useFormatter: true }) ?? "");
    const { code, uncertain } = rowNode.data;
    const light = column.getColId() === "light" ? [made("span", `lt lt-${code}${uncertain ? " unc" : ""}`)] : [];
    return made("td", `of-${column.getColId()}`, ...light, text);
  }

  function begin() {
    const view = document.querySelector(".tableview"), api = view?.querySelector(".ag-root") && dash_ag_grid.getApi("grid");
    if (!api || view.querySelector(".ontopaper")) return;
    const columns = api.getAllDisplayedColumns(), rows = [];
    api.forEachNodeAfterFilterAndSort((node) => rows.push(made("tr", "", ...columns.map((column) => cell(api, node, column)))));
    const heads = columns.map((column) => made("th", "", column.getColDef().headerName));
    view.append(made("table", "ontopaper", made("thead", "", made("tr", "", ...heads)), made("tbody", "", ...rows)));
  }

  const end = () => document.querySelectorAll(".ontopaper").forEach((table) => table.remove());

  addEventListener("beforeprint", begin);
  addEventListener("afterprint", end);
  matchMedia("print").addEventListener("change", (event) => (event.matches ? begin() : end()));
})();
