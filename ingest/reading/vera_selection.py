"""Which VERA objects are rows of a source, and why the others are not."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data.configuration import SourceEntry
from data.errors import CallerMistakeError
from ingest.reading.cells import spelling
from ingest.reading.json_paths import Item, first_filled, known_answer
from ingest.vera import SKIP_WORD, Form, Only

_LONGEST_CODE = 20
_MARK_LENGTH = 5


@dataclass(frozen=True)
class Selection:
    """The rules of a form with the settings of `monitor.toml`."""

    form: Form
    entry: SourceEntry

    @cached_property
    def settings(self) -> Mapping[str, str | None]:
        """Words that stand for a setting in paths and rules."""
        return {"cluster_kind": self.entry.cluster_kind}

    @cached_property
    def _told(self) -> dict[str, str]:
        """Codes that `values` explains → our value, whatever the column."""
        return {spelling(code): ours for values in self.entry.values.values() for code, ours in values.items()}

    @cached_property
    def _codes(self) -> dict[Only, frozenset[str]]:
        told = {
            rule: [self.settings.get(code[1:]) if code.startswith("$") else code for code in rule.codes]
            for rule in (*self.form.only, *self.form.without)
        }
        return {rule: frozenset(spelling(code) for code in codes if code is not None) for rule, codes in told.items()}

    def why_not(self, item: Item) -> str | None:
        """Why an object is no row of this source, as a word for the report; None when it is one."""
        for name in self.form.absent:
            if item.get(name):
                return f"met {name}"
        for column in self.entry.values:
            found = first_filled(item, self.form.paths.get(column, ()), self.settings)
            if any(self._told.get(spelling(value)) == SKIP_WORD for value in found):
                return found[0]
        for rule in self.form.only:
            found = first_filled(item, rule.paths, self.settings)
            if not (self._holds(rule, found) if found else rule.unknown):
                return found[0] if found and len(found[0]) <= _LONGEST_CODE else "anders"
        for rule in self.form.without:
            found = first_filled(item, rule.paths, self.settings)
            if found and self._holds(rule, found):
                return found[0]
        return "open antwoord" if self._is_open_answer(item) else None

    def _holds(self, rule: Only, found: tuple[str, ...]) -> bool:
        codes = self._codes[rule]
        told = self._told if rule in self.form.only else {}
        return not codes or any(spelling(value) in codes or spelling(value) in told for value in found)

    def _is_open_answer(self, item: Item) -> bool:
        answer = known_answer(str(item.get(self.form.open_answer) or "").strip())
        is_number = answer.replace(",", "").replace(".", "").isdecimal() and len(answer) <= _MARK_LENGTH
        return bool(answer) and not is_number

    def refuse_unclear_clusters(self, items: list[Item], path: Path) -> None:
        """Raise CallerMistakeError where a home lies in several clusters and nobody said which is the complex."""
        if self.entry.cluster_kind or "$cluster_kind" not in repr(self.form):
            return
        is_list = self.form.rows == "eenheden"
        clusters: dict[str, set[str]] = {}
        kinds: set[str] = set()
        for number, item in enumerate(items):
            home = "|".join(first_filled(item, (":key",), {})) if is_list else str(number)
            clusters.setdefault(home, set()).update(first_filled(item, ("^:key" if is_list else "clusters:key",), {}))
            kinds.update(first_filled(item, ("^.soort:code" if is_list else "clusters.soort:code",), {}))
        several = sum(len(names) > 1 for names in clusters.values())
        if several:
            found = sorted(kinds)
            message = (
                f"{path.name}: {several} eenheden liggen in meer clusters, van de soorten "
                f"{', '.join(found) or 'onbekend'}. Zeg in monitor.toml welke soort een complex is, "
                f'bijvoorbeeld cluster_kind = "{(found or ["FIN"])[0]}".'
            )
            raise CallerMistakeError(message)
