"""Dash's components, made and written faster; what they are and what they refuse stays the same.

Dash formats an error message for each property that is right, and asks each component for every property that it
could have: 12 µs to make and write an `html.Td`, of the 1,000 to 5,000 in a page. Here the check is a look in a set
and only what is set is written, by orjson, not by Python: 1.0 µs. Whatever is not plainly right goes
to Dash's own code.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
import plotly.io.json as plotly_json
from _plotly_utils.utils import PlotlyJSONEncoder  # type: ignore[import-untyped]  # plotly has no types here
from dash import html
from dash.development.base_component import Component

from layouts._still import stilled

_PLAIN = frozenset({str, int, float, bool, type(None), dict, list})
"""Types of a property that hold no component by themselves."""
_AS_PLOTLY = orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
_IN_SCRIPT = (("<", r"\u003c"), (">", r"\u003e"), ("/", r"\u002f"), ("\u2028", r"\u2028"), ("\u2029", r"\u2029"))
"""What is written otherwise, because Dash also puts JSON between script tags."""
_names: dict[type[Component], frozenset[str]] = {}
_encoder = PlotlyJSONEncoder()
_as_plotly: Callable[..., str] = plotly_json.to_json_plotly


def quicken() -> None:
    """Make it so, for this process."""
    if Component.to_plotly_json is written:
        return
    for kind in vars(html).values():
        if isinstance(kind, type) and issubclass(kind, Component):
            kind.__init__ = made(kind)  # type: ignore[method-assign]
    Component.to_plotly_json = written  # type: ignore[method-assign]
    plotly_json.to_json_plotly = as_json


def made(kind: type[Component]) -> Callable[..., None]:
    """An `__init__` for one of Dash's html components."""
    own: Callable[..., None] = kind.__init__
    blank = kind()
    known, wildcards = frozenset(vars(blank)["_prop_names"]), tuple(blank.available_wildcard_properties)
    for name, value in vars(blank).items():
        # What Dash keeps in each instance, though it is the same in all of them.
        if name not in known:
            setattr(kind, name, value)

    @wraps(own)
    def quick(self: Component, children: Any = None, *more: Any, **properties: Any) -> None:  # noqa: ANN401  as in Dash
        plain = not more
        for name, value in properties.items():
            own_check = type(value) not in _PLAIN or (name == "id" and type(value) is not str)
            if own_check or not (name in known or name.startswith(wildcards)):
                plain = False
        if plain:
            self.__dict__["children"] = children
            self.__dict__ |= properties
        else:
            own(self, children, *more, **properties)

    return quick


def written(self: Component) -> dict[str, Any]:
    """What `Component.to_plotly_json` gives; the properties are the component's own, to be read only."""
    kind, properties = type(self), self.__dict__
    names = _names.get(kind)
    if names is None:
        names = _names[kind] = frozenset(self._prop_names)
    if not names.issuperset(properties):
        wildcards = tuple(self._valid_wildcard_attributes)
        properties = {name: value for name, value in properties.items() if name in names or name.startswith(wildcards)}
    return {"props": properties, "type": self._type, "namespace": self._namespace}


def as_json(value: Any) -> str:  # noqa: ANN401  as in Dash
    """What `plotly.io.json.to_json_plotly` gives.

    Raises:
        TypeError: something that is neither JSON nor a component, an array, a date or a decimal.
    """
    if isinstance(value, Component):
        value = stilled(value)
    elif type(value) is dict and "response" in value:
        value = _children(value)
    try:
        text = orjson.dumps(value, _plain, _AS_PLOTLY).decode()
    except TypeError:
        # A whole number of more than 64 bits, half a character: Plotly knows them, or says what is wrong.
        return _as_plotly(value, engine="json")
    for character, escape in _IN_SCRIPT:
        text = text.replace(character, escape)
    return text


def _children(answer: dict[str, Any]) -> dict[str, Any]:
    """What an answer puts inside components, standing still."""
    for told in ("response", "sideUpdate"):
        for properties in answer.get(told, {}).values():
            if "children" in properties:
                properties["children"] = stilled(properties["children"])
    return answer


def _plain(value: Any) -> Any:  # noqa: ANN401  as in json
    """What can be written in place of what JSON does not have: nearly always of a component."""
    write = getattr(value, "to_plotly_json", None)
    return write() if write else _encoder.default(value)
