"""What becomes of a file that was asked for: how far it is, a way to stop it, and the file itself or why not.

Stands in the shell, so that a long export goes on while one looks at another page.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html, no_update
from dash.development.base_component import Component

from data.errors import BuurtlichtError
from layouts._context import serving
from layouts._exports import jobs
from layouts._exports.charts import write_chart
from layouts._exports.screen_files import write_tables
from layouts._exports.view_of import seen
from layouts._notes import FILE_FAILED
from layouts._parts.attributes import attributes
from layouts._parts.icons import icon
from layouts._store import private_store

_LOOK_MS = 400
Asked = dict[str, Any]


def export_status() -> list[Component]:
    """The corner that tells, hidden until something is asked, and what the answers go through."""
    close = html.Button(icon("close"), id="export-close", className="ib", type="button", **attributes(aria_label="Sluit deze melding"))  # fmt: skip
    return [
        html.Section(
            [
                html.Div([html.B("Exporteren", id="export-title"), close], className="fx"),
                html.P("", id="export-stage", className="sm", role="status"),
                html.Progress(id="export-bar", value="0", max="100", **attributes(aria_label="Voortgang van het bestand")),
                html.Div(
                    [
                        html.Button("Stop", id="export-cancel", className="btn", type="button"),
                        html.A("Bewaar het bestand", id="export-link", className="btn p", href="#", hidden=True),
                    ],
                    className="fx",
                ),
            ],
            id="export-status", className="xstatus fl", hidden=True, **attributes(aria_label="Export", data_state="idle"),
        ),
        *[dcc.Store(id=f"export-{name}") for name in ("quick", "long", "ready", "done")],
    ]  # fmt: skip


@callback(Output("export-ready", "data"), Input("export-quick", "data"), prevent_initial_call=True)
def _make_quick(asked: Asked | None) -> Any:  # noqa: ANN401 - an answer, or none
    """Tables and images: in a moment, by this process."""
    if not asked:
        return no_update

    def made() -> str:
        found = serving()
        if found is None:
            raise BuurtlichtError("Er is nog geen meting om te bewaren.")
        view = seen(found, asked["path"], asked["search"], asked.get("box") or ())
        folder = jobs.new_folder()
        if asked["kind"] == "chart":
            path = write_chart(
                folder, found, view, replace(jobs.folders(), store=private_store()), asked["item"], asked["form"]
            )
        else:
            path = write_tables(folder, found, view, asked["form"])
        return jobs.address(path)

    return _answer(asked, made)


@callback(
    Output("export-done", "data"),
    Input("export-long", "data"),
    background=True,
    progress=[Output("export-bar", "value"), Output("export-stage", "children")],
    cancel=[Input("export-cancel", "n_clicks")],
    interval=_LOOK_MS,
    prevent_initial_call=True,
)
def _make_long(tell: Callable[[Sequence[str]], None], asked: Asked | None) -> Any:  # noqa: ANN401 - as Dash takes it
    """Documents: in the background, by a process of its own."""
    if not asked:
        return no_update
    return _answer(asked, lambda: jobs.address(jobs.make(asked, lambda share, stage: tell((str(round(100 * share)), f"{stage} …")))))  # fmt: skip


def _answer(asked: Asked, made: Callable[[], str]) -> dict[str, Any]:
    """Where the file is, or one sentence that says why there is none."""
    try:
        return {"asked": asked.get("asked"), "href": made()}
    except BuurtlichtError as error:
        return {"asked": asked.get("asked"), "mistake": str(error)}
    except Exception:
        logging.getLogger("buurtlicht").exception("export %s", asked.get("kind"))
        return {"asked": asked.get("asked"), "mistake": FILE_FAILED}


for name in ("ready", "done"):
    clientside_callback(ClientsideFunction("exports", "answered"), Input(f"export-{name}", "data"), prevent_initial_call=True)  # fmt: skip
