"""Arrears (huurachterstand): how many tenants are behind on a fixed day, counts per complex only."""

from ingest.contract import Column, RowCheck, Source, Type
from ingest.shared_columns import COMPLEX

SOURCE = Source(
    kind="arrears",
    title="Huurachterstand",
    owner="Incasso",
    columns=(
        COMPLEX,
        Column("counted_on", Type.DATE, "peildatum", ("Peildatum", "Datum", "Stand per"), required=True, key=True),
        Column(
            "tenants_in_arrears",
            Type.INTEGER,
            "huurders met achterstand",
            ("Huurders met achterstand", "Aantal met achterstand", "Met achterstand", "Achterstanden"),
            required=True,
            unit="huurders",
            check="tenants_in_arrears >= 0",
            check_says="Een aantal kan niet negatief zijn.",
        ),
        Column(
            "tenants",
            Type.INTEGER,
            "huurders",
            ("Huurders", "Aantal huurders", "Totaal huurders"),
            required=True,
            unit="huurders",
        ),
    ),
    checks=(
        RowCheck(
            "tenants_in_arrears <= tenants", "Er zijn meer huurders met achterstand dan huurders.", "tenants_in_arrears"
        ),
    ),
    period="counted_on",
)
