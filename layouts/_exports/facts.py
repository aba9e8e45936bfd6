"""What every file says about itself: date, build, method, tier, and what every row rests on."""

import datetime as dt

from data.vocabulary import DUTCH_TIERS, Tier
from indicators.read_model import Method, Serving
from layouts._notes import not_real
from layouts._parts.arranged import subject
from layouts._text import date, long_date, number, quarter

TIERS = {
    Tier.PRIVATE: "intern: niet verspreiden buiten de organisatie",
    Tier.CLOSED: "besloten: alleen voor partners met wie dit is afgesproken",
    Tier.OPEN: "openbaar",
}


def facts(found: Serving, method: Method, at: str) -> list[tuple[str, str | dt.date]]:
    """Name and value of each."""
    build = found.build
    said: list[tuple[str, str | dt.date]] = [
        ("Corporatie", build.corporation),
        ("Periode", f"{quarter(at)} (twaalf maanden tot en met dit kwartaal)"),
        ("Peildatum", build.reference_date),
        ("Meting", f"{build.build_id}, gemaakt op {long_date(build.built_at.date())}"),
        ("Methode", f"{method.title}, versie {method.version}"),
        ("Bron", sources(found, method)),
        ("Laag", TIERS[build.tier]),
    ]
    said += [("Afspraak", f"{subject(key)}: {arrangement}") for key, arrangement in found.arrangements.items()]
    return said


def sources(found: Serving, method: Method) -> str:
    """Titles of the sources of what the method counts."""
    return ", ".join(found.source_titles(method.method)) or "geen bron telt mee"


def bounds(method: Method) -> str:
    """Where the lights change, such as 'Groen tot 2,5, rood vanaf 3,5, …'; on a scale that runs down 'boven' and 'onder'."""
    green, red = number(method.green_until, 1), number(method.red_from, 1)
    until, since = ("tot", "vanaf") if method.high_is_worse else ("boven", "onder")
    low, high = sorted((method.scale_low, method.scale_high))
    return f"Groen {until} {green}, rood {since} {red}, op een schaal van {_short(low)} tot {_short(high)}."


def _short(value: float) -> str:
    return number(value, 0 if value == round(value) else 1)


def texts(found: Serving, method: Method, at: str) -> list[tuple[str, str]]:
    """The same with its dates written out."""
    return [(name, long_date(value) if isinstance(value, dt.date) else value) for name, value in facts(found, method, at)]  # fmt: skip


def rests_on(found: Serving, method: Method, at: str) -> dict[str, str]:
    """What every row of a table says of itself: date, quarter, method, source and tier; what is not real says so."""
    build = found.build
    source = ". ".join([f"{build.corporation}, meting {build.build_id}: {sources(found, method)}", *(mark.rstrip(".") for mark in not_real(build))])  # fmt: skip
    return {
        "Peildatum": date(build.reference_date),
        "Kwartaal": quarter(at),
        "Methode": f"{method.title} {method.version}",
        "Bron": source,
        "Laag": DUTCH_TIERS[build.tier],
    }


def footer(found: Serving, method: Method) -> str:
    """One line below each page or slide."""
    build = found.build
    said = [f"Peildatum {date(build.reference_date)}", f"meting {build.build_id}", f"{method.title} {method.version}", f"laag {DUTCH_TIERS[build.tier]}"]  # fmt: skip
    return " · ".join([*said, *(["voorbeeldgegevens"] if build.synthetic else [])])
