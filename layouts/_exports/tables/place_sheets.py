"""The sheets about places: scores, indicators beside each other, scores over time, and every figure in one long table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from data.vocabulary import (
    DUTCH_CERTAINTIES,
    DUTCH_COMPARED,
    DUTCH_DWELLING_TYPES,
    DUTCH_LEVELS,
    DUTCH_LIGHTS,
    Certainty,
    DwellingType,
    Level,
    Light,
)
from indicators.read_model import Columns, Method, Scope, Serving, ranking
from layouts._exports.tables.area_columns import beside_column
from layouts._exports.tables.sheet import INHERITED, Column, Kind, Sheet, light_text
from layouts._judged import TESTED
from layouts._level_view import year_before
from layouts._notes import ABOUT_CERTAINTY
from layouts._text import NONE, capital, quarter, short_quarter

STATES = {"ok": "waarde", "insufficient": "te weinig", "shielded": "afgeschermd", "ceiling": "plafond", "expired": "te oud"}  # fmt: skip
_LONGEST = 250_000
"""Rows of the long table up to which it holds all quarters."""


def year_earlier(found: Serving, scope: Scope) -> str:
    """The quarter that the scores are compared to."""
    return year_before([each.quarter for each in found.quarters], scope.quarter)


def scores_sheet(found: Serving, scope: Scope, method: Method, rows: Columns) -> Sheet:
    """A row per place with its light, how sure it is, and why; `rows` are the scores and those a year earlier."""
    earlier = year_earlier(found, scope)
    labels = _labels(found, scope.method)
    named, facts = place_columns(rows)
    scale = f"op de schaal van {method.title}, {method.scale_low:g} tot {method.scale_high:g}"
    return Sheet(
        name="Scores",
        title=f"Scores in het {quarter(scope.quarter)}",
        notes=(f"Score {scale}. Het stoplicht hoort bij de kleur, de vorm en het woord; de marge is het bereik van 5 tot 95 %.",),
        about="Per plek het stoplicht, hoe zeker het is, de score met marge en waarom",
        frozen=2,
        columns=[
            *named,
            Column("stoplicht", "Stoplicht", Kind.LIGHT, _lights(rows["light"]), width=24, about="Kleur, vorm en woord."),
            Column("zekerheid", "Zekerheid", Kind.TEXT, [DUTCH_CERTAINTIES[Certainty(each)] if each else None for each in rows["certainty"]], width=15,
                   about=ABOUT_CERTAINTY),
            Column("score", "Score", Kind.NUMBER, rows["score"], 1, 8, f"De score {scale}."),
            Column("marge_onder", "Marge van", Kind.NUMBER, rows["lower"], 1, 9, "Met 5 % kans is de score lager dan dit."),
            Column("marge_boven", "Marge tot", Kind.NUMBER, rows["upper"], 1, 9, "Met 5 % kans is de score hoger dan dit."),
            *_theme_columns(found, scope, rows),
            Column("stoplicht_jaar_eerder", f"Stoplicht {quarter(earlier)}", Kind.LIGHT, _lights(rows["year_light"]), width=24, about="Het stoplicht een jaar eerder."),
            Column("score_jaar_eerder", f"Score {short_quarter(earlier)}", Kind.NUMBER, rows["year_score"], 1, 9, "De score een jaar eerder."),
            Column("kleur_sinds", "Deze kleur sinds", Kind.TEXT, [quarter(each) if each else None for each in rows["red_since"]], width=17, about="Het eerste kwartaal van de huidige reeks van dit stoplicht."),
            *facts,
            *[
                Column(f"kans_{DUTCH_LIGHTS[light]}", f"Kans op {DUTCH_LIGHTS[light]}", Kind.CHANCE, rows[f"p_{light}"], 0, 9, f"De kans dat {DUTCH_LIGHTS[light]} de juiste kleur is.")
                for light in (Light.GREEN, Light.AMBER, Light.RED)
            ],
            *_rank_columns(found, scope, method, rows),
            Column("dekking", "Dekking", Kind.SHARE, rows["coverage"], 0, 9, "Het deel van het gewicht waarvoor er cijfers zijn."),
            Column("slechtste_thema", "Vraagt het meest", Kind.TEXT, rows["worst_theme"], width=22, about="Het thema met de minst goede score."),
            Column("ontbreekt", "Ontbreekt", Kind.TEXT, [_named(each, labels) for each in rows["missing"]], width=24, about="Indicatoren zonder cijfer."),
            Column("te_oud", "Te oud", Kind.TEXT, [_named(each, labels) for each in rows["expired"]], width=18, about="Indicatoren waarvan het cijfer te oud is om mee te tellen."),
            Column("waarom", "Waarom", Kind.TEXT, rows["reason"], width=90, about="De reden in woorden."),
            *beside_column(found, scope.quarter, scope.method, rows["area_id"]),
        ],
    )  # fmt: skip


def _rank_columns(found: Serving, scope: Scope, method: Method, rows: Columns) -> list[Column]:
    """The places that the margins allow, as on the page Vergelijken."""
    ranks = {
        each.place.area.area_id: each.rank
        for level in scope.levels
        for each in ranking(
            found.scored_areas(level, scope.quarter, scope.method), high_is_worse=method.high_is_worse
        ).ranked
    }
    held = [ranks.get(area_id) for area_id in rows["area_id"]]
    first, last, of = ([getattr(each, name) if each else None for each in held] for name in ("first", "last", "of"))
    return [
        Column("rang_van", "Rang van", Kind.NUMBER, first, 0, 8, "De hoogste plaats die kan, van alle plekken van dit niveau; 1 vraagt het meest."),
        Column("rang_tot", "Rang tot", Kind.NUMBER, last, 0, 8, "De laagste plaats die kan."),
        Column("rang_aantal", "Van", Kind.NUMBER, of, 0, 7, "Het aantal plekken van dit niveau met een kleur."),
    ]  # fmt: skip


def _theme_columns(found: Serving, scope: Scope, rows: Columns) -> list[Column]:
    themes = found.method_details(scope.method).themes
    lines = {area_id: line for line, area_id in enumerate(rows["area_id"])}
    cells = {theme.theme: _blank(len(lines))[0] for theme in themes}
    asked = found.extract.themes(scope)
    for area_id, theme, score in zip(asked["area_id"], asked["theme"], asked["score"], strict=True):
        if theme in cells and area_id in lines:
            cells[theme][lines[area_id]] = score
    return [
        Column(f"thema_{theme.theme}", theme.label, Kind.NUMBER, cells[theme.theme], 1, 13, "De score van dit thema, op dezelfde schaal.")
        for theme in themes
        if theme.weight
    ]  # fmt: skip


def indicators_sheet(found: Serving, scope: Scope, rows: Columns) -> Sheet:
    """A row per place, a column per indicator; `rows` are the values of the scope, of which one quarter is shown."""
    about = found.extract.indicators(scope.method)
    places = dict.fromkeys(
        place for place, at in zip(rows["area_id"], rows["quarter"], strict=True) if at == scope.quarter
    )
    lines = {area_id: line for line, area_id in enumerate(places)}
    measured = {name: _blank(len(lines)) for name in about["indicator"]}
    facts: dict[str, list[Any]] = {key: [None] * len(lines) for key in ("level", "name")}
    kept = zip(*(rows[key] for key in ("area_id", "level", "name", "quarter", "indicator", "value", "state", "at_most", "inherited_from")), strict=True)  # fmt: skip
    used = set()
    for area_id, level, name, at, indicator, value, state, at_most, inherited in kept:
        if at != scope.quarter:
            continue
        line = lines[area_id]
        facts["level"][line], facts["name"][line] = level, name
        values, marks = measured[indicator]
        values[line] = value if state == "ok" else shown_state(state, at_most)
        if inherited and state == "ok":
            marks[line] = INHERITED
        used.add(indicator)
    titles = zip(*(about[key] for key in ("indicator", "label", "unit", "decimals", "description")), strict=True)
    return Sheet(
        name="Indicatoren",
        title=f"Indicatoren in het {quarter(scope.quarter)}",
        notes=("Een woord in plaats van een getal zegt waarom er geen getal is. ‘Geërfd’ is een cijfer van het gebied erboven: het telt mee, maar maakt de plek niet zekerder.",),
        about="Per plek elke indicator in een kolom, zwaarste eerst",
        frozen=2,
        columns=[
            Column("naam", "Naam", Kind.TEXT, facts["name"], width=28, about="De naam van de plek."),
            Column("niveau", "Niveau", Kind.TEXT, [_level(each) for each in facts["level"]], width=11, about="Soort plek."),
            Column("gebied_id", "Code", Kind.TEXT, list(lines), width=24, about="Vaste code van de plek."),
            *[
                Column(name, f"{label}, {unit}", Kind.NUMBER, measured[name][0], decimals, 15, description, measured[name][1])
                for name, label, unit, decimals, description in titles
                if name in used
            ],
        ],
    )  # fmt: skip


def series_sheet(found: Serving, scope: Scope, places: Columns) -> Sheet:
    """A row per place, a column per quarter with the score and the light of then."""
    quarters = [each.quarter for each in found.quarters if each.quarter <= scope.quarter]
    rows = found.extract.series(replace(scope, quarters=quarters))
    lines = {area_id: line for line, area_id in enumerate(places["area_id"])}
    named, facts = place_columns(places)
    cells = {at: _blank(len(lines)) for at in quarters}
    for area_id, at, light, score in zip(rows["area_id"], rows["quarter"], rows["light"], rows["score"], strict=True):
        if (line := lines.get(area_id)) is not None:
            values, marks = cells[at]
            values[line] = light_text(Light(light)) if score is None else score
            marks[line] = light
    return Sheet(
        name="Tijdreeks",
        title=f"Scores per kwartaal tot en met het {quarter(scope.quarter)}",
        notes=("Elke score telt twaalf maanden tot en met dat kwartaal. Kwartalen die minder dan een jaar schelen, delen dus maanden.",),
        about="Per plek de score en het stoplicht van elk kwartaal",
        frozen=2,
        columns=[
            *named,
            *facts[:2],
            *[
                Column(f"score_{at.replace('-', '_k')}", quarter(at), Kind.NUMBER, cells[at][0], 1, 15, "De score en het stoplicht van dit kwartaal.", cells[at][1])
                for at in quarters
            ],
        ],
    )  # fmt: skip


def long_sheet(rows: Columns, about: Columns, scope: Scope, *, everything: bool) -> Sheet:
    """A row per place, quarter and indicator: for analysts."""
    by_name = {name: place for place, name in enumerate(about["indicator"])}
    places = [by_name[name] for name in rows["indicator"]]
    all_quarters = "alle kwartalen" if everything else f"het {quarter(scope.quarter)}"
    levels = {level: _level(level) for level in set(rows["level"])}

    def told(key: str) -> list[Any]:
        return [about[key][place] for place in places]

    return Sheet(
        name="Cijfers",
        title="Alle cijfers",
        about=f"Per plek, kwartaal en indicator één rij, voor analyse; {all_quarters}",
        frozen=3,
        tidy=True,
        columns=[
            Column("gebied_id", "Code", Kind.TEXT, rows["area_id"], width=24, about="Vaste code van de plek."),
            Column("naam", "Naam", Kind.TEXT, rows["name"], width=26, about="De naam van de plek."),
            Column("niveau", "Niveau", Kind.TEXT, [levels[each] for each in rows["level"]], width=11, about="Soort plek."),
            Column("kwartaal", "Kwartaal", Kind.TEXT, rows["quarter"], width=9, about="Jaar en kwartaal, bijvoorbeeld 2026-3."),
            Column("indicator", "Indicator", Kind.TEXT, rows["indicator"], width=30, about="Vaste naam van de indicator."),
            Column("omschrijving", "Omschrijving", Kind.TEXT, told("label"), width=28, about="De naam in woorden."),
            Column("eenheid", "Eenheid", Kind.TEXT, told("unit"), width=24, about="Waarin de waarde is uitgedrukt."),
            Column("waarde", "Waarde", Kind.NUMBER, rows["value"], 3, 10, "De waarde."),
            Column("onder", "Van", Kind.NUMBER, rows["lower"], 3, 10, "Ondergrens van het 95%-interval."),
            Column("boven", "Tot", Kind.NUMBER, rows["upper"], 3, 10, "Bovengrens van het 95%-interval."),
            Column("teller", "Teller", Kind.NUMBER, rows["numerator"], 0, 9, "Het aantal dat is geteld."),
            Column("n", "n", Kind.NUMBER, rows["n"], 0, 9, "Het aantal woningen of antwoorden achter de waarde."),
            Column("toestand", "Toestand", Kind.TEXT, [STATES[each] for each in rows["state"]], width=12, about="Waarde, of waarom er geen waarde is."),
            Column("hoogstens", "Hoogstens", Kind.NUMBER, rows["at_most"], 0, 10, "Bij ‘plafond’: het aantal was 0 tot en met dit."),
            Column("gemeten_tot", "Gemeten tot", Kind.DATE, rows["measured_until"], width=12, about="Laatste dag van de meting die hier telt."),
            Column("geerfd_van", "Geërfd van", Kind.TEXT, rows["inherited_from"], width=20, about="Het gebied erboven waar het cijfer vandaan komt."),
            Column("bezit", "Bezit", Kind.NUMBER, rows["stock_value"], 3, 10, "De waarde van heel het bezit."),
            Column("vergelijkbaar", "Vergelijkbaar", Kind.NUMBER, rows["similar_value"], 3, 12, "De waarde van vergelijkbare plekken."),
            Column("oordeel", "Tegenover bezit", Kind.TEXT, [DUTCH_COMPARED.get(each) for each in rows["comparison"]], width=14, about="Tegenover het bezit, alleen als het interval het uitsluit."),
            Column("verandering", "Verandering", Kind.NUMBER, rows["change"], 3, 12, "Sinds de vorige periode die geen maanden deelt."),
            Column("toets", "Toets", Kind.TEXT, [TESTED.get(each) for each in rows["change_passes"]], width=16, about="Of de verandering meer is dan toeval (5 %)."),
        ],
    )  # fmt: skip


def long_scope(found: Serving, scope: Scope) -> Scope:
    """The scope of the long table: all quarters where that stays within what a workbook reads well, else the one."""
    quarters = [each.quarter for each in found.quarters if each.quarter <= scope.quarter]
    whole = replace(scope, quarters=quarters)
    return whole if found.extract.value_count(whole) <= _LONGEST else scope


def place_columns(rows: Columns) -> tuple[list[Column], list[Column]]:
    """What a place is called, and what else tells it from another."""
    named = [
        Column("naam", "Naam", Kind.TEXT, rows["name"], width=28, about="De naam van de plek."),
        Column("niveau", "Niveau", Kind.TEXT, [_level(each) for each in rows["level"]], width=11, about="Soort plek."),
    ]
    facts = [
        Column("gebied_id", "Code", Kind.TEXT, rows["area_id"], width=26, about="Vaste code van de plek."),
        Column("woningen", "Woningen", Kind.NUMBER, rows["homes"], 0, 10, "Sociale huurwoningen in exploitatie op de peildatum."),
        Column("buurt", "Buurt", Kind.TEXT, rows["neighbourhood"], width=20, about="De buurt waar de meeste woningen staan."),
        Column("wijk", "Wijk", Kind.TEXT, rows["district"], width=18, about="De wijk waar de meeste woningen staan."),
        Column("gemeente", "Gemeente", Kind.TEXT, rows["municipality"], width=18, about="De gemeente waar de meeste woningen staan."),
        Column("woningtype", "Woningtype", Kind.TEXT, [_dwelling_type(each) for each in rows["dwelling_type"]], width=18, about="Het type van de meeste woningen."),
        Column("bouwjaar", "Bouwjaar", Kind.TEXT, [str(each) if each else None for each in rows["built_year"]], width=9, about="Het bouwjaar van de meeste woningen."),
    ]  # fmt: skip
    return named, facts


def shown_state(state: str, at_most: int | None) -> str:
    """What stands in place of a figure: 'afgeschermd', '0–4'."""
    return f"0–{at_most}" if state == "ceiling" and at_most is not None else STATES[state]


def _blank(rows: int) -> tuple[list[Any], list[str | None]]:
    """Values and marks of a column, to be filled."""
    return [None] * rows, [None] * rows


def _lights(values: Sequence[str | None]) -> list[Light | None]:
    known = {value: Light(value) if value else None for value in set(values)}
    return [known[value] for value in values]


def _level(level: str) -> str:
    return DUTCH_LEVELS[Level(level)][0]


def _dwelling_type(kind: str | None) -> str | None:
    known = kind in set(DwellingType)
    return capital(DUTCH_DWELLING_TYPES[DwellingType(kind)] if known else kind) if kind else None


def _labels(found: Serving, method: str) -> Mapping[str, str]:
    about = found.extract.indicators(method)
    return dict(zip(about["indicator"], about["label"], strict=True))


def _named(names: Sequence[str], labels: Mapping[str, str]) -> str | None:
    return "; ".join(labels.get(name, NONE) for name in names) or None
