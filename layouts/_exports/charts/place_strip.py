"""Gebied: the place among similar places."""

from statistics import median

from indicators.read_model import Serving
from layouts._exports.drawing.chart_svg import strip
from layouts._exports.drawing.ink import Ink
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._parts.dot_strip import alike_words, explained, rank_words
from layouts._text import number, quarter, spread

PATH, NAME, WORD, ORDER = "/gebied", "place_strip", "Plek in de rij", 2
_WIDE, _HIGH, _LOW = 450.0, 150.0, 56.0
_MANY = 60
"""From this number of places on the dots need the whole height."""


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """The strip of the sheet on paper, larger."""
    dossier = found.dossier(seen.area.area_id, seen.quarter, seen.method.method)
    standing = dossier.standing if dossier else None
    if dossier is None or standing is None or len(standing.similar) < 2:  # noqa: PLR2004 - one place is no order
        return None
    area = dossier.place.area
    own = next(peer for peer in standing.similar if peer.area_id == area.area_id)
    ink = Ink()
    high = _LOW + (_HIGH - _LOW) * min(len(standing.similar) / _MANY, 1)
    ink.put(strip(standing.similar, own, seen.method, _WIDE, high), 0, 0, WIDTH / _WIDE)
    middle = median(peer.score for peer in standing.similar)
    return Picture(
        title=f"{area.name}: {rank_words(standing.rank)}",
        subtitle=f"Vergelijkbaar: {alike_words(standing, area.level)}. Score volgens {seen.method.title}, {quarter(seen.quarter)}",
        body=str(ink),
        height=high * WIDTH / _WIDE,
        remarks=[
            f"Grote stip: {area.name}, {number(own.score, 1)}; de lijn is de marge ({spread(min(own.lower, own.upper), max(own.lower, own.upper), 1)}). Stippellijn: de mediaan, {number(middle, 1)}.",
            explained(standing, area.level),
        ],
    )  # fmt: skip
