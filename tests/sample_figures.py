"""Figures for the invented town of `sample_build`: random walks with a fixed seed."""

import datetime as dt
import random
from typing import Any

from data.vocabulary import LIGHTS, Level, Light
from tests.sample_deliveries import method_file

QUARTERS = tuple(f"{year}-{part}" for year in range(2024, 2027) for part in range(1, 5))[:-1]
_GREEN_UNTIL, _RED_FROM = 2.5, 3.5
_INDICATORS = (
    # name, label, unit, theme, theme label, better, decimals, count label, stock value, worst, best
    ("cases_per_100_homes", "Overlastzaken", "per 100 woningen per jaar", "nuisance", "Overlast", "lower", 1,
     "zaak bij {n} woningen|zaken bij {n} woningen", 2.0, 8.0, 0.0),
    ("mutation_rate", "Mutatiegraad", "% van de woningen per jaar", "turnover", "Verloop en verhuur", "lower", 1,
     "nieuwe huurder bij {n} woningen|nieuwe huurders bij {n} woningen", 6.0, 15.0, 5.0),
    ("survey_mark", "Huurdersoordeel", "cijfer 1–10", "survey", "Bewonersoordeel", "higher", 1,
     "{n} antwoord|{n} antwoorden", 6.9, 5.5, 8.0),
    ("staff_mark", "Complexbeoordeling", "oordeel 1–5", "staff", "Schoon, heel, veilig", "higher", 1,
     "{n} oordeel|{n} oordelen", 3.4, 1.0, 5.0),
    ("leefbaarometer_deviation", "Leefbaarometer", "verschil met Nederland", "leefbaarometer", "Leefbaarometer", "higher", 2,
     "officieel cijfer per buurt", 0.02, -0.3, 0.1),
)  # fmt: skip
_SOURCES = {
    "cases_per_100_homes": "cases", "mutation_rate": "tenancies", "survey_mark": "survey",
    "staff_mark": "staff_assessment", "leefbaarometer_deviation": "leefbaarometer",
}  # fmt: skip
_WEIGHTS = (0.3, 0.15, 0.25, 0.2, 0.1)
_END = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


