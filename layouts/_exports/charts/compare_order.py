"""Vergelijken: the places in order, each with its margin."""

from matplotlib.figure import Figure

from data.vocabulary import DUTCH_LEVELS, Level
from indicators.read_model import Serving, ranking
from layouts._exports.chart_frame import MARKERS, colours, framed, legend, whole_scale
from layouts._exports.screen_files import Place
from layouts._exports.view_of import Seen
from layouts._level_view import COMPARE, read_level_view
from layouts._text import capital, number, quarter

PATH, NAME, WORD, ORDER = "/vergelijken", "compare_order", "Rangorde", 1
_MOST = 60


def draw(found: Serving, seen: Seen, _place: Place) -> Figure | None:
    """A dot with its 5–95 % margin per place; the stock as a line."""
    view = read_level_view(found, COMPARE, seen.query)
    method = view.method
    places = found.scored_areas(view.level, view.quarter, method.method)
    kept = {each.area.area_id for each in found.scored_areas(view.level, view.quarter, method.method, view.selection)}
    chosen = kept.intersection(view.area_ids) or kept
    ranked = [each.place for each in ranking(places, high_is_worse=method.high_is_worse).ranked if each.place.area.area_id in chosen]  # fmt: skip
    if not ranked:
        return None
    shown, tone = ranked[:_MOST][::-1], colours()
    many = DUTCH_LEVELS[view.level][1]
    left_out = f"; de eerste {len(shown)} van {len(ranked)}" if len(ranked) > len(shown) else ""
    figure, axes = framed(found, seen, f"{capital(many)} in volgorde", f"Score met marge (5–95 %), {quarter(view.quarter)}{left_out}", 2.6 + 0.26 * len(shown))  # fmt: skip
    for place, each in enumerate(shown):
        score = each.score
        lower, middle, upper = (value or 0.0 for value in (score.lower, score.score, score.upper))
        axes.plot([lower, upper], [place, place], color=tone["c-bench"], linewidth=4, alpha=0.45, solid_capstyle="round")  # fmt: skip
        axes.plot([middle], [place], MARKERS[score.light], color=tone[str(score.light)], markeredgecolor=tone[f"{score.light}-edge"], markersize=8)  # fmt: skip
    axes.set_yticks(range(len(shown)), [each.area.name for each in shown])
    whole_scale(axes, method.scale_low, method.scale_high, along="x")
    axes.set_ylim(-0.8, len(shown) - 0.2)
    axes.grid(axis="x", color=tone["c-grid"], linewidth=0.8)
    axes.set_axisbelow(True)
    stock = found.score(Level.STOCK, view.quarter, method.method)
    if stock and stock.score is not None:
        axes.axvline(stock.score, color=tone["text"], linewidth=1, linestyle="--")
        axes.text(stock.score, -0.75, f" heel het bezit {number(stock.score, 1)}", fontsize=8.5, color=tone["text"], va="bottom")  # fmt: skip
    legend(axes, {each.score.light for each in shown})
    return figure
