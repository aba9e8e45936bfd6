"""The sheets about places: scores, indicators beside each other, and scores over time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_LIGHTS, Certainty, Light
from indicators.read_model import Columns, Method, Scope, Serving, ranking
from layouts._exports.tables.area_columns import beside_column
from layouts._exports.tables.place_columns import level_word, place_columns, shown_state
from layouts._exports.tables.sheet import INHERITED, Column, Kind, Sheet, light_text
from layouts._level_view import year_before
from layouts._notes import ABOUT_CERTAINTY
from layouts._text import NONE, quarter, short_quarter


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
            Column("niveau", "Niveau", Kind.TEXT, [level_word(each) for each in facts["level"]], width=11, about="Soort plek."),
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


def _blank(rows: int) -> tuple[list[Any], list[str | None]]:
    """Values and marks of a column, to be filled."""
    return [None] * rows, [None] * rows


def _lights(values: Sequence[str | None]) -> list[Light | None]:
    known = {value: Light(value) if value else None for value in set(values)}
    return [known[value] for value in values]


def _labels(found: Serving, method: str) -> Mapping[str, str]:
    about = found.extract.indicators(method)
    return dict(zip(about["indicator"], about["label"], strict=True))


def _named(names: Sequence[str], labels: Mapping[str, str]) -> str | None:
    return "; ".join(labels.get(name, NONE) for name in names) or None
