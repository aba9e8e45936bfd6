"""BAG addresses (verblijfsobjecten): which home stands in which pand, on which street."""

from ingest.contract import Column, Made, Source, Type
from ingest.shared_columns import ADDRESS, HOUSE_SUFFIX

SOURCE = Source(
    kind="addresses",
    title="Adressen",
    owner="Kadaster (BAG)",
    about_people=False,
    columns=(
        Column(
            "bag_vbo_id",
            Type.BAG_ID,
            "BAG verblijfsobject",
            ("identificatie", "verblijfsobject", "object_id", "bag_vbo_id"),
            required=True,
            key=True,
        ),
        # It stands first, so that of the addresses of one home the main one counts.
        Column(
            "rank",
            Type.TEXT,
            "hoofdadres of nevenadres",
            ("nevenadres",),
            values={"main": ("f", "false", "nee", "0", "N"), "extra": ("t", "true", "ja", "1", "J")},
        ),
        Column(
            "bag_pand_id",
            Type.BAG_IDS,
            "BAG pand; een verblijfsobject kan in meer panden liggen",
            ("pandidentificatie", "pand_identificatie", "pandid", "bag_pand_id"),
        ),
        *ADDRESS,
        Column(
            "street_id",
            Type.BAG_ID,
            "BAG openbare ruimte",
            ("openbare_ruimte_id", "openbareruimte_id", "openbare_ruimte_identificatie"),
        ),
        Column("status", Type.TEXT, "status in de BAG", ("status", "verblijfsobjectstatus")),
        Column("use", Type.TEXT, "gebruiksdoel", ("gebruiksdoel", "verblijfsobjectgebruiksdoel")),
        Column(
            "x_m",
            Type.NUMBER,
            "x in het Rijksdriehoeksstelsel, of lengtegraad",
            ("x_m", "x", "x_rd", "xcoord", "lon"),
            unit="m",
        ),
        Column(
            "y_m",
            Type.NUMBER,
            "y in het Rijksdriehoeksstelsel, of breedtegraad",
            ("y_m", "y", "y_rd", "ycoord", "lat"),
            unit="m",
        ),
    ),
    derived=HOUSE_SUFFIX,
    snapshot=True,
    made=(Made("x_m", "x_metres(t_x_m, t_y_m)", "x_m"), Made("y_m", "y_metres(t_x_m, t_y_m)", "y_m")),
    layers=("verblijfsobject", "adres", "adressen", "addresses"),
)
