"""Requests for a survey (VERA Kwaliteitsmetingsverzoek, Onderzoeksopdracht): where and when an answer belongs.

Who was asked is never read.
"""

from ingest.contract import Column, Retention, Source, Type
from ingest.shared_columns import ADDRESS_PARTS, HOUSE_SUFFIX, PLACE
from ingest.vera import Form, Vera


def _address(name: str) -> dict[str, tuple[str, ...]]:
    return {
        "street": (f"{name}.straatnaam",),
        "house_number": (f"{name}.huisnummer",),
        "house_letter": (f"{name}.huisletter",),
        "house_addition": (f"{name}.huisnummerToevoeging",),
        "postcode": (f"{name}.postcode",),
    }


SOURCE = Source(
    kind="survey_requests",
    title="Onderzoeksverzoeken",
    owner="Onderzoek",
    columns=(
        Column("request_id", Type.ID, "nummer van het verzoek", ("Verzoeknummer", "Verzoek"), required=True, key=True),
        Column("other_id", Type.ID, "tweede nummer van het verzoek"),
        *PLACE,
        Column("answered_on", Type.DATE, "dag van het antwoord", ("Antwoorddatum",)),
        Column("question", Type.TEXT, "waar het verzoek over gaat", ("Soort",)),
    ),
    derived=HOUSE_SUFFIX,
    made=ADDRESS_PARTS,
    period="answered_on",
    retention=Retention("answered_on", months=36, hashes=("other_id",)),
    completes="survey",
    vera=Vera(
        forms=(
            Form(
                resource="kwaliteitsmetingsverzoeken",
                marks=("eenheid", "afgerondeZaak", "teEnqueterenRelatie"),
                paths={
                    "request_id": ("id", "code"),
                    "other_id": ("code",),
                    "dwelling_id": ("eenheid:key",),
                    "complex_id": ("eenheid.clusters[soort=$cluster_kind]:key",),
                    "question": ("soort[code=WOO]?neighbourhood", "soort:code"),
                    **_address("eenheid.adres"),
                },
            ),
            Form(
                resource="onderzoeksopdrachten",
                marks=("verzenddatum", "antwoorddatum", "vragenlijst"),
                paths={
                    "request_id": ("id", "code"),
                    "other_id": ("code",),
                    "answered_on": ("antwoorddatum",),
                    **_address("postadres"),
                },
            ),
        ),
    ),
)
