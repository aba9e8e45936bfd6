"""Gebied: the score of a place over the years, with its margin."""

from matplotlib.figure import Figure

from indicators.read_model import Serving
from layouts._exports.chart_frame import MARKERS, colours, framed, legend, whole_scale
from layouts._exports.screen_files import Place
from layouts._exports.view_of import Seen
from layouts._text import quarter, short_quarter

PATH, NAME, WORD, ORDER = "/gebied", "place_trend", "Score door de jaren", 1


def draw(found: Serving, seen: Seen, _place: Place) -> Figure | None:
    """A line with its band; the light of each quarter as a shape."""
    place = found.place(seen.area.area_id, seen.quarter, seen.method.method)
    series = place.series if place else ()
    known = [(at, point.score, point) for at, point in enumerate(series) if point.score is not None]
    if not known or place is None:
        return None
    method, tone = seen.method, colours()
    worse = "hoger" if method.high_is_worse else "lager"
    figure, axes = framed(found, seen, f"{place.area.name}: {WORD.lower()}", f"Score met marge (5–95 %) tot en met het {quarter(seen.quarter)}; {worse} vraagt meer", 5.4)  # fmt: skip
    at = [number for number, *_ in known]
    banded = [(number, point.lower, point.upper) for number, _, point in known if point.lower is not None and point.upper is not None]  # fmt: skip
    if banded:
        axes.fill_between([each[0] for each in banded], [each[1] for each in banded], [each[2] for each in banded], color=tone["text"], alpha=0.10, linewidth=0)  # fmt: skip
    axes.plot(at, [score for _, score, _ in known], color=tone["text"], linewidth=1.8)
    for number, score, point in known:
        axes.plot([number], [score], MARKERS[point.light], color=tone[str(point.light)], markeredgecolor=tone[f"{point.light}-edge"], markersize=8)  # fmt: skip
    for bound, light in ((method.green_until, "green"), (method.red_from, "red")):
        axes.axhline(bound, color=tone[f"{light}-ink"], linewidth=1, linestyle=":")
    whole_scale(axes, method.scale_low, method.scale_high, along="y")
    step = max(1, len(place.series) // 8)
    axes.set_xticks(range(0, len(place.series), step), [short_quarter(point.quarter) for point in place.series[::step]])
    axes.grid(axis="y", color=tone["c-grid"], linewidth=0.8)
    axes.set_position((0.06, axes.get_position().y0, 0.9, axes.get_position().height))
    legend(axes, {point.light for *_, point in known})
    return figure
