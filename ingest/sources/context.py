"""Key figures of CBS per area and year: inhabitants, homes, share of social homes."""

from ingest.contract import Column, Source, Type
from ingest.shared_columns import YEAR, YEAR_SAYS

SOURCE = Source(
    kind="context",
    title="Kerncijfers wijken en buurten",
    owner="CBS",
    about_people=False,
    columns=(
        Column(
            "code",
            Type.AREA_CODE,
            "CBS-code",
            (
                "Regiocode (gemeente, wijk, buurt) (code)",
                "Regiocode",
                "gwb_code",
                "WijkenEnBuurten",
                "Codering",
                "code",
                "buurtcode",
            ),
            required=True,
            key=True,
        ),
        Column(
            "year",
            Type.YEAR,
            "jaar",
            ("Perioden", "Jaar", "Periode"),
            required=True,
            key=True,
            check=YEAR,
            check_says=YEAR_SAYS,
        ),
        Column(
            "inhabitants",
            Type.INTEGER,
            "inwoners",
            (
                "Aantal inwoners (aantal)",
                "Aantal inwoners",
                "Inwoners",
                "Bevolking/Aantal inwoners (aantal)",
                "a_inw",
                "T001036",
            ),
            unit="mensen",
        ),
        Column(
            "households",
            Type.INTEGER,
            "huishoudens",
            (
                "Huishoudens totaal (aantal)",
                "Aantal huishoudens",
                "Particuliere huishoudens (Aantal)",
                "Huishoudens",
                "a_hh",
            ),
            unit="huishoudens",
        ),
        Column(
            "homes",
            Type.INTEGER,
            "woningvoorraad",
            ("Woningvoorraad (aantal)", "Woningvoorraad", "a_woning", "M000297"),
            unit="woningen",
        ),
        Column(
            "corporation_share_pct",
            Type.NUMBER,
            "woningen van corporaties",
            (
                "In bezit woningcorporatie (%)",
                "In bezit woningcorporatie",
                "Huurwoningen in bezit woningcorporaties (%)",
                "Corporatiebezit",
                "p_wcorpw",
                "A047047",
            ),
            unit="%",
        ),
    ),
    period="year",
)
