"""The workbook of 5,000 places and 40 indicators beside a bare xlsxwriter that writes the same number of cells."""

import tempfile
from pathlib import Path

import duckdb
import openpyxl
import xlsxwriter

from data.vocabulary import Tier
from indicators.read_model import ReadModel
from layouts._exports.request import export_request
from layouts._exports.workbook import write_report_workbook
from tests.bench.measures import Measure, timed
from tests.sample_build import BUILD_ID, write_sample_build

PLACES, INDICATORS = 5_000, 40
_FILL = f"""
    create temp table one_place as select * from area where level = 'complex' limit 1;
    create temp table one_kind as select * from indicator where indicator = 'cases_per_100_homes';
    create temp table one_value as select * from indicator_value
        where area_id in (select area_id from one_place) and indicator = 'cases_per_100_homes' and quarter = '2026-3';
    create temp table one_score as select * from score
        where area_id in (select area_id from one_place) and quarter = '2026-3' and method = 'bik';
    delete from stored_value; delete from score; delete from stored_theme_score; delete from stored_contribution;
    delete from standing; delete from indicator; delete from area where level <> 'stock'; delete from area_overlap;
    insert into area select one_place.* replace ('complex:' || nr as area_id, nr::varchar as code, 'Complex ' || nr as name, null as feature_id)
        from one_place, range({PLACES}) as places(nr);
    insert into indicator select one_kind.* replace ('indicator_' || i as indicator, 'Indicator ' || i as label)
        from one_kind, range({INDICATORS}) as kinds(i);
    insert into stored_value select one_value.* replace ('complex:' || nr as area_id, 'indicator_' || i as indicator,
            (nr * 37 + i * 11) % 997 / 7 as value, (nr * 37 + i * 11) % 997 / 9 as lower, (nr * 37 + i * 11) % 997 / 5 as upper, 'ok' as state)
        from one_value, range({PLACES}) as places(nr), range({INDICATORS}) as kinds(i);
    insert into score select one_score.* replace ('complex:' || nr as area_id) from one_score, range({PLACES}) as places(nr);
"""


def workbook() -> list[Measure]:
    """One measure: wall time of the whole file, from the first question to the last byte."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        builds = write_sample_build(folder)
        with duckdb.connect(str(builds / BUILD_ID / f"{Tier.PRIVATE}.duckdb"), config={"threads": 1}) as con:
            con.execute(_FILL)
        found = ReadModel(builds, Tier.PRIVATE).serving()
        if found is None:
            raise RuntimeError("no build to measure")
        request = export_request(found, builds, folder / "geometry")
        path = folder / "werkboek.xlsx"
        own = min(timed(lambda: write_report_workbook(path, request, lambda _share, _stage: None)) for _ in range(3))
        cells = sum(page.max_row * page.max_column for page in openpyxl.load_workbook(path, read_only=True).worksheets)
        bare = timed(lambda: _bare(folder / "kaal.xlsx", cells))
    return [
        Measure(f"werkboek, {PLACES} plekken × {INDICATORS} indicatoren ({cells / 1e6:.1f} mln cellen)", own, "s", "xlsxwriter alone, as many cells", bare, "< 5 s")
    ]  # fmt: skip


def _bare(path: Path, cells: int) -> None:
    """As many cells of the same mix of text and numbers, in one sheet per million rows at most."""
    width = 21
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page, look = book.add_worksheet(), book.add_format({"num_format": "#,##0.0"})
        for row in range(cells // width):
            for column in range(7):
                page.write_string(row, column, "Complex 12")
            for column in range(7, width):
                page.write_number(row, column, row * 0.7 + column, look)
