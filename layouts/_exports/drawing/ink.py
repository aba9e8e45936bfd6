"""Drawing as SVG in the light theme: lines, words, the shapes of the lights. For pictures and for paper."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from data.vocabulary import Light
from layouts._theme import palette

FONT = "Inter, Arial, sans-serif"
SURFACES = (Light.GREEN, Light.AMBER, Light.RED, Light.INSUFFICIENT)
_NARROW, _WIDE = "iljtfrI.,:;'|!() -–·", "mwMW@%"
_LETTER, _THIN, _BROAD, _LARGE = 0.57, 0.32, 0.9, 0.68
"""Width of letters, in parts of the size, on the safe side of Inter and of Arial."""


def width_of(words: str, size: float) -> float:
    """About how wide words are, rather too wide than too narrow."""
    return size * sum(_THIN if each in _NARROW else _BROAD if each in _WIDE else _LARGE if each.isupper() else _LETTER for each in words)  # fmt: skip


def lines_of(words: str, size: float, room: float) -> list[str]:
    """Words broken at spaces so that each line fits; a word that is too long by itself keeps a line."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


class Ink:
    """Elements in the order in which they are drawn. A colour is a token of the theme, or a colour itself."""

    def __init__(self) -> None:
        """An empty drawing."""
        self.colours = palette("light")
        self.parts: list[str] = []

    def colour(self, name: str) -> str:
        """The colour of a token."""
        return self.colours.get(name, name)

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1, dash: str = "") -> None:  # fmt: skip
        """A straight line."""
        self.path(f"M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}", stroke=colour, width=width, dash=dash)

    def path(self, d: str, *, fill: str = "none", stroke: str = "none", width: float = 1, dash: str = "", opacity: float = 1) -> None:  # fmt: skip
        """Any outline."""
        look = f'fill="{self.colour(fill)}"'
        if stroke != "none":
            look += f' stroke="{self.colour(stroke)}" stroke-width="{width:g}" stroke-linejoin="round" stroke-linecap="{"butt" if dash else "round"}"'
        look += f' stroke-dasharray="{dash}"' if dash else ""
        look += f' opacity="{opacity:g}"' if opacity < 1 else ""
        self.parts.append(f'<path d="{d}" {look}/>')

    def box(self, x: float, y: float, wide: float, high: float, fill: str, *, stroke: str = "none", round_: float = 0) -> None:  # fmt: skip
        """A rectangle."""
        look = f' stroke="{self.colour(stroke)}" stroke-width=".8"' if stroke != "none" else ""
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" height="{max(high, 0):.1f}" rx="{round_:g}" fill="{self.colour(fill)}"{look}/>')  # fmt: skip

    def dot(self, x: float, y: float, radius: float, fill: str, *, stroke: str = "surface") -> None:
        """A point with a rim."""
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{self.colour(fill)}" stroke="{self.colour(stroke)}" stroke-width="1.2"/>')  # fmt: skip

    def text(  # noqa: PLR0913 - how words look, each by its name
        self, x: float, y: float, words: str, size: float = 12, colour: str = "text", *, anchor: str = "start", weight: int = 400, room: float = 0
    ) -> None:  # fmt: skip
        """Words; where they are wider than `room` they become smaller, down to two thirds, and then end in an ellipsis."""
        if room and width_of(words, size) > room:
            size = max(size * room / width_of(words, size), size * 2 / 3)
            while width_of(words, size) > room and len(words) > 1:
                words = f"{words[:-2].rstrip()}…"
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" font-weight="{weight}" text-anchor="{anchor}" fill="{self.colour(colour)}">{escape(words)}</text>')  # fmt: skip

    def surface(self, d: str, light: Light, *, uncertain: bool = False) -> None:
        """A surface in the colour of a light, hatched where it is uncertain."""
        self.parts.append(f'<path d="{d}" fill="{fill_of(light, self.colours, uncertain=uncertain)}" stroke="{self.colours[f"{light}-edge"]}" stroke-width=".8"/>')  # fmt: skip

    def light(self, light: Light, x: float, y: float, size: float, *, uncertain: bool = False) -> None:
        """The shape of a light around a point."""
        self.parts.append(shape_svg(light, x, y, size, self.colours, uncertain=uncertain))

    def put(self, svg: str, x: float, y: float, scale: float = 1) -> None:
        """Another drawing."""
        self.parts.append(f'<g transform="translate({x:.1f} {y:.1f}) scale({scale:g})">{svg}</g>')

    def __str__(self) -> str:
        """The elements."""
        return "".join(self.parts)


