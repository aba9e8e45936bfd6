"""The verdicts of professionals and partners beside the light of the figures, for the workbook."""

import datetime as dt
from dataclasses import dataclass

from data.vocabulary import Light, Tier
from data.workflow.verdict_facts import DUTCH_OPINIONS, DUTCH_ROLES, REASONS, AreaVerdicts, opinion
from data.workflow.verdicts import verdicts_of_areas
from layouts._exports.request import ExportRequest
from layouts._exports.tables.sheet import Column, Kind, Sheet
from layouts._exports.verdicts import heard

_TOGETHER = "samen afgesproken"


@dataclass(frozen=True)
class Voice:
    """One verdict, or what was agreed."""

    area_id: str
    round: str
    who: str
    light: Light
    model_light: Light
    reason: str
    said_on: dt.date


def voices(request: ExportRequest) -> list[Voice]:
    """Everything that this tier may know, per place: what was agreed first."""
    if request.store is None or request.tier is Tier.OPEN:
        return []
    found = verdicts_of_areas(request.store)
    return [voice for area_id in sorted(found) for voice in _voices(area_id, found[area_id], request.tier)]


def _voices(area_id: str, found: AreaVerdicts, tier: Tier) -> list[Voice]:
    name, (agreed, given) = found.round.name, heard(found, tier)
    said = []
    if agreed is not None:
        said.append(Voice(area_id, name, _TOGETHER, agreed.light, agreed.model_light, REASONS.get(agreed.reason, ""), agreed.agreed_on))  # fmt: skip
    said += [
        Voice(area_id, name, DUTCH_ROLES[each.role], each.light, each.model_light, REASONS.get(each.reason, ""), each.said_on)
        for each in given
    ]  # fmt: skip
    return said


def verdicts_sheet(request: ExportRequest, inside: set[str]) -> Sheet:
    """A row per voice about the places of the workbook; both the figures and the verdict stay visible."""
    rows = [voice for voice in voices(request) if voice.area_id in inside]
    areas = [request.found.area(voice.area_id) for voice in rows]
    opinions = [opinion(voice.light, voice.model_light) for voice in rows]
    return Sheet(
        name="Toetsing",
        title="Wat professionals en partners ervan vinden",
        about="Per plek het oordeel naast het stoplicht van de cijfers",
        empty="Er is nog niets getoetst." if request.store else "Deze laag toont geen oordelen.",
        columns=[
            Column("naam", "Naam", Kind.TEXT, [area.name if area else voice.area_id for area, voice in zip(areas, rows, strict=True)], width=28, about="De naam van de plek."),
            Column("wie", "Wie", Kind.TEXT, [voice.who for voice in rows], width=30, about="Voor wie het oordeel spreekt, of dat het samen is afgesproken."),
            Column("oordeel", "Oordeel", Kind.LIGHT, [voice.light for voice in rows], width=18, about="De kleur volgens deze partij."),
            Column("cijfers", "Volgens de cijfers", Kind.LIGHT, [voice.model_light for voice in rows], width=24, about="Het stoplicht van de cijfers op dat moment."),
            Column("naast", "Naast de cijfers", Kind.TEXT, [DUTCH_OPINIONS[each] if each else None for each in opinions], width=15, about="Eens met de cijfers, beter of slechter."),
            Column("reden", "Reden", Kind.TEXT, [voice.reason or None for voice in rows], width=50, about="De reden uit de lijst."),
            Column("datum", "Datum", Kind.DATE, [voice.said_on for voice in rows], width=12, about="Dag van het oordeel."),
            Column("ronde", "Ronde", Kind.TEXT, [voice.round for voice in rows], width=22, about="De toetsronde."),
            Column("gebied_id", "Code", Kind.TEXT, [voice.area_id for voice in rows], width=26, about="Vaste code van de plek."),
        ],
    )  # fmt: skip
