"""The content of the map as a table: sortable, filterable, by keyboard."""

import json
from collections.abc import Mapping
from typing import Any

import dash_ag_grid as dag
from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_LEVELS, DUTCH_LIGHTS, Light
from indicators.read_model import Build, Change, ScoredArea, Serving, Shaded
from layouts._parts.icons import icon
from layouts._parts.light_marks import in_text, marks_at, of_light
from layouts._text import capital, count, long_date, quarter, spread
from layouts._view import CHANGE, TABLE, View, link

_ALL = 1_000_000

_LOCALE = {
    "noRowsToShow": "Geen gebieden gevonden", "loadingOoo": "Bezig met laden", "filterOoo": "Filter", "equals": "Is gelijk aan",
    "notEqual": "Is niet gelijk aan", "contains": "Bevat", "notContains": "Bevat niet", "startsWith": "Begint met",
    "endsWith": "Eindigt op", "blank": "Leeg", "notBlank": "Niet leeg", "lessThan": "Kleiner dan", "greaterThan": "Groter dan",
    "lessThanOrEqual": "Kleiner dan of gelijk aan", "greaterThanOrEqual": "Groter dan of gelijk aan", "inRange": "Tussen",
    "inRangeStart": "Van", "inRangeEnd": "Tot", "andCondition": "En", "orCondition": "Of", "page": "Pagina", "to": "tot", "of": "van",
    "nextPage": "Volgende pagina", "previousPage": "Vorige pagina", "firstPage": "Eerste pagina", "lastPage": "Laatste pagina",
    "pageSizeSelectorLabel": "Rijen per pagina:", "ariaPageSizeSelectorLabel": "Rijen per pagina", "ariaFilterInput": "Filter invullen",
    "ariaFilterMenuOpen": "Open filter", "ariaColumnFiltered": "Kolom is gefilterd", "ariaSortableColumn": "Druk op Enter om te sorteren",
    "ariaLabelColumnFilter": "Kolomfilter", "ariaInputEditor": "Invoer", "pinColumn": "Kolom vastzetten",
}  # fmt: skip


def table(view: View) -> Component:
    """The table with what it is about and its download. Its grid comes with the first table that is asked for."""
    download = html.Button([icon("download"), "Download CSV"], type="button", className="btn", id="csv")
    head = html.Div([html.P(id="table-about", className="sm mut"), download], className="tablehead")
    shown = grid(view) if view.form == TABLE else None
    return html.Div([head, html.Div(shown, id="gridbox", className="gridbox")], className="tableview")


def grid(view: View) -> Component:
    """The grid itself; `table_columns` and `table_rows` fill it."""
    made: Component = dag.AgGrid(
        id="grid",
        columnDefs=table_columns(view),
        rowData=[],
        defaultColDef={"sortable": True, "filter": True, "resizable": True, "suppressHeaderMenuButton": True},
        dashGridOptions={
            "localeText": _LOCALE, "pagination": True, "paginationPageSize": 100, "paginationPageSizeSelector": [50, 100, 500],
            "rowHeight": 36, "headerHeight": 36, "floatingFiltersHeight": 38, "animateRows": False, "enableCellTextSelection": True,
            "ensureDomOrder": True, "suppressColumnVirtualisation": True,
        },
        eventListeners={
            "sortChanged": ["buurtlichtNoted(params.api)"],
            "filterChanged": ["buurtlichtNoted(params.api)"],
        },
        style={"height": "100%", "width": "100%"},
        className="ag-theme-quartz grid",
    )  # fmt: skip
    return made


def table_about(rows: int, view: View, build: Build) -> str:
    """How much there is, of when, by which method."""
    one, many = DUTCH_LEVELS[view.level]
    return (
        f"{count(rows, one, many).capitalize()} van {build.corporation} · {quarter(view.quarter)} · "
        f"peildatum {long_date(build.reference_date)} · methode {view.method.title} {view.method.version}"
    )


