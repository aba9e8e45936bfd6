"""What the model says, what each party says and what was agreed of a place, side by side."""

from dash import dcc, html
from dash.development.base_component import Component

from data.errors import StoreGoneError
from data.vocabulary import DUTCH_LIGHTS, Light
from data.workflow.verdict_facts import DUTCH_ROLES, REASONS, AreaVerdicts, Outcome, Verdict
from data.workflow.verdicts import verdicts_of
from layouts._parts.light import shape
from layouts._store import agreed_store, has_private
from layouts._text import capital, date
from layouts._toetsing import link, opinion_word, shows_model


def verdict_card(area_id: str) -> Component | None:
    """The card 'Toetsing' of a place; None where nothing was said of it, or where this tier has no store.

    Outside the private tier it shows only what was agreed.
    """
    parts = verdict_parts(area_id)
    if not parts:
        return None
    return html.Section([html.Div(html.H2("Toetsing"), className="hd"), *parts], className="card verdictcard")


def verdict_parts(area_id: str) -> list[Component]:
    """The content of the card, for a panel that has its own head; empty where there is nothing to show."""
    store = agreed_store()
    if store is None:
        return []
    try:
        found = verdicts_of(store, area_id)
    except StoreGoneError as error:
        return [html.P(str(error), className="sm mut")]
    if found is None:
        return []
    private = has_private()
    if not private and found.outcome is None:
        return []
    lines = [verdict_line(each, model=shows_model(found.round, found.verdicts, None)) for each in found.verdicts]
    return [
        *([html.Ul(lines, className="verdicts")] if private and lines else []),
        *([outcome_line(found.outcome)] if found.outcome else []),
        html.P(_source(found, private=private), className="xs mut"),
    ]


def verdict_line(each: Verdict, *, model: bool) -> Component:
    """A party with its light, its reason and how that stands beside the model."""
    beside = f" · {opinion_word(each.opinion)}" if model else ""
    return html.Li(
        [
            shape(each.light, size=16, named=False),
            html.Div(
                [
                    html.B(f"{capital(DUTCH_ROLES[each.role])}: {DUTCH_LIGHTS[each.light]}"),
                    html.Span(beside, className="sub"),
                    html.Div(f"{REASONS.get(each.reason, each.reason)}.", className="sm sub"),
                    html.Div(each.note, className="sm verdict-note") if each.note else None,
                    html.Small(f"{each.by}, {date(each.said_on)}", className="mut"),
                ]
            ),
        ]
    )


def outcome_line(outcome: Outcome) -> Component:
    """What was agreed, with what the model said then."""
    model = DUTCH_LIGHTS[outcome.model_light]
    return html.Div(
        [
            shape(outcome.light, size=20, named=False),
            html.Div(
                [
                    html.B(f"Afgesproken: {DUTCH_LIGHTS[outcome.light]}"),
                    html.Div(f"{REASONS.get(outcome.reason, outcome.reason)}. Het model zei toen: {model}.", className="sm sub"),
                    html.Small(date(outcome.agreed_on), className="mut"),
                ]
            ),
        ],
        className="verdict-outcome",
    )  # fmt: skip


def model_line(light: Light | None, *, seen: bool) -> Component:
    """The light of the model, or why it is not shown."""
    if not seen:
        return html.P("Blinde ronde: het stoplicht van het model ziet u na uw eigen oordeel.", className="note")
    if light is None:
        return html.P("Dit gebied staat niet in de meting van nu.", className="note")
    return html.Div(
        [shape(light, size=20, named=False), html.B(f"Model: {DUTCH_LIGHTS[light]}")], className="verdict-model fx"
    )


def _source(found: AreaVerdicts, *, private: bool) -> list[Component | str]:
    blind = "blind" if found.round.blind else "met het model erbij"
    text = f"Ronde {found.round.name}, {blind}. Het oordeel staat naast het model en verandert het niet."
    return [text, " ", dcc.Link("Naar de ronde", href=link(ronde=found.round.id))] if private else [text]
