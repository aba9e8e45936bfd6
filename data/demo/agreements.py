"""Invented agreements of the fictional parties, entered in the store as the page Afspraken would."""

import datetime as dt
from pathlib import Path

from data.configuration import read_configuration
from data.demo.model import Calendar
from data.workflow import User, open_store
from data.workflow.agreement_facts import Direction, Facts, Theme
from data.workflow.agreements import Status, add, note_meeting

_WRITER = User("verzonnen")
_SPRING, _AUTUMN = (4, 15), (9, 24)


def enter_agreements(folder: Path, calendar: Calendar) -> None:
    """Enter them for the year of the reference date. A store that is there already stays as it is."""
    configuration = read_configuration(folder)
    if configuration.installation.workflow.exists():
        return
    year = calendar.reference_date.year
    store = open_store(configuration)
    for number, (facts, said) in enumerate(_agreed(year)):
        record = add(store, _WRITER, facts, f"voorbeeld-{number}")
        for (month, day), status, remark in said:
            held_on = dt.date(year, month, day)
            if held_on <= calendar.reference_date:
                note_meeting(store, _WRITER, record, held_on, status, remark, f"{record}-{month}")
    store.close()


def _agreed(year: int) -> list[tuple[Facts, list[tuple[tuple[int, int], Status, str]]]]:
    end = dt.date(year + 1, 12, 31)
    return [
        (
            Facts(
                year=year, theme=Theme.LIVEABILITY, ambition="Minder overlastzaken in het hele bezit", indicator="cases_per_100_homes",
                direction=Direction.AT_MOST, target=1.8, target_on=end, owner_corporation="Wonen en leefbaarheid", owner_municipality="Team Wijken",
            ),
            [(_SPRING, Status.ON_TRACK, "Buurtbemiddeling is gestart."), (_AUTUMN, Status.ON_TRACK, "")],
        ),
        (
            Facts(
                year=year, theme=Theme.LIVEABILITY, ambition="Huurders geven hun buurt een beter cijfer", indicator="survey_mark",
                direction=Direction.AT_LEAST, target=7.0, target_on=end, owner_corporation="Wonen en leefbaarheid", owner_tenants="Huurdersraad",
            ),
            [(_SPRING, Status.UNKNOWN, "Wacht op de volgende enquête.")],
        ),
        (
            Facts(
                year=year, theme=Theme.AVAILABILITY, ambition="Nieuwe sociale huurwoningen", counted="sociale huurwoningen opgeleverd",
                agreed_corporation=60, delivered_corporation=24, owner_corporation="Vastgoed", owner_municipality="Ruimtelijke ordening",
            ),
            [(_SPRING, Status.ON_TRACK, ""), (_AUTUMN, Status.LATE, "De vergunning voor het tweede blok kwam later.")],
        ),
        (
            Facts(
                year=year, theme=Theme.SUSTAINABILITY, ambition="Geen woning met label E, F of G", counted="woningen verbeterd",
                agreed_corporation=120, delivered_corporation=120, owner_corporation="Vastgoed",
            ),
            [(_AUTUMN, Status.DONE, "")],
        ),
        (
            Facts(
                year=year, theme=Theme.CARE, ambition="Elke wijk heeft een vast aanspreekpunt voor zorg en wonen",
                owner_municipality="Sociaal domein", owner_corporation="Wonen en leefbaarheid",
            ),
            [(_SPRING, Status.LATE, "Twee van de drie wijken hebben er een.")],
        ),
    ]  # fmt: skip
