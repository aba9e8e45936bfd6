"""The button 'Exporteer': what a page offers as a file, with the filters, the quarter and the method of its address.

A page adds `export_menu(path)` to its bar; `export.js` sends what is chosen with the address of that moment.
"""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import Tier
from layouts._exports.charts import charts_of
from layouts._exports.page_tables import has_tables
from layouts._exports.screen_files import DOCUMENTS
from layouts._parts.attributes import attributes
from layouts._parts.icons import icon


def export_menu(path: str, tier: Tier, documents: Sequence[str] = ()) -> Component:
    """The button of the page at this address; `documents` are the kinds that suit it."""
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
    offered = [DOCUMENTS[kind] for kind in documents if tier in DOCUMENTS[kind].tiers]
    if offered:
        rows = [
            html.Div(
                [html.Span([html.B(each.word), html.Small(each.about)]), html.Span(_button(each.ending.upper(), kind, each.ending, f"{each.word} als {each.ending.upper()}"), className="xforms")],
                className="xrow",
            )
            for kind, each in zip((kind for kind in documents if tier in DOCUMENTS[kind].tiers), offered, strict=True)
        ]  # fmt: skip
        groups.append(_group("Document", rows))
    summary = html.Summary([icon("download"), html.Span("Exporteer", className="xword")], className="fld")
    return html.Details([summary, html.Div(groups, className="fl menu xmenu")], className="drop exports", id="exports")


def _group(word: str, rows: Sequence[Component]) -> Component:
    return html.Fieldset([html.Legend(word), *rows])


def _button(word: str, kind: str, form: str, says: str, item: str = "") -> Component:
    return html.Button(
        word,
        type="button",
        className="btn xbtn",
        **attributes(data_export=kind, data_form=form, data_item=item, aria_label=says),
    )
