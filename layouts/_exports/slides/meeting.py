"""The slides of a meeting: what is on the Bespreekblad, with native tables and charts that one can edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pptx.util import Inches

from data.vocabulary import DUTCH_LEVELS, LIGHTS_WORST_FIRST, Level, Light
from layouts._exports.agreed import agreed_about
from layouts._exports.gathering import Gathering, gathering_of, summary
from layouts._exports.places_map import slide_map
from layouts._exports.request import ExportRequest, Tell
from layouts._exports.request_facts import facts_of, footer_of, link_of
from layouts._exports.slides.charts import bars, lines
from layouts._exports.slides.master import FOOT, MARGIN, TOP, new_slides
from layouts._exports.slides.parts import ROOM, Deck
from layouts._exports.slides.tables import agreements_tables, asking_table, changes_tables, parts_table
from layouts._exports.tables.sheet import light_text
from layouts._exports.verdicts import conclusions, none_given
from layouts._notes import ABOUT_CERTAINTY, ABOUT_PLACES, not_real
from layouts._parts.states import MEANINGS
from layouts._text import capital, homes, number, quarter, short_quarter, signed

_MOST_BARS = 14


@dataclass(frozen=True)
class About:
    """What stands on every slide and on the last one."""

    title: str
    corporation: str
    footer: str
    facts: Sequence[tuple[str, str]]
    sentence: str
    link: str
    marks: Sequence[str]
    """What is not real about the figures."""
    agreements: Sequence[Sequence[str]] = ()
    """Agreements of before: what, who, when, how it went."""
    verdicts: Mapping[str, str] = field(default_factory=dict)
    """Area id → the verdict of a professional, in words."""
    untested: str = ""
    """What is said of a place without a verdict."""
    map_image: bytes | None = None


def write_meeting_slides(path: Path, request: ExportRequest, tell: Tell) -> None:
    """Ask the build and write the slides of the places that were asked for."""
    tell(0.1, "Cijfers lezen")
    met = gathering_of(request)
    tell(0.4, "Dia’s maken")
    about = About(
        title=f"Bespreekblad {request.where}",
        corporation=request.corporation,
        footer=footer_of(request),
        facts=facts_of(request),
        sentence=ABOUT_PLACES,
        link=link_of(request),
        marks=not_real(request.found.build),
        agreements=[(each.what, each.who, each.when, each.state) for each in agreed_about(request)],
        verdicts={area_id: f"{each.said}. {each.detail}" for area_id, each in conclusions(request).items()},
        untested=none_given(request.tier).said.lower(),
        map_image=slide_map(request, met),
    )
    write_slides(path, met, about)


def write_slides(path: Path, met: Gathering, about: About) -> None:
    """Write the presentation."""
    slides = new_slides()
    slides.core_properties.title = f"{about.title}, {quarter(met.quarter)}"
    slides.core_properties.author = about.corporation
    slides.core_properties.language = "nl-NL"
    deck = Deck(slides, about.footer)
    facts = "\n".join(f"{name}: {value}" for name, value in about.facts)
    notes = f"{about.sentence}\n\n{facts}\n{about.link}".strip()
    _title(deck, met, about, notes)
    _at_a_glance(deck, met, notes)
    _bars(deck, met, notes)
    if about.map_image:
        slide = deck.slide("Waar het is", notes, f"{capital(DUTCH_LEVELS[met.places_level][1])} naar stoplicht")
        deck.picture(slide, about.map_image, (MARGIN, TOP, ROOM, FOOT - TOP - Inches(0.1)), _map_words(met))
    _trend(deck, met, notes)
    parts_table(deck, met, notes)
    changes_tables(deck, met, notes)
    asking_table(deck, met, about.verdicts, about.untested, notes)
    agreements_tables(deck, about.agreements, notes)
    _account(deck, about, notes)
    slides.save(str(path))


def _title(deck: Deck, met: Gathering, about: About, notes: str) -> None:
    since = f"vergeleken met het {quarter(met.since)}" if met.since != met.quarter else ""
    deck.title_slide(
        about.title,
        [f"{capital(quarter(met.quarter))}{', ' if since else ''}{since}", about.corporation, *about.marks],
        notes,
    )


def _at_a_glance(deck: Deck, met: Gathering, notes: str) -> None:
    slide = deck.slide("In het kort", notes)
    shown = [light for light in LIGHTS_WORST_FIRST if met.homes_now.get(light) or met.homes_before.get(light)]
    width = int(ROOM / max(len(shown), 1))
    top, size = Inches(1.5), Inches(0.42)
    for place, light in enumerate(shown):
        left = MARGIN + place * width
        now, before = met.homes_now.get(light, 0), met.homes_before.get(light, 0)
        deck.light(slide, light, left, top + Inches(0.12), size)
        deck.text(slide, number(now), (left + Inches(0.58), top - Inches(0.02), width - Inches(0.6), Inches(0.7)), 36, strong=True)  # fmt: skip
        word = light_text(light)[2:]
        deck.text(slide, f"{word}\nwoningen", (left, top + Inches(0.8), width - Inches(0.1), Inches(0.6)), 14, deck.colour[f"{light}-ink"])  # fmt: skip
        if met.since != met.quarter:
            moved = f"{signed(now - before)} sinds {short_quarter(met.since)}" if now != before else f"gelijk aan {short_quarter(met.since)}"  # fmt: skip
            deck.text(slide, moved, (left, top + Inches(1.42), width - Inches(0.1), Inches(0.3)), 12, deck.colour["text-2"])  # fmt: skip
    deck.text(slide, "\n".join(summary(met)), (MARGIN, Inches(3.75), Inches(11.4), Inches(2.6)), 20)


def _bars(deck: Deck, met: Gathering, notes: str) -> None:
    """Homes per light by neighbourhood, from the places: the neighbourhoods with most homes that ask attention first."""
    found: dict[str, dict[Light, int]] = {}
    for place in met.places:
        name = place.area.neighbourhood or "Geen buurt bekend"
        counted = found.setdefault(name, {})
        counted[place.score.light] = counted.get(place.score.light, 0) + place.area.homes
    if not found:
        return
    ordered = sorted(found, key=lambda name: [-found[name].get(light, 0) for light in LIGHTS_WORST_FIRST])
    shown = ordered[:_MOST_BARS]
    lights = [light for light in LIGHTS_WORST_FIRST if any(found[name].get(light) for name in shown)]
    one, many = DUTCH_LEVELS[met.places_level]
    lead = f"Woningen in {many}"
    if met.places_level is not Level.NEIGHBOURHOOD:
        lead += f"; een {one} telt geheel bij de buurt waar de meeste woningen staan"
    slide = deck.slide("Woningen per stoplicht en buurt", notes, lead + (f" (de eerste {len(shown)} van {len(ordered)} buurten)" if len(ordered) > len(shown) else ""))  # fmt: skip
    alt = "; ".join(f"{name}: " + ", ".join(f"{number(found[name][light])} {light_text(light)[2:].lower()}" for light in lights if found[name].get(light)) for name in shown)  # fmt: skip
    series = [(light, [found[name].get(light, 0) for name in shown]) for light in lights]
    bars(deck, slide, shown, series, f"Staafdiagram van woningen per stoplicht. {alt}.")  # fmt: skip


def _trend(deck: Deck, met: Gathering, notes: str) -> None:
    if not any(point.score is not None for point in met.series):
        return
    at = [point.quarter for point in met.series]
    series = [(met.area.name, [_rounded(point.score) for point in met.series])]
    if met.stock:
        stock = {point.quarter: point.score for point in met.stock}
        series.append(("Heel het bezit", [_rounded(stock.get(each)) for each in at]))
    method = met.method
    worse = "hoger" if method.high_is_worse else "lager"
    slide = deck.slide("De score door de jaren", notes, f"{method.title}, {method.scale_low:g} tot {method.scale_high:g}; {worse} vraagt meer. Elke score telt twaalf maanden")  # fmt: skip
    first, last = (next(p for p in order if p.score is not None) for order in (met.series, met.series[::-1]))
    alt = f"Lijndiagram van de score van {met.area.name}: van {number(first.score, 1)} in het {quarter(first.quarter)} naar {number(last.score, 1)} in het {quarter(last.quarter)}."  # fmt: skip
    bounds = [
        (f"Groen {'tot' if method.high_is_worse else 'boven'} {number(method.green_until, 1)}", method.green_until, Light.GREEN),
        (f"Rood {'vanaf' if method.high_is_worse else 'onder'} {number(method.red_from, 1)}", method.red_from, Light.RED),
    ]  # fmt: skip
    lines(deck, slide, [short_quarter(each) for each in at], series, alt, (method.scale_low, method.scale_high), bounds)  # fmt: skip


def _account(deck: Deck, about: About, notes: str) -> None:
    slide = deck.slide("Waar deze cijfers op rusten", notes)
    deck.text(slide, about.sentence, (MARGIN, Inches(1.25), ROOM, Inches(0.6)), 16, strong=True)
    left = "\n".join(f"{name}: {value}" for name, value in about.facts)
    deck.text(slide, left, (MARGIN, Inches(2.05), Inches(6.2), Inches(3.2)), 14)
    top = Inches(2.05)
    for light, certainty, word, text in MEANINGS:
        if certainty is None:
            deck.light(slide, light, Inches(7.3), top, Inches(0.24))
            deck.text(slide, f"{word}: {text[:1].lower()}{text[1:]}", (Inches(7.7), top - Inches(0.02), Inches(5.1), Inches(0.3)), 13)  # fmt: skip
            top += Inches(0.42)
    deck.text(slide, ABOUT_CERTAINTY, (Inches(7.3), top + Inches(0.1), Inches(5.4), Inches(0.6)), 14, deck.colour["text-2"])  # fmt: skip
    if about.link:
        deck.text(slide, f"Dezelfde weergave: {about.link}", (MARGIN, FOOT - Inches(0.5), ROOM, Inches(0.4)), 12, deck.colour["accent"])  # fmt: skip


def _rounded(value: float | None) -> float | None:
    """With the decimals that the screen shows."""
    return None if value is None else round(value, 1)


def _map_words(met: Gathering) -> str:
    shown = [f"{number(met.places_now[light])} {light_text(light)[2:].lower()}" for light in LIGHTS_WORST_FIRST if met.places_now.get(light)]  # fmt: skip
    return f"Kaart van {met.area.name} met {', '.join(shown)}; samen {homes(met.homes)}."
