"""Registration that may have changed, in words, beside whatever it touches."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from indicators.read_model import Registration
from layouts._parts.light_marks import SOURCES
from layouts._text import long_month, number, spread

_BESIDE_WHAT = {
    "complaints": "bij gelijke zaken", "cases": "bij gelijke meldingen", "housing_fraud": "bij evenveel woningen",
    "tenancies": "bij evenveel woningen", "survey": "bij evenveel uitnodigingen",
}  # fmt: skip


def registration_notes(changes: Iterable[Registration]) -> list[Component]:
    """'Mogelijk gewijzigde registratie', beside whatever it touches; empty where nothing changed."""
    return [
        html.P(
            [html.B("Mogelijk gewijzigde registratie. "), _changed(each)],
            className="note sig-registration",
        )
        for each in changes
    ]


def _changed(change: Registration) -> str:
    who = f"Bij {change.team}" if change.team else "Bij elk team"
    beside = _BESIDE_WHAT.get(change.source, "")
    margin = spread(change.lower, change.upper, 1)
    return (
        f"{who} staan er sinds ongeveer {long_month(change.begins_on)} ongeveer {number(change.factor, 1)} keer zo veel "
        f"{SOURCES.get(change.source, change.source)} {beside} (marge {margin}). "
        "Dat kan de oorzaak zijn van een verschil; met deze wijziging is gerekend."
    )
