"""Nuisance cases (zaken): one row per nuisance that the corporation deals with, however many reports."""

from ingest.contract import Column, Retention, RowCheck, Source, Type
from ingest.shared_columns import ADDRESS_PARTS, HAS_PLACE, HOUSE_SUFFIX, NUISANCE_KINDS, PLACE, TEAM
from ingest.vera import CASE_KIND, CASE_MARKS, CASE_PLACE, IS_NUISANCE, NUISANCE_CODES, OWN_KEY, Form, Vera

_CLOSED = "AFG,GES"

SOURCE = Source(
    kind="cases",
    title="Overlastzaken",
    owner="Sociaal beheer",
    columns=(
        Column(
            "case_id",
            Type.ID,
            "nummer van de zaak",
            ("Zaaknummer", "Zaaknr", "Zaak ID", "Dossiernummer", "Zaak"),
            required=True,
            key=True,
        ),
        Column(
            "opened_on",
            Type.DATE,
            "dag waarop de zaak begon",
            ("Geopend", "Geopend op", "Begindatum", "Startdatum", "Datum geopend", "Aanmaakdatum", "Registratiedatum"),
            required=True,
        ),
        Column(
            "closed_on",
            Type.DATE,
            "dag van sluiten",
            ("Gesloten", "Gesloten op", "Einddatum", "Afgesloten op", "Datum gesloten", "Sluitdatum"),
        ),
        Column(
            "last_activity_on",
            Type.DATE,
            "dag van de laatste actie",
            ("Laatste actie", "Datum laatste actie", "Laatste activiteit", "Gewijzigd op", "Laatst gewijzigd"),
        ),
        Column(
            "status",
            Type.TEXT,
            "stand van de zaak",
            ("Status", "Zaakstatus", "Stand"),
            required=True,
            values={
                "open": (
                    "open",
                    "in behandeling",
                    "lopend",
                    "nieuw",
                    "aangemaakt",
                    "in uitvoering",
                    "actief",
                    "AAN",
                    "INB",
                    "INU",
                ),
                "closed": ("gesloten", "afgesloten", "afgerond", "afgehandeld", "gereed", "AFG", "GES"),
                "cancelled": ("geannuleerd", "vervallen", "ingetrokken", "GEA"),
            },
        ),
        *PLACE,
        Column(
            "kind",
            Type.TEXT,
            "soort overlast",
            ("Soort overlast", "Overlastsoort", "Type overlast", "Zaaktype", "Categorie", "Soort zaak", "Soort"),
            required=True,
            values=NUISANCE_KINDS,
        ),
        TEAM,
    ),
    checks=(
        HAS_PLACE,
        RowCheck(
            "closed_on is null or closed_on >= opened_on", "De zaak is gesloten vóór zij geopend is.", "closed_on"
        ),
    ),
    derived=HOUSE_SUFFIX,
    made=ADDRESS_PARTS,
    period="opened_on",
    retention=Retention(
        "case when status = 'cancelled' then coalesce(closed_on, opened_on) else closed_on end",
        loses=("last_activity_on",),
    ),
    vera=Vera(
        forms=(
            Form(
                resource="zaken",
                marks=CASE_MARKS,
                paths={
                    "case_id": OWN_KEY,
                    "opened_on": ("begindatum", "registratiedatum"),
                    "closed_on": ("einddatum", f"zaakstatussen[last][soort={_CLOSED}].begindatum"),
                    "last_activity_on": ("zaakstatussen[last].begindatum",),
                    "status": ("zaakstatussen[last].soort:code", "einddatum?GES", "=AAN"),
                    "kind": CASE_KIND,
                    **CASE_PLACE,
                },
                only=(IS_NUISANCE,),
                absent=("isDeelzaakVan", "bovenliggendeZaak"),
            ),
        ),
        codes={
            "kind": NUISANCE_CODES,
            "status": {"open": ("AAN", "INB", "INU"), "closed": ("AFG", "GES"), "cancelled": ("GEA",)},
        },
        lists={"kind": "ZAAKTYPEDETAILSOORT", "status": "ZAAKSTATUSSOORT"},
    ),
)
