"""The inbox of attenderingen: what was found in the build, with what people did with it."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from data.workflow import Store
from data.workflow.signals import UNTOUCHED, Handled, Handling, State, handled
from indicators.read_model import EVERYTHING, ONE_REPORTER, RECOVERY, Selection, Serving, Signal
from layouts._filters import Query, one, read_selection

PATH = "/attenderingen"
BOXES = {
    "nieuw": "Nieuw",
    "gezien": "Gezien",
    "in-behandeling": "In behandeling",
    "afgesloten": "Afgesloten",
    "gedempt": "Gedempt",
    "geen-toename": "Geen toename",
    "vooruit": "Vooruit",
}
"""Lists of the inbox: states, what is muted now, and what is told but asks nothing: no surge, and recovery."""
STRENGTHS = {"": "Alle", "sterk": "Sterk", "duidelijk": "Duidelijk"}
PERIODS = {"": "Alles", "3": "3 maanden", "12": "12 maanden"}
_YEAR = 12
_STATES = {State.NEW: "nieuw", State.SEEN: "gezien", State.IN_HAND: "in-behandeling", State.CLOSED: "afgesloten"}


@dataclass(frozen=True)
class Item:
    """One attendering and how it stands."""

    signal: Signal
    handled: Handled
    box: str


@dataclass(frozen=True)
class Inbox:
    """What the page shows of all attenderingen at an address."""

    items: tuple[Item, ...]
    """What is left of all lists."""
    box: str
    strength: str
    period: str
    chosen: Item | None
    """The one that is told in whole: what was asked for, else the first of the list."""
    missing: bool
    """An address asks for one that is not among the items; then none is chosen."""

    @property
    def listed(self) -> list[Item]:
        """The list that is open."""
        return [item for item in self.items if item.box == self.box]


def read_inbox(found: Serving, store: Store, day: dt.date, query: Query) -> Inbox:
    """The inbox that a query asks for; what it does not say, or says wrong, is the default."""
    strength = one(query, "sterkte") if one(query, "sterkte") in STRENGTHS else ""
    period = one(query, "periode") if one(query, "periode") in PERIODS else ""
    until = found.signal_frame.judged_until if found.signal_frame else found.build.reference_date
    items = narrowed(inbox(found, store, day, read_selection(found, query)), strength, period, until)
    known = counts(items)
    first = next((box for box in BOXES if known[box]), "nieuw")
    wanted = one(query, "toon")
    asked = one(query, "lijst") or next((item.box for item in items if item.signal.signal_id == wanted), first)
    box = asked if asked in BOXES else first
    chosen = next((item for item in items if item.signal.signal_id == wanted), None)
    missing = chosen is None and bool(wanted)
    first_listed = next((item for item in items if item.box == box), None)
    return Inbox(items, box, strength, period, None if missing else chosen or first_listed, missing)


def inbox(found: Serving, store: Store, today: dt.date, selection: Selection = EVERYTHING) -> tuple[Item, ...]:
    """All attenderingen of the selected places, what asks most first."""
    known = handled(store)
    items = []
    for signal in found.signals(selection):
        state = known.get(signal.signal_id, UNTOUCHED)
        items.append(Item(signal, state, _box(signal, state, today)))
    return tuple(items)


def narrowed(items: tuple[Item, ...], strength: str, period: str, until: dt.date) -> tuple[Item, ...]:
    """The items of a strength (a key of STRENGTHS) that were last seen in a period (of PERIODS) up to a day."""
    back = int(period) if period else 0
    first = until.year * _YEAR + until.month - back
    return tuple(
        item
        for item in items
        if (not strength or item.signal.strong == (strength == "sterk"))
        and (not back or item.signal.last_on.year * _YEAR + item.signal.last_on.month > first)
    )


def _box(signal: Signal, state: Handled, today: dt.date) -> str:
    if signal.state == ONE_REPORTER:
        return "geen-toename"
    if signal.state == RECOVERY:
        return "vooruit"
    return box_of(state.handling, today)


def box_of(handling: Handling, today: dt.date) -> str:
    """The list in which a surge stands on a day."""
    muted = handling.muted_until is not None and handling.muted_until >= today
    return "gedempt" if muted and handling.state is not State.CLOSED else _STATES[handling.state]


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
