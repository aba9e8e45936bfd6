"""PDF on paper, beside Typst alone setting a text of the same length."""

import tempfile
from pathlib import Path

import typst

from data.configuration import read_configuration
from data.vocabulary import Level, Tier
from indicators.read_model import ReadModel
from layouts._exports.fonts import fonts
from layouts._exports.kind import export, export_kinds
from layouts._exports.request import export_request
from tests.bench.measures import Measure, timed

_WORDS = 420
"""Words on a sheet, about."""


def paper(folder: Path) -> list[Measure]:
    """One complexplan that is warm, thirty in one file, and a Bespreekblad, of a built demonstration corporation."""
    place = read_configuration(folder).installation
    found = ReadModel(place.builds, Tier.PRIVATE).serving()
    if found is None:
        raise FileNotFoundError(place.builds)
    complexes = [each.area.area_id for each in found.scored_areas(Level.COMPLEX, found.build.latest_quarter, "bik")][
        :30
    ]
    measured = []
    with tempfile.TemporaryDirectory() as out:

        def make(kind: str, areas: list[str]) -> float:
            request = export_request(found, place.builds, place.geometry, area_ids=areas)
            return timed(
                lambda: export(export_kinds()[kind], request, Path(out) / kind, lambda *_: None, lambda: False)
            )

        make("complexplan", complexes[:1])
        for name, kind, areas, sheets, target in (
            ("complexplan, warm", "complexplan", complexes[:1], 1, "< 1 s"),
            ("30 complexplans in one file", "complexplan", complexes, 30, "< 5 s"),
            ("Bespreekblad of the whole stock", "meeting", [], 2, "–"),
        ):
            took = min(make(kind, areas) for _ in range(2))
            limit = min(timed(lambda: _bare(sheets)) for _ in range(3))  # noqa: B023  called at once
            measured.append(Measure(name, took, "s", f"Typst sets {sheets} bare pages", limit, target))
    return measured


def _bare(sheets: int) -> None:
    """As many pages of as many words, tagged, and nothing else."""
    head = '#set text(font: "Inter", lang: "nl")\n#set document(title: "x")\n'
    text = head + "#pagebreak()\n".join([f"#lorem({_WORDS})\n"] * sheets)
    typst.Compiler(text.encode(), font_paths=fonts(), ignore_system_fonts=True).compile(pdf_standards="ua-1")
