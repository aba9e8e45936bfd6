"""Tenancies (huurovereenkomsten): start, notice, end and reason. Never who rents."""

from ingest.contract import Column, Retention, RowCheck, Source, Type
from ingest.shared_columns import ADDRESS_PARTS, HAS_PLACE, HOUSE_SUFFIX, PLACE
from ingest.vera import OWN_KEY, Form, Only, Vera

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
                "opzegging": ("opgezegd", "verhuizing", "opzegging huurder", "koop eigen woning", "OPZ", "KOO"),
                "overlijden": ("overleden", "OVE"),
                "ontruiming": ("ontbinding", "ONT"),
                "woningruil": ("ruil", "WON"),
                "wijziging tenaamstelling": ("tenaamstelling", "naamswijziging", "medehuurderschap", "WIJ"),
                "renovatie": ("groot onderhoud", "REN"),
                "sloop": (),
                "verkoop": ("koop",),
                "intern contract": ("administratief", "intern"),
                "jongerencontract": ("einde jongerencontract", "campuscontract"),
                "tijdelijk contract": ("tijdelijk", "einde tijdelijk contract", "TIJ"),
            },
        ),
        Column(
            "age_band",
            Type.TEXT,
            "of de huurder bij ingang jonger was dan 23 jaar",
            ("Leeftijdsklasse", "Leeftijdsgroep"),
            values={
                "under_23": ("jonger dan 23", "tot 23", "onder 23", "18-22", "< 23"),
                "from_23": ("23 en ouder", "vanaf 23", "23+"),
            },
            arrangement="under_23",
        ),
        Column(
            "mediation",
            Type.BOOLEAN,
            "verhuurd via bemiddeling",
            ("Bemiddeling", "Via bemiddeling"),
            arrangement="mediation",
        ),
        Column("care_contract", Type.BOOLEAN, "met een zorgcontract", ("Zorgcontract",), arrangement="care_contract"),
    ),
    checks=(
        HAS_PLACE,
        RowCheck("ended_on is null or ended_on >= started_on", "De huur eindigt vóór zij begint.", "ended_on"),
    ),
    derived=HOUSE_SUFFIX,
    made=ADDRESS_PARTS,
    period="started_on",
    retention=Retention("ended_on"),
    vera=Vera(
        forms=(
            Form(
                resource="huurovereenkomsten",
                marks=("begindatum", "opzegdatum", "eindeReden", "huurHerzieningsdatum", "bepaaldeTijd"),
                paths={
                    "tenancy_id": OWN_KEY,
                    "started_on": ("begindatum",),
                    "notice_on": ("opzegdatum",),
                    "ended_on": ("einddatum",),
                    "end_reason": ("eindeDetailReden:code", "eindeReden[code=VER]?vernietiging", "eindeReden:code"),
                    "dwelling_id": ("eenheden:key", "eenheid:key"),
                },
                only=(Only(("soort:code",), ("HUU", "Huurovereenkomst"), unknown=True),),
                # Not signed yet, cancelled or annulled: nobody lived there by it.
                without=(Only(("status:code",), ("VOO", "GOE", "GEA", "VER")),),
            ),
        ),
        codes={
            "end_reason": {
                "opzegging": ("OPZ", "REG", "LEE", "PAS", "PER", "VOO", "WER", "TER", "NOO", "FAI"),
                "overlijden": ("OVE",),
                "ontruiming": ("ONT",),
                "woningruil": ("WON",),
                "wijziging tenaamstelling": ("WIJ",),
                "verkoop": ("VER",),
                "tijdelijk contract": ("TIJ",),
                "renovatie": ("HER",),
            }
        },
        lists={"end_reason": "EINDEDETAILREDEN"},
    ),
)
