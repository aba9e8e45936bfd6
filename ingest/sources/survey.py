"""Tenant survey (huurdersenquête): one row per answer, known per complex at best."""

from ingest.contract import HAS_PLACE, HOUSE_SUFFIX, PLACE, Column, Retention, Source, Type

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
    ),
    checks=(HAS_PLACE,),
    derived=HOUSE_SUFFIX,
    period="answered_on",
    retention=Retention("answered_on", months=36),
)
