"""Lines that stood in an earlier delivery of the same file: their rows are taken over and not read again.

A file of this month mostly holds the lines of last month, with some changed and some between them. Its lines are
divided into blocks of about sixteen; where a block ends the line itself tells, so that lines that are put in between
move few borders. Of a block a keyed digest is kept where every line of it became a row, and where either none of
its rows has lost what it may no longer hold, or eight or more have: a digest then tells nothing that could be guessed,
because eight lines would have to be guessed at once. What was refused, doubled or skipped is read
anew, and so is a row of which the number turns up again elsewhere.
"""

import json
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

from data.sql import literal
from ingest.contract import Source
from ingest.retention import hashed_key

WORTH_BYTES = 250_000
"""A smaller file is read as fast as it is compared."""
_LEAST = 8
"""Lines of a block."""
_MORE = 8
"""As many again, on average."""
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""Knuth's multiplier: nearby sums fall far apart."""
_NEWLINE = 10
_TOGETHER = 500_000
"""Lines that are looked at at once, so that a file of gigabytes is not copied whole."""
_WORD = 8
_MASKS = np.array([(1 << 8 * signs) - 1 for signs in range(_WORD + 1)], np.uint64)
"""Of a word of eight signs, to keep the first so many."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Lines:
    """The lines of a file in blocks: how many each has, and its digest; an empty one is never found again."""

    counts: tuple[int, ...]
    digests: tuple[str, ...]

    @property
    def starts(self) -> Rows:
        """The number of the first line of each block; the first line of a file is 1, as rows are numbered."""
        return np.concatenate([[1], 1 + np.cumsum(self.counts, dtype=np.int64)])[:-1]


@dataclass(frozen=True)
class Earlier:
    """What was kept of an earlier delivery of the same kind, under the same contract and settings."""

    rows: Path
    """Its accepted rows (Parquet)."""
    lines: Lines
    context: str
    """Of all that decided how a row was read, beside its own line."""


def lines_of(body: bytes, key: bytes) -> Lines:
    """Divide a text that ends with a newline."""
    ends = np.flatnonzero(np.frombuffer(body, np.uint8) == _NEWLINE) + 1
    starts = np.concatenate([[0], ends[:-1]])
    sums = _first_signs(body, starts, ends - starts)
    last, count = [-1], len(ends)
    for line in np.flatnonzero(sums < np.uint64(2**64 // _MORE)).tolist():
        if line - last[-1] >= _LEAST and count - 1 - line >= _LEAST:
            last.append(line)
    last.append(count - 1)
    counts = np.diff(last)
    view, begin, digests = memoryview(body), 0, []
    for end in ends[last[1:]].tolist():
        digests.append(blake2b(view[begin:end], digest_size=16, key=key).hexdigest())
        begin = end
    return Lines(tuple(counts.tolist()), tuple(digests))


def _first_signs(body: bytes, starts: Rows, lengths: Rows) -> npt.NDArray[np.uint64]:
    """A number per line by which it is told whether it ends a block: of its first sixteen signs, most begin with a number."""
    mixed = np.empty(len(starts), np.uint64)
    for begin in range(0, len(starts), _TOGETHER):
        part = slice(begin, begin + _TOGETHER)
        there, length = starts[part] - starts[begin], lengths[part]
        text = body[starts[begin] : starts[begin] + there[-1] + length[-1]]
        # Every place of the text as a word that begins there: sixteen signs of a line are two look-ups.
        words = np.ndarray((len(text) + _WORD,), "<u8", text + bytes(2 * _WORD), strides=(1,))
        first = words[there] & _MASKS[np.minimum(length, _WORD)]
        second = words[there + np.minimum(length, _WORD)] & _MASKS[np.clip(length - _WORD, 0, _WORD)]
        mixed[part] = (first * _SPREAD) ^ second
    mixed ^= mixed >> np.uint64(32)
    mixed *= _SPREAD
    return mixed


def write_lines(con: duckdb.DuckDBPyConnection, path: Path, lines: Lines, context: str, forgotten: str) -> None:
    """Keep the digests of a delivery beside its rows; `forgotten` marks the requests to forget that it was read under."""
    kept = con.execute("select row, expired from read_parquet(?)", [str(path.with_suffix(".parquet"))]).fetchnumpy()
    is_row, is_gone = (np.zeros(sum(lines.counts) + 1, np.int64) for _ in range(2))
    is_row[kept["row"]], is_gone[kept["row"]] = 1, kept["expired"]
    rows, gone = (np.add.reduceat(flags, lines.starts) for flags in (is_row, is_gone))
    usable = (rows == lines.counts) & ((gone == 0) | (gone >= _LEAST))
    digests = [digest if is_usable else "" for digest, is_usable in zip(lines.digests, usable, strict=True)]
    told = {"context": context, "forgotten": forgotten, "counts": lines.counts, "digests": digests}
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps(told), encoding="utf-8")
    partial.replace(path)


def read_earlier(folder: Path, fingerprint: str, file: str, reference: str, forgotten: str) -> Earlier | None:
    """The delivery to compare a file with: under this contract and these settings, of this file, the last one.

    None where there is none, also where terms ran from a later day then, or where less was to be forgotten.
    """
    found = []
    for path in folder.glob(f"*.{fingerprint}.lines"):
        rows, facts = path.with_suffix(".parquet"), path.with_suffix(".json")
        if rows.is_file() and facts.is_file():
            told = json.loads(facts.read_text(encoding="utf-8"))
            if told["read_for"] <= reference:
                found.append((told["file"] == file, path.stat().st_mtime_ns, path.name, path))
    if not found:
        return None
    path = max(found)[-1]
    told = json.loads(path.read_text(encoding="utf-8"))
    if told["forgotten"] != forgotten:
        return None
    return Earlier(path.with_suffix(".parquet"), Lines(tuple(told["counts"]), tuple(told["digests"])), told["context"])


def find_taken(con: duckdb.DuckDBPyConnection, earlier: Earlier, now: Lines) -> int:
    """Make `taken (row, was)`: the rows of this file that an earlier delivery has, and their number there; returns how many."""
    starts, counts = earlier.lines.starts.tolist(), earlier.lines.counts
    known = dict(zip(earlier.lines.digests, zip(starts, counts, strict=True), strict=True))
    runs: list[list[int]] = []
    for digest, start in zip(now.digests, now.starts.tolist(), strict=True):
        if digest in known:
            was, count = known.pop(digest)
            if runs and runs[-1][1] == start and runs[-1][2] == start - was:
                runs[-1][1] = start + count
            else:
                runs.append([start, start + count, start - was])
    con.execute(
        """create or replace temp table taken as select row, row - moved as was
        from (select unnest(range(first, last)) as row, moved
            from (select unnest($first::bigint[]) as first, unnest($last::bigint[]) as last, unnest($moved::bigint[]) as moved))""",
        {name: [run[place] for run in runs] for place, name in enumerate(("first", "last", "moved"))},
    )
    return sum(last - first for first, last, _ in runs)


def leave_out_doubles(con: duckdb.DuckDBPyConnection, source: Source, earlier: Earlier) -> int:
    """Take out of `taken` the rows of which the key turns up in `judged` as well; returns how many.

    Then the rows have to be weighed against each other, and for that they must be read.
    """
    if not source.key:
        return 0
    plain = ", ".join(source.key)
    hashed = ", ".join(f"{sql} as {name}" for name, sql in hashed_key(source).items())
    same = " and ".join(f"kept.{name} = fresh.{name}" for name in source.key)
    gone = con.execute(
        f"""delete from taken where was in (
            select row from read_parquet({literal(str(earlier.rows))}) as kept
            join (select {plain}, false as expired from judged where problem = 0
                union all select {hashed}, true from judged where problem = 0) as fresh
            on {same} and kept.expired = fresh.expired)"""
    )
    return int(gone.fetchall()[0][0])


def rows_of_taken(source: Source, earlier: Earlier) -> str:
    """SQL of the accepted rows that are in `taken`."""
    columns = ", ".join(f'"{name}"' for name, _ in source.types())
    kept = f"read_parquet({literal(str(earlier.rows))})"
    return (
        f"select {columns}, taken.row::integer as row, expired from {kept} as kept join taken on taken.was = kept.row"
    )
