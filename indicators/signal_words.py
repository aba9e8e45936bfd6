"""What the tables of attenderingen say: what is counted, and how an attendering stands.

A measure is a subject, with a kind behind a colon: 'cases', 'complaints:noise', 'score'.
"""

SURGE = "surge"
ONE_REPORTER = "one_reporter"
"""Not a surge: one reporter made it."""
DECLINE, RECOVERY = "decline", "recovery"
"""Of a score."""
SCORE = "score"
_SOURCES = {
    "cases": "cases",
    "complaints": "complaints",
    "housing_fraud": "housing_fraud",
    "tenancies_ended": "tenancies",
    SCORE: SCORE,
}
_INDICATORS = {"housing_fraud": "confirmed_fraud_per_1000_homes", "tenancies_ended": "mutation_rate"}


def subject_of(measure: str) -> str:
    """What is counted, all kinds together."""
    return measure.partition(":")[0]


def kind_of(measure: str) -> str:
    """The kind that is counted; empty where that is all kinds."""
    return measure.partition(":")[2]


def source_of(measure: str) -> str:
    """The source that the records come from, as sources are called; 'score' of a score."""
    return _SOURCES[subject_of(measure)]


def indicator_of(measure: str) -> str:
    """The indicator that counts the same records: 'cases:noise' → 'noise_cases_per_100_homes'."""
    kind, subject = kind_of(measure), subject_of(measure)
    return _INDICATORS.get(subject) or "_".join(part for part in (kind, subject, "per_100_homes") if part)
