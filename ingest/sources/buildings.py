"""BAG buildings (panden) with their footprint and status."""

from ingest.contract import Column, Source, Type

SOURCE = Source(
    kind="buildings",
    title="Panden",
    owner="Kadaster (BAG)",
    about_people=False,
    geometry=True,
    layers=("pand", "panden", "buildings"),
    columns=(
        Column(
            "bag_pand_id",
            Type.BAG_ID,
            "BAG pand",
            ("identificatie", "pandidentificatie", "pand_id", "bag_pand_id"),
            required=True,
            key=True,
            check="bag_pand_id[5:6] = '10'",
            check_says="Dit is het nummer van iets anders dan een pand: cijfer 5 en 6 van een pand zijn 10.",
        ),
        Column(
            "built_year",
            Type.YEAR,
            "bouwjaar",
            ("bouwjaar", "oorspronkelijkBouwjaar", "oorspronkelijk_bouwjaar"),
            unit="jaar",
        ),
        Column("status", Type.TEXT, "status in de BAG", ("status", "pandstatus"), required=True),
    ),
    snapshot=True,
)
