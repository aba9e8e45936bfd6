"""What came in at the invented town of `sample_build`: a refused row here, a source that is too old there, one that is absent."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

METHOD_FILE = """
name = "bik"
version = "1.0"
title = "Beheerintensiteit"
description = "Een score van 1 tot 5."
sources = ["Een voorbeeld"]
published = "De schaal van 1 tot 5."
ours = "Gewichten en grenzen."

[scale]
low = 1.0
high = 5.0
green_until = 2.5
red_from = 3.5

[rules]
min_coverage = 0.60
min_homes = 10
min_measured_themes = 1
certain_from = 0.90
fairly_certain_from = 0.75
hysteresis_margin = 0.05
inherited_spread = 15.0
draws = 1000
seed = 1
"""
_SOURCES = (
    # kind, title, owner, files, read, refused, double, from, until, share of matched
    ("cases", "Overlastzaken", "Sociaal beheer", 2, 640, 14, 3, "2024-01-03", "2026-09-29", 0.975),
    ("tenancies", "Huurovereenkomsten", "Verhuur", 1, 2210, 0, 0, "2019-01-01", "2026-09-30", 1.0),
    ("staff_assessment", "Complexbeoordeling", "Gebiedsbeheer", 1, 410, 1, 0, "2024-04-01", "2025-01-15", 1.0),
    ("leefbaarometer", "Leefbaarometer 3.0", "Ministerie van BZK", 1, 36, 0, 0, "2014-12-31", "2024-12-31", None),
    ("areas", "Buurten en wijken", "CBS", 1, 12, 0, 0, "2026-01-01", "2026-12-31", None),
    ("stock", "Woningen", "Vastgoed", 1, 1500, 0, 0, None, None, 0.99),
)  # fmt: skip
REJECTS = (
    ("cases", "zaken_2026.csv", "Geopend: '31-02-2026' is geen datum", 9),
    ("cases", "zaken_2025.csv", "Status: 'onbekend' kennen we niet", 5),
    ("staff_assessment", "oordelen.xlsx", "Oordeel: 'E' kennen we niet", 1),
)


def deliveries(quarters: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Rows of the tables about sources."""
    tables: dict[str, list[dict[str, Any]]] = {
        "source": [],
        "source_file": [],
        "source_match": [],
        "source_quarter": [],
    }
    for kind, title, owner, files, read, refused, double, start, until, matched in _SOURCES:
        day, last = (dt.date.fromisoformat(text) if text else None for text in (start, until))
        counts = {"rows_read": read, "accepted": read - refused - double, "rejected": refused, "duplicates": double}
        period = {"period_from": day, "period_until": last}
        tables["source"].append(
            {"kind": kind, "title": title, "owner": owner, "files": files, "matched_share": matched} | counts | period
        )
        tables["source_file"].append(
            {
                "kind": kind,
                "file": f"{kind}.csv",
                "form": "csv, utf-8",
                "dropped_columns": ["Opmerking"],
                "delivered_on": dt.date(2026, 10, 2),
                "verdict": "accepted",
                "counting": counts["accepted"],
            }
            | counts
            | period
        )
        if matched:
            known = round(read * matched)
            tables["source_match"] += [
                {"kind": kind, "method": method, "rows": rows}
                for method, rows in (("address", known), ("none", read - known))
                if rows
            ]
        if kind in {"cases", "tenancies"}:
            tables["source_quarter"] += [
                {"kind": kind, "quarter": quarter, "rows": 0 if quarter == "2024-3" else 40 + place * 3}
                for place, quarter in enumerate(quarters)
            ]
    tables["source_absent"] = [
        {"kind": "survey", "title": "Huurdersenquête"},
        {"kind": "plans", "title": "Plannen"},
    ]
    tables["reject_reason"] = [dict(zip(("kind", "file", "reason", "rows"), row, strict=True)) for row in REJECTS]
    tables["arrangement"] = [
        {"subject": "arrears", "arrangement": "Convenant 2026 met gemeente en huurders"},
        {"subject": "outlook", "arrangement": "Directieoverleg, J. Voorbeeld, 12-05-2026"},
    ]
    return tables


def method_file(themes: dict[str, tuple[str, float]], indicators: dict[str, tuple[str, float, float]]) -> str:
    """A method as TOML: theme → label and weight, indicator → theme, worst and best."""
    parts = [METHOD_FILE]
    parts += [f'[themes.{theme}]\nlabel = "{label}"\nweight = {weight}\n' for theme, (label, weight) in themes.items()]
    parts += [
        f'[indicators.{name}]\ntheme = "{theme}"\nweight = 1.0\nworst = {worst}\nbest = {best}\nmark = "E"\nreason = "Voorbeeld."\n'
        for name, (theme, worst, best) in indicators.items()
    ]
    return "\n".join(parts)
