"""What people say: tenants' marks, staff marks; and arrears, counted per complex."""

import numpy as np

from data.demo.model import Calendar, Columns, Floats, Ints, Objects
from data.demo.stock import Stock
from data.demo.truths import FEW_ANSWERS, STALE_MONTHS, Plants

QUESTIONS = np.array(["veiligheid", "overlast", "schoon", "inzet corporatie", "buurt"], dtype=object)
"""Aedes' four questions, and the mark for the neighbourhood that Trivire asks (KSIC)."""
MEANS = np.array([7.4, 6.9, 6.9, 6.0, 7.2])
_UNKNOWN = np.array([0.03, 0.05, 0.03, 0.39, 0.04])
_WITHIN_SD, _BETWEEN_SD = 1.8, 0.45
_RESPONSE = np.array([0.32, 0.29, 0.175, 0.33, 0.38])
_ARREARS = np.array([0.05, 0.075, 0.09, 0.05, 0.02])
_ARREARS_SEASON = {3: 1.03, 6: 0.9, 9: 1.03, 12: 1.04}
_INTENSITY = np.array([0.45, 0.75, 0.90, 0.98])
_LABELS = np.array(["", "D", "C", "B", "A", "A+"], dtype=object)
ASPECTS = np.array(
    ["schoon", "heel", "veilig", "overlast", "vervuiling", "beheerintensiteit", "woonfraude"], dtype=object
)
_STAFF_MEAN, _STAFF_SD = 3.4, 0.8


def standing(burden: Floats) -> Floats:
    """How a complex stands on a scale with mean 0 and SD 1: the more burden the lower."""
    score = -np.log(burden)
    return np.asarray((score - score.mean()) / max(float(score.std()), 1e-9))


def latent_mean(wanted: Floats) -> Floats:
    """The mean before rounding and clipping to 1–10 that gives the wanted one after it."""
    grid = np.linspace(4, 10, 61)
    normal = np.linspace(-4, 4, 801)
    density = np.exp(-(normal**2) / 2)
    sd = np.hypot(_WITHIN_SD, _BETWEEN_SD)
    marks = np.clip(np.round(grid[:, None] + sd * normal[None, :]), 1, 10)
    return np.interp(wanted, (marks * density).sum(axis=1) / density.sum(), grid)


def survey_file(stock: Stock, plants: Plants, calendar: Calendar, level: Floats, rng: np.random.Generator) -> Columns:
    """huurdersenquete.csv: half of the complexes each year, anonymous, never below the complex."""
    complexes = stock.complexes
    wave = rng.integers(0, 2, len(complexes.code))
    parts = []
    for year in range(calendar.years):
        chosen = np.flatnonzero(wave == year % 2)
        chance = np.clip(_RESPONSE[complexes.kind[chosen]] * rng.normal(1, 0.12, len(chosen)), 0.05, 0.7)
        answers = rng.binomial(complexes.homes[chosen], chance)
        month = np.repeat(12 * year + rng.integers(0, 12, len(chosen)), answers)
        parts.append((np.repeat(chosen, answers), month))
    complex_, month = (np.concatenate(column) for column in zip(*parts, strict=True))
    keep = _kept(stock, plants, calendar, complex_, month)
    complex_, month = complex_[keep], month[keep]
    order = np.argsort(month, kind="stable")
    complex_, month = complex_[order], month[order]
    return _answers(stock, calendar, complex_, month, level, rng)


def _kept(stock: Stock, plants: Plants, calendar: Calendar, complex_: Ints, month: Ints) -> Ints:
    """Drop what the truths say is not there: five answers in one neighbourhood, no recent ones in another."""
    where = stock.complexes.neighbourhood[complex_]
    few = np.flatnonzero(where == plants.few_answers)
    recent = few[np.argsort(-month[few], kind="stable")][:FEW_ANSWERS]
    stale = (where == plants.stale_survey) & (month >= calendar.months - STALE_MONTHS)
    chosen = (where != plants.few_answers) & ~stale
    chosen[recent] = True
    return np.flatnonzero(chosen)


