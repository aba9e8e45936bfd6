"""Gebied: the indicators that move the score most, over the last five years."""

from indicators.read_model import Serving
from layouts._exports.drawing.chart_svg import course_of
from layouts._exports.drawing.ink import Ink
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._parts.trend_cards import drawn_rows
from layouts._text import quarter

PATH, NAME, WORD, ORDER = "/gebied", "place_indicators", "Indicatoren door de jaren", 3
_PAPER, _SCALE, _HEAD, _GAP = (252.0, 84.0), 1.74, 40.0, 24.0


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """The charts of the page, two beside each other."""
    dossier = found.dossier(seen.area.area_id, seen.quarter, seen.method.method)
    if dossier is None:
        return None
    ink = Ink()
    drawn: list[str] = []
    for row in drawn_rows(dossier):
        svg = course_of(row, dossier.histories.get(row.indicator, ()), *_PAPER)
        if svg is None:
            continue
        wide, high = WIDTH / 2, _HEAD + _PAPER[1] * _SCALE + _GAP
        x, y = len(drawn) % 2 * (wide + 10), len(drawn) // 2 * high
        ink.text(x, y + 15, row.label, 14.5, weight=600, room=wide - 30)
        inherited = f", geërfd van {row.inherited_from}" if row.inherited_from else ""
        ink.text(x, y + 32, f"{row.unit}{inherited}", 11, "text-2", room=wide - 30)
        ink.put(svg, x, y + _HEAD, _SCALE)
        drawn.append(row.indicator)
    if not drawn:
        return None
    return Picture(
        title=f"{dossier.place.area.name}: indicatoren door de jaren",
        subtitle=f"De laatste vijf jaar tot en met het {quarter(seen.quarter)}: wat de score volgens {seen.method.title} het meest bepaalt",
        body=str(ink),
        height=-(-len(drawn) // 2) * (_HEAD + _PAPER[1] * _SCALE + _GAP) - _GAP,
        remarks=["Zwarte lijn: hier, met de marge (95 %) in grijs. Stippellijn: heel het bezit."],
        scored=False,
        indicators=drawn,
    )  # fmt: skip
