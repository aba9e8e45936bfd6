"""Walks the paths of `ingest.vera` through one JSON object."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ingest.reading.cells import spelling

Item = Mapping[str, Any]
PARENT = "^"
"""The property under which an item of a list finds the object that holds it."""
_STEP = re.compile(r"(?P<name>[^.\[\]]+)(?P<filters>(\[[^\]]*\])*)")
_BAG = re.compile(r"\d{13,16}")
_DOES_NOT_KNOW = {"weetniet", "weetiknietgeenmening", "weetnietgeenmening", "geenmening", "nvt", "wn"}
_TEN = re.compile(r"\b10\b")


def first_filled(item: Item, paths: tuple[str, ...], settings: Mapping[str, str | None]) -> tuple[str, ...]:
    """The different values of the first path that is filled; empty texts are missing."""
    for path in paths:
        if found := tuple(dict.fromkeys(_values(item, path, settings))):
            return found
    return ()


def known_answer(text: str) -> str:
    """An answer, or nothing where the tenant did not know."""
    return "" if spelling(text) in _DOES_NOT_KNOW else text


def _values(item: Item, path: str, settings: Mapping[str, str | None]) -> Iterator[str]:
    if path.startswith("="):
        yield path[1:]
        return
    path, _, word = path.partition("?")
    path, _, reading = path.partition(":")
    for value in _walk(item, path, settings):
        if word and (isinstance(value, Mapping) or _text(value)):
            yield word
        elif not word and (text := _read(value, reading, item)):
            yield text


@cache
def _steps(path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((step["name"], tuple(re.findall(r"\[([^\]]*)\]", step["filters"]))) for step in _STEP.finditer(path))


def _walk(item: Item, path: str, settings: Mapping[str, str | None]) -> list[Any]:
    found: list[Any] = [item]
    for name, conditions in _steps(path):
        inside = [value.get(name) for value in found if isinstance(value, Mapping)]
        found = [part for value in inside for part in (value if isinstance(value, list) else [value])]
        found = [value for value in found if value is not None]
        for condition in conditions:
            found = _filtered(found, condition, settings)
    return found


def _filtered(found: list[Any], condition: str, settings: Mapping[str, str | None]) -> list[Any]:
    if condition == "last":
        dated = [
            (str(value.get("begindatum") or ""), index, value)
            for index, value in enumerate(found)
            if isinstance(value, Mapping)
        ]
        return [max(dated, key=lambda one: one[:2])[2]] if dated else []
    name, _, wanted = condition.partition("=")
    if wanted.startswith("$"):
        setting = settings.get(wanted[1:])
        if setting is None:
            return found
        wanted = setting
    codes = {spelling(code) for code in wanted.split(",")}
    return [value for value in found if isinstance(value, Mapping) and spelling(_code(value.get(name))) in codes]


def _read(value: Any, reading: str, item: Item) -> str:  # noqa: ANN401 - JSON holds anything
    match reading:
        case "code":
            return _code(value)
        case "key":
            return _key(value)
        case "bag":
            return _text(value) if _BAG.fullmatch(_text(value)) else ""
        case "year":
            return _text(value)[:4]
        case "mark":
            return known_answer(_text(value))
        case "rating":
            scale = _code(item.get("beoordelingsSchaal"))
            text = known_answer(_text(value))
            return f"{text} (schaal {scale})" if text and scale and not _TEN.search(scale) else text
        case _:
            return _text(value)


def _text(value: Any) -> str:  # noqa: ANN401
    match value:
        case bool():
            return "ja" if value else "nee"
        case float() if value.is_integer():
            return str(int(value))
        case int() | float() | str():
            return str(value).strip()
        case _:
            return ""


def _code(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, Mapping):
        return _text(value.get("code")) or _text(value.get("naam"))
    return _text(value)


def _key(value: Any) -> str:  # noqa: ANN401
    """What names another object: never more than its number."""
    if isinstance(value, Mapping):
        filled = (_text(value.get(name)) for name in ("code", "id", "idExtern", "uri"))
        return _tail(next((text for text in filled if text), ""))
    return _tail(_text(value))


def _tail(text: str) -> str:
    return text.rstrip("/").rsplit("/", 1)[-1].split("?")[0] if "://" in text or text.startswith("/") else text
