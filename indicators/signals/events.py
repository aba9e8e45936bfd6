"""Every record that is counted, and the places in which it lies: whatever is asked of them is asked of arrays.

A join of a million records with the five places of each, by month and by voice, would take longer than all else here.
"""

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from indicators.signals.measures import SUBJECT_NAMES, Measure
from indicators.signals.series import Counts
from indicators.statistics.arrays import Integers

_Voices = NDArray[np.uint64]


@dataclass(frozen=True)
class Events:
    """Records under their subject and, once more, under their kind; ordered by measure and place key."""

    keys: Integers
    """Measure × number of place keys + place key."""
    months: Integers
    voices: _Voices
    lies_in: Any
    """Sparse: places of the series × place keys."""

    def counts(self, measures: int, first: int, months: int) -> Counts:
        """Measures × places × months from `first` on."""
        places, place_keys = self.lies_in.shape
        inside = (self.months >= first) & (self.months < first + months)
        measure, place_key = np.divmod(self.keys[inside], place_keys)
        cell = measure * months + self.months[inside] - first
        ones = np.ones(len(cell), dtype=np.float32)
        at_places = sparse.coo_array((ones, (place_key, cell)), shape=(place_keys, measures * months)).tocsr()
        table = (self.lies_in.astype(np.float32) @ at_places).toarray()
        return np.ascontiguousarray(table.reshape(places, measures, months).transpose(1, 0, 2))

    def loudest(self, measure: int, place: int, begin: int, end: int) -> tuple[int, int]:
        """Number of voices in the months `begin` … `end`, and how often the loudest was heard."""
        here = self._at(measure, self._place_keys(place))
        inside = here[(self.months[here] >= begin) & (self.months[here] <= end)]
        _, heard = np.unique(self.voices[inside], return_counts=True)
        return len(heard), int(heard.max(initial=0))

    def shared(self, measure: int, places: tuple[int, int], begin: int, end: int) -> int:
        """Records in the months `begin` … `end` that lie in both places."""
        both = np.intersect1d(self._place_keys(places[0]), self._place_keys(places[1]))
        months = self.months[self._at(measure, both)]
        return int(((months >= begin) & (months <= end)).sum())

    def _place_keys(self, place: int) -> Integers:
        return np.asarray(self.lies_in.indices[slice(*self.lies_in.indptr[place : place + 2])])

    def _at(self, measure: int, place_keys: Integers) -> Integers:
        wanted = measure * self.lies_in.shape[1] + place_keys
        begins, ends = (np.searchsorted(self.keys, wanted, side=side) for side in ("left", "right"))
        sizes = ends - begins
        return np.repeat(begins - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())


def read_events(con: duckdb.DuckDBPyConnection, known: tuple[Measure, ...], numbers: Integers) -> Events:
    """Read `signal_event`; `numbers` is the place of each row of the grid, or -1."""
    lies = con.execute(
        "select area_index, place_key from map_place_area join grid_area using (area_key) where place_key is not null"
    ).fetchnumpy()
    place, place_key = numbers[np.asarray(lies["area_index"], dtype=np.int64)], np.asarray(lies["place_key"])
    rows = con.execute("select subject, kind, place_key, month, voice from signal_event").fetchnumpy()
    place_keys = int(max(place_key.max(initial=-1), np.asarray(rows["place_key"]).max(initial=-1))) + 1
    there = place >= 0
    lies_in = sparse.coo_array(
        (np.ones(int(there.sum())), (place[there], place_key[there])),
        shape=(int(numbers.max(initial=-1)) + 1, place_keys),
    ).tocsr()
    names = {measure.name: number for number, measure in enumerate(known)}
    of_subject = np.array([names[subject] for subject in SUBJECT_NAMES])
    measure = of_subject[np.asarray(rows["subject"])]
    kind = np.ma.filled(np.ma.asarray(rows["kind"]).astype(np.int64), -1)
    told = kind >= 0
    every = np.concatenate([measure, kind[told]]) * place_keys
    every += np.concatenate([rows["place_key"], rows["place_key"][told]])
    order = np.argsort(every)
    months, voices = (np.concatenate([rows[name], rows[name][told]])[order] for name in ("month", "voice"))
    return Events(every[order], np.asarray(months, dtype=np.int64), np.asarray(voices), lies_in)
