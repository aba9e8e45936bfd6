"""Complexbeoordeling: what a member of staff thinks of a complex, per aspect, given in the app.

Each sending is one record (its id is made in the browser, so that a form that is sent twice counts once); two
raters of one complex both count. The next build reads them as a delivery of the kind `staff_assessment`.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import JSON, Column, Date, Index, String, select

from data.errors import CallerMistakeError
from data.workflow import Store, User, versioned

BEELDKWALITEIT = {
    "A+": "Heel goed: niets op aan te merken.",
    "A": "Goed: hier en daar iets kleins.",
    "B": "Redelijk: het valt op, maar het stoort niet.",
    "C": "Matig: het stoort, en er moet iets gebeuren.",
    "D": "Slecht: er moet nu iets gebeuren.",
}
"""Marks of the picture scale; words of Buurtlicht, after the five levels of beeldkwaliteit."""
FIVE_BEST = {"5": "Niet of bijna niet", "4": "Weinig", "3": "Soms", "2": "Vaak", "1": "Heel vaak of ernstig"}
FIVE_MOST = {
    "1": "Gewoon beheer is genoeg",
    "2": "Iets meer dan gewoon",
    "3": "Duidelijk meer dan gewoon",
    "4": "Veel extra inzet",
    "5": "Voortdurend extra inzet",
}
ASPECTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "schoon": ("Is het schoon?", BEELDKWALITEIT),
    "heel": ("Is het heel?", BEELDKWALITEIT),
    "veilig": ("Is het veilig?", BEELDKWALITEIT),
    "overlast": ("Hoeveel overlast is er?", FIVE_BEST),
    "vervuiling": ("Hoeveel vervuiling is er?", FIVE_BEST),
    "woonfraude": ("Hoeveel woonfraude vermoedt u?", FIVE_BEST),
    "beheerintensiteit": ("Hoeveel beheer vraagt deze plek?", FIVE_MOST),
}
"""Aspect (as in the source staff_assessment) → question, and mark → wording."""

assessment = versioned(
    "staff_assessment",
    Column("complex_id", String(100), nullable=False),
    Column("assessed_on", Date, nullable=False),
    Column("marks", JSON(), nullable=False),
    Index("ix_staff_assessment_complex_id", "complex_id"),
)


@dataclass(frozen=True)
class Assessment:
    """One rater's marks of one complex on one day: aspect → mark."""

    id: str
    version: int
    complex_id: str
    assessed_on: dt.date
    marks: Mapping[str, str]
    by: str


def save_assessment(
    store: Store, user: User, complex_id: str, assessed_on: dt.date, marks: Mapping[str, str], record_id: str
) -> str:
    """Keep an assessment. The same `record_id` again changes nothing: a form that was sent twice counts once."""
    given = {aspect: mark for aspect, mark in marks.items() if mark}
    if not complex_id:
        raise CallerMistakeError("Kies eerst een complex.")
    if not given:
        raise CallerMistakeError("Geef ten minste één oordeel: een lege beoordeling bewaren we niet.")
    for aspect, mark in given.items():
        if aspect not in ASPECTS or mark not in ASPECTS[aspect][1]:
            raise CallerMistakeError(f"Het oordeel '{mark}' bij '{aspect}' kennen we niet: kies uit de lijst.")
    if assessed_on > dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1):
        raise CallerMistakeError("De dag van de beoordeling ligt in de toekomst: kies vandaag of eerder.")
    with store.writing(user) as changes:
        values = {"complex_id": complex_id, "assessed_on": assessed_on, "marks": given}
        return changes.insert(assessment, values, record_id)


def assessments(store: Store, complex_id: str | None = None) -> tuple[Assessment, ...]:
    """All assessments, or those of a complex, the latest first."""
    query = select(assessment).order_by(assessment.c.assessed_on.desc(), assessment.c.changed_at.desc())
    if complex_id is not None:
        query = query.where(assessment.c.complex_id == complex_id)
    with store.reading() as connection:
        return tuple(
            Assessment(row.id, row.version, row.complex_id, row.assessed_on, row.marks, row.changed_by)
            for row in connection.execute(query)
        )
