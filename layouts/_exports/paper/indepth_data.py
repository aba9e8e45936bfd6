"""The long pack: a page per neighbourhood, concentration, spending, the method with its sensitivity, and a glossary."""

from typing import Any

from data.errors import CallerMistakeError
from data.vocabulary import DUTCH_LIGHTS, LIGHTS_WORST_FIRST, Level, Light
from indicators.read_model import CORPORATION_SHARE, LEEFBAAROMETER, Area, Selection
from layouts._exports.facts import bounds
from layouts._exports.paper.said import light, margin, score_number
from layouts._exports.paper.sheet_data import all_sheets
from layouts._exports.paper.sheets import MOST
from layouts._exports.request import Cancelled, ExportRequest, Tell
from layouts._judged import sensitivity_is_about
from layouts._parts.states import MEANINGS
from layouts._text import capital, count, homes, listing, number, percent, quarter, signed, with_unit

_CONCENTRATED = 200 / 3
"""Percent of corporation homes: two thirds and more (domain.md)."""
GLOSSARY = (
    ("Stoplicht", "Groen, oranje of rood, met de kans op die kleur. Onvoldoende gegevens: te weinig gemeten. Afgeschermd: het zou iets over één huishouden kunnen zeggen."),
    ("Marge", "Bij een score: de waarden waartussen de score met 90 % kans ligt (5–95 %). Bij een indicator: het 95 %-interval."),
    ("Zeker, redelijk zeker, onzeker", "De kans op de kleur is 90 % of meer, 75 % of meer, of kleiner."),
    ("Aantoonbaar", "Het verschil is groter dan door toeval te verwachten is."),
    ("Geërfd", "Er is op deze plek zelf niet gemeten. Het cijfer komt van het gebied erboven en voegt geen zekerheid toe."),
    ("Overlastmelding en overlastzaak", "Een melding is één contact. Een zaak hoort bij één situatie en kan uit meer meldingen bestaan."),
    ("Mutatiegraad", "Het deel van de woningen dat in een jaar een nieuwe huurder kreeg, zonder nieuwbouw, woningruil en wijziging van naam."),
    ("Leefbaarometer", "Een landelijk model voor alle woningen in een buurt, ook koop. Het is geen meting van één gebouw."),
    ("Vergelijkbare plekken", "Vaste klassen van woningtype, bouwperiode en grootte, zodat een plek niet tegen een schuivende groep wordt gehouden."),
    ("Complexbeoordeling", "Het oordeel van medewerkers over schoon, heel en veilig."),
    ("Toetsing", "Een professional zegt of het stoplicht klopt. Beide blijven staan."),
)  # fmt: skip


def indepth(request: ExportRequest, tell: Tell, cancelled: Cancelled) -> dict[str, Any]:
    """The whole pack. Raises CallerMistakeError where no neighbourhood has a light, or too many do."""
    found, method = request.found, request.method
    areas, shielded = _neighbourhoods(request)
    if not areas:
        raise CallerMistakeError(
            "Hier zijn geen buurten met een stoplicht in deze laag: kies een ander gebied met --area."
        )
    if len(areas) > MOST:
        raise CallerMistakeError(
            f"{len(areas)} buurten is te veel voor één bestand (hoogstens {MOST}). Kies een kleiner gebied."
        )
    sheets = all_sheets(request, areas, "Verdieping", tell, cancelled, official=True)
    return {
        "name": request.where,
        "kicker": f"Verdieping · {quarter(request.quarter)}",
        "meanings": [
            {"light": str(each), "uncertain": certainty is not None, "certainty": "", "word": word, "text": text}
            for each, certainty, word, text in MEANINGS
        ],
        "sheets": sheets,
        "shielded": _shielded(shielded),
        "concentration": _concentration(request, areas),
        "spending": _spending(request, areas),
        "method": _method(request),
        "methods": f"{method.title} {method.version}",
        "glossary": [{"word": word, "text": text} for word, text in GLOSSARY],
        "corporation": found.build.corporation,
    }  # fmt: skip


def _neighbourhoods(request: ExportRequest) -> tuple[list[Area], list[Area]]:
    """Those that get a sheet, by name, and those of which this tier shows nothing."""
    found = request.found
    chosen = Selection(portfolio=tuple(area.area_id for area in request.areas if area.level is not Level.STOCK))
    scored = found.scored_areas(
        Level.NEIGHBOURHOOD, request.quarter, request.method.method, chosen or request.selection
    )
    living = sorted((each for each in scored if each.area.homes), key=lambda each: each.area.name)
    shown = [each.area for each in living if each.score.light is not Light.SHIELDED]
    return shown, [each.area for each in living if each.score.light is Light.SHIELDED]


