"""Reference data of VERA as the standard ships it: only to say of a code that it is retired or unknown.

Dates are kept as text, because the standard's own file writes them in several ways (22-11-24, 14-02-205);
a pair of Soort and Code may stand in it more than once, so the name belongs to the key as well.
"""

from ingest.contract import Column, Source, Type

SOURCE = Source(
    kind="vera_reference",
    title="Referentiedata VERA",
    owner="Aedes Datastandaarden",
    about_people=False,
    columns=(
        Column("list_name", Type.TEXT, "naam van de lijst", ("Soort",), required=True, key=True),
        Column("code", Type.TEXT, "code", ("Code",), required=True, key=True),
        Column("name", Type.TEXT, "naam", ("Naam",), key=True),
        Column("description", Type.TEXT, "omschrijving", ("Omschrijving",), key=True),
        Column("begins", Type.TEXT, "begindatum, zoals hij er staat", ("Begindatum",)),
        Column("ends", Type.TEXT, "einddatum, zoals hij er staat", ("Einddatum",)),
        Column("parent", Type.TEXT, "de code waar deze onder valt", ("Parent",), key=True),
    ),
)
