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


def subject_of(measure: str) -> str:
    """What is counted, all kinds together."""
    return measure.partition(":")[0]


def kind_of(measure: str) -> str:
    """The kind that is counted; empty where that is all kinds."""
    return measure.partition(":")[2]


def source_of(measure: str) -> str:
    """The source that the records come from, as sources are called; 'score' of a score."""
    return _SOURCES[subject_of(measure)]
