"""What an agreement (prestatieafspraak) holds, and what of it cannot be kept.

An agreement is about an indicator of the monitor (with a target), or about a number that each party delivers
(homes, for example), or only about an ambition.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from data.errors import CallerMistakeError
from data.workflow._text import check_text

LONGEST = 300


LONGEST_NAME = 80


_YEARS = range(2000, 2101)


NO_PERSONS = "een afspraak gaat niet over personen"


class Theme(StrEnum):
    """What an agreement is about."""

    LIVEABILITY = "liveability"
    AFFORDABILITY = "affordability"
    AVAILABILITY = "availability"
    SUSTAINABILITY = "sustainability"
    CARE = "care"
    OTHER = "other"


class Party(StrEnum):
    """Who sits at the table."""

    CORPORATION = "corporation"
    MUNICIPALITY = "municipality"
    TENANTS = "tenants"


class Direction(StrEnum):
    """On which side of the target the value must be."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


DUTCH_THEMES = {
    Theme.LIVEABILITY: "leefbaarheid",
    Theme.AFFORDABILITY: "betaalbaarheid",
    Theme.AVAILABILITY: "beschikbaarheid",
    Theme.SUSTAINABILITY: "duurzaamheid",
    Theme.CARE: "wonen en zorg",
    Theme.OTHER: "overig",
}


DUTCH_PARTIES = {
    Party.CORPORATION: "corporatie",
    Party.MUNICIPALITY: "gemeente",
    Party.TENANTS: "huurdersorganisatie",
}


DUTCH_DIRECTIONS = {Direction.AT_MOST: "hoogstens", Direction.AT_LEAST: "minstens"}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What was agreed."""

    year: int
    """The year that the agreements are about."""
    theme: Theme
    ambition: str
    area_id: str = "stock"
    owner_corporation: str = ""
    """Who sees to it there: a department or a function, no person."""
    owner_municipality: str = ""
    owner_tenants: str = ""
    indicator: str = ""
    direction: Direction = Direction.AT_MOST
    target: float | None = None
    """In the unit of the indicator."""
    target_on: dt.date | None = None
    counted: str = ""
    """What each party delivers, for an agreement about numbers: 'sociale huurwoningen opgeleverd'."""
    agreed_corporation: int | None = None
    agreed_municipality: int | None = None
    agreed_tenants: int | None = None
    delivered_corporation: int | None = None
    delivered_municipality: int | None = None
    delivered_tenants: int | None = None

    @property
    def owners(self) -> dict[Party, str]:
        """Party → who sees to it there, for the parties that have one."""
        found = {party: getattr(self, f"owner_{party}") for party in Party}
        return {party: owner for party, owner in found.items() if owner}

    @property
    def deliveries(self) -> "tuple[Delivered, ...]":
        """The parties that agreed to deliver a number."""
        found = [(party, getattr(self, f"agreed_{party}"), getattr(self, f"delivered_{party}")) for party in Party]
        return tuple(Delivered(party, agreed, done) for party, agreed, done in found if agreed is not None)


@dataclass(frozen=True)
class Delivered:
    """What one party agreed to deliver and what it did; None: not yet said."""

    party: Party
    agreed: int
    delivered: int | None


def check(facts: Facts) -> None:
    """Raise CallerMistakeError, in one Dutch sentence, for what cannot be kept."""
    if facts.year not in _YEARS:
        raise CallerMistakeError(f"Het jaar {facts.year} kan niet: vul een jaar in tussen 2000 en 2100.")
    if not facts.ambition.strip():
        raise CallerMistakeError("Vul bij 'Ambitie' in wat de partijen afspreken.")
    if not facts.area_id:
        raise CallerMistakeError("Kies waar de afspraak over gaat: een gebied, of het hele bezit.")
    texts = {"Ambitie": facts.ambition, "Wat wordt geteld": facts.counted}
    texts |= {f"Trekker {DUTCH_PARTIES[party]}": owner for party, owner in facts.owners.items()}
    for name, text in texts.items():
        check_text(name, text, LONGEST if name == "Ambitie" else LONGEST_NAME, NO_PERSONS)
    if facts.target is not None and not facts.indicator:
        raise CallerMistakeError(
            "Er is een streefwaarde zonder indicator: kies de indicator of haal de streefwaarde weg."
        )
    if facts.indicator and facts.target is None:
        raise CallerMistakeError(
            "Er is een indicator zonder streefwaarde: vul de streefwaarde in of haal de indicator weg."
        )
    _check_numbers(facts)


def _check_numbers(facts: Facts) -> None:
    for party in Party:
        agreed, done = getattr(facts, f"agreed_{party}"), getattr(facts, f"delivered_{party}")
        if done is not None and agreed is None:
            raise CallerMistakeError(
                f"Er is opgeleverd door de {DUTCH_PARTIES[party]}, maar niet afgesproken hoeveel: vul beide aantallen in."
            )
        if min(agreed or 0, done or 0) < 0:
            raise CallerMistakeError(f"Het aantal van de {DUTCH_PARTIES[party]} is kleiner dan 0: vul 0 of meer in.")
    if facts.deliveries and not facts.counted.strip():
        raise CallerMistakeError("Vul bij 'Wat wordt geteld' in waar de aantallen per partij over gaan.")
