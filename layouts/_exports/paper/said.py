"""Lights, scores and indicators in words and places on a scale, as a template on paper takes them."""

from collections.abc import Sequence
from typing import Any

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_COMPARED, DUTCH_LIGHTS, Certainty, Light
from indicators.read_model import Change, Course, IndicatorRow, Measurement, Method, Score, ThemeRow
from layouts._judged import TESTED, TRENDS, change_words, since_words, trend_called
from layouts._parts.indicators import STATES, counted
from layouts._parts.method_scale import at
from layouts._text import capital, chance, number, signed, spread, with_unit

_COURSES = {
    Course.WORSE: "achteruit",
    Course.BETTER: "vooruit",
    Course.SAME: "gelijk gebleven",
    Course.UNKNOWN: "toen of nu geen kleur",
}


def light(score: Score) -> dict[str, Any]:
    """Shape, word and certainty."""
    return {
        "light": str(score.light),
        "word": capital(DUTCH_LIGHTS[score.light]),
        "certainty": DUTCH_CERTAINTIES[score.certainty] if score.certainty else "",
        "uncertain": score.certainty is Certainty.UNCERTAIN,
    }


def score_number(score: Score) -> str:
    """'4,2', or an en dash where there is no number."""
    return number(score.score, 1)


def margin(score: Score) -> str:
    """'3,5–4,8'; empty where there is none."""
    return "" if score.lower is None or score.upper is None else spread(score.lower, score.upper, 1)


def reason(score: Score) -> dict[str, str]:
    """The bold sentence and the rest."""
    first, _, rest = score.reason.partition("\n")
    return {"first": first, "rest": rest}


def verdict(score: Score, method: Method, stock: Score | None, before: float | None) -> dict[str, Any]:
    """Everything the head of a sheet says about a score."""
    remarks = [f"marge {margin(score)}"] if margin(score) else []
    if before is not None and score.score is not None:
        remarks.append(f"was {number(before, 1)} een jaar geleden")
    shares = ((Light.GREEN, score.p_green), (Light.AMBER, score.p_amber), (Light.RED, score.p_red))
    known = score.score is not None
    return {
        **light(score),
        "number": number(score.score, 1) if known else "",
        "remarks": " · ".join(remarks),
        "scale": scale(method) if known else None,
        "at": at(score.score, method) if score.score is not None else None,
        "reach": _reach(score, method),
        "stock": stock_mark(stock, method) if known else None,
        "chances": [
            {"light": str(each), "word": DUTCH_LIGHTS[each], "share": share, "text": chance(share)}
            for each, share in shares if share is not None
        ] if known else [],
        **reason(score),
        "since": since_words(score),
    }  # fmt: skip


def scale(method: Method) -> dict[str, Any]:
    """The scale with its fixed bounds, in percent of its length."""
    edges = (method.scale_low, method.green_until, method.red_from, method.scale_high)
    return {
        "edges": [at(edge, method) for edge in edges],
        "words": [number(edge, 0 if edge == round(edge) else 1) for edge in edges],
    }


def stock_mark(stock: Score | None, method: Method) -> dict[str, Any] | None:
    """Where the whole stock lies."""
    if stock is None or stock.score is None:
        return None
    return {"at": at(stock.score, method), "text": f"bezit {number(stock.score, 1)}"}


def themes(rows: Sequence[ThemeRow], method: Method) -> list[dict[str, Any]]:
    """Name, score and place of each theme."""
    return [
        {
            "label": row.label,
            "value": number(row.score, 1) if row.score is not None else "te weinig",
            "at": None if row.score is None else at(row.score, method),
            "stock": None if row.stock_score is None else at(row.stock_score, method),
        }
        for row in rows
    ]  # fmt: skip


def indicator(row: IndicatorRow, history: Sequence[Measurement], quarter_now: str) -> dict[str, Any]:
    """One row of the table: value, count, interval, comparison, change and trend; or why there is no figure."""
    said: dict[str, Any] = {"label": row.label, "unit": row.unit, "inherited": row.inherited_from or ""}
    if row.state != "ok":
        most = f", 0 tot en met {row.at_most}" if row.state == "ceiling" and row.at_most is not None else ""
        return said | {"known": False, "why": STATES.get(row.state, row.state) + most}
    change, tested = change_words(row)
    return said | {
        "known": True,
        "value": with_unit(row.value, row.decimals, row.unit),
        "count": counted(row),
        "margin": "geen marge"
        if row.lower is None or row.upper is None
        else spread(row.lower, row.upper, row.decimals),
        "stock": with_unit(row.stock_value, row.decimals, row.unit),
        "compared": DUTCH_COMPARED[row.comparison] if row.comparison else "",
        "similar": with_unit(row.similar_value, row.decimals, row.unit),
        "change": change or "geen nieuwe meting",
        "tested": tested,
        "passes": bool(row.change_passes),
        "trend": trend(row, history, quarter_now),
    }


def trend(row: IndicatorRow, history: Sequence[Measurement], quarter_now: str) -> str:
    """'stijgt, slechter', 'geen trend' where five years were tested, or nothing."""
    called = trend_called(row, history, quarter_now)
    judged = f", {DUTCH_COMPARED[row.trend_judged]}" if row.trend_judged else ""
    return TRENDS[called][1] + judged if called else ""


def change(each: Change) -> dict[str, Any]:
    """From light to light, the difference, and whether it passes the test."""
    moved = each.course in {Course.WORSE, Course.BETTER}
    excludes = each.excludes
    tested = "" if excludes is None else TESTED[excludes]
    return {
        "before": light(each.before),
        "after": light(each.after),
        "difference": "" if each.difference is None else signed(each.difference, 1),
        "course": _COURSES[each.course],
        "moved": moved,
        "passes": bool(excludes),
        "tested": tested,
    }


def _reach(score: Score, method: Method) -> list[float] | None:
    if score.lower is None or score.upper is None:
        return None
    return sorted((at(score.lower, method), at(score.upper, method)))
