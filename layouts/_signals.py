"""The inbox of attenderingen: what was found in the build, with what people did with it."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from data.workflow import Store
from data.workflow.signals import UNTOUCHED, Handled, State, handled
from indicators.read_model import EVERYTHING, SURGE, Selection, Serving, Signal

PATH = "/attenderingen"
BOXES = {
    "nieuw": "Nieuw",
    "gezien": "Gezien",
    "in-behandeling": "In behandeling",
    "afgesloten": "Afgesloten",
    "gedempt": "Gedempt",
    "geen-toename": "Geen toename",
}
"""Lists of the inbox: states, what is muted now, and what is told but is no surge."""
_STATES = {State.NEW: "nieuw", State.SEEN: "gezien", State.IN_HAND: "in-behandeling", State.CLOSED: "afgesloten"}


@dataclass(frozen=True)
class Item:
    """One attendering and how it stands."""

    signal: Signal
    handled: Handled
    box: str


def inbox(found: Serving, store: Store, today: dt.date, selection: Selection = EVERYTHING) -> tuple[Item, ...]:
    """All attenderingen of the selected places, what asks most first."""
    known = handled(store)
    items = []
    for signal in found.signals(selection):
        state = known.get(signal.signal_id, UNTOUCHED)
        items.append(Item(signal, state, _box(signal, state, today)))
    return tuple(items)


def _box(signal: Signal, state: Handled, today: dt.date) -> str:
    if signal.state != SURGE:
        return "geen-toename"
    if state.handling.state is not State.CLOSED and state.muted(today):
        return "gedempt"
    return _STATES[state.handling.state]


def counts(items: tuple[Item, ...]) -> dict[str, int]:
    """Box → number of attenderingen."""
    return {box: sum(item.box == box for item in items) for box in BOXES}


def link(**query: str | list[str]) -> str:
    """The address of the inbox with this query."""
    kept = {key: value for key, value in query.items() if value}
    return f"{PATH}?{urlencode(kept, doseq=True)}" if kept else PATH


def today() -> dt.date:
    """The day on which mutes end and dates pass, in UTC."""
    return dt.datetime.now(dt.UTC).date()
