"""Pleasant names for a town that does not exist: of light, peat and water."""

import itertools
from collections.abc import Iterator

import numpy as np

MUNICIPALITY = "Lichtveen (fictief)"
PLACE = "Lichtveen"
CORPORATION = "Woonstichting Lichtveen (voorbeeld)"

DISTRICTS = ("Oud-Lichtveen", "Veenwijk", "Zonnewijk", "Sluiswijk", "Dageraad", "Hoogveen", "Waterwijk", "Noorderwijk")
NEIGHBOURHOODS = (
    "Centrum",
    "Lantaarnbuurt",
    "Vuurtorenkwartier",
    "Turfbuurt",
    "Noorderlicht",
    "Schemerdijk",
    "Glasblazersbuurt",
    "Zonneveld",
    "Sluiskwartier",
    "Wiekenbuurt",
    "Sterrenbuurt",
    "Morgenrood",
)
_STEMS = [
    "Lantaarn",
    "Vonk",
    "Schemer",
    "Spiegel",
    "Prisma",
    "Wiek",
    "Kaars",
    "Turf",
    "Veen",
    "Sluis",
    "Baken",
    "Vuurtoren",
    "Glasblazer",
    "Kousjes",
    "Petroleum",
    "Fakkel",
    "Dageraad",
    "Avond",
    "Morgen",
    "Zonne",
    "Maan",
    "Sterren",
    "Poolster",
    "Orion",
    "Kometen",
    "Gloed",
    "Sintel",
    "Haard",
    "Oven",
    "Smids",
    "Ketel",
    "Mosterd",
    "Riet",
    "Biezen",
    "Lis",
    "Wilgen",
    "Elzen",
    "Berken",
    "Populieren",
    "Meidoorn",
    "Vlier",
    "Kamperfoelie",
    "Klaver",
    "Boekweit",
    "Rogge",
    "Haver",
    "Vlas",
    "Kievit",
    "Grutto",
    "Wulp",
    "Leeuwerik",
    "Merel",
    "Zwaluw",
    "Reiger",
    "Roerdomp",
    "Turfsteker",
    "Schipper",
    "Jager",
    "Zetschipper",
    "Polder",
    "Molen",
    "Brug",
    "Haven",
    "Werf",
    "Touwslager",
    "Kuiper",
    "Wagenmaker",
    "Linnen",
    "Wevers",
    "Blekers",
    "Spinner",
    "Drukker",
    "Letter",
    "Papier",
    "Boekbinder",
    "Horizon",
    "Regenboog",
    "Lente",
    "Zomer",
    "Herfst",
    "Winter",
    "Noorden",
    "Oosten",
    "Zuiden",
    "Westen",
    "Heide",
    "Brem",
    "Hei",
    "Gagel",
    "Wollegras",
    "Zonnedauw",
    "Veenbes",
    "Dopheide",
    "Ochtend",
    "Flonker",
    "Schitter",
    "Straal",
    "Bundel",
    "Lens",
    "Kijker",
    "Lucifer",
    "Zwavel",
]
_SUFFIXES = ("straat", "laan", "hof", "weg", "pad", "singel", "dreef", "kade", "plein", "ring", "veld", "akker")
_PREFIXES = ("", "Nieuwe ", "Oude ", "Lange ", "Korte ", "Achter de ", "Hoge ", "Lage ")
_COMPLEX_FORMS = ("{}hof", "De {}", "{}staete", "Het {}", "{}burg", "{}borgh", "{}zicht", "{}poort")


def _each_once(forms: tuple[str, ...], rng: np.random.Generator) -> Iterator[str]:
    pairs = [form.format(stem) for form, stem in itertools.product(forms, _STEMS)]
    yield from (pairs[i] for i in rng.permutation(len(pairs)))
    for number in itertools.count(2):
        yield from (f"{pairs[i]} {number}" for i in rng.permutation(len(pairs)))


def street_names(rng: np.random.Generator) -> Iterator[str]:
    """Street names, each once, the plain ones first."""
    for prefix in _PREFIXES:
        names = [prefix + stem + suffix for stem, suffix in itertools.product(_STEMS, _SUFFIXES)]
        yield from (names[i] for i in rng.permutation(len(names)))
    yield from _each_once(tuple(f"{{}}{suffix}" for suffix in _SUFFIXES), rng)


def complex_names(rng: np.random.Generator) -> Iterator[str]:
    """Names of complexes, each once."""
    return _each_once(_COMPLEX_FORMS, rng)


def area_name(pool: tuple[str, ...], index: int) -> str:
    """The name of the index-th area; past the end of the pool it gets a number."""
    turn, place = divmod(index, len(pool))
    return pool[place] if turn == 0 else f"{pool[place]} {turn + 1}"
