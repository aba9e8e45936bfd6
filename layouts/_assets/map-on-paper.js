/* Maps on paper. A map is a picture in the colours of the screen, and the browser does not wait for it to be drawn anew.
   One affine change of colour brings the map colours of the dark theme near those of the light one (tests measure it: the land within a twentieth, the lights within a seventh, everything within a quarter). It mixes as ink mixes, so edges stay smooth. */
(() => {
  const ID = "map-on-paper";
  // The lights and the land are what one reads: they weigh most.
  const HEAVY = ["fill", "bg", "m-land"];

  const numbers = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255);
  const listed = (colours) => Object.entries(colours).flatMap(([name, found]) => [found].flat().map((colour) => [HEAVY.includes(name) ? 16 : 1, numbers(colour)]));

  // Gauss with pivots, on rows that end in their right-hand sides.
  function solve(rows) {
    rows.forEach((_, at) => {
      const best = rows.slice(at).reduce((most, row) => (Math.abs(row[at]) > Math.abs(most[at]) ? row : most));
      rows.splice(rows.indexOf(best), 1);
      rows.splice(at, 0, best.map((part) => part / best[at]));
      rows.forEach((row, other) => { if (other !== at) rows[other] = row.map((part, place) => part - row[at] * rows[at][place]); });
    });
    return rows.map((row) => row.slice(rows.length));
  }

  /* Weighted least squares from dark to light: three rows of four numbers and a nought, as feColorMatrix reads them. */
  function matrix() {
    const light = listed(buurtlicht.colours("light")), dark = listed(buurtlicht.colours("dark"));
    const pairs = dark.map(([weight, from], at) => ({ weight, from: [...from, 1], to: light[at][1] }));
    const sum = (of) => pairs.reduce((total, pair) => total + pair.weight * of(pair), 0);
    const found = solve([0, 1, 2, 3].map((row) => [
      ...[0, 1, 2, 3].map((column) => sum(({ from }) => from[row] * from[column])), ...[0, 1, 2].map((part) => sum(({ from, to }) => from[row] * to[part]))]));
    return [0, 1, 2].map((part) => [found[0][part], found[1][part], found[2][part], 0, found[3][part]]);
  }

  function begin() {
    if (document.documentElement.dataset.theme !== "dark" || document.getElementById(ID)) return;
    const values = [...matrix().flat(), 0, 0, 0, 1, 0].map((part) => part.toFixed(4)).join(" ");
    document.body.insertAdjacentHTML("beforeend", `<svg class="mapink" width="0" height="0" aria-hidden="true"><filter id="${ID}" color-interpolation-filters="sRGB"><feColorMatrix values="${values}"/></filter></svg>`);
  }

  const end = () => document.querySelectorAll(".mapink").forEach((made) => made.remove());

  addEventListener("beforeprint", begin);
  addEventListener("afterprint", end);
  matchMedia("print").addEventListener("change", (event) => (event.matches ? begin() : end()));
})();
