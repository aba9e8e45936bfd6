"""Interventions (inzet): what was done for a complex or a neighbourhood, when, by whom and what for."""

from ingest.contract import Column, RowCheck, Source, Type
from ingest.shared_columns import PLACE

SOURCE = Source(
    kind="interventions",
    title="Inzet",
    owner="Sociaal beheer",
    columns=(
        Column(
            "intervention_id",
            Type.ID,
            "nummer van de inzet",
            ("Inzetnummer", "Inzet nummer", "Interventienummer", "Nummer"),
            required=True,
            key=True,
        ),
        PLACE[-1],
        Column("neighbourhood_code", Type.AREA_CODE, "CBS-buurt", ("Buurtcode", "Buurt", "CBS buurt")),
        Column(
            "kind",
            Type.TEXT,
            "soort inzet",
            ("Soort inzet", "Soort", "Type inzet", "Soort interventie"),
            required=True,
            values={
                "physical": ("fysiek", "fysieke ingreep", "onderhoud"),
                "social": ("sociaal", "sociale inzet"),
                "allocation": ("toewijzing", "instroom", "toewijzing/instroom"),
                "enforcement": ("handhaving",),
                "participation": ("participatie", "bewonersparticipatie"),
            },
        ),
        Column(
            "measure",
            Type.TEXT,
            "wat er gedaan is, in enkele woorden en zonder personen",
            ("Maatregel", "Inzet", "Interventie"),
            check="length(measure) <= 80",
            check_says="Houd de maatregel korter dan 80 tekens.",
        ),
        Column(
            "started_on",
            Type.DATE,
            "eerste dag",
            ("Begin", "Begindatum", "Startdatum", "Gestart op", "Vanaf"),
            required=True,
        ),
        Column("ended_on", Type.DATE, "laatste dag; leeg als de inzet loopt", ("Einde", "Einddatum", "Gestopt op")),
        Column(
            "hours",
            Type.NUMBER,
            "uren van medewerkers",
            ("Uren", "Aantal uren"),
            unit="uren",
            check="hours >= 0",
            check_says="Uren kunnen niet negatief zijn.",
        ),
        Column(
            "euros",
            Type.NUMBER,
            "kosten zonder uren",
            ("Kosten", "Bedrag", "Euro", "Euro's"),
            unit="€",
            check="euros >= 0",
            check_says="Kosten kunnen niet negatief zijn.",
        ),
        Column("partner", Type.TEXT, "organisatie die meedoet", ("Partner", "Partij", "Samen met")),
        Column(
            "goal",
            Type.TEXT,
            "doelindicator, zoals hij in de monitor heet",
            ("Doelindicator", "Doel indicator", "Indicator"),
        ),
        Column("target", Type.NUMBER, "streefwaarde, in de eenheid van de indicator", ("Streefwaarde", "Streefcijfer")),
    ),
    checks=(
        RowCheck(
            "complex_id is not null or neighbourhood_code is not null",
            "De plaats ontbreekt: vul een complexnummer of een buurtcode in.",
            "complex_id",
        ),
        RowCheck(
            "ended_on is null or ended_on >= started_on",
            "De inzet eindigt vóór zij begint: herstel begin of einde.",
            "ended_on",
        ),
        RowCheck(
            "target is null or goal is not null",
            "Er is een streefwaarde zonder doelindicator: vul de indicator in of haal de streefwaarde weg.",
            "goal",
        ),
    ),
    period="started_on",
)