def table_columns(
    view: View, rests_on: Mapping[str, str] | None = None, *, beside: bool = False
) -> list[dict[str, Any]]:
    """Columns for what is shown: the light and its score always, an indicator or the light before where asked.

    What the rows rest on, and which filters left them, stands in columns that only the download shows. `beside`:
    whether something stands beside a light of these rows.
    """
    more: list[dict[str, Any]] = []
    if view.shading is not None:
        shading = view.shading
        more = [
            {"field": "value", "headerName": f"{shading.label}, {shading.unit}", **_number(shading.decimals, 190)},
            {"field": "value_margin", "headerName": "Marge van de waarde", **_right(150), "filter": False, "sortable": False},
        ]  # fmt: skip
    elif view.show == CHANGE:
        more = [
            {"field": "before", "headerName": f"Stoplicht {quarter(view.since)}", **_text(200), "cellRenderer": "BeforeCell"},
            {"field": "difference", "headerName": "Verschil in score", **_number(1, 140)},
        ]  # fmt: skip
    name = {"field": "name", "headerName": capital(DUTCH_LEVELS[view.level][0]), "cellRenderer": "PlaceLink", "pinned": "left"}  # fmt: skip
    return [
        {**name, **_text(190), "flex": 2},
        *more,
        {"field": "light", "headerName": "Stoplicht", **_text(190), "cellRenderer": "LightCell"},
        {"field": "score", "headerName": "Score", **_number(1, 120), "valueFormatter": {"function": "buurtlichtNumber(params.value, 1, params.data.absent)"}},
        {"field": "margin", "headerName": "Marge", **_right(110), "filter": False, "sortable": False},
        {"field": "chance", "headerName": "Kans op kleur", "valueFormatter": {"function": "buurtlichtChance(params.value, params.data.absent)"}, **_right(150)},
        *([{"field": "beside", "headerName": "Naast het stoplicht", **_text(300), "tooltipField": "beside"}] if beside else []),
        {"field": "homes", "headerName": "Woningen", **_number(0, 120)},
        {"field": "neighbourhood", "headerName": "Buurt", **_text(150)},
        {"field": "district", "headerName": "Wijk", **_text(140)},
        {"field": "why", "headerName": "Waarom", **_text(380), "flex": 4, "tooltipField": "why"},
        *({"colId": name, "headerName": name, "hide": True, "valueGetter": {"function": json.dumps(value)}} for name, value in (rests_on or {}).items()),
        {"colId": "Filters", "headerName": "Filters", "hide": True, "valueGetter": {"function": "''"}},
    ]  # fmt: skip


def table_rows(found: Serving, view: View) -> list[dict[str, Any]]:
    """A row per area, worst first: the same areas as on the map."""
    at = (view.level, view.quarter, view.method.method)
    values: dict[str, Shaded] = {}
    before: dict[str, Change] = {}
    if view.shading is not None:
        shaded = found.shaded_areas(view.shading, *at, view.selection, limit=_ALL)
        values = {each.area.area_id: each for each in shaded}
    elif view.show == CHANGE:
        developed = found.development(view.level, view.since, view.quarter, view.method.method, view.selection)
        before = {change.area.area_id: change for change in developed.changes}
    marks = marks_at(found, view.quarter, view.method.method)
    return [
        _row(each, view, in_text(of_light(marks, each.area.area_id)))
        | _value(values.get(each.area.area_id), view)
        | _before(before.get(each.area.area_id))
        for each in found.scored_areas(*at, view.selection)
    ]


def _value(each: Shaded | None, view: View) -> dict[str, Any]:
    if each is None or view.shading is None:
        return {}
    decimals = view.shading.decimals
    margin = "–" if each.lower is None or each.upper is None else spread(each.lower, each.upper, decimals)
    return {"value": round(each.value, decimals), "value_margin": margin}


def _before(change: Change | None) -> dict[str, Any]:
    if change is None:
        return {}
    before = change.before
    difference = None if change.difference is None else round(change.difference, 1)
    return {
        "before": capital(DUTCH_LIGHTS[before.light]),
        "before_code": str(before.light),
        "difference": difference,
    }


def _row(found: ScoredArea, view: View, beside: str) -> dict[str, Any]:
    area, score = found.area, found.score
    certainty = DUTCH_CERTAINTIES[score.certainty] if score.certainty else ""
    by_light = {"green": score.p_green, "amber": score.p_amber, "red": score.p_red}
    absent = "te weinig" if score.light is Light.INSUFFICIENT else "afgeschermd"
    margin = absent if score.score is None else "geen marge"
    if score.lower is not None and score.upper is not None:
        margin = spread(score.lower, score.upper, 1)
    return {
        "absent": absent,
        "area_id": area.area_id,
        "href": link(**view.scope, gebied=area.area_id, weergave="tabel"),
        "name": area.name,
        "light": capital(DUTCH_LIGHTS[score.light]) + (f", {certainty}" if certainty else ""),
        "code": str(score.light),
        "uncertain": certainty == "onzeker",
        "score": None if score.score is None else round(score.score, 1),
        "margin": margin,
        "chance": by_light.get(score.light),
        "homes": area.homes,
        "neighbourhood": area.neighbourhood or "",
        "district": area.district or "",
        "why": score.reason.replace("\n", " "),
        "beside": beside,
    }


def _right(width: int) -> dict[str, Any]:
    return {"type": "rightAligned", "filter": "agNumberColumnFilter", "width": width}


def _number(decimals: int, width: int) -> dict[str, Any]:
    return {"valueFormatter": {"function": f"buurtlichtNumber(params.value, {decimals})"}, **_right(width)}


def _text(width: int) -> dict[str, Any]:
    return {"floatingFilter": True, "minWidth": width, "flex": 1}
