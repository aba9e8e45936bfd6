"""What every file says about itself: date, build, method, tier, and what every row rests on."""

import datetime as dt

from data.vocabulary import DUTCH_TIERS, Tier
from indicators.read_model import Method, Serving
from layouts._notes import not_real
from layouts._parts.arranged import subject
from layouts._text import date, long_date, quarter

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
        ("Laag", TIERS[build.tier]),
    ]
    said += [("Afspraak", f"{subject(key)}: {arrangement}") for key, arrangement in found.arrangements.items()]
    return said


def texts(found: Serving, method: Method, at: str) -> list[tuple[str, str]]:
    """The same with its dates written out."""
    return [(name, long_date(value) if isinstance(value, dt.date) else value) for name, value in facts(found, method, at)]  # fmt: skip


def rests_on(found: Serving, method: Method, at: str) -> dict[str, str]:
    """What every row of a table says of itself: date, quarter, method, source and tier; what is not real says so."""
    build = found.build
    sources = ", ".join(found.source_titles(method.method)) or "geen bron telt mee"
    source = ". ".join([f"{build.corporation}, meting {build.build_id}: {sources}", *(mark.rstrip(".") for mark in not_real(build))])  # fmt: skip
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
