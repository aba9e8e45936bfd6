"""Vacancy (leegstand): from which day a home stood empty and when it was let again."""

from ingest.contract import Column, RowCheck, Source, Type
from ingest.shared_columns import ADDRESS_PARTS, HAS_PLACE, HOUSE_SUFFIX, PLACE

SOURCE = Source(
    kind="vacancies",
    title="Leegstand",
    owner="Verhuur",
    columns=(
        Column(
            "vacancy_id",
            Type.ID,
            "nummer van de leegstand",
            ("Leegstandnummer", "Leegstandsnummer", "Leegstandnr", "Leegstand ID"),
            required=True,
            key=True,
        ),
        *PLACE,
        Column(
            "vacated_on",
            Type.DATE,
            "eerste lege dag",
            ("Leeg vanaf", "Leegstand vanaf", "Begindatum", "Datum leeg"),
            required=True,
        ),
        Column("let_on", Type.DATE, "dag van nieuwe verhuur", ("Verhuurd per", "Verhuurd op", "Leeg tot", "Einddatum")),
        Column("reason", Type.TEXT, "reden van de leegstand", ("Reden", "Reden leegstand", "Leegstandsreden")),
    ),
    checks=(
        HAS_PLACE,
        RowCheck("let_on is null or let_on >= vacated_on", "De woning is verhuurd vóór zij leeg kwam.", "let_on"),
    ),
    derived=HOUSE_SUFFIX,
    made=ADDRESS_PARTS,
    period="vacated_on",
)
