"""Charts on paper as SVG: the course of a figure with its margin, and a place among similar places. One ink, greys."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from indicators.read_model import IndicatorRow, Measurement, Method, Peer
from layouts._parts.method_scale import at
from layouts._text import number
from layouts._theme import palette

_QUARTERS = 21
"""Five years and the quarter they begin with."""
_MARKS = ("cijfer", "oordeel")
"""How the units of marks begin."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 20.0, 52.0, 7.0, 12.0


@dataclass(frozen=True)
class Dot:
    """A figure in one quarter."""

    quarter: str
    value: float | None
    lower: float | None
    upper: float | None
    beside: float | None
    """The stock."""


def dots(history: Sequence[Measurement]) -> list[Dot]:
    """The figures of an indicator, quarter by quarter."""
    return [Dot(each.quarter, each.value, each.lower, each.upper, each.stock_value) for each in history]


def course_of(row: IndicatorRow, history: Sequence[Measurement], width: float, height: float) -> str | None:
    """An indicator at a place beside the stock. Counts and shares begin at zero, marks do not."""
    return course(dots(history), row.decimals, width, height, from_zero=not row.unit.startswith(_MARKS))


def course(points: Sequence[Dot], decimals: int, width: float, height: float, *, from_zero: bool) -> str | None:
    """The last five years: own line with its margin, the stock dotted; broken where there is no figure. None without two."""
    shown = points[-_QUARTERS:]
    known = [dot for dot in shown if dot.value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    colours = palette("light")
    ends = [end for dot in known for end in (dot.value, dot.lower, dot.upper, dot.beside) if end is not None]
    ticks = _ticks(0.0 if from_zero and min(ends) >= 0 else min(ends), max(ends), 10.0**-decimals)
    low, high = ticks[0], ticks[-1]

    def x(place: int) -> float:
        return _LEFT + place * (width - _LEFT - _RIGHT) / max(len(shown) - 1, 1)

    def y(value: float) -> float:
        return height - _BOTTOM - (min(max(value, low), high) - low) / (high - low) * (height - _TOP - _BOTTOM)

    own, beside = colours["c-own"], colours["c-bench"]
    parts = []
    digits = next(each for each in range(4) if each == 3 or all(round(tick, each) == tick for tick in ticks))  # noqa: PLR2004 - never more
    for tick in ticks:
        parts.append(
            f'<path d="M{_LEFT:.1f} {y(tick):.1f}H{width - _RIGHT:.1f}" stroke="{colours["line"]}" stroke-width=".5"/>'
        )
        parts.append(_text(_LEFT - 3, y(tick) + 2.2, number(tick, digits), colours["text-3"], "end"))
    years = [place for place, dot in enumerate(shown) if dot.quarter.endswith("-1")]
    parts += [_text(x(place), height - 2, shown[place].quarter[:4], colours["text-3"], "middle") for place in years]
    for run in _runs(shown):
        band = [(place, dot) for place, dot in run if dot.lower is not None and dot.upper is not None]
        if len(band) > 1:
            edge = [f"{x(place):.1f} {y(dot.upper or 0):.1f}" for place, dot in band]
            edge += [f"{x(place):.1f} {y(dot.lower or 0):.1f}" for place, dot in reversed(band)]
            parts.append(f'<path d="M{"L".join(edge)}Z" fill="{own}" fill-opacity=".11"/>')
        line = "L".join(f"{x(place):.1f} {y(dot.value or 0):.1f}" for place, dot in run)
        parts.append(f'<path d="M{line}" fill="none" stroke="{own}" stroke-width="1.3" stroke-linejoin="round"/>')
    dots = [f"{x(place):.1f} {y(dot.beside):.1f}" for place, dot in enumerate(shown) if dot.beside is not None]
    if len(dots) > 1:
        parts.append(
            f'<path d="M{"L".join(dots)}" fill="none" stroke="{beside}" stroke-width=".9" stroke-dasharray="1.5 1.5"/>'
        )
    place = max(place for place, dot in enumerate(shown) if dot.value is not None)
    last = shown[place]
    here = y(last.value or 0)
    parts.append(f'<circle cx="{x(place):.1f}" cy="{here:.1f}" r="2" fill="{own}"/>')
    if last.beside is not None:
        there = y(last.beside)
        gap = 8.5
        if abs(there - here) < gap:
            middle = min(max((there + here) / 2, _TOP + gap / 2), height - _BOTTOM - gap / 2)
            here, there = (
                (middle - gap / 2, middle + gap / 2) if here <= there else (middle + gap / 2, middle - gap / 2)
            )
        parts.append(
            _text(width - _RIGHT + 6, there + 2.3, f"{number(last.beside, decimals)} bezit", colours["text-3"], "start")
        )
    parts.append(
        _text(width - _RIGHT + 6, here + 2.3, f"{number(last.value, decimals)} hier", colours["text"], "start", 700)
    )
    return _svg(parts, width, height)


def strip(similar: Sequence[Peer], own: Peer, method: Method, width: float, height: float) -> str:
    """A dot per similar place on the method's scale, the own one in ink with its margin, the median dotted."""
    colours, bins = palette("light"), Counter[int]()
    base, step = height - 22, 3.6

    def x(value: float) -> float:
        return 8 + at(value, method) / 100 * (width - 16)

    parts = []
    columns = int((width - 16) / step)
    most = max(Counter(int(at(peer.score, method) / 100 * columns) for peer in similar).values())
    rise = min(step, (base - 6) / max(most, 1))
    for peer in similar:
        if peer.area_id != own.area_id:
            column = int(at(peer.score, method) / 100 * columns)
            parts.append(f'<circle cx="{8 + (column + 0.5) * step:.1f}" cy="{base - 3 - bins[column] * rise:.1f}" r="1.5" fill="{colours["c-mute"]}" stroke="{colours["c-bench"]}" stroke-width=".35"/>')  # fmt: skip
            bins[column] += 1
    middle = x(median(peer.score for peer in similar))
    parts.append(
        f'<path d="M{middle:.1f} 2V{height - 12:.1f}" stroke="{colours["c-bench"]}" stroke-width=".7" stroke-dasharray="1.5 1.5"/>'
    )
    line = base + 5
    parts.append(
        f'<path d="M{x(own.lower):.1f} {line:.1f}H{x(own.upper):.1f}" stroke="{colours["text"]}" stroke-width="1"/>'
    )
    parts.append(f'<circle cx="{x(own.score):.1f}" cy="{line:.1f}" r="2.6" fill="{colours["text"]}"/>')
    edges = (method.scale_low, method.green_until, method.red_from, method.scale_high)
    for light, start, end in zip(("green", "amber", "red"), edges, edges[1:], strict=False):
        parts.append(
            f'<path d="M{x(start) + 0.5:.1f} {height - 11:.1f}H{x(end) - 0.5:.1f}" stroke="{colours[light]}" stroke-width="2.5"/>'
        )
    for edge, anchor in zip(edges, ("start", "middle", "middle", "end"), strict=True):
        parts.append(
            _text(x(edge), height - 2, number(edge, 0 if edge == round(edge) else 1), colours["text-3"], anchor)
        )
    return _svg(parts, width, height)


def _runs(shown: Sequence[Dot]) -> list[list[tuple[int, Dot]]]:
    runs: list[list[tuple[int, Dot]]] = [[]]
    for place, dot in enumerate(shown):
        if dot.value is None:
            runs.append([])
        else:
            runs[-1].append((place, dot))
    return [run for run in runs if run]


def _ticks(low: float, high: float, least: float) -> list[float]:
    """Two to five round numbers around a range, `least` apart or more: a change too small to be written is no leap."""
    span = (high - low) or max(abs(high), 1.0)
    rough = max(span / 3, least)
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(tick * step, 6) for tick in range(first, max(last, first + 1) + 1)]


def _text(x: float, y: float, text: str, colour: str, anchor: str, weight: int = 400) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="6.6" fill="{colour}" text-anchor="{anchor}" font-weight="{weight}">{text}</text>'


def _svg(parts: Sequence[str], width: float, height: float) -> str:
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Inter">{"".join(parts)}</svg>'
