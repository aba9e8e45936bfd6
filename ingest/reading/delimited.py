"""Delimited text (CSV): encoding, delimiter and header are detected; DuckDB reads the cells."""

import re
import tempfile
from collections import Counter
from hashlib import sha256
from pathlib import Path

import duckdb
import numpy as np

from data.configuration import SourceEntry
from data.errors import CallerMistakeError, InputRefusedError
from data.sql import literal
from ingest.contract import Source
from ingest.reading import same_lines
from ingest.reading.cells import HEADER_SEARCH, Cells, find_header, header_of
from ingest.reading.encoding import decode
from ingest.reading.same_lines import Lines, lines_of

DELIMITERS = ";,\t|"
_SPARE = 4
"""Columns kept beyond the widest row of the sample, to notice cells that have no header."""
_SAMPLE_LINES = 400
_SIGNS_TOGETHER = 64 * 1024**2
_PATTERN = frozenset("*?[]{}")
_WIDE_BLANKS = ("\xa0", "\u200b", "\ufeff")
_BLANK_LINE = re.compile(r"^$", re.MULTILINE)
_QUOTED_BREAK = re.compile(r'(?:^|[;,\t|])"[^"\n]*\n', re.MULTILINE)


def read_delimited(con: duckdb.DuckDBPyConnection, path: Path, source: Source, entry: SourceEntry) -> Cells:
    """Read a text file into the table `cells`.

    Raises CallerMistakeError where the told encoding does not fit, InputRefusedError for a quote that is never closed.
    """
    raw = path.read_bytes()
    try:
        text = decode(raw, entry.encoding)
    except (UnicodeError, LookupError) as error:
        message = (
            f"{path.name} is niet te lezen als {entry.encoding or 'UTF-16'}. "
            "Zet bij deze [[source]] in monitor.toml de goede encoding, bijvoorbeeld utf-8 of cp1252."
        )
        raise CallerMistakeError(message) from error
    encoding, content = text.encoding, text.content.replace("\0", "")
    # A file of gigabytes need not lie here four times.
    del text
    # To look for one sign takes a twentieth of the time of two.
    if "\r" in content:
        content = content.replace("\r\n", "\n").replace("\r", "\n")
    content = content.rstrip("\n \t")
    sample = content[:200_000].split("\n")[:_SAMPLE_LINES]
    delimiter = entry.delimiter or _delimiter(sample)
    # DuckDB skips blank lines, and then row numbers would not be those of the file.
    has_blank = content.startswith("\n") or "\n\n" in content
    body = _BLANK_LINE.sub(delimiter, content) if has_blank else content
    has_break = '"' in body and _QUOTED_BREAK.search(body) is not None
    width = max((line.count(delimiter) for line in sample), default=0) + 1
    encoded = body.encode()
    del content, body
    same = len(raw) == len(encoded) + 1 and raw.endswith(b"\n") and raw.startswith(encoded)
    encoded = raw if same else encoded + b"\n"
    del raw
    try:
        # Most files are as DuckDB reads them; in a name it takes [1] for a pattern, and would read another file.
        is_plain = same and _PATTERN.isdisjoint(str(path))
        is_loaded = is_plain and _load(con, path, delimiter, width + _SPARE, parallel=not has_break)
    except duckdb.Error:
        is_loaded = False
    if not is_loaded:
        _load_text(con, encoded, delimiter, width + _SPARE, parallel=not has_break)
    columns = [row[0] for row in con.execute("describe loaded").fetchall()]
    if has_break:
        _refuse_open_quote(con, path, columns, delimiter)
    rows = con.execute(f"select * from loaded where rowid < {HEADER_SEARCH} order by rowid").fetchall()
    header = find_header(rows, source, entry)
    headers = header_of(rows, header, source, entry)
    con.execute(f"create or replace temp view cells as select rowid + 1 as row, * from loaded where rowid > {header}")
    return Cells(
        "cells",
        headers,
        {"form": "csv", "encoding": encoding, "delimiter": delimiter, "header_row": header + 1},
        tuple(columns[len(headers) :]),
        is_trimmed=_is_trimmed(encoded, delimiter),
        lines=None if has_break else _lines(con, encoded),
    )


