"""Method files: ours in `indicators/methods/`, and a corporation's own folder, which wins.

A file is checked as a whole and every mistake is named at once, in Dutch, because its readers edit it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from data.configuration import Configuration
from data.errors import CallerMistakeError
from indicators.indicator import Better, Indicator, off
from indicators.method import Bounds, Method, MethodIndicator

OUR_METHODS = Path(__file__).parent / "methods"


def read_method(path: Path, known_indicators: Mapping[str, Better]) -> Method:
    """Read and check one method file against the indicators there are, and which way is better for each.

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


def all_methods(known_indicators: Mapping[str, Better], own_folder: Path | None = None) -> dict[str, Method]:
    """Every method by name; a file in a corporation's own folder replaces ours of the same name.

    Raises CallerMistakeError with every mistake in every file.
    """
    if own_folder and not own_folder.is_dir():
        message = f"De map {own_folder} met eigen methoden bestaat niet: herstel 'methods_folder' in monitor.toml."
        raise CallerMistakeError(message)
    found: dict[str, Method] = {}
    mistakes: list[str] = []
    for folder in [OUR_METHODS] + ([own_folder] if own_folder else []):
        here: dict[str, Path] = {}
        for path in sorted(folder.glob("*.toml")):
            try:
                method = read_method(path, known_indicators)
            except CallerMistakeError as error:
                mistakes.append(str(error))
                continue
            if method.name in here:
                mistakes.append(
                    f"{here[method.name].name} en {path.name} heten allebei '{method.name}': hernoem er een."
                )
            here[method.name] = path
            found[method.name] = method
    if mistakes:
        raise CallerMistakeError(" ".join(mistakes))
    return {name: found[name] for name in sorted(found)}


def read_methods(configuration: Configuration, indicators: tuple[Indicator, ...]) -> dict[str, Method]:
    """Our methods and the corporation's own, without what no arrangement switches on.

    Raises CallerMistakeError for a mistake in a file, or when the chosen method is not there.
    """
    own = configuration.folder / configuration.methods_folder if configuration.methods_folder else None
    found = all_methods({indicator.name: indicator.better for indicator in indicators}, own)
    if configuration.method not in found:
        message = f"De methode '{configuration.method}' bestaat niet: kies in monitor.toml uit {', '.join(found)}."
        raise CallerMistakeError(message)
    switched_off = off(indicators, configuration.arrangements)
    return {name: method.without(switched_off) for name, method in found.items()}


def _mistakes(method: Method, known: Mapping[str, Better]) -> Iterator[str]:
    scale, rules = method.scale, method.rules
    if not scale.in_order(scale.low, scale.green_until, scale.red_from, scale.high):
        yield "Zet in [scale] de grenzen op volgorde: low, green_until, red_from, high."
    if rules.fairly_certain_from > rules.certain_from:
        yield "Zet in [rules] 'fairly_certain_from' niet hoger dan 'certain_from'."
    for name, item in method.indicators.items():
        if name not in known:
            yield f"De indicator '{name}' bestaat niet: kies uit {', '.join(sorted(known))}."
        if item.theme not in method.themes:
            yield f"Het thema '{item.theme}' van '{name}' bestaat niet: voeg [themes.{item.theme}] toe."
        yield from _bound_mistakes(name, item, known.get(name, "none"))
    for theme, group in method.themes.items():
        if group.weight and not any(item.weight for item in method.indicators.values() if item.theme == theme):
            yield f"Het thema '{theme}' heeft gewicht, maar geen indicator met gewicht: voeg er een toe."
    placed = [item for item in method.indicators.values() if item.theme in method.themes]
    if not any(item.weight and method.themes[item.theme].weight for item in placed):
        yield "De gewichten tellen op tot nul: geef ten minste één thema en één indicator gewicht."
    yield from _class_mistakes(method)


def _class_mistakes(method: Method) -> Iterator[str]:
    scale = method.scale
    if method.aggregate == "product" and len({group.weight for group in method.themes.values() if group.weight}) > 1:
        yield "In een product telt elk thema even zwaar: geef alle thema's gewicht 1 of 0."
    ends = [scale.low, *(part.until for part in method.classes)]
    if method.classes and (not scale.in_order(*ends) or ends[-1] != scale.high):
        yield "Zet in [[classes]] 'until' op volgorde van 'low' naar 'high' in [scale]; de laatste is gelijk aan 'high'."
    if method.classes and not {scale.green_until, scale.red_from} <= set(ends):
        yield "Laat 'green_until' en 'red_from' in [scale] samenvallen met een grens in [[classes]]."


def _bound_mistakes(name: str, item: MethodIndicator, better: Better) -> Iterator[str]:
    own = Bounds(worst=item.worst, best=item.best)
    for place, bounds in {name: own, **{f"{name}.per_type.{kind}": b for kind, b in item.per_type.items()}}.items():
        direction = "higher" if bounds.best > bounds.worst else "lower"
        if bounds.worst == bounds.best:
            yield f"'worst' en 'best' van '{place}' zijn gelijk: geef twee verschillende grenzen."
        elif better not in {direction, "none"}:
            word = "hoger" if better == "higher" else "lager"
            yield f"'worst' en 'best' van '{place}' staan verkeerd om: {word} is beter. Wissel ze om."
    if (item.green_until is None) != (item.red_from is None):
        yield f"Geef '{name}' zowel 'green_until' als 'red_from', of geen van beide."
    elif item.green_until is not None and item.red_from is not None:
        rising = item.worst > item.best
        if item.green_until != item.red_from and (item.green_until < item.red_from) is not rising:
            yield f"'green_until' en 'red_from' van '{name}' staan verkeerd om: rood ligt aan de kant van 'worst'."


def _sentence(kind: str, location: tuple[int | str, ...], value: object) -> str:
    key = ".".join(str(part) for part in location)
    if kind == "missing":
        return f"De sleutel '{key}' ontbreekt: voeg hem toe."
    if kind == "extra_forbidden":
        return f"De sleutel '{key}' is onbekend: verwijder hem of herstel de spelling."
    return f"De waarde {value!r} bij '{key}' mag niet."
