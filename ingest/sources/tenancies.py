"""Tenancies (huurovereenkomsten): start, notice, end and reason. Never who rents."""

from ingest.contract import HAS_PLACE, HOUSE_SUFFIX, PLACE, Column, Retention, RowCheck, Source, Type

SOURCE = Source(
    kind="tenancies",
    title="Huurovereenkomsten",
    owner="Verhuur",
    columns=(
        Column(
            "tenancy_id",
            Type.ID,
            "nummer van het contract",
            ("Contractnummer", "Contractnr", "Huurcontract", "Huurovereenkomst", "Overeenkomstnummer", "Contract"),
            required=True,
            key=True,
        ),
        *PLACE,
        Column(
            "started_on",
            Type.DATE,
            "eerste dag van de huur",
            ("Ingangsdatum", "Begindatum", "Startdatum", "Huur vanaf", "Datum ingang"),
            required=True,
        ),
        Column("notice_on", Type.DATE, "dag van opzegging", ("Opzegdatum", "Datum opzegging", "Opgezegd op")),
        Column(
            "ended_on", Type.DATE, "laatste dag van de huur", ("Einddatum", "Datum einde", "Huur tot", "Einde huur")
        ),
        Column(
            "end_reason",
            Type.TEXT,
            "reden van het einde",
            ("Reden einde", "Einde reden", "Opzegreden", "Reden opzegging", "Beëindigingsreden"),
            open_values=True,
            values={
                "opzegging": ("opgezegd", "verhuizing", "opzegging huurder", "OPZ"),
                "overlijden": ("overleden", "OVE"),
                "ontruiming": ("ontbinding", "ONT"),
                "woningruil": ("ruil", "WON"),
                "wijziging tenaamstelling": ("tenaamstelling", "naamswijziging", "medehuurderschap", "WIJ"),
                "renovatie": ("groot onderhoud", "REN"),
                "sloop": (),
                "verkoop": ("koop", "KOO"),
                "intern contract": ("administratief", "intern"),
                "jongerencontract": ("einde jongerencontract", "campuscontract"),
                "tijdelijk contract": ("tijdelijk", "einde tijdelijk contract", "TIJ"),
            },
        ),
    ),
    checks=(
        HAS_PLACE,
        RowCheck("ended_on is null or ended_on >= started_on", "De huur eindigt vóór zij begint.", "ended_on"),
    ),
    derived=HOUSE_SUFFIX,
    period="started_on",
    retention=Retention("ended_on"),
)
