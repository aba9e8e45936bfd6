"""Staff assessment (complexbeoordeling): what the home team thinks of a complex, per aspect."""

from ingest.contract import Column, Retention, Source, Type
from ingest.shared_columns import COMPLEX

SOURCE = Source(
    kind="staff_assessment",
    title="Complexbeoordeling",
    owner="Gebiedsbeheer",
    columns=(
        COMPLEX,
        Column(
            "assessed_on",
            Type.DATE,
            "dag van de beoordeling",
            ("Datum", "Beoordeeld op", "Datum beoordeling", "Schouwdatum", "Opnamedatum"),
            required=True,
            key=True,
        ),
        Column(
            "aspect",
            Type.TEXT,
            "aspect",
            ("Aspect", "Onderdeel", "Thema"),
            required=True,
            key=True,
            values={
                "schoon": (),
                "heel": (),
                "veilig": ("veiligheid",),
                "overlast": (),
                "vervuiling": (),
                "woonfraude": ("fraude",),
                "beheerintensiteit": ("beheersintensiteit", "intensiteit"),
            },
        ),
        Column(
            "mark",
            Type.TEXT,
            "oordeel A+ A B C D of 1–5",
            ("Oordeel", "Beoordeling", "Score", "Cijfer"),
            required=True,
            values={
                "A+": (),
                "A": (),
                "B": (),
                "C": (),
                "D": (),
                "1": ("1.0",),
                "2": ("2.0",),
                "3": ("3.0",),
                "4": ("4.0",),
                "5": ("5.0",),
            },
        ),
        Column(
            "rater",
            Type.REPORTER,
            "kenmerk van de beoordelaar",
            ("Beoordelaar", "Schouwer", "Medewerker", "Beoordeeld door"),
            key=True,
        ),
    ),
    period="assessed_on",
    retention=Retention("assessed_on", unlinks="rater"),
)
