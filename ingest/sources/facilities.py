"""Facilities (voorzieningen): points such as care, a meeting place or a school."""

from ingest.contract import Column, Source, Type

SOURCE = Source(
    kind="facilities",
    title="Voorzieningen",
    owner="Gemeente",
    about_people=False,
    columns=(
        Column(
            "facility_id",
            Type.ID,
            "nummer",
            ("Nummer", "ID", "Voorziening ID", "identificatie"),
            required=True,
            key=True,
        ),
        Column("name", Type.TEXT, "naam van de voorziening", ("Naam", "Voorziening")),
        Column("kind", Type.TEXT, "soort voorziening", ("Soort", "Type", "Categorie"), required=True),
        Column(
            "x_m",
            Type.NUMBER,
            "x in het Rijksdriehoeksstelsel",
            ("X", "X-coördinaat", "x_rd", "rd_x"),
            required=True,
            unit="m",
            check="x_m between -7000 and 300000",
            check_says="De x ligt buiten Nederland. Gebruik meters in het Rijksdriehoeksstelsel.",
        ),
        Column(
            "y_m",
            Type.NUMBER,
            "y in het Rijksdriehoeksstelsel",
            ("Y", "Y-coördinaat", "y_rd", "rd_y"),
            required=True,
            unit="m",
            check="y_m between 289000 and 629000",
            check_says="De y ligt buiten Nederland. Gebruik meters in het Rijksdriehoeksstelsel.",
        ),
    ),
    snapshot=True,
)
