"""Nuisance reports (meldingen): one row per contact. A case (zaak) is another file.

VERA has no report of its own: each Zaak that is not split into deelzaken is one, and its parent, or itself,
is the case.
"""

from ingest.contract import Column, Retention, RowCheck, Source, Type
from ingest.shared_columns import ADDRESS_PARTS, HAS_PLACE, HOUSE_SUFFIX, NUISANCE_KINDS, PLACE, TEAM
from ingest.vera import CANCELLED, CASE_KIND, CASE_MARKS, CASE_PLACE, IS_NUISANCE, NUISANCE_CODES, OWN_KEY, Form, Vera

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
    made=ADDRESS_PARTS,
    period="reported_on",
    retention=Retention("reported_on", loses=("case_id", "registered_on")),
    vera=Vera(
        forms=(
            Form(
                resource="zaken",
                marks=CASE_MARKS,
                paths={
                    "complaint_id": OWN_KEY,
                    "reported_on": ("begindatum", "registratiedatum"),
                    "registered_on": ("registratiedatum",),
                    "kind": CASE_KIND,
                    "case_id": ("isDeelzaakVan:key", "bovenliggendeZaak:key", *OWN_KEY),
                    "reporter": ("rollen[soort=MEL].relatie:key", "rollen[soort=KLG].relatie:key"),
                    **CASE_PLACE,
                },
                only=(IS_NUISANCE,),
                without=(CANCELLED,),
                absent=("deelzaken",),
            ),
        ),
        codes={"kind": NUISANCE_CODES},
        lists={"kind": "ZAAKTYPEDETAILSOORT"},
    ),
)
