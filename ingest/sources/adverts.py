"""Adverts (advertenties): how many people responded to a home on offer."""

from ingest.contract import Column, Source, Type
from ingest.shared_columns import ADDRESS_PARTS, HAS_PLACE, HOUSE_SUFFIX, PLACE

SOURCE = Source(
    kind="adverts",
    title="Advertenties",
    owner="Verhuur",
    columns=(
        Column(
            "advert_id",
            Type.ID,
            "nummer van de advertentie",
            ("Advertentienummer", "Advertentienr", "Publicatienummer", "Advertentie"),
            required=True,
            key=True,
        ),
        *PLACE,
        Column(
            "published_on",
            Type.DATE,
            "dag van plaatsing",
            ("Publicatiedatum", "Geplaatst op", "Datum publicatie", "Datum"),
            required=True,
        ),
        Column(
            "responses",
            Type.INTEGER,
            "aantal reacties",
            ("Aantal reacties", "Reacties", "Aantal reagerenden"),
            required=True,
            unit="reacties",
            check="responses >= 0",
            check_says="Een aantal kan niet negatief zijn.",
        ),
    ),
    checks=(HAS_PLACE,),
    derived=HOUSE_SUFFIX,
    made=ADDRESS_PARTS,
    period="published_on",
)
