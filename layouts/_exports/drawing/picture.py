"""A picture of a chart for a slide or a report: the drawing between its title and what it rests on, in light colours.

The same SVG is the file that is saved as SVG and, set by Typst, the one that is saved as PNG, so both say the same.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from data.vocabulary import DUTCH_LIGHTS, DUTCH_TIERS, LIGHTS, Light
from indicators.read_model import Serving
from layouts._exports.drawing.ink import Ink, lines_of, whole_svg, width_of
from layouts._exports.fonts import fonts
from layouts._exports.view_of import Seen
from layouts._notes import ABOUT_PLACES, not_real
from layouts._parts.legend import NO_CHANGE, TO_NOW, Key
from layouts._text import capital, date, quarter

WIDTH = 900.0
"""Of a drawing, unless it needs more."""
FORMS = ("png", "svg")
_EDGE = 30.0
_DOTS_PER_INCH = 192
"""Two dots per pixel of the SVG: 1,920 wide as a rule, as a screen in a meeting room."""
_ONLY_PICTURE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


@dataclass(frozen=True)
class Picture:
    """A drawing and its words. `body` is SVG, from (0, 0) to `width` × `height`."""

    title: str
    subtitle: str
    body: str
    height: float
    width: float = WIDTH
    keys: Sequence[Key] = ()
    """The legend."""
    remarks: Sequence[str] = ()
    """Sentences below the drawing."""
    scored: bool = True
    """Whether it shows scores or lights, which rest on everything that the method counts."""
    indicators: Collection[str] = ()
    """Indicators that are drawn themselves."""
    sources: Collection[str] = ()
    """Sources that are drawn themselves, by title."""


def light_keys(lights: Collection[Light], *, uncertain: bool = False) -> list[Key]:
    """The lights that occur, and hatching where one is uncertain."""
    keys = [Key(light, capital(DUTCH_LIGHTS[light])) for light in LIGHTS if light in lights]
    return [*keys, Key(Light.AMBER, "Gearceerd: onzeker", uncertain=True)] if uncertain else keys


def picture_svg(picture: Picture, found: Serving, seen: Seen) -> str:
    """The whole picture: title, subtitle, legend, drawing, and below it date, period, method, source, tier and link."""
    ink, width = Ink(), picture.width + 2 * _EDGE
    y = _EDGE + 20
    for line in lines_of(picture.title, 24, picture.width):
        ink.text(_EDGE, y, line, 24, weight=700)
        y += 29
    y -= 5
    for line in lines_of(picture.subtitle, 13.5, picture.width):
        ink.text(_EDGE, y, line, 13.5, "text-2")
        y += 18
    y = draw_keys(ink, picture.keys, _EDGE, y + 4, picture.width) + 8
    ink.put(picture.body, _EDGE, y)
    y += picture.height + 22
    for remark in picture.remarks:
        for line in lines_of(remark, 12, picture.width):
            ink.text(_EDGE, y, line, 12, "text-2")
            y += 16
    y += 2
    ink.line((_EDGE, y), (width - _EDGE, y), "line-strong")
    y += 17
    said = rests_on(picture, found, seen)
    for sentence in said:
        for line in lines_of(sentence, 11, picture.width):
            ink.text(_EDGE, y, line, 11, "text-2")
            y += 15
    height = y + _EDGE - 20
    ground = Ink()
    ground.box(0, 0, width, height, "surface")
    return whole_svg(f"{ground}{ink}", width, height, picture.title, " ".join([picture.subtitle, *picture.remarks, *said]))  # fmt: skip


def rests_on(picture: Picture, found: Serving, seen: Seen) -> list[str]:
    """What stands below every picture."""
    build, method = found.build, seen.method
    counted = found.source_titles(method.method) if picture.scored else ()
    drawn = found.source_titles(method.method, picture.indicators) if picture.indicators else ()
    sources = sorted({*counted, *drawn, *picture.sources})
    return [
        f"{build.corporation} · peildatum {date(build.reference_date)} · {quarter(seen.quarter)} · methode {method.title} {method.version} · meting {build.build_id} · laag {DUTCH_TIERS[build.tier]}",
        f"Bron: {', '.join(sources)}." if sources else "Bron: geen bron telt mee.",
        *not_real(found.build),
        ABOUT_PLACES,
        *([seen.link(build.base_url)] if build.base_url else []),
    ]  # fmt: skip


def save(svg: str, path: Path) -> None:
    """Write the picture as what the name of the file says: SVG, or PNG."""
    path.write_bytes(png(svg) if path.suffix == ".png" else svg.encode())


def png(svg: str) -> bytes:
    """An SVG as PNG, with the font of the product."""
    compiler = typst.Compiler(_ONLY_PICTURE, font_paths=fonts(), ignore_system_fonts=True, sys_inputs={"svg": svg})
    made = compiler.compile(format="png", ppi=_DOTS_PER_INCH)
    if not isinstance(made, bytes):
        raise TypeError("Typst made no PNG")
    return made


def draw_keys(ink: Ink, keys: Sequence[Key], left: float, y: float, room: float) -> float:
    """A legend: the keys beside each other, on as many lines as they need. Returns where it ends."""
    if not keys:
        return y
    x, y = left, y + 10
    for key in keys:
        word = f"{key.word} {key.bound}".strip()
        mark = 44 if key.mark == TO_NOW else 20
        needed = mark + width_of(word, 12) + 18
        if x > left and x + needed > left + room:
            x, y = left, y + 20
        _mark(ink, key, x, y)
        ink.text(x + mark, y, word, 12, "text-2")
        x += needed
    return y + 6


def _mark(ink: Ink, key: Key, x: float, y: float) -> None:
    if isinstance(key.mark, Light):
        ink.light(key.mark, x + 7, y - 4, 13, uncertain=key.uncertain)
    elif key.mark == TO_NOW:
        ink.light(Light.GREEN, x + 7, y - 4, 10)
        ink.text(x + 20, y, "→", 12, "text-2", anchor="middle")
        ink.light(Light.RED, x + 34, y - 4, 12)
    else:
        ink.box(x, y - 11, 14, 14, "surface-3" if key.mark == NO_CHANGE else f"h{key.mark}", stroke="c-bench", round_=2)