def figures(areas: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table of the serving file but `build` and `area`."""
    tables: dict[str, list[dict[str, Any]]] = {"quarter": [_quarter(name) for name in QUARTERS]} | definitions()
    tables |= {"score": [], "stored_theme_score": [], "stored_contribution": [], "stored_value": []}
    for number, area in enumerate(areas):
        dice = random.Random(number)  # noqa: S311 - figures to look at, not secrets
        asking = dice.gauss(2.2, 0.75) if area["level"] in {Level.BUILDING, Level.COMPLEX} else dice.gauss(2.3, 0.4)
        previous: Light | None = None
        for quarter in QUARTERS:
            asking = min(4.9, max(1.1, asking + dice.gauss(0, 0.13)))
            themes = [min(5.0, max(1.0, asking + dice.gauss(0, 0.5))) for _ in _INDICATORS]
            row = _score(area, number, quarter, asking, previous)
            tables["score"].append(row)
            previous = row["light"]
            if row["light"] in {Light.INSUFFICIENT, Light.SHIELDED}:
                continue
            for spec, theme_score, weight in zip(_INDICATORS, themes, _WEIGHTS, strict=True):
                key = {"area_id": area["area_id"], "quarter": quarter}
                tables["stored_theme_score"].append(
                    key
                    | {"method": "bik", "theme": spec[3], "score": theme_score, "stock_score": 2.2, "weight": weight}
                )
                tables["stored_contribution"].append(
                    key | {"method": "bik", "indicator": spec[0], "contribution": weight * (theme_score - 2.2)}
                )
                tables["stored_value"].append(key | _value(spec, theme_score, area))
    _add_movement(tables["stored_value"])
    tables["standing"] = _standing(areas, tables["score"])
    return tables


def _add_movement(values: list[dict[str, Any]]) -> None:
    """Change since a year, 'more than chance' where the margins leave it no room; cases that rose so have a trend."""
    known = {(row["area_id"], row["indicator"], row["quarter"]): row["value"] for row in values}
    for row in values:
        year, part = row["quarter"].split("-")
        earlier = f"{int(year) - 1}-{part}"
        before = known.get((row["area_id"], row["indicator"], earlier))
        if before is None:
            continue
        change = row["value"] - before
        passes = abs(change) > row["upper"] - row["lower"]
        row |= {"change": change, "change_from": earlier, "change_passes": passes}
        if row["indicator"] == "cases_per_100_homes" and change > 0:
            row |= {"trend": "up", "trend_judged": "worse"}


def _standing(areas: list[dict[str, Any]], scores: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Per level in order of the score, two places of doubt at each side."""
    levels = {area["area_id"]: area["level"] for area in areas}
    latest = [row for row in scores if row["quarter"] == QUARTERS[-1] and row.get("score") is not None]
    rows = []
    for level in dict.fromkeys(levels.values()):
        found = sorted((row for row in latest if levels[row["area_id"]] == level), key=lambda row: -row["score"])
        for place, row in enumerate(found, start=1):
            low, high = max(1, place - 2), min(len(found), place + 2)
            wide = {"other_weights_low": max(1, low - 1), "other_weights_high": min(len(found), high + 1)}
            rows.append({
                "area_id": row["area_id"], "method": "bik", "ranked": len(found),
                "left_out_low": low, "left_out_high": high, **wide,
            })  # fmt: skip
    return rows


def _quarter(name: str) -> dict[str, Any]:
    year, part = (int(text) for text in name.split("-"))
    return {"quarter": name, "starts_on": dt.date(year, part * 3 - 2, 1), "ends_on": dt.date(year, *_END[part])}


def definitions() -> dict[str, list[dict[str, Any]]]:
    """Rows about indicators and the one method: nothing of them depends on areas."""
    indicators, used = [], []
    for spec, weight in zip(_INDICATORS, _WEIGHTS, strict=True):
        name, label, unit, theme, theme_label, better, decimals, count_label, _, worst, best = spec
        indicators.append({
            "indicator": name, "label": label, "unit": unit, "theme": theme, "kind": "ratio", "better": better, "source": _SOURCES[name],
            "lowest_level": "building", "decimals": decimals, "count_label": count_label, "description": f"{label}, {unit}.",
            "months": 12, "max_age_months": 36 if name.startswith("leef") else 18, "min_n": 1.0,
            "interval": "rate" if "per_100" in name else "none",
        })  # fmt: skip
        used.append({
            "method": "bik", "theme": theme, "theme_label": theme_label, "indicator": name, "weight": weight,
            "worst": worst, "best": best, "mark": "E", "reason": "Voorbeeld.",
        })  # fmt: skip
    method = {
        "method": "bik", "version": "1.0", "title": "Beheerintensiteit", "description": "Een score van 1 tot 5.",
        "scale_low": 1.0, "scale_high": 5.0, "green_until": _GREEN_UNTIL, "red_from": _RED_FROM,
        "document": method_file(
            {spec[3]: (spec[4], weight) for spec, weight in zip(_INDICATORS, _WEIGHTS, strict=True)},
            {spec[0]: (spec[3], spec[9], spec[10]) for spec in _INDICATORS},
        ),
    }  # fmt: skip
    return {"indicator": indicators, "method": [method], "method_indicator": used}


def _score(area: dict[str, Any], number: int, quarter: str, asking: float, previous: Light | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "area_id": area["area_id"], "quarter": quarter, "method": "bik", "coverage": 1.0, "missing": [], "expired": [],
        "previous_light": previous,
    }  # fmt: skip
    if area["homes"] < 10:
        reason = f"Onvoldoende gegevens: {area['homes']} woningen is te weinig voor een stoplicht.\nDe woningen tellen wel mee in de buurt."
        return row | {"light": Light.INSUFFICIENT, "coverage": 0.4, "reason": reason}
    if area["level"] is Level.COMPLEX and number % 29 == 0:
        return row | {
            "light": Light.SHIELDED,
            "reason": "Afgeschermd: deze cijfers kunnen iets over één huishouden zeggen.\n",
        }
    light = LIGHTS[0] if asking < _GREEN_UNTIL else LIGHTS[1] if asking < _RED_FROM else LIGHTS[2]
    distance = min(abs(asking - _GREEN_UNTIL), abs(asking - _RED_FROM))
    chance = min(0.995, 0.55 + distance * 0.9)
    rest = 1 - chance
    shares = {
        Light.GREEN: (chance, rest, 0.0),
        Light.AMBER: (rest * 0.6, chance, rest * 0.4),
        Light.RED: (0.0, rest, chance),
    }[light]
    word = {Light.GREEN: "Groen", Light.AMBER: "Oranje", Light.RED: "Rood"}[light]
    certainty = "certain" if chance >= 0.9 else "fairly_certain" if chance >= 0.75 else "uncertain"
    sure = {"certain": "zeker", "fairly_certain": "redelijk zeker", "uncertain": "onzeker"}[certainty]
    cases = round(asking * area["homes"] / 60)
    counted = "1 overlastzaak" if cases == 1 else f"{cases or 'geen'} overlastzaken"
    return row | {
        "light": light, "certainty": certainty, "score": asking, "lower": max(1.0, asking - 0.5), "upper": min(5.0, asking + 0.5),
        "points": (5 - asking) * 25, "p_green": shares[0], "p_amber": shares[1], "p_red": shares[2], "worst_theme": "nuisance",
        "reason": f"{word}, {sure}: {counted} bij {area['homes']} woningen in 12 maanden.\nWeinig verhuizingen trekken de score iets omlaag.",
        "red_since": quarter,
    }  # fmt: skip


def _value(spec: tuple[Any, ...], theme_score: float, area: dict[str, Any]) -> dict[str, Any]:
    name, *_, stock, worst, best = spec
    share = (theme_score - 1) / 4
    value = best + (worst - best) * share
    n = float(area["homes"]) if name in {"cases_per_100_homes", "mutation_rate"} else max(5.0, area["homes"] * 0.3 // 1)
    margin = abs(worst - best) * 0.12
    inherited = area.get("neighbourhood_id") if name == "leefbaarometer_deviation" else None
    differs = abs(value - stock) > margin
    worse = (value > stock) == (spec[5] == "lower")
    return {
        "indicator": name, "numerator": float(round(value * n / 100)), "denominator": n, "n": n, "value": value, "shrunk": value,
        "lower": max(0.0, value - margin) if worst > 0 else value - margin, "upper": value + margin, "state": "ok",
        "measured_until": dt.date(2026, 9, 30), "inherited_from": inherited, "stock_value": stock, "similar_value": stock,
        "comparison": ("worse" if worse else "better") if differs else "similar",
        "similar_comparison": ("worse" if worse else "better") if differs else "similar", "similar_n": 7,
    }  # fmt: skip
