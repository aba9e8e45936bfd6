"""Nuisance reports (meldingen): one row per contact. A case (zaak) is another file."""

from ingest.contract import (
    HAS_PLACE,
    HOUSE_SUFFIX,
    NUISANCE_KINDS,
    PLACE,
    TEAM,
    Column,
    Retention,
    RowCheck,
    Source,
    Type,
)

SOURCE = Source(
    kind="complaints",
    title="Overlastmeldingen",
    owner="Klantcontact",
    columns=(
        Column(
            "complaint_id",
            Type.ID,
            "nummer van de melding",
            ("Meldingnummer", "Meldingsnummer", "Melding nr", "Meldingnr", "Meldingid", "Contactnummer"),
            required=True,
            key=True,
        ),
        Column(
            "reported_on",
            Type.DATE,
            "dag van de melding",
            ("Meldingsdatum", "Datum melding", "Melddatum", "Gemeld op", "Datum"),
            required=True,
        ),
        Column(
            "registered_on",
            Type.DATE,
            "dag van invoer",
            ("Registratiedatum", "Datum registratie", "Ingevoerd op", "Aangemaakt op"),
        ),
        *PLACE,
        Column(
            "kind",
            Type.TEXT,
            "soort overlast",
            ("Soort overlast", "Overlastsoort", "Type overlast", "Categorie", "Soort melding", "Soort"),
            required=True,
            values=NUISANCE_KINDS,
        ),
        Column("case_id", Type.ID, "zaak waar de melding bij hoort", ("Zaaknummer", "Zaaknr", "Dossiernummer", "Zaak")),
        Column(
            "reporter",
            Type.REPORTER,
            "kenmerk van de melder",
            ("Melder", "Meldernummer", "Huurdernummer melder", "Relatienummer melder", "Melder ID"),
        ),
        TEAM,
    ),
    checks=(
        HAS_PLACE,
        RowCheck(
            "registered_on is null or registered_on >= reported_on - 1",
            "De melding is ingevoerd vóór de dag waarop zij gedaan is.",
            "registered_on",
        ),
    ),
    derived=HOUSE_SUFFIX,
    period="reported_on",
    retention=Retention("reported_on", loses=("case_id", "registered_on")),
)
