"""Changes of area codes (omzettabel): which code of CBS became which, so that figures on an old code still count."""

from ingest.contract import Column, RowCheck, Source, Type
from ingest.shared_columns import YEAR, YEAR_SAYS

SOURCE = Source(
    kind="area_changes",
    title="Wijzigingen van gebiedscodes",
    owner="CBS",
    about_people=False,
    columns=(
        Column(
            "old_code",
            Type.AREA_CODE,
            "code vóór de wijziging",
            ("Oude code", "oude_code", "code_oud", "van", "buurtcode_oud"),
            required=True,
            key=True,
        ),
        Column(
            "new_code",
            Type.AREA_CODE,
            "code na de wijziging",
            ("Nieuwe code", "nieuwe_code", "code_nieuw", "naar", "buurtcode_nieuw"),
            required=True,
            key=True,
        ),
        Column(
            "year",
            Type.YEAR,
            "eerste jaar van de nieuwe code",
            ("Jaar", "jaar", "per", "ingangsjaar"),
            required=True,
            key=True,
            check=YEAR,
            check_says=YEAR_SAYS,
        ),
    ),
    checks=(
        RowCheck(
            "left(old_code, 2) = left(new_code, 2)", "De oude en de nieuwe code zijn van een ander niveau.", "new_code"
        ),
    ),
    period="year",
)
