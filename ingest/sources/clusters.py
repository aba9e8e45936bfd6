"""Clusters of VERA: which homes form a complex, where the homes themselves do not say so."""

from ingest.contract import Column, Source, Type
from ingest.shared_columns import COMPLEX, with_key
from ingest.vera import Form, Only, Vera

SOURCE = Source(
    kind="clusters",
    title="Complexen",
    owner="Vastgoed",
    columns=(
        COMPLEX,
        Column("complex_name", Type.TEXT, "naam van het complex", ("Complexnaam", "Naam complex", "Naam cluster")),
        Column("complex_other_id", Type.ID, "tweede nummer van het complex"),
        with_key(
            Column("dwelling_id", Type.ID, "nummer van de eenheid", ("Eenheidnummer", "Eenheidnr", "Eenheid", "VHE"))
        ),
    ),
    completes="stock",
    snapshot=True,
    vera=Vera(
        forms=(
            Form(
                resource="clusters",
                marks=("eenheden", "bovenliggendeCluster", "conditiemeting"),
                rows="eenheden",
                paths={
                    "complex_id": ("^:key",),
                    "complex_name": ("^.naam",),
                    "complex_other_id": ("^.id",),
                    "dwelling_id": (":key",),
                },
                only=(Only(("^.soort:code",), ("$cluster_kind",), unknown=True),),
            ),
        ),
        several=(),
    ),
)
