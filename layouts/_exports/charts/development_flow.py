"""Ontwikkeling: homes per light then and now, and how many went from one to the other."""

from matplotlib.figure import Figure

from data.vocabulary import DUTCH_LEVELS, Light
from indicators.read_model import Serving
from layouts._exports.chart_frame import colours, framed, legend
from layouts._exports.screen_files import Place
from layouts._exports.sheet import light_text
from layouts._exports.view_of import Seen
from layouts._level_view import DEVELOP, read_level_view
from layouts._text import number, quarter

PATH, NAME, WORD, ORDER = "/ontwikkeling", "development_flow", "Van stoplicht naar stoplicht", 1
_STACK = (Light.RED, Light.AMBER, Light.GREEN, Light.INSUFFICIENT, Light.SHIELDED)


def draw(found: Serving, seen: Seen, _place: Place) -> Figure | None:
    """A bar per light of then, cut by the light of now."""
    view = read_level_view(found, DEVELOP, seen.query)
    developed = found.development(view.level, view.since, view.quarter, view.method.method, view.selection)
    streams = developed.streams.get(view.level, ())
    before = [light for light in _STACK if any(each.before is light for each in streams)]
    if not before:
        return None
    tone = colours()
    title = f"Van het {quarter(view.since)} naar het {quarter(view.quarter)}"
    figure, axes = framed(found, seen, title, f"Woningen in {DUTCH_LEVELS[view.level][1]}: per balk het stoplicht van toen, per vlak dat van nu", 2.6 + 0.6 * len(before))  # fmt: skip
    homes = {(each.before, each.after): each.homes for each in streams}
    most = max(sum(homes.get((light, after), 0) for after in _STACK) for light in before)
    for place, light in enumerate(reversed(before)):
        start = 0
        for after in _STACK:
            value = homes.get((light, after), 0)
            axes.barh([place], [value], left=[start], color=tone[str(after)], edgecolor=tone[f"{after}-edge"], linewidth=0.8, height=0.6)  # fmt: skip
            if value > most * 0.035:
                axes.text(start + value / 2, place, number(value), ha="center", va="center", fontsize=9, color="white" if after is Light.RED else tone["text"])  # fmt: skip
            start += value
    axes.set_yticks(range(len(before)), [f"Was {light_text(light)[2:].lower()}" for light in reversed(before)])
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    legend(axes, {each.after for each in streams})
    return figure
