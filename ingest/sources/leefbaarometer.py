"""Leefbaarometer 3.0: score and deviation per area and year, as official CSV or from the WFS.

The CSV is exact and has no classes; the WFS is rounded and has them. Both may be delivered.
"""

from ingest.contract import Column, Foreign, Source, Type
from ingest.shared_columns import YEAR, YEAR_SAYS

_DIMENSIONS = {
    "fys": "fysieke omgeving",
    "onv": "overlast en onveiligheid; positief is minder overlast",
    "soc": "sociale samenhang",
    "vrz": "voorzieningen",
    "won": "woningvoorraad",
}
SOURCE = Source(
    kind="leefbaarometer",
    title="Leefbaarometer 3.0",
    owner="Ministerie van BZK",
    about_people=False,
    columns=(
        Column(
            "code",
            Type.AREA_CODE,
            "buurt, wijk of gemeente",
            ("bu_code", "wk_code", "gm_code", "buurtcode", "wijkcode", "gemeentecode", "id", "code"),
            required=True,
            key=True,
        ),
        Column("name", Type.TEXT, "naam van het gebied", ("bu_naam", "wk_naam", "gm_naam", "naam", "name")),
        Column(
            "year", Type.YEAR, "meetjaar", ("jaar", "year"), required=True, key=True, check=YEAR, check_says=YEAR_SAYS
        ),
        Column("lbm", Type.NUMBER, "score", ("lbm",)),
        Column(
            "afw",
            Type.NUMBER,
            "afwijking van het landelijk gemiddelde; positief is beter",
            ("afw",),
            required=True,
            check="abs(afw) < 5",
            check_says="Een afwijking ligt tussen -5 en 5. Controleer het decimaalteken.",
        ),
        *(Column(name, Type.NUMBER, f"bijdrage van {meaning}", (name,)) for name, meaning in _DIMENSIONS.items()),
        Column("kscore", Type.INTEGER, "klasse 1–9 van de score", ("kscore",)),
        Column("kafw", Type.INTEGER, "klasse 1–9 van de afwijking", ("kafw",)),
    ),
    foreign=(
        Foreign(
            "v?kl[0-9]{2,4}|rlb[a-z]{3}[0-9]{2}",
            "Dit is Leefbaarometer 2.0, en die reeks mag niet aan 3.0 worden geplakt: 3.0 is vanaf 2002 opnieuw"
            " berekend. Gebruik de bestanden van Leefbaarometer 3.0 op leefbaarometer.nl.",
        ),
        Foreign(
            "pc4",
            "Dit zijn scores per postcodegebied, en die vallen niet samen met buurten. Gebruik het bestand met buurten,"
            " wijken of gemeenten.",
        ),
        Foreign(
            "gridid",
            "Dit zijn scores per vak van 100 meter, en die zijn te klein om te tonen. Gebruik het bestand met buurten,"
            " wijken of gemeenten.",
        ),
    ),
    derived={"edition": "case when kafw is null then 'csv' else 'wfs' end"},
    extra_key=("edition",),
    period="year",
)
