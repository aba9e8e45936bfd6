"""Budget (begroting, uitgaven): euros and fte per year and place, by what they are spent on."""

from ingest.contract import Column, RowCheck, Source, Type
from ingest.shared_columns import PLACE, YEAR, YEAR_SAYS

_COMPLEX = PLACE[-1]

SOURCE = Source(
    kind="budget",
    title="Budget leefbaarheid",
    owner="Financiën",
    columns=(
        Column(_COMPLEX.name, _COMPLEX.type, _COMPLEX.meaning, _COMPLEX.headers, key=True),
        Column(
            "area_code",
            Type.AREA_CODE,
            "CBS-buurt, wijk of gemeente, als het bedrag niet van één complex is",
            ("Gebied", "Gebiedscode", "Buurtcode", "Wijkcode", "Gemeentecode", "CBS-code"),
            key=True,
        ),
        Column(
            "year",
            Type.YEAR,
            "jaar",
            ("Jaar", "Boekjaar", "Begrotingsjaar"),
            required=True,
            key=True,
            check=YEAR,
            check_says=YEAR_SAYS,
        ),
        Column(
            "spending",
            Type.TEXT,
            "soort besteding",
            ("Soort", "Soort besteding", "Besteding", "Kostensoort", "Post"),
            required=True,
            key=True,
            values={
                "leefbaarheid": ("leefbaarheidsuitgaven", "leefbaarheidsbudget"),
                "sociaal beheer": ("beheer sociaal", "wijkbeheer", "huismeester"),
                "onderhoud omgeving": ("onderhoud woonomgeving", "groenonderhoud", "schoon heel veilig"),
            },
            open_values=True,
        ),
        Column(
            "euros",
            Type.NUMBER,
            "bedrag in een jaar",
            ("Bedrag", "Euro", "Euro's", "Kosten", "Uitgaven", "Begroot"),
            unit="€",
            check="euros >= 0",
            check_says="Een bedrag kan niet negatief zijn: verreken een correctie in het bedrag zelf.",
        ),
        Column(
            "fte",
            Type.NUMBER,
            "formatie in een jaar",
            ("Fte", "FTE", "Aantal fte", "Formatie"),
            unit="fte",
            check="fte >= 0",
            check_says="Een formatie kan niet negatief zijn.",
        ),
    ),
    checks=(
        RowCheck(
            "(complex_id is null) <> (area_code is null)",
            "De plaats is niet duidelijk: vul óf een complexnummer in, óf de code van een buurt, wijk of gemeente.",
            "complex_id",
        ),
        RowCheck("coalesce(euros, fte) is not null", "Het bedrag en de fte zijn allebei leeg: vul er een in.", "euros"),
    ),
    period="year",
)