def _shielded(areas: list[Area]) -> str:
    if not areas:
        return ""
    said = count(len(areas), "buurt is afgeschermd en heeft", "buurten zijn afgeschermd en hebben")
    return f"{said} geen blad: {listing([area.name for area in areas])}."


def _concentration(request: ExportRequest, areas: list[Area]) -> dict[str, Any]:
    """Neighbourhoods where two thirds or more of the homes are of a corporation, with both measures."""
    found = request.found
    compared = found.comparison(Level.NEIGHBOURHOOD, request.quarter, request.method.method)
    scores = {
        each.area.area_id: each.score
        for each in found.scored_areas(Level.NEIGHBOURHOOD, request.quarter, request.method.method)
    }
    column = next((each for each in compared.columns if each.indicator == CORPORATION_SHARE), None)
    rows, known = [], 0
    for area in areas:
        share = compared.cells.get((area.area_id, CORPORATION_SHARE))
        if column is None or share is None or share.state != "ok" or share.value is None:
            continue
        known += 1
        official = compared.cells.get((area.area_id, LEEFBAAROMETER))
        score = scores[area.area_id]
        if share.value >= _CONCENTRATED:
            rows.append({
                "name": area.name,
                "share": with_unit(share.value, column.decimals, column.unit),
                "raw": share.value,
                "homes": number(area.homes),
                **light(score),
                "score": score_number(score),
                "margin": margin(score),
                "official": signed(official.value, 2) if official is not None and official.value is not None and official.state == "ok" else "geen cijfer",
            })  # fmt: skip
    return {
        "rows": sorted(rows, key=lambda row: -row["raw"]),
        "known": known,
        "all": len(areas),
        "delivered": column is not None and known > 0,
    }


def _spending(request: ExportRequest, areas: list[Area]) -> dict[str, Any] | None:
    """Euros per home per light and per neighbourhood; None where no budget was delivered or the tier has none."""
    found = request.found
    spent = found.spending(request.quarter, request.method.method)
    if spent is None:
        return None
    here = {area.area_id for area in areas}
    by_light = {each.light: each for each in spent.lights}
    return {
        "year": str(spent.year),
        "whole": f"{_euros(spent.whole.euros)} op {homes(spent.whole.homes)}: {_euros(spent.whole.per_home)} per woning",
        "kinds": [{"name": capital(name), "euros": _euros(each.euros), "per_home": _euros(each.per_home)} for name, each in spent.kinds.items()],
        "lights": [
            {
                "light": str(key), "word": capital(DUTCH_LIGHTS[key]), "uncertain": False, "certainty": "",
                "homes": number(by_light[key].homes), "euros": _euros(by_light[key].euros), "per_home": _euros(by_light[key].per_home),
            }
            for key in LIGHTS_WORST_FIRST if key in by_light
        ],
        "areas": [
            {"name": each.name, "homes": number(each.homes), "euros": _euros(each.euros), "per_home": _euros(each.per_home)}
            for each in found.area_spending(Level.NEIGHBOURHOOD, spent.year) if each.area_id in here
        ],
    }  # fmt: skip


def _euros(amount: float | None) -> str:
    return "–" if amount is None else f"€ {number(amount)}"


def _method(request: ExportRequest) -> dict[str, Any]:
    """Themes, indicators, weights and bounds, and how much each decides."""
    details = request.found.method_details(request.method.method)
    method = request.method
    return {
        "title": f"{method.title} {method.version}",
        "description": method.description,
        "published": details.file.published,
        "ours": details.file.ours,
        "bounds": bounds(method),
        "themes": [
            {
                "label": theme.label,
                "weight": percent(theme.weight),
                "indicators": [
                    {
                        "label": each.label,
                        "unit": each.unit,
                        "weight": percent(each.weight),
                        "worst": number(each.bounds.worst, each.decimals),
                        "best": number(each.bounds.best, each.decimals),
                        "mark": each.bounds.mark,
                        "reason": each.bounds.reason,
                    }
                    for each in theme.indicators
                    if each.weight
                ],
            }
            for theme in details.themes
            if theme.weight
        ],
        "beside": listing(
            [each.label.lower() for theme in details.themes for each in theme.indicators if not each.weight]
        )
        if any(not each.weight for theme in details.themes for each in theme.indicators)
        else "",
        "sensitivity": [
            {
                "label": each.label,
                "weight": percent(each.weight),
                "effective": percent(each.effective_weight),
                "lights": number(each.lights_changed),
                "ranks": number(each.ranks_moved, 1),
            }
            for each in details.sensitivity
        ],
        "sensitivity_about": sensitivity_is_about(details),
    }
