"""Registered crime per area and period, as the police publish it through CBS."""

from ingest.contract import Column, Source, Type

SOURCE = Source(
    kind="crime",
    title="Geregistreerde misdrijven",
    owner="Politie",
    about_people=False,
    columns=(
        Column(
            "code",
            Type.TEXT,
            "CBS-code, of de naam van de buurt waar geen code is",
            (
                "Regiocode (code)",
                "Regiocode",
                "WijkenEnBuurten",
                "Wijken en buurten",
                "buurtcode",
                "Buurt",
                "code",
                "naam",
            ),
            required=True,
            key=True,
        ),
        Column("period", Type.TEXT, "jaar of maand", ("Perioden", "Periode", "Jaar"), required=True, key=True),
        Column(
            "crime_kind",
            Type.TEXT,
            "soort misdrijf, met het nummer voorop",
            ("Soort misdrijf", "SoortMisdrijf", "Misdrijf"),
            required=True,
            key=True,
        ),
        Column(
            "registered",
            Type.INTEGER,
            "geregistreerde misdrijven",
            ("Geregistreerde misdrijven (aantal)", "GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven", "Aantal"),
            unit="misdrijven",
        ),
    ),
)
