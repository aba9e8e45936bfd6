"""Gebied: from the stock's mean to the score, and the chance of each colour."""

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_LIGHTS, Light
from indicators.read_model import Score, Serving
from layouts._exports.drawing.ink import Ink
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._parts.why import behind, falls, remarks
from layouts._text import capital, chance, number, quarter, signed

PATH, NAME, WORD, ORDER = "/gebied", "place_why", "Waarom deze score", 0
_ROW, _WORDS, _AFTER = 44.0, 330.0, 60.0
_CHANCES = 92.0
_THINNEST = 0.005


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """The steps of the card, and below them the bar of chances."""
    dossier = found.dossier(seen.area.area_id, seen.quarter, seen.method.method)
    steps = falls(dossier, seen.method) if dossier else None
    if dossier is None or steps is None or dossier.place.score is None:
        return None
    score, name = dossier.place.score, dossier.place.area.name
    ink, y = Ink(), 0.0

    def x(value: float) -> float:
        return _WORDS + steps.at(value) / 100 * (WIDTH - _WORDS - _AFTER)

    def end(words: str, value: float) -> None:
        ink.text(0, y + 27, words, 14, weight=600, room=_WORDS - 20)
        ink.box(x(value) - 1.2, y + 10, 2.4, 24, "text")
        ink.text(x(value) + 9, y + 27, number(value, 1), 14, weight=600)

    end("Gemiddelde van het bezit", steps.base)
    for (influence, move), start in zip(steps.steps, steps.starts, strict=True):
        y += _ROW
        ink.line((0, y), (WIDTH, y), "line")
        ink.text(0, y + 19, influence.label, 14, room=_WORDS - 20)
        ink.text(0, y + 35, behind(dossier, influence), 11, "text-2", room=_WORDS - 20)
        left, right = sorted((x(start), x(start + move)))
        ink.box(left, y + 13, max(right - left, 3), 18, "text-2" if move >= 0 else "surface", stroke="text-2", round_=2)
        ink.text(max(right, left + 3) + 9, y + 27, signed(move, 1), 13)
    y += _ROW
    ink.line((0, y), (WIDTH, y), "line")
    end("Score", steps.score)
    y += _ROW
    if shown := _chances(ink, score, y):
        y += _CHANCES
    light = capital(DUTCH_LIGHTS[score.light])
    certain = f", {DUTCH_CERTAINTIES[score.certainty]}" if score.certainty else ""
    return Picture(
        title=f"{name}: waarom {number(steps.score, 1)}?",
        subtitle=f"{light}{certain}. Score volgens {seen.method.title}, {quarter(seen.quarter)}",
        body=str(ink),
        height=y,
        remarks=["Gevuld: omhoog. Open: omlaag.", *remarks(dossier, steps), *shown],
    )


def _chances(ink: Ink, score: Score, top: float) -> list[str]:
    """The bar with its percentages; nothing where the chances are not told."""
    if score.p_green is None or score.p_amber is None or score.p_red is None:
        return []
    shares = {Light.GREEN: score.p_green, Light.AMBER: score.p_amber, Light.RED: score.p_red}
    ink.text(0, top + 34, "Kans op elke kleur", 14, weight=600)
    left = 0.0
    for light, share in shares.items():
        if share > _THINNEST:
            ink.box(left, top + 46, WIDTH * share - 2, 12, light, round_=2)
        left += WIDTH * share
    x = 8.0
    for light, share in shares.items():
        ink.light(light, x, top + 78, 14)
        ink.text(x + 14, top + 83, f"{capital(DUTCH_LIGHTS[light])} {chance(share)}", 13)
        x += 150
    return ["De kans zegt hoe zeker de kleur is, gegeven de marge van de score."]
