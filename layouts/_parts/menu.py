"""The main menu: the pages about places side by side, the others in two groups that open."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import dash
from dash import dcc, html
from dash.development.base_component import Component

from layouts._parts.attributes import attributes
from layouts._parts.icons import icon
from layouts._store import has_private

TOGETHER = "Samen"
"""Pages on which people work together: what was tested, done and agreed."""
MORE = "Meer"
"""Pages about the monitor itself."""
_GROUPS = ("", TOGETHER, MORE)


def menu() -> list[Component]:
    """Links to every page that the menu shows, and the button that opens them on a phone (`menu.js`).

    A page names its group with `register_page(..., group=…)`.
    """
    pages = sorted(
        filter(_listed, dash.page_registry.values()),
        key=lambda page: (_GROUPS.index(_group(page)), page.get("order") is None, page.get("order") or 0, page["name"]),
    )
    parts: list[Component] = []
    for group, found in groupby(pages, key=_group):
        links = [dcc.Link(_word(page), href=page["relative_path"]) for page in found]
        parts += [_opening(group, links)] if group and len(links) > 1 else links
    button = html.Button(
        icon("menu"),
        id="menu-button",
        className="ib menubutton",
        type="button",
        **attributes(aria_label="Hoofdmenu", aria_expanded="false", aria_controls="main-menu"),
    )
    return [button, html.Nav(parts, id="main-menu", className="nav", **attributes(aria_label="Hoofdmenu"))]


def _opening(word: str, links: Sequence[Component]) -> Component:
    return html.Details(
        [html.Summary(word), html.Div(html.Ul([html.Li(each) for each in links]), className="fl menu")],
        className="drop navmore",
    )


def _group(page: dict[str, Any]) -> str:
    return str(page.get("group", ""))


def _word(page: dict[str, Any]) -> list[Component | str] | str:
    """The name of a page, with how much waits there where it counts that (`register_page(..., count=…)`)."""
    if "count" not in page:
        return str(page["name"])
    waiting = page["count"]()
    identity = f"nav-count-{page['relative_path'].strip('/')}"
    return [page["name"], html.Span(str(waiting) if waiting else "", id=identity, className="nav-count")]


def _listed(page: dict[str, Any]) -> bool:
    """Whether the menu shows a page: not one about one thing, nor one of the private tier in another tier."""
    return bool(page.get("nav", True)) and (has_private() or not page.get("private"))
