"""Overzicht: homes per light and district."""

from matplotlib.figure import Figure

from data.vocabulary import DUTCH_LEVELS, Light
from indicators.read_model import Serving
from layouts._exports.chart_frame import colours, framed, legend
from layouts._exports.screen_files import Place
from layouts._exports.view_of import Seen
from layouts._text import number, quarter

PATH, NAME, WORD, ORDER = "/overzicht", "overview_lights", "Woningen per stoplicht", 1
_STACK = (Light.RED, Light.AMBER, Light.GREEN, Light.INSUFFICIENT, Light.SHIELDED)


def draw(found: Serving, seen: Seen, _place: Place) -> Figure | None:
    """A stacked bar per district."""
    overview = found.overview(seen.quarter, seen.since, seen.method.method)
    rows = [each for each in overview.districts if each.homes]
    if not rows:
        return None
    tone = colours()
    figure, axes = framed(found, seen, WORD, f"Woningen in {DUTCH_LEVELS[overview.whole.level][1]} per wijk, {quarter(seen.quarter)}", 2.4 + 0.42 * len(rows))  # fmt: skip
    names = [each.name or "Geen wijk bekend" for each in rows][::-1]
    starts, shown = [0] * len(rows), set()
    most = max(each.homes for each in rows)
    for light in _STACK:
        values = [each.now.get(light, 0) for each in rows][::-1]
        if not any(values):
            continue
        shown.add(light)
        axes.barh(names, values, left=starts, color=tone[str(light)], edgecolor=tone[f"{light}-edge"], linewidth=0.8, height=0.66)  # fmt: skip
        for place, (value, start) in enumerate(zip(values, starts, strict=True)):
            if value > most * 0.035:
                ink = "white" if light is Light.RED else tone["text"]
                axes.text(start + value / 2, place, number(value), ha="center", va="center", fontsize=9, color=ink)
        starts = [start + value for start, value in zip(starts, values, strict=True)]
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    legend(axes, shown)
    return figure
