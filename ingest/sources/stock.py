"""The homes of the corporation, one row per dwelling, as the housing system exports them."""

from ingest.contract import Column, RowCheck, Source, Type
from ingest.shared_columns import ADDRESS_PARTS, HOUSE_SUFFIX, PLACE, TEAM, with_key
from ingest.vera import DWELLING_CODES, OWN_KEY, UNIT_ADDRESS, Form, Only, Vera

_PLACE = {column.name: column for column in PLACE}


def _required(name: str) -> Column:
    column = _PLACE[name]
    return Column(column.name, column.type, column.meaning, column.headers, required=True)


SOURCE = Source(
    kind="stock",
    title="Woningen",
    owner="Vastgoed",
    columns=(
        with_key(_PLACE["dwelling_id"]),
        _required("complex_id"),
        Column(
            "complex_name", Type.TEXT, "naam van het complex", ("Complexnaam", "Naam complex", "Complexomschrijving")
        ),
        _required("street"),
        _required("house_number"),
        _PLACE["house_letter"],
        _PLACE["house_addition"],
        _PLACE["address"],
        _required("postcode"),
        _required("place"),
        Column(
            "bag_vbo_id",
            Type.BAG_ID,
            "BAG verblijfsobject",
            (
                "BAG verblijfsobject",
                "BAG VBO",
                "BAG-id",
                "BAG id",
                "Verblijfsobject",
                "Verblijfsobject ID",
                "BAG nummer",
            ),
        ),
        Column("bag_pand_id", Type.BAG_ID, "BAG pand", ("BAG pand", "Pand ID", "BAG pand-id", "Pandidentificatie")),
        Column(
            "entrance", Type.TEXT, "portiek of ingang", ("Portiek", "Ingang", "Portieknummer", "Opgang", "Trappenhuis")
        ),
        Column(
            "dwelling_type",
            Type.TEXT,
            "woningtype",
            ("Woningtype", "Type woning", "Objecttype", "Soort woning", "Eenheidtype", "Detailsoort"),
            required=True,
            values={
                "house": (
                    "eengezinswoning",
                    "eengezins",
                    "egw",
                    "rijwoning",
                    "tussenwoning",
                    "hoekwoning",
                    "twee-onder-een-kap",
                    "grondgebonden",
                    "EENG",
                    "huis",
                ),
                "walk_up": (
                    "portiekwoning",
                    "portiekflat",
                    "portieketagewoning",
                    "portiek",
                    "etagewoning",
                    "bovenwoning",
                    "benedenwoning",
                    "beneden-/bovenwoning",
                    "maisonnette",
                    "meergezinswoning zonder lift",
                ),
                "tower": (
                    "galerijwoning",
                    "galerijflat",
                    "flat",
                    "flatwoning",
                    "hoogbouw",
                    "appartement",
                    "appartement met lift",
                    "meergezinswoning",
                    "meergezinswoning met lift",
                ),
                "courtyard": ("hofwoning", "hofjeswoning", "hofje"),
                "senior": (
                    "seniorenwoning",
                    "ouderenwoning",
                    "aanleunwoning",
                    "bejaardenwoning",
                    "zorgwoning",
                    "55+ woning",
                ),
            },
        ),
        Column(
            "built_year",
            Type.YEAR,
            "bouwjaar",
            ("Bouwjaar", "Jaar van bouw", "Oorspronkelijk bouwjaar"),
            unit="jaar",
            check="built_year between 1200 and 2100",
            check_says="Een bouwjaar ligt tussen 1200 en 2100.",
        ),
        Column(
            "social",
            Type.BOOLEAN,
            "is een sociale huurwoning; leeg telt als ja",
            ("Sociale huur", "DAEB", "Sociaal", "Sociale huurwoning"),
        ),
        Column(
            "in_service_on",
            Type.DATE,
            "eerste dag in exploitatie",
            ("In exploitatie", "Datum in exploitatie", "Ingang exploitatie", "Begindatum exploitatie"),
        ),
        Column(
            "out_of_service_on",
            Type.DATE,
            "dag uit exploitatie",
            ("Uit exploitatie", "Datum uit exploitatie", "Einde exploitatie", "Einddatum exploitatie"),
        ),
        TEAM,
        Column("other_id", Type.ID, "tweede nummer van de eenheid, waarmee andere bestanden kunnen verwijzen"),
        Column("complex_other_id", Type.ID, "tweede nummer van het complex"),
    ),
    checks=(
        RowCheck(
            "complex_id is not null or bag_vbo_id is not null or (house_number is not null"
            " and (postcode is not null or (street is not null and place is not null)))",
            "De eenheid heeft geen adres, geen BAG-nummer en geen complex en is dus nergens te plaatsen.",
            "street",
        ),
        RowCheck(
            "out_of_service_on is null or in_service_on is null or out_of_service_on >= in_service_on",
            "De eenheid gaat uit exploitatie vóór zij in exploitatie kwam.",
            "out_of_service_on",
        ),
    ),
    derived=HOUSE_SUFFIX,
    snapshot=True,
    leaves_on="out_of_service_on",
    made=ADDRESS_PARTS,
    vera=Vera(
        forms=(
            Form(
                resource="eenheden",
                marks=("adres", "adresseerbaarObjectBasisregistratie", "panden", "inExploitatiedatum", "detailSoort"),
                paths={
                    "dwelling_id": OWN_KEY,
                    "other_id": ("id",),
                    "complex_id": ("clusters[soort=$cluster_kind]:key",),
                    "complex_other_id": ("clusters[soort=$cluster_kind].id",),
                    "complex_name": ("clusters[soort=$cluster_kind].naam",),
                    **UNIT_ADDRESS,
                    "bag_vbo_id": ("adresseerbaarObjectBasisregistratie.bagIdentificatie",),
                    "bag_pand_id": (
                        "adresseerbaarObjectBasisregistratie.bagPandenBasisregistratie.bagIdentificatie:bag",
                        "panden.idGegevensbeheerder:bag",
                    ),
                    "dwelling_type": (
                        "detailSoort:code",
                        "panden[liftAanwezig=nee][soort=MGW]?meergezinswoning zonder lift",
                        "panden.soort:code",
                    ),
                    "built_year": (
                        "bouwjaar",
                        "beginBouwdatum:year",
                        "adresseerbaarObjectBasisregistratie.bagPandenBasisregistratie.bagBouwdatum:year",
                    ),
                    "in_service_on": ("inExploitatiedatum",),
                    "out_of_service_on": ("uitExploitatiedatum",),
                    "team": ("rayon.naam", "rayon.code"),
                },
                only=(Only(("soort:code",), ("WOO", "Woonruimte"), unknown=True),),
                without=(Only(("uitExploitatiedatum?gedateerd", "status:code"), ("ONT", "UIT", "VEK")),),
            ),
        ),
        codes={"dwelling_type": DWELLING_CODES},
        lists={"dwelling_type": "EENHEIDDETAILSOORT"},
        optional=("complex_id", "street", "house_number", "postcode", "place"),
        several=(),
    ),
)
