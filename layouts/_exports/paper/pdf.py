"""PDF by Typst: tagged, PDF/UA-1, in Dutch, with the font from its package and never one of the system.

A template stands in `typst/`; what it shows comes to it as JSON and is put in place as text, so a name can never
be read as markup.
"""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from data.vocabulary import DUTCH_TIERS, Tier
from layouts._exports.facts import sources
from layouts._exports.fonts import fonts
from layouts._exports.request import ExportRequest
from layouts._notes import ABOUT_PLACES, not_real
from layouts._parts.arranged import subject
from layouts._text import date, long_date, quarter
from layouts._theme import palette

FOLDER = Path(__file__).parent / "typst"
_LONGEST_LINK = 110
"""Letters of the link below each page; the whole link stands once in the document."""


def write_pdf(template: str, request: ExportRequest, title: str, content: Mapping[str, Any], path: Path) -> None:
    """Fill a template of `typst/` and write the file. `content` holds texts, numbers and SVG only."""
    data = {"frame": frame(request, title), "colours": palette("light"), **content}
    compiler = typst.Compiler(
        FOLDER / template, root=FOLDER, font_paths=fonts(), ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    stamp = dt.datetime.combine(request.made_on, dt.time(12), dt.UTC)
    made = compiler.compile(pdf_standards="ua-1", timestamp=stamp)
    if not isinstance(made, bytes):
        raise TypeError("Typst made no PDF")
    path.write_bytes(made)


def frame(request: ExportRequest, title: str) -> dict[str, Any]:
    """What every page says: date, build, method, source, tier, for whom, and the link that shows the view again."""
    build, method = request.found.build, request.method
    shared = request.shared_with
    tier = {
        Tier.PRIVATE: "Intern · niet verspreiden buiten de organisatie",
        Tier.OPEN: "Openbaar",
        Tier.CLOSED: "Besloten" if shared is None else f"Besloten · alleen voor {shared.party} · {shared.agreement}",
    }[request.tier]
    return {
        "title": title,
        "author": build.corporation,
        "tier": tier,
        "period": f"{quarter(request.quarter)}, twaalf maanden tot en met dit kwartaal",
        "foot": " · ".join([
            f"Peildatum {date(build.reference_date)}", f"meting {build.build_id}",
            f"methode {method.title} {method.version}", f"laag {DUTCH_TIERS[request.tier]}", f"gemaakt {date(request.made_on)}",
        ]),
        "source": f"Bron: {sources(request.found, method)}",
        "link": request.link,
        "short_link": request.link if len(request.link) <= _LONGEST_LINK else f"{request.link[: _LONGEST_LINK - 1]}…",
        "clickable": request.link.startswith(("https://", "http://")),
        "sentence": ABOUT_PLACES,
        "marks": not_real(request.found.build),
        "short_marks": (["Voorbeeldgegevens"] if build.synthetic else []) + (["Belastingtest"] if build.load_factor > 1 else []),
        "arrangements": [f"{subject(key)}: {text}" for key, text in request.found.arrangements.items()],
        "reference_date": long_date(build.reference_date),
    }  # fmt: skip
