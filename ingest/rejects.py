"""Masked rejects as CSV, so that a data steward can find each row in the file it came from."""

import re
from collections.abc import Iterable

import duckdb

from data.installation import Installation
from data.sql import literal
from ingest.delivery import Delivery


def write_masked(installation: Installation, deliveries: Iterable[Delivery]) -> None:
    """Write `var/rejects/<kind>-<file>.csv` for each delivery with rejects, and remove those of earlier runs."""
    folder = installation.rejects
    folder.mkdir(parents=True, exist_ok=True)
    written = set()
    for delivery in deliveries:
        if delivery.rejected == 0:
            continue
        name = re.sub(r"[^A-Za-z0-9._-]+", "_", delivery.file).strip("._")
        path = folder / f"{delivery.kind}-{name.rsplit('.', 1)[0]}-{delivery.sha256[:8]}.csv"
        with duckdb.connect() as con:
            con.execute(
                f"copy (select {literal(delivery.file)} as bestand, row as rij, column_name as kolom,"
                f" value_masked as waarde_gemaskeerd, reason as reden from read_parquet("
                f"{literal(str(delivery.path(installation.deliveries, 'rejects.parquet')))}) order by row)"
                f" to {literal(str(path))} (header, delimiter ';')"
            )
        written.add(path.name)
    for path in folder.glob("*.csv"):
        if path.name not in written:
            path.unlink()
