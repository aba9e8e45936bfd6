"""Figures of an earlier build whose tables did not change, and lights of quarters that did not: they are not worked out again.

Of every indicator `var/cache/figures` holds what comes after its figures: the digests of its quarters (past.py), which
areas are withheld, the estimates of the latest quarters where a method weighs it, and the rows that the shield reads.
A file is named by the mark of all that it was made of, so it fits or is not found. It holds counts of small places, as
a build does; what no indicator of this build needs is removed, and a request to forget removes all of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from data.configuration import Configuration
from data.unchanged import figures_folder, mark_of
from indicators.arrow import Rows
from indicators.disclosure import IndicatorRule
from indicators.disclosure.figures import Counted
from indicators.estimates import Estimates
from indicators.grid import Grid
from indicators.indicator import Indicator
from indicators.inside import Places
from indicators.past import DIGEST_BYTES, Digests, grid_parts, settled
from indicators.query_tables import tables_of
from indicators.records import Records
from indicators.values import Sums

_ALWAYS_READ = ("map_place_area", "dim_place", "fct_stock")
"""What every indicator asks besides its own query; the areas and quarters themselves are the grid."""
_UNKNOWN = ""
_WORDS = b"words"
"""Metadata of a column that holds places among words which are at hand."""
_END = pa.table({"end": ["end"]})
"""Stands after rows: a file without it was cut short."""
_LZ4 = pa.ipc.IpcWriteOptions(compression="lz4")


@dataclass(frozen=True)
class KeptFigures:
    """What comes after the figures of one indicator."""

    digests: Digests
    places: Places
    late: Estimates | None
    """As lights need them, of the latest quarters; None where no method weighs the indicator."""
    counted: tuple[Counted, ...]
    """What the shield asks, of every tier."""
    rows: tuple[Rows, ...]
    """What was written besides the private file."""


class FigureStore:
    """What may be taken over, by the name that an indicator has in this build."""

    def __init__(
        self,
        records: Records,
        configuration: Configuration,
        grid: Grid,
        rules: Iterable[IndicatorRule],
        indicators: Mapping[str, Indicator],
    ) -> None:
        """`records` are of everything that is added up, `grid` is what there are figures of."""
        self._folder = figures_folder(configuration.installation)
        self._folder.mkdir(parents=True, exist_ok=True)
        # The names of all areas in every file would be most of it.
        self._words = {
            name: pa.array(of.area_ids, pa.string()) for name, of in (("computed", grid), ("added", records.grid))
        }
        base = mark_of(settled(configuration), *grid_parts(records.grid))
        self._used: set[Path] = set()
        self._marks = _marks(records, base, tuple(rules), indicators)

    def read(self, name: str) -> KeptFigures | None:
        """What was kept of an indicator; None where its figures are to be made."""
        if name not in self._marks:
            return None
        try:
            with pa.memory_map(str(self._path(name))) as file:
                return _from_tables(tuple(_tables(file)), self._worded)
        except (OSError, ValueError, KeyError):
            # Never kept, or a file that was cut short.
            return None

    def write(self, name: str, kept: KeptFigures) -> None:
        """Keep it for the next build."""
        if name not in self._marks:
            return
        self._write(self._path(name), kept.rows, _of_arrays(kept))

    def read_rows(self, mark: str) -> tuple[Rows, ...] | None:
        """Rows that were kept under this mark; None where there are none."""
        path = self._marked(mark)
        self._used.add(path)
        try:
            with pa.memory_map(str(path)) as file:
                *tables, end = _tables(file)
                return tuple(map(self._worded, tables)) if end.equals(_END) else None
        except (OSError, ValueError):
            return None

    def write_rows(self, mark: str, rows: Iterable[Rows]) -> None:
        """Keep rows for the next build under a mark of all that they are made of."""
        self._write(self._marked(mark), rows, [_END])

    def prune(self) -> None:
        """Remove what is of no indicator of this build, and what this build did not ask for."""
        used = self._used | {self._path(name) for name in self._marks}
        for path in self._folder.iterdir():
            if path not in used:
                path.unlink()

    def _path(self, name: str) -> Path:
        return self._marked(self._marks[name])

    def _marked(self, mark: str) -> Path:
        return self._folder / f"{mark}.arrow"

    def _write(self, path: Path, rows: Iterable[Rows], tables: Iterable[pa.Table]) -> None:
        with pa.OSFile(str(path.with_suffix(".part")), "wb") as file:
            for table in (*map(self._plain, rows), *tables):
                with pa.ipc.new_stream(file, table.schema, options=_LZ4) as stream:
                    stream.write_table(table)
        path.with_suffix(".part").replace(path)

    def _plain(self, rows: Rows) -> pa.Table:
        """Rows of which the areas are numbers."""
        columns, told = [], []
        for field, column in zip(rows.table.schema, rows.table.columns, strict=True):
            single = column.combine_chunks()
            known = self._known(single)
            columns.append(single.indices if known else single)
            told.append(pa.field(field.name, columns[-1].type, metadata={_WORDS: known} if known else None))
        schema = pa.schema(told, metadata={b"name": rows.name.encode(), b"last": str(rows.last).encode()})
        return pa.table(columns, schema=schema)

    def _known(self, column: Any) -> str:  # noqa: ANN401  pyarrow has no types
        if not pa.types.is_dictionary(column.type):
            return ""
        return next((name for name, words in self._words.items() if column.dictionary.equals(words)), "")

    def _worded(self, table: pa.Table) -> Rows:
        columns = {
            field.name: pa.DictionaryArray.from_arrays(
                column.combine_chunks(), self._words[field.metadata[_WORDS].decode()]
            )
            if field.metadata
            else column
            for field, column in zip(table.schema, table.columns, strict=True)
        }
        told = table.schema.metadata
        return Rows(told[b"name"].decode(), pa.table(columns), last=told[b"last"] == b"True")


def _marks(
    records: Records, base: str, rules: tuple[IndicatorRule, ...], indicators: Mapping[str, Indicator]
) -> dict[str, str]:
    """Indicator → mark of all that its figures are made of; none where that is not known."""
    made = dict(records.con.execute("select table_name, mark from made_of").fetchall())
    own: dict[str, str] = {}
    for rule in rules:
        indicator = indicators[rule.indicator]
        parts = [repr(rule)]
        read = set(_ALWAYS_READ)
        for each in (indicator, *([indicators[indicator.of]] if indicator.of else [])):
            parts += [repr(each), str(records.delivered_until.get(each.source))]
            tables = tables_of(records.con, each.query, made.keys())
            read |= {_UNKNOWN} if tables is None else tables
        if read <= made.keys():
            own[rule.indicator] = mark_of(base, *parts, *(f"{table} {made[table]}" for table in sorted(read)))
    # A part is withheld where its total is.
    families: dict[str, list[str]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(own.get(rule.indicator, ""))
    found = {}
    for rule in rules:
        total = families.get(rule.part_of, [""]) if rule.part_of else []
        if rule.indicator in own and "" not in total:
            found[rule.indicator] = mark_of(own[rule.indicator], *total)
    return found


def _tables(file: Any) -> Iterator[pa.Table]:  # noqa: ANN401  pyarrow has no types
    while file.tell() < file.size():
        yield pa.ipc.open_stream(file).read_all()


def _of_arrays(kept: KeptFigures) -> Iterator[pa.Table]:
    """Every array as a table of one column, what all was kept last of all."""
    arrays: dict[str, Any] = {"own": kept.places.own, "hidden": kept.places.hidden}
    for number, counted in enumerate(kept.counted):
        arrays |= {f"counted {number} {name}": values for name, values in vars(counted).items() if name != "counts"}
        arrays |= {f"counted {number} counts {name}": values for name, values in counted.counts.items()}
    if kept.late is not None:
        sums = vars(kept.late.sums) | {"limits": None}
        arrays |= {f"late {name}": values for name, values in vars(kept.late).items() if name != "sums"}
        arrays |= {f"late sums {name}": values for name, values in sums.items() if values is not None}
    arrays["digests"] = np.frombuffer(b"".join(kept.digests), np.uint8)
    for name, values in arrays.items():
        shape = {b"rows": str(len(values)).encode()}
        yield pa.table({name: pa.array(values.ravel())}).replace_schema_metadata(shape)


def _from_tables(tables: Sequence[pa.Table], worded: Callable[[pa.Table], Rows]) -> KeptFigures:
    arrays: dict[str, Any] = {}
    rows = []
    for table in tables:
        told = table.schema.metadata
        if b"rows" in told:
            (column,) = table.columns
            values = column.combine_chunks().to_numpy(zero_copy_only=False)
            flat = table.column_names[0].startswith("late ")
            arrays[table.column_names[0]] = values.reshape(int(told[b"rows"]), -1) if flat else values
        else:
            rows.append(worded(table))

    def under(begin: str) -> dict[str, Any]:
        return {name.removeprefix(begin): values for name, values in arrays.items() if name.startswith(begin)}

    late = {name: values for name, values in under("late ").items() if " " not in name}
    counted: list[Counted] = []
    while of_tier := under(f"counted {len(counted)} "):
        plain = {name: values for name, values in of_tier.items() if " " not in name}
        counts: dict[Any, Any] = under(f"counted {len(counted)} counts ")
        counted.append(Counted(**plain, counts=counts))
    whole = arrays["digests"].tobytes()
    return KeptFigures(
        digests=[whole[begin : begin + DIGEST_BYTES] for begin in range(0, len(whole), DIGEST_BYTES)],
        places=Places(arrays["own"], arrays["hidden"]),
        late=Estimates(sums=Sums(**under("late sums ")), **late) if late else None,
        counted=tuple(counted),
        rows=tuple(rows),
    )
