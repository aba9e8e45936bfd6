"""A method: which indicators count, with which bounds and weights, and when a score is a light.

A method is a TOML file (`indicators/methods/`, or a corporation's own folder, which wins). It is
checked as a whole and every mistake is named at once, in Dutch, because its readers edit it.
"""

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data.errors import CallerMistakeError

OUR_METHODS = Path(__file__).parent / "methods"
_Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Finite = Annotated[float, Field(allow_inf_nan=False)]
_Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Scale(_Strict):
    """The method's own scale; `high` asks most. Green is under `green_until`, red from `red_from`."""

    low: _Finite
    high: _Finite
    green_until: _Finite
    red_from: _Finite


class Rules(_Strict):
    """When a score is a light, and how sure it is (design.md, methodology.md)."""

    min_coverage: _Share
    min_homes: Annotated[int, Field(ge=1)]
    min_measured_themes: Annotated[int, Field(ge=0)]
    certain_from: _Share
    fairly_certain_from: _Share
    hysteresis_margin: _Share
    inherited_spread: Annotated[float, Field(ge=0, le=100)]
    """Standard deviation, in points, of a part around the area it inherits from."""
    draws: Annotated[int, Field(ge=100, le=100_000)]
    seed: Annotated[int, Field(ge=0)]


class Theme(_Strict):
    """A group of indicators with one weight."""

    label: _Text
    weight: _Weight


class MethodIndicator(_Strict):
    """How an indicator counts: its weight inside its theme and its fixed goalposts."""

    theme: str
    weight: _Weight
    worst: _Finite
    best: _Finite
    mark: Literal["W", "D", "E"]
    reason: _Text


class Method(_Strict):
    """One method, as read from its file."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    version: _Text
    title: _Text
    description: _Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    published: _Text
    ours: _Text
    scale: Scale
    rules: Rules
    themes: Annotated[dict[str, Theme], Field(min_length=1)]
    indicators: Annotated[dict[str, MethodIndicator], Field(min_length=1)]
    document: str = ""
    """The file itself: it is published with the scores."""

    def weights(self) -> dict[str, float]:
        """Effective weight per indicator; they add up to 1."""
        inside = {
            theme: sum(item.weight for item in self.indicators.values() if item.theme == theme) for theme in self.themes
        }
        raw = {
            name: self.themes[item.theme].weight * item.weight / inside[item.theme] if item.weight else 0.0
            for name, item in self.indicators.items()
        }
        total = sum(raw.values())
        return {name: weight / total for name, weight in raw.items()}

    def on_scale(self, points: Any) -> Any:  # noqa: ANN401  a number or an array of numbers
        """Points (0 worst … 100 best) on the method's scale (high asks most)."""
        return self.scale.high - (self.scale.high - self.scale.low) * points / 100

    def points_at(self, score: float) -> float:
        """The points that belong to a score on the method's scale."""
        return 100 * (self.scale.high - score) / (self.scale.high - self.scale.low)


def read_method(path: Path, known_indicators: Collection[str]) -> Method:
    """Read and check one method file.

    Raises CallerMistakeError with every mistake in it.
    """
    try:
        document = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(document)
    except (OSError, UnicodeDecodeError) as error:
        message = f"De methode {path.name} is niet te lezen ({type(error).__name__}): sla het bestand op als UTF-8."
        raise CallerMistakeError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"De methode {path.name} is geen geldige TOML: {error}. Herstel die plek."
        raise CallerMistakeError(message) from error
    try:
        method = Method.model_validate(content | {"document": document})
    except ValidationError as error:
        mistakes = [_sentence(detail["type"], detail["loc"], detail["input"]) for detail in error.errors()]
    else:
        mistakes = list(_mistakes(method, known_indicators))
        if not mistakes:
            return method
    raise CallerMistakeError(f"De methode {path.name} klopt niet. " + " ".join(mistakes))


def all_methods(known_indicators: Collection[str], own_folder: Path | None = None) -> dict[str, Method]:
    """Every method by name; a file in a corporation's own folder replaces ours of the same name."""
    folders = [OUR_METHODS] + ([own_folder] if own_folder else [])
    if own_folder and not own_folder.is_dir():
        message = f"De map {own_folder} met eigen methoden bestaat niet: herstel 'methods_folder' in monitor.toml."
        raise CallerMistakeError(message)
    methods = [read_method(path, known_indicators) for folder in folders for path in sorted(folder.glob("*.toml"))]
    by_name = {method.name: method for method in methods}
    return {name: by_name[name] for name in sorted(by_name)}


def _mistakes(method: Method, known: Collection[str]) -> Iterator[str]:
    scale, rules = method.scale, method.rules
    if not scale.low < scale.green_until <= scale.red_from < scale.high:
        yield "Zet in [scale] de grenzen op volgorde: low, green_until, red_from, high."
    if rules.fairly_certain_from > rules.certain_from:
        yield "Zet in [rules] 'fairly_certain_from' niet hoger dan 'certain_from'."
    for name, item in method.indicators.items():
        if name not in known:
            yield f"De indicator '{name}' bestaat niet: kies uit {', '.join(sorted(known))}."
        if item.theme not in method.themes:
            yield f"Het thema '{item.theme}' van '{name}' bestaat niet: voeg [themes.{item.theme}] toe."
        if item.worst == item.best:
            yield f"'worst' en 'best' van '{name}' zijn gelijk: geef twee verschillende grenzen."
    for theme, group in method.themes.items():
        if group.weight and not any(item.weight for item in method.indicators.values() if item.theme == theme):
            yield f"Het thema '{theme}' heeft gewicht, maar geen indicator met gewicht: voeg er een toe."
    if not any(item.weight and method.themes[item.theme].weight for item in _placed(method)):
        yield "De gewichten tellen op tot nul: geef ten minste één thema en één indicator gewicht."


def _placed(method: Method) -> list[MethodIndicator]:
    return [item for item in method.indicators.values() if item.theme in method.themes]


def _sentence(kind: str, location: tuple[int | str, ...], value: object) -> str:
    key = ".".join(str(part) for part in location)
    if kind == "missing":
        return f"De sleutel '{key}' ontbreekt: voeg hem toe."
    if kind == "extra_forbidden":
        return f"De sleutel '{key}' is onbekend: verwijder hem of herstel de spelling."
    return f"De waarde {value!r} bij '{key}' mag niet."