def _lines(con: duckdb.DuckDBPyConnection, encoded: bytes) -> Lines | None:
    """The lines of a file that is worth comparing, where each is a row; the key is that of the hash of numbers."""
    if len(encoded) < same_lines.WORTH_BYTES:
        return None
    rows, key = con.execute("select (select count(*) from loaded), getvariable('hash_inner')").fetchall()[0]
    return lines_of(encoded, sha256(str(key).encode()).digest()) if rows == encoded.count(b"\n") else None


def _is_trimmed(encoded: bytes, delimiter: str) -> bool:
    """Whether no blank stands beside a delimiter, a quote or an end of line; asked once per file, not per cell."""
    if (b'"' in encoded and b'""' in encoded) or (
        not encoded.isascii() and any(blank.encode() in encoded for blank in _WIDE_BLANKS)
    ):
        return False
    signs, edges = np.frombuffer(encoded, np.uint8), np.zeros(256, bool)
    edges[list(b'\n"' + delimiter.encode())] = True
    for blank in {" ", "\t"} - {delimiter}:
        if blank.encode() not in encoded:
            continue
        for begin in range(0, len(signs), _SIGNS_TOGETHER):
            places = begin + np.flatnonzero(signs[begin : begin + _SIGNS_TOGETHER] == ord(blank))
            # The text ends with a newline; before the first sign stands nothing, which is an edge too.
            if np.any(edges[signs[places + 1]]) or np.any((places == 0) | edges[signs[places - 1]]):
                return False
    return True


def _refuse_open_quote(con: duckdb.DuckDBPyConnection, path: Path, columns: list[str], delimiter: str) -> None:
    """A quote that is never closed takes whole rows into one cell; lost rows must not go by unseen."""
    width = con.execute(f"select len(list_filter([{', '.join(columns)}], lambda c: c is not null)) from loaded limit 1")
    fewest = max(int(width.fetchall()[0][0]) - 1, 1)
    swallowed = " or ".join(
        f"(contains({name}, chr(10)) and len(list_filter(string_split({name}, chr(10))[2:],"
        f" lambda line: length(line) - length(replace(line, {literal(delimiter)}, '')) >= {fewest})) > 0)"
        for name in columns
    )
    found = con.execute(f"select rowid + 1 from loaded where {swallowed} order by 1 limit 1").fetchall()
    if found:
        message = (
            f'{path.name}, rij {found[0][0]}: een aanhalingsteken (") wordt niet gesloten, waardoor volgende rijen in één '
            "cel terechtkomen. Herstel die cel, of exporteer met aanhalingstekens verdubbeld."
        )
        raise InputRefusedError(message)


def _delimiter(lines: list[str]) -> str:
    """The delimiter that splits most lines into the same number of cells, two or more."""
    plain = [re.sub(r'"[^"]*"', "", line) if '"' in line else line for line in lines if line.strip()]

    def agreement(delimiter: str) -> tuple[int, int]:
        widths = Counter(line.count(delimiter) for line in plain)
        widths.pop(0, None)
        if not widths:
            return (0, 0)
        width, lines_with_it = widths.most_common(1)[0]
        return (lines_with_it, width)

    return max(DELIMITERS, key=agreement)


def _load_text(con: duckdb.DuckDBPyConnection, text: bytes, delimiter: str, width: int, *, parallel: bool) -> None:
    """Load a text that is not as the file has it; one with a row wider than the sample once more, by its widest.

    It waits where the database keeps what does not fit in memory, inside the installation: it may be about people.
    """
    spill = Path(con.execute("select current_setting('temp_directory')").fetchall()[0][0])
    spill.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=spill) as folder:
        plain = Path(folder) / "cells.csv"
        plain.write_bytes(text)
        try:
            _load(con, plain, delimiter, width, parallel=parallel)
        except duckdb.Error:
            widest = max(line.count(delimiter.encode()) for line in text.split(b"\n")) + 1
            _load(con, plain, delimiter, widest, parallel=False)


def _load(con: duckdb.DuckDBPyConnection, path: Path, delimiter: str, width: int, *, parallel: bool) -> bool:
    """Make `loaded`; True, for it raises where it cannot."""
    columns = {f"c{index}": "VARCHAR" for index in range(width)}
    con.execute(
        f"""create or replace temp table loaded as select * from read_csv(?, auto_detect=false, delim=?, quote='"',
            escape='"', header=false, null_padding=true, strict_mode=false, max_line_size=8000000,
            columns={columns}, parallel={parallel})""",
        [str(path), delimiter],
    )
    return True
