"""Columns and checks that several sources share: the place of a record, kinds of nuisance, the team."""

from collections.abc import Mapping

from ingest.contract import Column, Made, RowCheck, Type

ADDRESS = (
    Column("street", Type.TEXT, "straatnaam", ("Straat", "Straatnaam", "openbare_ruimte", "openbareruimte")),
    Column(
        "house_number",
        Type.HOUSE_NUMBER,
        "huisnummer; een letter of toevoeging mag erachter staan",
        ("Huisnummer", "Huisnr", "Huisnr.", "Nummer huis", "Hnr"),
    ),
    Column("house_letter", Type.TEXT, "huisletter", ("Huisletter", "Letter", "Hsltr")),
    Column(
        "house_addition",
        Type.TEXT,
        "toevoeging bij het huisnummer",
        ("Toevoeging", "Huisnummertoevoeging", "Huisnr toevoeging", "Toev", "Toev."),
    ),
    Column("postcode", Type.POSTCODE, "postcode", ("Postcode", "PC", "Postcode adres")),
    Column("place", Type.TEXT, "woonplaats", ("Plaats", "Woonplaats", "Plaatsnaam", "woonplaatsnaam")),
)
WHOLE_ADDRESS = Column(
    "address",
    Type.ADDRESS,
    "het hele adres in één cel, dat alleen in zijn delen wordt bewaard; straat, huisnummer, postcode en plaats gaan voor als zij gevuld zijn",
    ("Adres", "Volledig adres", "Adresregel", "Objectadres", "Woonadres"),
)
ADDRESS_PARTS = tuple(
    Made(name, f"coalesce(t_{name}, address_part(t_address, {part}){beside})", "address")
    for part, name, beside in (
        # "Adres" beside "Huisnummer" is a street.
        (1, "street", ", if(t_house_number is not null, t_address, null)"),
        (2, "house_number", ""),
        (3, "postcode", ""),
        (4, "place", ""),
    )
)
PLACE = (
    Column(
        "dwelling_id",
        Type.ID,
        "nummer van de eenheid",
        ("Eenheidnummer", "Eenheidnr", "Eenheid", "VHE nummer", "VHE", "VHE-nr", "OGE nummer", "OGE", "Objectnummer"),
    ),
    *ADDRESS,
    WHOLE_ADDRESS,
    Column(
        "complex_id",
        Type.ID,
        "nummer van het complex",
        ("Complexnummer", "Complexnr", "Complex", "Complexcode", "FT Complex", "Clusternummer", "Cluster"),
    ),
)
HOUSE_SUFFIX = {"house_suffix": "house_suffix(t_house_number, house_letter, house_addition)"}
HAS_PLACE = RowCheck(
    "dwelling_id is not null or complex_id is not null or (postcode is not null and house_number is not null)"
    " or (street is not null and house_number is not null and place is not null)",
    "De plaats ontbreekt: vul een eenheidnummer, een postcode met huisnummer of een complexnummer in.",
    "dwelling_id",
)
NUISANCE_KINDS: Mapping[str, tuple[str, ...]] = {
    "noise": ("geluid", "geluidsoverlast", "geluidoverlast", "lawaai", "GEL"),
    "pollution": ("vervuiling/tuin", "vervuiling", "tuin", "tuinonderhoud", "zwerfvuil", "afval", "VUI", "VUIL", "ONG"),
    "neighbours": ("burenruzie", "burenoverlast", "conflict buren", "RUZ"),
    "smell_pets": ("stank/dieren", "stank", "stankoverlast", "dieren", "huisdieren", "STA", "DIE"),
    "threat": ("bedreiging", "agressie", "intimidatie", "agressie/bedreiging", "AGR"),
    "drugs": ("drugs", "dealen", "hennep", "hennepkwekerij", "drugspand", "DRU", "HEN"),
    "youth": ("jeugd/omgeving", "jeugd", "jongeren", "omgevingsoverlast", "hangjongeren", "vandalisme", "HAN", "VAN"),
    "other": ("overig", "overige", "anders", "divers", "OVE", "ONV", "PSY", "VER"),
}
TEAM = Column("team", Type.TEXT, "team dat registreert", ("Team", "Afdeling", "Beheerteam", "Wijkteam"))


def with_key(column: Column) -> Column:
    """The same column, required and part of the natural key."""
    return Column(column.name, column.type, column.meaning, column.headers, required=True, key=True)


YEAR, YEAR_SAYS = "year between 1900 and 2100", "Een jaar ligt tussen 1900 en 2100."
"""Check of a column named year, and what is said of one that cannot be."""
COMPLEX = with_key(PLACE[-1])
