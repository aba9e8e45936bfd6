"""A choice of one value that goes into the URL under its key."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from layouts._parts.attributes import attributes


def select(
    page: str, key: str, word: str, options: list[Any], value: str, room: int, *, searchable: bool = False
) -> Component:
    """A select named `<page>-<key>`. `options` as Mantine takes them; `room` in pixels for the word in front."""
    choice: Component = dmc.Select(
        id=f"{page}-{key}", data=options, value=value, allowDeselect=False, checkIconPosition="right", maxDropdownHeight=320,
        leftSection=html.Span(word, className="k"), leftSectionWidth=room, className=f"period {key}", persistence=False,
        searchable=searchable, nothingFoundMessage="Niets gevonden", **attributes(aria_label=word),
    )  # fmt: skip
    return choice


def option(value: str, label: str) -> dict[str, str]:
    """An entry of a select."""
    return {"value": value, "label": label}
