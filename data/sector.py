"""Published figures of the whole sector, to stand beside a corporation's own. Never a bound for one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SectorFigure:
    """A figure of all corporations together, in the unit of the indicator."""

    indicator: str
    words: str
    """The question or the subject, in Dutch."""
    value: float
    remark: str = ""


AEDES_QUESTIONS = (
    SectorFigure("survey_safety", "Veiligheid in de buurt", 7.4),
    SectorFigure("survey_nuisance", "Weinig overlast", 6.9),
    SectorFigure("survey_clean", "Schoon", 6.9),
    SectorFigure("survey_effort", "Inzet van de corporatie", 6.0, "39 % van de huurders antwoordt hier ‘weet niet’"),
)
"""Mean marks 1–10 on the four questions of Aedes about the living environment. Mark W: published by Aedes."""

LIVEABILITY_SPENDING = SectorFigure("budget", "Leefbaarheidsuitgaven per woning", 96.0, "in 2017, in prijzen van toen")
"""Euros per home in a year, all corporations together. Mark W. For the whole stock only, never for one complex."""

ARREARS = SectorFigure("arrears", "Huurders met een achterstand", 5.9)
"""Percent of the tenants of all corporations. Mark W: Aedes-benchmark."""

NATIONAL = {figure.indicator: figure.value for figure in AEDES_QUESTIONS} | {
    ARREARS.indicator: ARREARS.value,
    **{
        f"leefbaarometer_{part}": 0.0 for part in ("deviation", "facilities", "nuisance", "physical", "social", "stock")
    },
}
"""Indicator → the figure of the country: of all corporations (Aedes; arrears: Aedes-benchmark), and of all
neighbourhoods for the Leefbaarometer, which is a difference from the Netherlands by definition. Mark W."""
