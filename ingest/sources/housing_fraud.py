"""Housing fraud (woonfraude): reported, and confirmed or not."""

from ingest.contract import HAS_PLACE, HOUSE_SUFFIX, PLACE, Column, Retention, Source, Type

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
        Column("kind", Type.TEXT, "soort woonfraude", ("Soort woonfraude", "Soort fraude", "Soort", "Type")),
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
    period="reported_on",
    retention=Retention("reported_on"),
)