def whole_svg(parts: str, width: float, height: float, title: str = "", says: str = "") -> str:
    """A file: elements with the patterns they may use, what it is called and what it says in words."""
    told = f"<title>{escape(title)}</title>" if title else ""
    told += f"<desc>{escape(says)}</desc>" if says else ""
    role = ' role="img"' if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{FONT}" lang="nl"{role}>{told}{_patterns(palette("light"))}{parts}</svg>'
    )


def box_path(x: float, y: float, wide: float, high: float) -> str:
    """The outline of a rectangle."""
    return f"M{x:.1f} {y:.1f}h{wide:.1f}v{high:.1f}h{-wide:.1f}Z"


def path_of(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """A line along points."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if closed else "")


def fill_of(light: Light, colours: Mapping[str, str], *, uncertain: bool) -> str:
    """The colour of a light, or its hatching; what is shielded has lying stripes."""
    return f"url(#h-{light})" if uncertain or light is Light.SHIELDED else colours[light]


def shape_svg(
    light: Light, x: float, y: float, size: float, colours: Mapping[str, str], *, uncertain: bool = False
) -> str:
    """The shape of a light around a point: circle, triangle, diamond, dashed ring, square with two bars."""
    edge, half = colours[f"{light}-edge"], size / 2
    fill = f"url(#h-{light})" if uncertain else colours[light]
    look = f'fill="{fill}" stroke="{edge}" stroke-width="{max(0.5, size / 11):.2f}"'
    if light is Light.GREEN:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half * 0.9:.2f}" {look}/>'
    if light is Light.AMBER:
        points = [(x, y - half), (x + half * 1.08, y + half * 0.86), (x - half * 1.08, y + half * 0.86)]
    elif light is Light.RED:
        points = [(x, y - half * 1.15), (x + half * 1.15, y), (x, y + half * 1.15), (x - half * 1.15, y)]
    elif light is Light.INSUFFICIENT:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half * 0.85:.2f}" {look} stroke-dasharray="{size / 5:.2f}"/>'
    else:
        bars = "".join(
            f'<path d="M{x - half * 0.5:.1f} {y + step:.1f}h{half:.1f}" stroke="{edge}" stroke-width="{size / 9:.2f}"/>'
            for step in (-half * 0.28, half * 0.28)
        )
        return f'<rect x="{x - half * 0.8:.1f}" y="{y - half * 0.8:.1f}" width="{size * 0.8:.1f}" height="{size * 0.8:.1f}" {look}/>{bars}'
    return f'<path d="{path_of(points, closed=True)}" {look} stroke-linejoin="round"/>'


def _patterns(colours: Mapping[str, str]) -> str:
    """Hatching for what is uncertain, lying stripes for what is shielded."""
    made = "".join(
        f'<pattern id="h-{light}" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="3" height="3" fill="#fff"/><rect width="1.5" height="3" fill="{colours[light]}"/></pattern>'
        for light in SURFACES
    )
    striped = (
        f'<pattern id="h-{Light.SHIELDED}" width="3" height="3" patternUnits="userSpaceOnUse">'
        f'<rect width="3" height="3" fill="{colours[Light.SHIELDED]}"/><rect width="3" height=".7" fill="{colours["shielded-edge"]}"/></pattern>'
    )
    return f"<defs>{made}{striped}</defs>"
