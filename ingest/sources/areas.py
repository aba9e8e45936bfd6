"""Areas of CBS: neighbourhoods, districts and municipalities, in old and new column names."""

from ingest.contract import Column, Source, Type
from ingest.shared_columns import YEAR, YEAR_SAYS

SOURCE = Source(
    kind="areas",
    title="Buurten, wijken en gemeenten",
    owner="CBS",
    about_people=False,
    geometry=True,
    columns=(
        Column(
            "code",
            Type.AREA_CODE,
            "CBS-code",
            ("buurtcode", "bu_code", "statcode", "wijkcode", "wk_code", "gemeentecode", "gm_code", "code", "id"),
            required=True,
            key=True,
        ),
        Column(
            "name",
            Type.TEXT,
            "naam",
            ("buurtnaam", "bu_naam", "statnaam", "wijknaam", "wk_naam", "gemeentenaam", "gm_naam", "naam", "name"),
            required=True,
        ),
        Column("district_code", Type.AREA_CODE, "wijk waarin het gebied ligt", ("wijkcode", "wk_code")),
        Column("district_name", Type.TEXT, "naam van de wijk", ("wijknaam", "wk_naam")),
        Column(
            "municipality_code",
            Type.AREA_CODE,
            "gemeente waarin het gebied ligt",
            ("gemeentecode", "gm_code", "gmCode"),
        ),
        Column("municipality_name", Type.TEXT, "naam van de gemeente", ("gemeentenaam", "gm_naam", "gemeente")),
        Column(
            "year",
            Type.YEAR,
            "jaar van de indeling",
            ("jaar", "year", "peiljaar"),
            key=True,
            check=YEAR,
            check_says=YEAR_SAYS,
        ),
        Column(
            "water",
            Type.TEXT,
            "ligt geheel in het water",
            ("water",),
            values={"yes": ("JA", "ja"), "no": ("NEE", "nee", "B")},
        ),
    ),
    period="year",
    snapshot=True,
)
