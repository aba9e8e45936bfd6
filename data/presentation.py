"""What a corporation may change about how the app looks and where it links to: brand, links, a basemap.

An accent colour must be readable: text and focus rings in it need 4.5:1 against the ground they stand on
(WCAG 2.2, 1.4.3). One that is not is refused, and no colour is changed without saying so.
"""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from data.errors import CallerMistakeError

_GROUNDS = {"light": ("#FFFFFF", "wit"), "dark": ("#1A1D22", "het donkere vlak")}
_READABLE = 4.5
_STEPS = 40
_LARGEST_LOGO = 200_000
LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
_PDOK = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def contrast(one: str, two: str) -> float:
    """Contrast ratio of two colours such as #2B4468, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]  # noqa: PLR2004  sRGB
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _lighter(colour: str) -> str:
    """The same hue, with as much white as it takes to be readable on the dark ground."""
    for step in range(_STEPS + 1):
        parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
        mixed = "#" + "".join(f"{round(part + (255 - part) * step / _STEPS):02X}" for part in parts)
        if contrast(mixed, _GROUNDS["dark"][0]) >= _READABLE:
            return mixed
    return "#FFFFFF"


def _colour(text: str) -> str:
    if text and not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise ValueError(f"'{text}' is geen kleur: schrijf hem als #2B4468.")
    return text


def _address(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s\"'<>;]+", text):
        raise ValueError(f"'{text}' is geen webadres: laat het met https:// beginnen.")
    return text


Colour = Annotated[str, AfterValidator(_colour)]
Address = Annotated[str, AfterValidator(_address)]


class Brand(_Strict):
    """`[brand]`: the name and logo in the top bar, and the colour of links, focus and choices."""

    name: str = Field(default="Buurtlicht", min_length=1, max_length=30)
    logo: str = ""
    """An SVG or PNG, relative to monitor.toml."""
    accent: Colour = ""
    accent_dark: Colour = ""
    """For the dark theme; without it a lighter form of `accent`."""

    @model_validator(mode="after")
    def _is_readable(self) -> Self:
        for colour, scheme in ((self.accent, "light"), (self.accent_dark, "dark")):
            ground, word = _GROUNDS[scheme]
            if colour and contrast(colour, ground) < _READABLE:
                ratio = f"{contrast(colour, ground):.1f}".replace(".", ",")
                raise ValueError(
                    f"De kleur {colour} is op {word} niet goed te lezen (contrast {ratio}, nodig is 4,5): "
                    f"kies een {'donkerder' if scheme == 'light' else 'lichter'} kleur."
                )
        return self

    def style(self) -> str:
        """CSS that replaces the accent of tokens.css; empty without one."""
        if not self.accent:
            return ""
        dark = self.accent_dark or _lighter(self.accent)
        return (
            f":root{{--accent:light-dark({self.accent},{dark});"
            f"--accent-soft:color-mix(in srgb,light-dark({self.accent},{dark}) 12%,var(--surface))}}"
        )

    def logo_file(self, folder: Path) -> tuple[bytes, str] | None:
        """Content and type of the logo; None without one. Raises CallerMistakeError where it cannot be shown."""
        if not self.logo:
            return None
        path = folder / self.logo
        kind = LOGO_TYPES.get(path.suffix.lower())
        if kind is None:
            raise CallerMistakeError(
                f"Het logo '{self.logo}' bij [brand] is geen SVG of PNG: lever het in een van die vormen."
            )
        if not path.is_file() or path.stat().st_size > _LARGEST_LOGO:
            raise CallerMistakeError(
                f"Het logo '{self.logo}' bij [brand] is er niet of is groter dan 200 kB: herstel het pad of maak het kleiner."
            )
        return path.read_bytes(), kind


class Links(_Strict):
    """`[links]`: where a place leads to in other systems."""

    erp: Address = ""
    """An address with `{code}` in it, for a complex; with `{level}` too for every place."""

    @model_validator(mode="after")
    def _names_the_place(self) -> Self:
        if self.erp and "{code}" not in self.erp:
            raise ValueError(f"'{self.erp}' bij 'links.erp' noemt geen plek: zet {{code}} waar het complexnummer moet.")
        return self


class Basemap(_Strict):
    """`[basemap]`: a map under the map. None by default: with one the browser asks another server for pictures."""

    kind: Literal["pdok"] | None = None
    """'pdok': the grey BRT background map of the Dutch land register."""
    url: Address = ""
    """Raster tiles of 256 pixels, with {z}, {x} and {y}."""
    attribution: str = ""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.kind is None and not (self.url and self.attribution):
            raise ValueError('Zet in [basemap] kind = "pdok", of een url met een attribution (de naam van de maker).')
        if self.url and not all(part in self.url for part in ("{z}", "{x}", "{y}")):
            raise ValueError(
                f"'{self.url}' bij 'basemap.url' mist {{z}}, {{x}} of {{y}}: zet ze alle drie in het adres."
            )
        return self

    @property
    def tiles(self) -> str:
        """The address of a tile."""
        return self.url or _PDOK

    @property
    def credit(self) -> str:
        """Who made it, to stand on the map."""
        return self.attribution or "Achtergrond: Kadaster, PDOK"

    @property
    def origin(self) -> str:
        """Scheme and host, for the content security policy."""
        return "/".join(self.tiles.split("/")[:3])
