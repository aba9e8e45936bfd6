"""Housing fraud (woonfraude): reported, and confirmed or not. VERA has no field for "confirmed"."""

from ingest.contract import Column, Retention, Source, Type
from ingest.shared_columns import ADDRESS_PARTS, HAS_PLACE, HOUSE_SUFFIX, PLACE
from ingest.vera import CANCELLED, CASE_KIND, CASE_MARKS, CASE_PLACE, IS_FRAUD, OWN_KEY, Form, Vera

SOURCE = Source(
    kind="housing_fraud",
    title="Woonfraude",
    owner="Sociaal beheer",
    columns=(
        Column(
            "fraud_id",
            Type.ID,
            "nummer van het dossier",
            ("Dossiernummer", "Dossiernr", "Zaaknummer", "Dossier"),
            required=True,
            key=True,
        ),
        Column(
            "reported_on",
            Type.DATE,
            "dag van de melding",
            ("Meldingsdatum", "Datum melding", "Geopend", "Begindatum", "Datum"),
            required=True,
        ),
        *PLACE,
        Column(
            "kind",
            Type.TEXT,
            "soort woonfraude",
            ("Soort woonfraude", "Soort fraude", "Soort", "Type"),
            open_values=True,
        ),
        Column(
            "confirmed",
            Type.BOOLEAN,
            "is vastgesteld",
            ("Bevestigd", "Vastgesteld", "Gegrond", "Aangetoond"),
            required=True,
        ),
    ),
    checks=(HAS_PLACE,),
    derived=HOUSE_SUFFIX,
    made=ADDRESS_PARTS,
    period="reported_on",
    retention=Retention("reported_on"),
    vera=Vera(
        forms=(
            Form(
                resource="zaken",
                marks=CASE_MARKS,
                paths={
                    "fraud_id": OWN_KEY,
                    "reported_on": ("begindatum", "registratiedatum"),
                    "kind": CASE_KIND,
                    **CASE_PLACE,
                },
                only=(IS_FRAUD,),
                without=(CANCELLED,),
                absent=("isDeelzaakVan", "bovenliggendeZaak"),
            ),
        ),
        codes={
            "kind": {
                "bedrijfsmatig gebruik": ("BED",),
                "oneigenlijk gebruik": ("KLI",),
                "onrechtmatige bewoning": ("ONR",),
                "onbekend": ("WOO",),
            }
        },
        lists={"kind": "ZAAKTYPEDETAILSOORT"},
        optional=("confirmed",),
    ),
)
