"""A partner's own indicator: an area, a period and a value."""

from ingest.contract import Column, Source, Type

SOURCE = Source(
    kind="own_indicator",
    title="Eigen indicator",
    owner="Partner",
    columns=(
        Column(
            "indicator", Type.TEXT, "naam van de indicator", ("Indicator", "Naam indicator"), required=True, key=True
        ),
        Column(
            "area_code",
            Type.TEXT,
            "gebied: een CBS-code, een complexnummer of een gebieds-id",
            ("Gebied", "Gebiedscode", "Buurtcode", "Complexnummer"),
            required=True,
            key=True,
        ),
        Column(
            "period",
            Type.TEXT,
            "periode zoals 2025, 2025-3 of 2025-09",
            ("Periode", "Jaar", "Kwartaal"),
            required=True,
            key=True,
        ),
        Column("value", Type.NUMBER, "waarde", ("Waarde", "Score"), required=True),
        Column("n", Type.INTEGER, "aantal waarnemingen", ("Aantal", "N")),
        Column("target", Type.NUMBER, "streefwaarde", ("Streefwaarde", "Doel")),
        Column(
            "better",
            Type.TEXT,
            "welke kant beter is",
            ("Beter", "Richting"),
            values={"higher": ("hoger", "hoog", "omhoog"), "lower": ("lager", "laag", "omlaag")},
        ),
    ),
)
