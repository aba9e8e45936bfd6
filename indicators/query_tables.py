"""Which tables a query reads, as the database itself parses it."""

import json
from collections.abc import Collection, Iterator
from typing import Any

import duckdb

_HARMLESS = frozenset({"unnest", "range", "generate_series"})
"""Functions that give rows and read nothing."""
_UNKNOWN = ""


def tables_of(con: duckdb.DuckDBPyConnection, query: str, known: Collection[str]) -> set[str] | None:
    """Which of the `known` tables of a warehouse a query reads.

    None where it is not one plain query, or reads anything else: another table, a view, a file, or a function of which
    that cannot be told. Names are compared as they are written.
    """
    parsed = json.loads(con.execute("select json_serialize_sql(?::varchar)", [query]).fetchall()[0][0])
    if parsed["error"] or len(parsed["statements"]) != 1:
        return None
    read = set(_read(parsed["statements"], frozenset()))
    return read if read <= set(known) else None


def _read(node: Any, named: frozenset[str]) -> Iterator[str]:  # noqa: ANN401  whatever stands in JSON
    """Tables below a node; `named` are the queries that have a name there, which none has inside itself."""
    if isinstance(node, list):
        for each in node:
            yield from _read(each, named)
    elif isinstance(node, dict):
        for each in node.get("cte_map", {}).get("map", []):
            yield from _read(each["value"], named)
            named |= {each["key"]}
        if (source := _source(node)) is not None and source not in named:
            yield source
        yield from _read([each for name, each in node.items() if name != "cte_map"], named)


def _source(node: dict[str, Any]) -> str | None:
    """What a node itself takes rows from; None where it takes none."""
    match node.get("type"):
        case "BASE_TABLE":
            return _UNKNOWN if node["schema_name"] or node["catalog_name"] else str(node["table_name"])
        case "TABLE_FUNCTION":
            return None if node["function"]["function_name"] in _HARMLESS else _UNKNOWN
        case "SHOW_REF":
            return _UNKNOWN
    return None
