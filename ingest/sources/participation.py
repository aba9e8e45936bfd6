"""Participation (participatie): residents' committees, requests to the neighbourhood fund, activities."""

from ingest.contract import Column, RowCheck, Source, Type
from ingest.shared_columns import ADDRESS_PARTS, HOUSE_SUFFIX, PLACE, YEAR, YEAR_SAYS

SOURCE = Source(
    kind="participation",
    title="Participatie",
    owner="Sociaal beheer",
    columns=(
        *(Column(place.name, place.type, place.meaning, place.headers, key=True) for place in PLACE),
        Column("neighbourhood_code", Type.AREA_CODE, "CBS-buurt", ("Buurtcode", "Buurt", "CBS buurt"), key=True),
        Column("year", Type.YEAR, "jaar", ("Jaar",), required=True, key=True, check=YEAR, check_says=YEAR_SAYS),
        Column(
            "activity",
            Type.TEXT,
            "soort",
            ("Soort", "Activiteit", "Soort participatie"),
            required=True,
            key=True,
            values={
                "bewonerscommissie": ("bewonerscommissies",),
                "buurtfonds": ("aanvraag buurtfonds", "leefbaarheidsfonds"),
                "activiteit": ("activiteiten", "bewonersactiviteit"),
            },
        ),
        Column(
            "number",
            Type.INTEGER,
            "aantal",
            ("Aantal",),
            required=True,
            check="number >= 0",
            check_says="Een aantal kan niet negatief zijn.",
        ),
    ),
    checks=(
        RowCheck(
            "coalesce(dwelling_id, complex_id, neighbourhood_code, postcode) is not null",
            "De plaats ontbreekt: vul een complexnummer of een buurtcode in.",
            "complex_id",
        ),
    ),
    derived=HOUSE_SUFFIX,
    made=ADDRESS_PARTS,
    period="year",
)
