"""BAG addresses (verblijfsobjecten): which home stands in which pand, on which street."""

from ingest.contract import ADDRESS, HOUSE_SUFFIX, Column, Source, Type

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
        Column(
            "bag_pand_id",
            Type.BAG_IDS,
            "BAG pand; een verblijfsobject kan in meer panden liggen",
            ("pandidentificatie", "pand_identificatie", "pandid", "bag_pand_id"),
            required=True,
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
        Column("x_m", Type.NUMBER, "x in het Rijksdriehoeksstelsel", ("x_m", "x", "x_rd"), unit="m"),
        Column("y_m", Type.NUMBER, "y in het Rijksdriehoeksstelsel", ("y_m", "y", "y_rd"), unit="m"),
    ),
    derived=HOUSE_SUFFIX,
    snapshot=True,
)
