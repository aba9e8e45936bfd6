"""The frame around an image: title, what it shows, and below it date, method, tier and that it is about places.

Figures are made without pyplot, so that threads do not share state.
"""

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from data.vocabulary import DUTCH_TIERS, LIGHTS, Light
from indicators.read_model import Serving
from layouts._exports.facts import marks
from layouts._exports.sheet import light_text
from layouts._exports.view_of import Seen
from layouts._text import date
from layouts._theme import palette

_DPI = 200
_TURN = threading.Lock()
MARKERS = {Light.GREEN: "o", Light.AMBER: "^", Light.RED: "D", Light.INSUFFICIENT: "o", Light.SHIELDED: "s"}


@cache
def font() -> str:
    """The name of the product's font, known to matplotlib."""
    spec = find_spec("fontpkg_inter")
    if spec is None or not spec.submodule_search_locations:
        return "DejaVu Sans"
    file = Path(next(iter(spec.submodule_search_locations))) / "files" / "Inter[opsz,wght].ttf"
    font_manager.fontManager.addfont(str(file))
    return str(font_manager.FontProperties(fname=str(file)).get_name())


@cache
def colours() -> dict[str, str]:
    """The tokens of the light theme that are plain colours."""
    return {name: value for name, value in palette("light").items() if value.startswith("#")}


def framed(found: Serving, seen: Seen, title: str, subtitle: str, height: float = 6.2) -> tuple[Figure, Axes]:
    """A figure of 10 inches wide with its texts, and the axes to draw in."""
    tone, build = colours(), found.build
    family = font()
    figure = Figure(figsize=(10, height), facecolor="white", layout=None)
    top, bottom = 1 - 0.85 / height, 0.95 / height
    axes = figure.add_axes((0.24, bottom, 0.72, top - bottom))
    figure.text(0.03, 1 - 0.28 / height, title, fontsize=18, color=tone["text"], family=family, va="center")  # fmt: skip
    figure.text(0.03, 1 - 0.58 / height, subtitle, fontsize=10.5, color=tone["text-2"], family=family, va="center")
    said = f"{build.corporation} · peildatum {date(build.reference_date)} · meting {build.build_id} · {seen.method.title} {seen.method.version} · laag {DUTCH_TIERS[build.tier]}"
    figure.text(0.03, 0.34 / height, said, fontsize=8, color=tone["text-2"], family=family, va="center")
    about = " ".join(["Een stoplicht gaat over een plek, niet over bewoners.", *marks(found)])
    figure.text(0.03, 0.17 / height, about, fontsize=8, color=tone["text-2"], family=family, va="center")
    axes.set_facecolor("white")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(tone["line-strong"])
    axes.tick_params(length=0, labelsize=9, colors=tone["text-2"])
    return figure, axes


def legend(axes: Axes, lights: set[Light]) -> None:
    """The lights that occur: shape, colour and word."""
    tone = colours()
    shown = [light for light in LIGHTS if light in lights]
    handles = [
        Line2D([], [], linestyle="", marker=MARKERS[light], markersize=9, markerfacecolor=tone[str(light)], markeredgecolor=tone[f"{light}-edge"], label=light_text(light)[2:])
        for light in shown
    ]  # fmt: skip
    axes.legend(handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=len(handles), frameon=False, fontsize=9, handletextpad=0.3)  # fmt: skip


@contextmanager
def drawing() -> Iterator[None]:
    """Draw and save in here: the settings of matplotlib are of the whole process, so one image at a time."""
    with _TURN, mpl.rc_context({"svg.fonttype": "path", "font.family": font(), "svg.hashsalt": "buurtlicht"}):
        yield


def save(figure: Figure, path: Path, title: str) -> None:
    """Write PNG (200 dots per inch) or SVG (its letters as shapes, so that it looks the same everywhere)."""
    figure.savefig(path, dpi=_DPI, metadata={"Title": title} | ({"Date": None} if path.suffix == ".svg" else {}))


def whole_scale(axes: Axes, low: float, high: float, *, along: str) -> None:
    """The ends of a method's scale and a tick at each whole number."""
    ends = sorted((low, high))
    ticks = range(math.ceil(ends[0]), math.floor(ends[1]) + 1, max(1, round((ends[1] - ends[0]) / 10)))
    if along == "x":
        axes.set_xlim(*ends)
        axes.set_xticks(list(ticks), [str(tick) for tick in ticks])
    else:
        axes.set_ylim(*ends)
        axes.set_yticks(list(ticks), [str(tick) for tick in ticks])
