"""What a method says, as steps, bars and a table."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_DWELLING_TYPES, DUTCH_LIGHTS, DUTCH_MARKS, Certainty, Light
from indicators.read_model import CountedIndicator, Decisive, Method, MethodDetails, MethodTheme
from layouts._parts.attributes import attributes
from layouts._parts.document import scroller
from layouts._parts.light import shape
from layouts._text import capital, count, homes, months, number, percent, spread

_JOINED = {
    "arithmetic": "De score is het gewogen gemiddelde van de thema’s. Een goed thema kan een slecht thema goedmaken.",
    "geometric": "De score is het meetkundig gemiddelde van de thema’s. Een slecht thema weegt zwaarder dan een goed thema.",
    "product": "De score is het product van de thema’s. Elk thema telt één keer, en een goed thema maakt een slecht thema niet goed.",
}


def published_and_ours(details: MethodDetails) -> list[Component]:
    """Two equal cells, and the sources below."""
    cells = [
        html.Div([html.H3(title), html.P(text, className="sub")])
        for title, text in (("Dit is gepubliceerd", details.file.published), ("Dit is van ons", details.file.ours))
    ]
    sources = [html.Li(source) for source in details.file.sources]
    return [
        html.Div(cells, className="twocells"),
        html.H3("Bronnen", className="cap above"),
        html.Ul(sources, className="sm sub plain"),
    ]


def steps(details: MethodDetails, method: Method) -> list[Component]:
    """From figures to a light, in words."""
    rules, high = details.file.rules, method.high_is_worse
    asks = "vraagt het meeste beheer" if high else "vraagt het minste beheer"
    told = (
        ("Elk cijfer krijgt punten", "De methode noemt per indicator een slechtste en een beste waarde. Slechtst is 0 punten, best is 100, en daartussen loopt het gelijk op. Die grenzen liggen vast: een plek verandert niet van kleur doordat een andere plek verandert."),
        ("Kleine aantallen tellen voorzichtig", "Bij weinig woningen of antwoorden trekken we het cijfer naar dat van vergelijkbare plekken (zelfde type, periode en grootte). Zo maakt één zaak een klein complex niet rood."),
        ("Cijfers vormen thema’s", "Een thema is het gewogen gemiddelde van zijn indicatoren."),
        ("Thema’s vormen de score", _JOINED[details.file.aggregate]),
        ("Wat ontbreekt, telt niet mee", f"Het gewicht gaat naar wat er wel is. Is minder dan {percent(rules.min_coverage)} van het gewicht aanwezig, dan is de uitkomst ‘onvoldoende gegevens’."),
        ("De score wordt een kleur", f"De schaal loopt van {number(min(method.scale_low, method.scale_high))} tot {number(max(method.scale_low, method.scale_high))}; {number(max(method.scale_low, method.scale_high))} {asks}."),
    )  # fmt: skip
    items = [
        html.Li(
            [html.Span(str(place), className="stepno"), html.Div([html.B(title), html.P(text, className="sm sub")])]
        )
        for place, (title, text) in enumerate(told, start=1)
    ]
    return [html.Ol(items, className="steps"), _scale(details, method)]


def _scale(details: MethodDetails, method: Method) -> Component:
    low, high = sorted((method.scale_low, method.scale_high))
    bounds = sorted((method.green_until, method.red_from))
    edges = [low, *bounds, high]
    order = (Light.GREEN, Light.AMBER, Light.RED) if method.high_is_worse else (Light.RED, Light.AMBER, Light.GREEN)
    parts = [
        html.Div(
            [
                html.I(className=f"seg-{light}"),
                html.Span(
                    [
                        shape(light, size=14, named=False),
                        html.B(capital(DUTCH_LIGHTS[light])),
                        f" {spread(start, end, 1)}",
                    ]
                ),
            ],
            style={"flex": f"{max(end - start, (high - low) * 0.16):.3f}"},
        )
        for light, start, end in zip(order, edges, edges[1:], strict=False)
    ]
    classes = [f"{each.label} tot {number(each.until, 1)}" for each in details.file.classes]
    named = (
        [html.P(f"De methode noemt ook klassen: {', '.join(classes)}.", className="sm sub above")] if classes else []
    )
    return html.Div([html.Div(parts, className="methodscale"), *named])


def theme_weights(themes: Sequence[MethodTheme]) -> Component:
    """A bar per theme, with the share of each indicator in the whole score."""
    rows = []
    for theme in themes:
        inside = [each for each in theme.indicators if each.weight]
        beside = len(theme.indicators) - len(inside)
        said = [f"{each.label} {percent(each.weight)}" for each in inside]
        if beside and (theme.weight or not inside):
            said.append(f"{count(beside, 'indicator staat', 'indicatoren staan')} erbij zonder gewicht")
        rows.append(
            html.Li(
                [
                    html.B(theme.label),
                    html.Span(
                        html.I(style={"width": f"{theme.weight:.1%}"}),
                        className="meter",
                        **attributes(aria_hidden="true"),
                    ),
                    html.B(
                        percent(theme.weight) if theme.weight else "telt niet mee",
                        className="num" if theme.weight else "mut none",
                    ),
                    html.Span(" · ".join(said), className="sm sub inside"),
                ]
            )
        )
    return html.Ul(rows, className="weights")


def bounds_table(themes: Sequence[MethodTheme]) -> list[Component]:
    """Every indicator with its goalposts, the mark and the reason."""
    counted = [each for theme in themes for each in theme.indicators if each.weight]
    beside = [each for theme in themes for each in theme.indicators if not each.weight]
    marks = html.Ul(
        [html.Li([html.Span(mark, className="letter"), word]) for mark, word in DUTCH_MARKS.items()], className="cvkeys"
    )
    parts: list[Component] = [marks, scroller(_table(counted), "Grenzen van de indicatoren die meetellen")]
    if beside:
        more = f"Toon ook {count(len(beside), 'indicator', 'indicatoren')} zonder gewicht"
        parts.append(
            html.Details(
                [html.Summary(more), scroller(_table(beside), "Grenzen van de indicatoren zonder gewicht")],
                className="figures",
            )
        )
    return parts


def _table(found: Sequence[CountedIndicator]) -> Component:
    heads = (
        "Indicator",
        "Weegt",
        "Slechtst",
        "Best",
        "Merk",
        "Waarom deze grenzen",
        "Kijkt terug",
        "Telt mee tot",
        "Minstens",
    )
    head = html.Thead(
        html.Tr(
            [
                html.Th(word, className="r" if word in {"Weegt", "Slechtst", "Best"} else None, scope="col")
                for word in heads
            ]
        )
    )
    return html.Table([head, html.Tbody([_bounds(each) for each in found])], className="two boundstable")


def _bounds(each: CountedIndicator) -> Component:
    bounds = each.bounds
    why: list[Component | str] = [bounds.reason]
    if bounds.green_until is not None and bounds.red_from is not None:
        green, red = number(bounds.green_until, each.decimals), number(bounds.red_from, each.decimals)
        high_is_worse = bounds.red_from >= bounds.green_until
        colours = (
            f"groen onder {green}, rood vanaf {red}" if high_is_worse else f"groen boven {green}, rood onder {red}"
        )
        why.append(html.Small(f"Eigen stoplicht: {colours}."))
    if bounds.per_type:
        types = "; ".join(
            f"{DUTCH_DWELLING_TYPES[kind]} {number(own.worst, each.decimals)} tot {number(own.best, each.decimals)}"
            for kind, own in bounds.per_type.items()
        )
        why.append(html.Small(f"Per woningtype: {types}."))
    return html.Tr(
        [
            html.Th([each.label, html.Small(each.unit)], scope="row"),
            html.Td(percent(each.weight) if each.weight else "–", className="v"),
            html.Td(number(bounds.worst, each.decimals), className="r"),
            html.Td(number(bounds.best, each.decimals), className="r"),
            html.Td(html.Span(bounds.mark, className="letter", title=DUTCH_MARKS[bounds.mark]), className="c"),
            html.Td(why, className="wrap"),
            html.Td(months(each.months)),
            html.Td(f"{months(each.max_age_months)} oud"),
            html.Td(number(each.min_n) if each.min_n > 1 else "–"),
        ]
    )


def certainty(details: MethodDetails) -> list[Component]:
    """What the certainty words mean, and when a light changes."""
    rules = details.file.rules
    words = (
        (Certainty.CERTAIN, f"de kans op deze kleur is {percent(rules.certain_from)} of meer"),
        (Certainty.FAIRLY_CERTAIN, f"de kans is {percent(rules.fairly_certain_from)} of meer"),
        (Certainty.UNCERTAIN, f"de kans is kleiner dan {percent(rules.fairly_certain_from)}"),
    )
    said = [
        html.Li(
            [
                shape(Light.AMBER, word, 20, named=False),
                html.Div([html.B(capital(DUTCH_CERTAINTIES[word])), html.P(text, className="sm sub")]),
            ]
        )
        for word, text in words
    ]
    facts = (
        ("Minste aantal woningen", homes(rules.min_homes), "Onder dit aantal is er geen stoplicht."),
        ("Zelf gemeten", count(rules.min_measured_themes, "thema", "thema’s"), "Zoveel thema’s moeten op de plek zelf zijn gemeten. De rest mag geërfd zijn van het gebied erboven."),
        ("Genoeg gewicht", percent(rules.min_coverage), "Zoveel van het gewicht moet aanwezig zijn voor een kleur."),
        ("Een kleur verspringt niet zomaar", f"kans onder {percent(0.5 - rules.hysteresis_margin)}", "Een stoplicht verandert pas als de kans op de kleur die het had zo klein is geworden."),
        ("Geërfde cijfers", f"± {number(rules.inherited_spread)} punten", "Zoveel kan een plek afwijken van het gebied waarvan zij het cijfer erft. Dat maakt de marge breder."),
        ("Zo rekenen we de kans uit", f"{number(rules.draws)} trekkingen", "We trekken elk cijfer opnieuw uit zijn eigen onzekerheid en tellen hoe vaak elke kleur uitkomt."),
    )  # fmt: skip
    listed = [
        html.Div([html.Dt(title), html.Dd([html.B(value), html.Span(text, className="sm sub")])])
        for title, value, text in facts
    ]
    return [html.Ul(said, className="meanings three"), html.Dl(listed, className="rules")]


def sensitivity(found: Sequence[Decisive]) -> Component:
    """How much each indicator decides, next to the weight that the method gives it."""
    heads = ("Indicator", "Gewicht", "Werkt door", "Stoplichten anders zonder", "Plaatsen verschoven zonder")
    head = html.Thead(
        html.Tr([html.Th(word, className="r" if place else None, scope="col") for place, word in enumerate(heads)])
    )
    rows = [
        html.Tr(
            [
                html.Th(each.label, scope="row"),
                html.Td(percent(each.weight), className="r"),
                html.Td(percent(each.effective_weight), className="v"),
                html.Td(number(each.lights_changed), className="r"),
                html.Td(number(each.ranks_moved, 1), className="r"),
            ]
        )
        for each in found
    ]
    return scroller(html.Table([head, html.Tbody(rows)], className="nw plaintable"), "Gevoeligheid per indicator")
