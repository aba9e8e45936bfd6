"""Builds side by side: what a reader who kept the earlier files of a tier must not find in this one.

A file alone gives nothing away. Two files do where an area is shown in the one and shielded in the other: of the
quarters that both have, the reader then knows both patterns at once, and a sibling that was shielded for
a small count may follow. So for every quarter the areas that any earlier file showed are remembered, and what this file
shows beside them is worked out against the same attacker (`suppress`). Only what this file shows for the
first time can still be shielded; what is out stays out.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import compress
from pathlib import Path

import numpy as np

from data.vocabulary import Tier
from indicators.disclosure.rules import Shielding, among
from indicators.disclosure.structure import Structure
from indicators.disclosure.suppress import Pattern, suppress
from indicators.statistics.arrays import Booleans

_HORIZON = 12
"""Quarters that are remembered before the first one of a file: a window of two years, and a year of files."""

Shown = Mapping[int, Mapping[str, frozenset[str]]]


def keep_apart(pattern: Pattern, before: Mapping[int, Booleans]) -> None:
    """Shield areas besides until this file and the earlier ones together give nothing away; after `suppress`.

    `before` has per quarter number the areas and classes that an earlier file showed. A count that was too small
    in a quarter is protected in that quarter, a count that is shown by now is not.
    """
    groups: defaultdict[bytes, list[int]] = defaultdict(list)
    for column, time in enumerate(pattern.times.tolist()):
        if time in before:
            groups[before[time].tobytes()].append(column)
    again = bool(groups)
    while again:
        again = False
        for mask, columns in groups.items():
            out = np.frombuffer(mask, dtype=np.bool_)
            joint = _beside(pattern, out, columns)
            if joint is not None:
                suppress(joint)
                again |= _follow(pattern, joint, out)
        if again:
            suppress(pattern)


def _beside(pattern: Pattern, out: Booleans, columns: list[int]) -> Pattern | None:
    """What is known of some quarters; None where this file shows nothing that is new beside the earlier ones, or they nothing beside it."""
    count = pattern.structure.class_from
    visible = pattern.visible.copy()
    visible[:count] |= out[:count]
    shown = pattern.every_shown()
    if not (out & ~shown).any() or not (shown & ~out).any():
        return None
    series, threshold = pattern.series[:, columns], pattern.threshold[columns]
    small = ((series > 0) & (series < threshold)).any(axis=1)
    few = pattern.structure.homes < pattern.min_homes
    return Pattern(
        structure=pattern.structure,
        series=series,
        threshold=threshold,
        min_homes=pattern.min_homes,
        visible=visible,
        protected=pattern.protected & ~visible & (small | few),
        order=pattern.order,
        chosen_before=pattern.chosen_before,
        withheld=pattern.withheld & ~out,
        windows=tuple(filter(None, (each.at(columns, pattern.series, shown) for each in pattern.windows))),
        fixed=out,
    )


def _follow(pattern: Pattern, joint: Pattern, out: Booleans) -> bool:
    """Shield in the file what had to be shielded beside the earlier ones; whether there was any."""
    count = pattern.structure.class_from
    areas = np.flatnonzero(pattern.visible[:count] & ~joint.visible[:count])
    classes = np.flatnonzero(joint.withheld & ~pattern.withheld & ~out)
    for area in (*areas.tolist(), *classes.tolist()):
        pattern.hide(area)
    return bool(areas.size or classes.size)


def masks(previous: Shielding, family: str, ids: list[str]) -> dict[int, Booleans]:
    """Per quarter number which of these areas and classes an earlier file showed; quarters with none are left out."""
    found = {time: among(ids, shown[family]) for time, shown in previous.shown.items() if family in shown}
    return {time: mask for time, mask in found.items() if mask.any()}


def followed(structure: Structure, shown: Booleans) -> Booleans:
    """With these areas and classes, shown by several files, those that one sum of them tells: what was large enough may."""
    found = shown.copy()
    while True:
        left = structure.parts @ ~found
        whole = structure.rest_homes == 0
        parts = structure.parts.T @ (whole & found[structure.parents] & (left == 1)) > 0
        more = found | parts
        more[structure.parents[whole & (left == 0)]] = True
        if (more == found).all():
            return found
        found = more


def remembered(previous: Shielding, shown: Mapping[str, frozenset[str]], times: list[int]) -> Shown:
    """What files have shown per quarter, this one (with its quarters `times`) included."""
    first = min(times, default=0) - _HORIZON
    kept = {time: before for time, before in previous.shown.items() if time >= first}
    return kept | {time: _both(kept.get(time, {}), shown) for time in times}


def _both(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    # What only one of them has is not copied: there are a family and a quarter for each.
    each = {name: [shown[name] for shown in (one, other) if name in shown] for name in sorted({*one, *other})}
    return {name: of[0] if len(of) == 1 or of[0] >= of[1] else of[0] | of[1] for name, of in each.items()}


def read_choices(folder: Path | None, file: str) -> dict[Tier, Shielding]:
    """What each tier shielded besides and what its files showed, as the previous build wrote it; empty without one."""
    if folder is None or not (folder / file).is_file():
        return {}
    content = json.loads((folder / file).read_text(encoding="utf-8"))
    return {
        Tier(tier): Shielding(
            {},
            frozenset((family, area) for family, area in told["secondary"]),
            shown=_decoded(told["areas"], told["shown"]),
        )
        for tier, told in content.items()
    }


def write_choices(folder: Path, file: str, shielded: Mapping[Tier, Shielding]) -> None:
    """Keep them with the build: private, because they tell what was too small."""
    content = {}
    for tier, result in shielded.items():
        areas = sorted({area for families in result.shown.values() for shown in families.values() for area in shown})
        content[str(tier)] = {
            "secondary": sorted(result.secondary), "areas": areas, "shown": _encoded(areas, result.shown),
        }  # fmt: skip
    (folder / file).write_text(json.dumps(content, indent=0) + "\n", encoding="utf-8")


def _encoded(areas: list[str], shown: Shown) -> dict[str, dict[str, str]]:
    """Quarter → family → one bit per area, in hexadecimals."""

    @cache
    def of(chosen: frozenset[str]) -> str:
        return np.packbits(among(areas, chosen)).tobytes().hex()

    return {
        str(time): {family: of(families[family]) for family in sorted(families)}
        for time, families in sorted(shown.items())
    }


def _decoded(areas: list[str], shown: dict[str, dict[str, str]]) -> Shown:
    # Most quarters and families have the same areas.
    @cache
    def of(text: str) -> frozenset[str]:
        bits = np.unpackbits(np.frombuffer(bytes.fromhex(text), dtype=np.uint8))
        return frozenset(compress(areas, bits.tolist()))

    return {int(time): {family: of(text) for family, text in families.items()} for time, families in shown.items()}
