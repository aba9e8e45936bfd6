"""What a data steward should know although no row is wrong: dwellings that left, areas that are no more."""

from collections.abc import Sequence

import duckdb

from ingest.discovery import sources
from ingest.staging import Held

_NAMED = 5


def dwellings_that_left(con: duckdb.DuckDBPyConnection, held: Sequence[Held]) -> tuple[str, ...]:
    """How many dwellings of an earlier list are not in the newest one."""
    gone = {item.record.sha256 for item in held if item.record.kind == "stock" and not item.record.present}
    if not gone:
        return ()
    rows = con.execute(
        "select count(*), max(out_of_service_on)::varchar from stg_stock where list_contains(?::varchar[], delivery)"
        " and out_of_service_on is not null",
        [sorted(gone)],
    ).fetchall()
    count, day = rows[0]
    if not count:
        return ()
    remark = (
        f"{_counted(count, 'eenheid', 'eenheden')} uit een eerdere levering van de woningen ontbreken in de nieuwste en "
        f"tellen als uit exploitatie, de laatste vanaf {day}. Klopt dat niet, lever de woningen dan volledig aan."
    )
    return (remark,)


def vanished_areas(con: duckdb.DuckDBPyConnection, held: Sequence[Held]) -> tuple[str, ...]:
    """Area codes that figures are delivered for and that the division in use does not know."""
    remarks = []
    for source in sources().values():
        column = source.area_column
        if column is None or not any(item.record.kind == source.kind for item in held):
            continue
        rows = con.execute(
            f"""select {column}, count(*) from stg_{source.kind}
            where regexp_full_match({column}, '(BU|WK|GM)[0-9]{{4}}[0-9A-Z]*')
              and {column}[3:6] in (select code[3:6] from stg_areas)
              and {column} not in (select code from stg_areas union all select code from known_area)
            group by all order by all"""
        ).fetchall()
        if rows:
            codes = ", ".join(code for code, _ in rows[:_NAMED]) + (" en andere" if len(rows) > _NAMED else "")
            remarks.append(
                f"{source.title}: {_counted(len(rows), 'gebied', 'gebieden')} ({codes}) met {sum(n for _, n in rows)} "
                "rijen staan niet in de gebiedsindeling die in gebruik is. Lever bij een nieuwe code een omzettabel aan "
                '(kind = "area_changes"), en bij een samengevoegd of gesplitst gebied de cijfers op de nieuwe indeling.'
            )
    return tuple(remarks)


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
