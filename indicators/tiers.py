"""What a tier sees: the one place where full results become a file that may leave.

The private tier shows counts as they are, for areas of enough homes from its lowest level up. The
other tiers need secondary suppression (disclosure), and get no file until they have it.
"""

from pathlib import Path

import duckdb

from data.configuration import TierRules
from data.vocabulary import LEVELS, Tier

_AS_IT_IS = (
    "build", "quarter", "indicator", "method", "method_indicator", "source", "source_absent", "source_file", "source_match",
    "source_quarter", "reject_reason",
)  # fmt: skip


def can_shield(tier: Tier) -> bool:
    """Whether the rules of this tier are in place; a tier without them is not written."""
    return tier is Tier.PRIVATE


def write_tier(con: duckdb.DuckDBPyConnection, path: Path, tier: Tier, rules: TierRules, serving_sql: Path) -> None:
    """Copy the results on this connection to the file of one tier, leaving out what it shields.

    An area under the least number of homes keeps its name and its light (which says so), never a figure.

    Raises ValueError for a tier without rules.
    """
    if not can_shield(tier):
        raise ValueError(f"no rules for tier {tier}: it gets no file")
    levels = ", ".join(f"'{level}'" for level in LEVELS[LEVELS.index(rules.lowest_level) :])
    con.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as serving")
    try:
        con.execute("use serving")
        con.execute(serving_sql.read_text(encoding="utf-8"))
        con.execute("use memory")
        for table in _AS_IT_IS:
            con.execute(f"insert into serving.{table} select * from memory.{table}")
        con.execute("update serving.build set tier = ?", [tier])
        con.execute(f"""
            create or replace temp table shown as
            select area_id, homes >= {rules.min_homes} as large from memory.area where level in ({levels});
            insert into serving.area select area.* from memory.area semi join shown using (area_id);
            insert into serving.area_overlap
            select o.* from memory.area_overlap as o
            semi join shown as a on a.area_id = o.area_id semi join shown as p on p.area_id = o.part_id;
            insert into serving.indicator_value
            select v.* from memory.indicator_value as v join shown using (area_id) where large
            union all by name
            select area_id, quarter, indicator, 'shielded' as state
            from memory.indicator_value join shown using (area_id) where not large;
            insert into serving.score
            select s.* from memory.score as s join shown using (area_id) where large
            union all by name
            select area_id, quarter, method, light, coverage, missing, expired, reason
            from memory.score join shown using (area_id) where not large;
            insert into serving.theme_score
            select t.* from memory.theme_score as t join shown using (area_id) where large;
            insert into serving.contribution
            select c.* from memory.contribution as c join shown using (area_id) where large;
        """)
    finally:
        con.execute("use memory")
        con.execute("detach serving")
