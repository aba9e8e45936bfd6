"""The filters in the query of a URL, the same on every page that shows areas."""

from collections.abc import Iterable, Mapping

from data.vocabulary import DUTCH_DWELLING_TYPES, DUTCH_LIGHTS, LIGHTS, DwellingType, Level, Light
from indicators.read_model import Selection, Serving
from layouts._text import capital

DISTRICT, TEAM, TYPE, LIGHT, MINE = FILTERS = ("wijk", "team", "type", "licht", "mijn")
WORDS = {DISTRICT: "Wijk", TEAM: "Team", TYPE: "Woningtype", LIGHT: "Stoplicht"}
"""What each is called."""
INSTEAD = {
    "niveau": ("Niveau", "het gewone niveau"),
    "kwartaal": ("Kwartaal", "het laatste kwartaal"),
    "sinds": ("Kwartaal", "een jaar eerder"),
    "methode": ("Methode", "de gewone methode"),
    "toon": ("Indicator", "het stoplicht"),
}
"""What each other choice is called, and what is shown where an address asks for one that is not there."""
MOST_MINE = 200
"""Areas of a portfolio that an address can hold."""

LEVELS = frozenset(str(level) for level in Level)

Query = Mapping[str, str | list[str]]
Unknown = tuple[tuple[str, str], ...]


def one(query: Query, key: str) -> str:
    """The value under a key; the first where there are several, '' where there is none."""
    value = query.get(key) or ""
    return value if isinstance(value, str) else value[0]


def many(query: Query, key: str) -> tuple[str, ...]:
    """All values under a key, in order, each once."""
    value = query.get(key) or []
    return tuple(dict.fromkeys([value] if isinstance(value, str) else value))


def read_selection(serving: Serving, query: Query) -> Selection:
    """The selection a query asks for, without what this build does not know."""
    choices = serving.choices
    prefix = f"{Level.DISTRICT}:"
    return Selection(
        districts=_known((prefix + code for code in many(query, DISTRICT)), [key for key, _ in choices.districts]),
        teams=_known(many(query, TEAM), choices.teams),
        dwelling_types=_known(many(query, TYPE), choices.dwelling_types),
        lights=tuple(Light(word) for word in _known(many(query, LIGHT), LIGHTS)),
        portfolio=many(query, MINE)[:MOST_MINE],
    )


def unknown(serving: Serving, query: Query) -> Unknown:
    """What a query asks for, by key, and this build does not know: a link from another build or another corporation."""
    known = as_query(read_selection(serving, query))
    return tuple(
        (key, value) for key in FILTERS if key != MINE for value in many(query, key) if value not in known.get(key, [])
    )


def replaced(query: Query, shown: Mapping[str, str]) -> Unknown:
    """Choices of a query, by key, instead of which something else is `shown`. A level that only other pages have is none."""
    asked = {key: one(query, key) for key in shown}
    return tuple(
        (key, value) for key, value in asked.items() if value not in {"", shown[key], *(LEVELS if key == "niveau" else ())}
    )  # fmt: skip


def as_query(selection: Selection) -> dict[str, list[str]]:
    """The selection as keys and values of a query; empty ones are left out."""
    prefix = f"{Level.DISTRICT}:"
    said = {
        DISTRICT: [area_id.removeprefix(prefix) for area_id in selection.districts],
        TEAM: list(selection.teams),
        TYPE: list(selection.dwelling_types),
        LIGHT: [str(light) for light in selection.lights],
        MINE: list(selection.portfolio),
    }
    return {key: values for key, values in said.items() if values}


def options(serving: Serving) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Key → word and what can be chosen (value and label); what leaves no choice is left out."""
    choices = serving.choices
    prefix = f"{Level.DISTRICT}:"
    found = {
        DISTRICT: (WORDS[DISTRICT], [(key.removeprefix(prefix), name) for key, name in choices.districts]),
        TEAM: (WORDS[TEAM], [(team, team) for team in choices.teams]),
        TYPE: (WORDS[TYPE], [(kind, dwelling_type(kind)) for kind in choices.dwelling_types]),
        LIGHT: (WORDS[LIGHT], [(str(light), capital(word)) for light, word in DUTCH_LIGHTS.items()]),
    }
    return {key: (word, values) for key, (word, values) in found.items() if len(values) > 1}


def dwelling_type(kind: str) -> str:
    """'Portiekflats'; a type that the glossary does not know as it is delivered."""
    known = kind in set(DwellingType)
    return capital(DUTCH_DWELLING_TYPES[DwellingType(kind)] if known else kind)


def _known(values: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    allowed = set(known)
    return tuple(value for value in values if value in allowed)
