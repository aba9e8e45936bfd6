"""Long lists: the first rows, all of them on request, and past a limit the table of the map."""

from collections.abc import Sequence
from typing import TypeVar

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS
from layouts._level_view import LevelView
from layouts._parts.level_bar import visit
from layouts._text import number

Item = TypeVar("Item")
MOST = 200


def listed(found: Sequence[Item], view: LevelView, first: int, most: int = MOST) -> Sequence[Item]:
    """The rows to show."""
    return found[: most if view.everything else first]


def more(shown: int, total: int, view: LevelView, most: int = MOST) -> html.A | None:
    """A link to the other rows; None where all are shown."""
    if shown >= total:
        return None
    many = DUTCH_LEVELS[view.level][1]
    if view.everything:
        return visit(f"Alle {many} staan in de tabel bij de kaart", view.table_link())
    return visit(f"Toon alle {number(total)} {many}" if total <= most else f"Toon {number(most)} van de {number(total)} {many}", view.link(alles="1"))  # fmt: skip


def more_line(shown: int, total: int, view: LevelView, most: int = MOST) -> list[Component]:
    """The link as a line of its own, or nothing."""
    link = more(shown, total, view, most)
    return [html.P(link, className="xs below")] if link else []
