"""Who is using the page: a name that a proxy vouches for, or one that was typed once and kept in a signed cookie.

A typed name is not security: it says who did something among people who trust each other, and anyone who can
open the page can type any name. The dialog says so. Where `[workflow] user_header` is set, only that header counts.
"""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, dcc, html, no_update
from dash.development.base_component import Component
from flask import request, session

from data.personal import personal_words
from data.workflow import User
from layouts._answers import personal
from layouts._parts.attributes import attributes
from layouts._store import has_private, workflow

ASK = "ask-name"
"""The store a page writes to when it needs a name first: Output(ASK, "data", allow_duplicate=True)."""
NO_NAME = "Vul eerst uw naam in. Wat u typte, blijft staan."
_NAME = "name"
_LONGEST = 80
_NOT_SECURED = (
    "Uw naam staat bij wat u bewaart. Dit is geen beveiliging: er zijn nog geen accounts, en wie deze pagina kan "
    "openen, kan elke naam invullen."
)


def current_user() -> User | None:
    """The user of this request, or None where no name is known yet."""
    personal()
    header = workflow().user_header
    name = request.headers.get(header, "").strip() if header else str(session.get(_NAME, ""))
    return User(name[:_LONGEST], proven=bool(header)) if name else None


def name_parts() -> list[Component]:
    """For the shell: the name in the top bar. Empty where nothing can be entered."""
    if not has_private():
        return []
    user = current_user()
    word = user.name if user else "Uw naam"
    if user and user.proven:
        return [html.Span(word, className="who", title="Naam van uw account")]
    return [
        html.Button(
            html.Span(word, id="who-name"), id="who", className="who", type="button", title="Wie gebruikt deze pagina?",
            **attributes(aria_haspopup="dialog"),
        )
    ]  # fmt: skip


def name_dialog() -> list[Component]:
    """For the shell: the dialog that asks for a name, and the store that opens it."""
    if not has_private() or workflow().user_header:
        return [dcc.Store(id=ASK)]
    user = current_user()
    dialog: Component = dmc.Modal(
        html.Div(
            [
                html.P(_NOT_SECURED, className="sm sub"),
                html.Label("Naam", htmlFor="name-typed", className="cap"),
                dmc.TextInput(
                    id="name-typed", value=user.name if user else "", classNames={"input": "name-typed"},
                    n_submit=0, inputProps={"maxLength": _LONGEST}, **attributes(autoComplete="name", data_autofocus="1"),
                ),
                html.P(id="name-refused", className="sm name-refused", role="alert"),
                html.Div(html.Button("Bewaar naam", id="name-save", className="btn p", type="button"), className="fx"),
            ],
            className="name-form",
        ),
        id="name-dialog", title="Wie bent u?", opened=False, centered=True, size="sm",
        closeButtonProps={"aria-label": "Sluit"},
    )  # fmt: skip
    return [dialog, dcc.Store(id=ASK)]


@callback(
    Output("name-dialog", "opened"),
    Input("who", "n_clicks"),
    Input(ASK, "data"),
    prevent_initial_call=True,
)
def _open(clicks: int | None, asked: object) -> Any:  # noqa: ANN401 - open, or no answer
    return True if clicks or asked else no_update


@callback(
    Output("name-dialog", "opened", allow_duplicate=True),
    Output("who-name", "children"),
    Output("name-refused", "children"),
    Input("name-save", "n_clicks"),
    Input("name-typed", "n_submit"),
    State("name-typed", "value"),
    prevent_initial_call=True,
)
def _keep(_: int | None, __: int | None, typed: str | None) -> tuple[Any, Any, str]:
    name = " ".join((typed or "").split())
    if not name:
        return True, no_update, "Vul een naam in."
    if found := personal_words(name):
        return True, no_update, f"Een naam met een {found[0]} bewaren we niet: vul alleen uw naam in."
    session.permanent = True
    session[_NAME] = name[:_LONGEST]
    return False, name[:_LONGEST], ""
