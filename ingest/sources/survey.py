"""Tenant survey (huurdersenquête): one row per answer, known per complex at best.

VERA keeps the place of an answer in another resource (see `survey_requests`); open answers are passed over.
"""

from ingest.contract import Column, Retention, RowCheck, Source, Type
from ingest.shared_columns import ADDRESS_PARTS, HAS_PLACE, HOUSE_SUFFIX, PLACE
from ingest.vera import Form, Vera

SOURCE = Source(
    kind="survey",
    title="Huurdersenquête",
    owner="Onderzoek",
    columns=(
        Column(
            "answer_id",
            Type.ID,
            "nummer van het antwoord",
            ("Antwoordnummer", "Antwoordnr", "Respons ID", "Antwoord ID"),
            required=True,
            key=True,
        ),
        Column(
            "answered_on",
            Type.DATE,
            "dag van het antwoord",
            ("Datum", "Invuldatum", "Antwoorddatum", "Datum reactie"),
            required=True,
        ),
        *PLACE,
        Column(
            "question",
            Type.TEXT,
            "vraag",
            ("Vraag", "Onderwerp", "Vraagcode"),
            required=True,
            open_values=True,
            values={
                "safety": ("veiligheid", "veilig", "veiligheid buurt"),
                "nuisance": ("overlast", "weinig overlast", "geen overlast"),
                "clean": ("schoon", "netheid", "schoon en heel"),
                "effort": ("inzet corporatie", "inzet", "inzet woningcorporatie"),
                "neighbourhood": ("buurt", "oordeel buurt", "buurtcijfer", "BUU"),
            },
        ),
        Column(
            "mark",
            Type.NUMBER,
            "rapportcijfer; leeg is weet niet",
            ("Cijfer", "Score", "Rapportcijfer", "Waardering", "Beoordeling"),
            unit="1–10",
            check="mark between 1 and 10",
            check_says="Een rapportcijfer ligt tussen 1 en 10.",
        ),
        Column("questionnaire", Type.TEXT, "vragenlijst", ("Vragenlijst", "Enquête", "Onderzoek", "Meting")),
        Column(
            "invited",
            Type.INTEGER,
            "aantal uitgenodigde huurders in deze meting",
            ("Uitgenodigd", "Aantal uitgenodigd", "Verstuurd"),
            unit="huurders",
        ),
        Column("request_id", Type.ID, "nummer van het verzoek, waar de plaats bij staat", ("Verzoeknummer",)),
    ),
    checks=(RowCheck(f"request_id is not null or {HAS_PLACE.sql}", HAS_PLACE.says, HAS_PLACE.column),),
    derived=HOUSE_SUFFIX,
    made=ADDRESS_PARTS,
    period="answered_on",
    retention=Retention("answered_on", months=36, hashes=("request_id",)),
    vera=Vera(
        forms=(
            Form(
                resource="onderzoeksresultaten",
                marks=("antwoorden",),
                rows="antwoorden",
                paths={
                    "answer_id": ("id", "idExtern", "#"),
                    "answered_on": ("^.opdracht.antwoorddatum", "^.antwoorddatum"),
                    "dwelling_id": ("^.opdracht.eenheid:key",),
                    "house_number": ("^.opdracht.postadres.huisnummer",),
                    "house_letter": ("^.opdracht.postadres.huisletter",),
                    "house_addition": ("^.opdracht.postadres.huisnummerToevoeging",),
                    "postcode": ("^.opdracht.postadres.postcode",),
                    "question": (
                        "vraag[onderwerp=BUU]?buurt",
                        "vraag.omschrijving",
                        "vraag.onderwerp:code",
                        "vraag:key",
                    ),
                    "mark": ("antwoord:mark",),
                    "questionnaire": ("^.opdracht.vragenlijst:key", "vragenlijst:key"),
                    "request_id": ("^.opdracht.id", "^.opdracht:key"),
                },
                open_answer="antwoord",
            ),
            Form(
                resource="kwaliteitsmetingsresultaten",
                marks=("beoordelingsWaarde", "datumReactie", "kwaliteitsmetingsverzoek"),
                paths={
                    "answer_id": ("id", "code", "idExtern"),
                    "answered_on": ("datumReactie",),
                    "dwelling_id": ("kwaliteitsmetingsverzoek.eenheid:key",),
                    "complex_id": ("kwaliteitsmetingsverzoek.eenheid.clusters[soort=$cluster_kind]:key",),
                    "question": ("kwaliteitsmetingsverzoek.soort:code", "omschrijving", "=oordeel"),
                    "mark": ("beoordelingsWaarde:rating",),
                    "request_id": ("kwaliteitsmetingsverzoek.id", "kwaliteitsmetingsverzoek:key"),
                },
            ),
        ),
        codes={"question": {"neighbourhood": ("BUU", "WOO", "woonomgeving")}},
        lists={"question": "KWALITEITSMETINGVERZOEKSOORT"},
        optional=("answered_on",),
    ),
)
