"""The content of the map as a table: sortable, filterable, by keyboard."""

from typing import Any

import dash_ag_grid as dag
from dash.development.base_component import Component

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_LIGHTS
from indicators.read_model import ScoredArea
from layouts._text import capital, spread
from layouts._view import View, link

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


def table(level_word: str) -> Component:
    """An empty grid; `table_rows` fills it."""
    columns: list[dict[str, Any]] = [
        {
            "field": "name",
            "floatingFilter": True,
            "headerName": capital(level_word),
            "cellRenderer": "PlaceLink",
            "minWidth": 190,
            "flex": 2,
            "pinned": "left",
        },
        {
            "field": "light",
            "floatingFilter": True,
            "headerName": "Stoplicht",
            "cellRenderer": "LightCell",
            "minWidth": 190,
            "flex": 1,
        },
        {
            "field": "score",
            "headerName": "Score",
            "valueFormatter": {"function": "buurtlichtNumber(params.value, 1)"},
            **_right(100),
        },
        {"field": "margin", "headerName": "Marge", **_right(110), "filter": False, "sortable": False},
        {
            "field": "chance",
            "headerName": "Kans op kleur",
            "valueFormatter": {"function": "buurtlichtChance(params.value)"},
            **_right(130),
        },
        {
            "field": "homes",
            "headerName": "Woningen",
            "valueFormatter": {"function": "buurtlichtNumber(params.value, 0)"},
            **_right(120),
        },
        {"field": "neighbourhood", "floatingFilter": True, "headerName": "Buurt", "minWidth": 150, "flex": 1},
        {
            "field": "why",
            "floatingFilter": True,
            "headerName": "Waarom",
            "minWidth": 380,
            "flex": 4,
            "tooltipField": "why",
        },
    ]
    grid: Component = dag.AgGrid(
        id="grid",
        columnDefs=columns,
        rowData=[],
        defaultColDef={"sortable": True, "filter": True, "resizable": True, "suppressHeaderMenuButton": True},
        dashGridOptions={
            "localeText": _LOCALE, "pagination": True, "paginationPageSize": 100, "paginationPageSizeSelector": [50, 100, 500],
            "rowHeight": 36, "headerHeight": 36, "floatingFiltersHeight": 38, "animateRows": False, "enableCellTextSelection": True,
            "ensureDomOrder": True, "suppressColumnVirtualisation": True,
        },
        style={"height": "100%", "width": "100%"},
        className="ag-theme-quartz grid",
    )  # fmt: skip
    return grid


def table_rows(found: tuple[ScoredArea, ...], view: View) -> list[dict[str, Any]]:
    """A row per area, worst first."""
    return [_row(each, view) for each in found]


def _row(found: ScoredArea, view: View) -> dict[str, Any]:
    area, score = found.area, found.score
    certainty = DUTCH_CERTAINTIES[score.certainty] if score.certainty else ""
    by_light = {"green": score.p_green, "amber": score.p_amber, "red": score.p_red}
    margin = "–" if score.lower is None or score.upper is None else spread(score.lower, score.upper, 1)
    return {
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
        "why": score.reason.replace("\n", " "),
    }


def _right(width: int) -> dict[str, Any]:
    return {"type": "rightAligned", "filter": "agNumberColumnFilter", "width": width}
