"""The button 'Exporteer': what a page offers as a file, with the filters, the quarter and the method of its address.

A page adds `export_menu(path, tier, documents)` to its bar; `export.js` sends what is chosen with the address of that moment.
"""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import Tier
from layouts._exports.charts import charts_of
from layouts._exports.kind import export_kinds
from layouts._exports.page_tables import has_tables
from layouts._parts.attributes import attributes
from layouts._parts.icons import icon

ALL_OF_IT = ("meeting", "slides", "wallmap", "indepth", "workbook", "opendata")
"""Documents about a level or the whole stock."""
ONE_PLACE = ("factsheet", "complexplan", "meeting", "slides", "workbook")


def export_menu(path: str, tier: Tier, documents: Sequence[str] = ALL_OF_IT) -> Component:
    """The button of the page at this address; `documents` are the kinds that suit it, in this order."""
    groups: list[Component] = []
    if has_tables(path):
        buttons = [
            _button("XLSX", "tables", "xlsx", "Tabel als XLSX"),
            _button("CSV", "tables", "csv", "Tabel als CSV"),
        ]
        groups.append(_group("Tabel", [html.Div(["De tabellen van deze weergave", html.Span(buttons, className="xforms")], className="xrow")]))  # fmt: skip
    if charts := charts_of(path):
        rows = [
            html.Div(
                [word, html.Span([_button(form.upper(), "chart", form, f"{word} als {form.upper()}", name) for form in ("png", "svg")], className="xforms")],
                className="xrow",
            )
            for name, word in charts
        ]  # fmt: skip
        groups.append(_group("Beeld", rows))
    kinds = [kind for kind in export_kinds().values() if kind.name in documents and tier in kind.tiers]
    if kinds:
        rows = [
            html.Div(
                [html.Span([html.B(kind.title), html.Small(kind.about)]), html.Span(_button(kind.suffix.upper(), kind.name, kind.suffix, f"{kind.title} als {kind.suffix.upper()}"), className="xforms")],
                className="xrow",
            )
            for kind in sorted(kinds, key=lambda kind: documents.index(kind.name))
        ]  # fmt: skip
        groups.append(_group("Document", [*(_shared_with() if tier is Tier.CLOSED else []), *rows]))
    summary = html.Summary([icon("download"), html.Span("Exporteer", className="xword")], className="fld")
    return html.Details([summary, html.Div(groups, className="fl menu xmenu")], className="drop exports", id="exports")


def _shared_with() -> list[Component]:
    """What a document of the closed tier says: for whom it is, and by which agreement."""
    fields = (("party", "Voor wie is het?"), ("agreement", "Volgens welke afspraak?"))
    return [
        html.Label([word, dcc.Input(id=f"export-{name}", type="text", className="xfield", autoComplete="off", maxLength=80)])
        for name, word in fields
    ]  # fmt: skip


def _group(word: str, rows: Sequence[Component]) -> Component:
    return html.Fieldset([html.Legend(word), *rows])


def _button(word: str, kind: str, form: str, says: str, item: str = "") -> Component:
    return html.Button(
        word,
        type="button",
        className="btn xbtn",
        **attributes(data_export=kind, data_form=form, data_item=item, aria_label=says),
    )