def _answers(
    stock: Stock, calendar: Calendar, complex_: Ints, month: Ints, level: Floats, rng: np.random.Generator
) -> Columns:
    people, questions = len(complex_), len(QUESTIONS)
    who = np.repeat(np.arange(people), questions)
    question = np.tile(np.arange(questions), people)
    person = rng.normal(0, 1.0, people)
    own = rng.normal(0, np.sqrt(_WITHIN_SD**2 - 1), len(who))
    raw = latent_mean(MEANS)[question] + _BETWEEN_SD * level[complex_[who]] + person[who] + own
    mark = np.clip(np.round(raw), 1, 10)
    mark[rng.random(len(who)) < _UNKNOWN[question]] = np.nan
    day = calendar.random_days(month, rng)
    year = day.astype("datetime64[Y]").astype(int) + 1970
    return {
        "Antwoordnummer": np.array([f"{i + 1}-{q + 1}" for i, q in zip(who, question, strict=True)], dtype=object),
        "Datum": day[who],
        "Complexnummer": stock.complexes.code[complex_[who]],
        "Vraag": QUESTIONS[question],
        "Cijfer": mark,
        "Vragenlijst": np.char.add("Bewonersonderzoek ", year.astype(str)).astype(object)[who],
        "Uitgenodigd": stock.complexes.homes[complex_[who]],
    }


def staff_file(stock: Stock, calendar: Calendar, level: Floats, rng: np.random.Generator) -> Columns:
    """complexbeoordeling.csv: every spring, by one rater or two; clean, whole and safe in letters."""
    complexes = len(stock.complexes.code)
    rows: list[tuple[Ints, Ints, Ints, Objects, Ints]] = []
    intensity = np.argsort(np.argsort(-level + rng.normal(0, 0.5, complexes))) / complexes
    springs = np.flatnonzero(calendar.month_of_year == 4)
    for month in springs:
        for rater in (1, 2):
            chosen = np.arange(complexes) if rater == 1 else np.flatnonzero(rng.random(complexes) < 0.3)
            for aspect, name in enumerate(ASPECTS):
                if name == "beheerintensiteit":
                    moved = np.clip(intensity[chosen] + rng.normal(0, 0.02, len(chosen)), 0, 0.9999)
                    mark = 1 + np.searchsorted(_INTENSITY, moved, side="right")
                else:
                    part = 0.6 * level[chosen] + 0.8 * rng.normal(0, 1, len(chosen))
                    mark = np.clip(np.round(_STAFF_MEAN + _STAFF_SD * part), 1, 5).astype(np.int64)
                label = _LABELS[mark] if aspect < 3 else mark.astype(str).astype(object)
                size = len(chosen)
                rows.append((chosen, np.full(size, month), np.full(size, aspect), label, np.full(size, rater)))
    who, when, about, label, by = (np.concatenate(column) for column in zip(*rows, strict=True))
    day = calendar.first_days[:-1][when] + (who % 28).astype("timedelta64[D]")
    return {
        "Complexnummer": stock.complexes.code[who],
        "Datum": day,
        "Aspect": ASPECTS[about],
        "Oordeel": label,
        "Beoordelaar": np.char.add("B", (who % 9 * 2 + by).astype(str)).astype(object),
    }


def arrears_file(stock: Stock, calendar: Calendar, level: Floats, rng: np.random.Generator) -> Columns:
    """huurachterstand.csv: counts on the last day of every quarter, low in June."""
    complexes = stock.complexes
    chance = np.clip(_ARREARS[complexes.kind] * np.exp(-0.3 * level - 0.045), 0.002, 0.4)
    quarters = np.flatnonzero(calendar.month_of_year % 3 == 0)
    days = calendar.first_days[1:][quarters] - np.timedelta64(1, "D")
    factor = np.array([_ARREARS_SEASON[int(m)] for m in calendar.month_of_year[quarters]])
    tenants = np.maximum(complexes.homes - (complexes.homes // 50), 1)
    counts = rng.binomial(tenants[None, :], np.clip(chance[None, :] * factor[:, None], 0, 1))
    return {
        "Complexnummer": np.tile(complexes.code, len(days)),
        "Peildatum": np.repeat(days, len(complexes.code)),
        "Huurders met achterstand": counts.ravel(),
        "Huurders": np.tile(tenants, len(days)),
    }
