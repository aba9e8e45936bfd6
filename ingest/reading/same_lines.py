"""Lines that stood in an earlier delivery of the same file: their rows are taken over and not read again.

A file of this month mostly holds the lines of last month, with some changed and some between them. Its lines are
divided into blocks of about sixteen, where a block ends is told by the line itself, so that lines that are put in
between move no other border. Of each block a keyed digest is kept: a line alone, of which the number or the person
is gone, cannot be guessed back out of sixteen. A block is taken over where every line of it became a row then;
what was refused, doubled or skipped is read anew, and so is a row of which the number turns up again elsewhere.
"""

import json
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.sql import literal
from ingest.contract import Source
from ingest.retention import hashed_key

WORTH_BYTES = 250_000
"""A smaller file is read as fast as it is compared."""
_BLOCK = 16
_SPREAD = np.uint32(2_654_435_761)
"""Knuth's multiplier: nearby sums fall far apart."""
_NEWLINE = 10

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Lines:
    """The lines of a file in blocks: how many each has, and its digest."""

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
    signs = np.frombuffer(body, np.uint8)
    ends = np.flatnonzero(signs == _NEWLINE) + 1
    starts = np.concatenate([[0], ends[:-1]])
    sums = np.add.reduceat(signs, starts, dtype=np.uint32) * _SPREAD
    last = np.flatnonzero(sums < np.uint32(2**32 // _BLOCK))
    last = np.union1d(last, [len(ends) - 1])
    counts = np.diff(last, prepend=-1)
    view, begin, digests = memoryview(body), 0, []
    for end in ends[last].tolist():
        digests.append(blake2b(view[begin:end], digest_size=16, key=key).hexdigest())
        begin = end
    return Lines(tuple(counts.tolist()), tuple(digests))


def write_lines(path: Path, lines: Lines, context: str, forgotten: str) -> None:
    """Keep the digests of a delivery; `forgotten` marks the requests to forget that it was read under."""
    told = {"context": context, "forgotten": forgotten, "counts": lines.counts, "digests": lines.digests}
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
    rows = f"read_parquet({literal(str(earlier.rows))})"
    accepted = con.execute(f"select row from {rows}").fetchnumpy()["row"]
    old = _found_again(earlier.lines, now, np.asarray(accepted, np.int64))
    taken = pa.table({"row": np.flatnonzero(old), "was": old[old > 0]})
    con.register("found_again", taken)
    con.execute("create or replace temp table taken as select * from found_again")
    con.unregister("found_again")
    return int(taken.num_rows)


def _found_again(earlier: Lines, now: Lines, accepted: Rows) -> Rows:
    """For each line of the file (from 1) the line that it was; 0 where it is to be read."""
    is_row = np.zeros(sum(earlier.counts) + 1, np.int64)
    is_row[accepted] = 1
    whole = np.add.reduceat(is_row, earlier.starts) == np.asarray(earlier.counts)
    known = {
        digest: (start, count)
        for digest, start, count, usable in zip(
            earlier.digests, earlier.starts.tolist(), earlier.counts, whole.tolist(), strict=True
        )
        if usable
    }
    was = np.zeros(sum(now.counts) + 1, np.int64)
    for digest, start in zip(now.digests, now.starts.tolist(), strict=True):
        if digest in known:
            old, count = known.pop(digest)
            was[start : start + count] = np.arange(old, old + count)
    return was


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


def accept_taken(con: duckdb.DuckDBPyConnection, source: Source, earlier: Earlier) -> int:
    """Add the rows of `taken` to `accepted_parts`; returns how many."""
    columns = ", ".join(f'"{name}"' for name, _ in source.types())
    added = con.execute(
        f"""insert into accepted_parts select {columns}, taken.row, expired
        from read_parquet({literal(str(earlier.rows))}) as kept join taken on taken.was = kept.row"""
    )
    return int(added.fetchall()[0][0])
