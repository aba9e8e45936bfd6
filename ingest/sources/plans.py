"""Plans (plannen): renovation, demolition, sale or new building per complex and year."""

from ingest.contract import Column, Source, Type
from ingest.shared_columns import COMPLEX

SOURCE = Source(
    kind="plans",
    title="Plannen",
    owner="Vastgoed",
    columns=(
        COMPLEX,
        Column(
            "year",
            Type.YEAR,
            "jaar van uitvoering",
            ("Jaar", "Uitvoeringsjaar", "Planjaar"),
            required=True,
            key=True,
            check="year between 1950 and 2100",
            check_says="Een jaar van uitvoering ligt tussen 1950 en 2100.",
        ),
        Column(
            "plan",
            Type.TEXT,
            "soort plan",
            ("Plan", "Ingreep", "Soort plan", "Maatregel"),
            required=True,
            key=True,
            values={
                "renovatie": ("groot onderhoud", "verduurzaming"),
                "sloop": ("sloop-nieuwbouw",),
                "verkoop": (),
                "nieuwbouw": (),
            },
        ),
        Column("homes", Type.INTEGER, "aantal woningen", ("Aantal woningen", "Woningen", "Aantal"), unit="woningen"),
        Column(
            "condition_score",
            Type.NUMBER,
            "conditiescore NEN 2767, 1 is best",
            ("Conditiescore", "Conditie", "NEN 2767"),
            unit="1–6",
            check="condition_score between 1 and 6",
            check_says="Een conditiescore ligt tussen 1 en 6.",
        ),
    ),
    period="year",
)
