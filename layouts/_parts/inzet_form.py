"""The form for an intervention, and what its fields mean together."""

from dash import dcc, html
from dash.development.base_component import Component

from data.errors import CallerMistakeError
from data.vocabulary import DUTCH_INTERVENTIONS, InterventionKind
from data.workflow.interventions import LONGEST, Facts
from indicators.read_model import Serving
from layouts import _typed
from layouts._parts.fields import area_option, choice_field, form_actions, options_of, typed_field
from layouts._parts.icons import icon
from layouts._text import capital

NO_GOAL = "geen"
FIELDS = (
    "area", "kind", "measure", "begin", "end", "hours", "euros", "partner", "goal", "target",
)  # fmt: skip
"""Names of the fields in order; the id of each is 'inzet-' and its name."""
_NAMES = (
    "Plek",
    "Soort inzet",
    "Maatregel",
    "Begin",
    "Einde",
    "Uren",
    "Kosten",
    "Partner",
    "Doelindicator",
    "Streefwaarde",
)


def form(found: Serving, facts: Facts | None, area_id: str, identity: dict[str, object], back: str) -> Component:
    """Empty, or with what stands in the store; `identity` holds the id and the version that the user saw."""
    area = found.area(facts.area_id if facts else area_id)
    known = [area_option(area)] if area else []
    if facts and area is None:
        known = [{"value": facts.area_id, "label": facts.area_id}]
    goals = [{"value": NO_GOAL, "label": "Geen doel"}] + [
        {"value": name, "label": f"{label} ({unit})"} for name, label, unit in found.goals
    ]
    fields = [
        choice_field(
            "Plek", "inzet-area", known, known[0]["value"] if known else None, searchable=True, limit=12,
            placeholder="Zoek straat, complex of buurt", leftSection=icon("search"),
        ),
        choice_field("Soort inzet", "inzet-kind", options_of(DUTCH_INTERVENTIONS), str(facts.kind if facts else InterventionKind.SOCIAL)),
        typed_field("Maatregel", "inzet-measure", facts.measure if facts else "", "In enkele woorden, zonder personen.", LONGEST),
        typed_field("Begin", "inzet-begin", _typed.day_as_typed(facts.started_on if facts else None), "Zoals 31-12-2026.", 10),
        typed_field("Einde", "inzet-end", _typed.day_as_typed(facts.ended_on if facts else None), "Leeg als de inzet loopt.", 10),
        typed_field("Uren", "inzet-hours", _typed.as_typed(facts.hours if facts else None), longest=12),
        typed_field("Kosten in euro", "inzet-euros", _typed.as_typed(facts.euros if facts else None), "Zonder de uren.", 14),
        typed_field("Partner", "inzet-partner", facts.partner if facts else "", "Een organisatie.", LONGEST),
        choice_field("Doelindicator", "inzet-goal", goals, (facts.indicator if facts else "") or NO_GOAL, searchable=True),
        typed_field("Streefwaarde", "inzet-target", _typed.as_typed(facts.target if facts else None), "In de eenheid van de indicator.", 12),
    ]  # fmt: skip
    return html.Section(
        [
            html.H2("Wijzig deze inzet" if facts else "Nieuwe inzet", id="inzet-name", tabIndex=-1),
            html.P("Dit gaat over een plek. Zet er niets in over een huishouden of een persoon.", className="sm sub"),
            html.Div(fields, className="fields"),
            html.Div(id="inzet-said"),
            form_actions("inzet-save", back),
            dcc.Store(id="inzet-identity", data=identity),
        ],
        className="card formcard inzet-chosen",
    )


def read(typed: dict[str, str | None]) -> Facts:
    """What the fields say. Raises CallerMistakeError in one sentence for what cannot be read."""
    if not typed["kind"]:
        raise CallerMistakeError("Kies wat voor soort inzet dit is.")
    goal = typed["goal"] or NO_GOAL
    return Facts(
        area_id=typed["area"] or "",
        kind=InterventionKind(typed["kind"]),
        measure=typed["measure"] or "",
        started_on=_typed.required_day(typed["begin"], "Begin"),
        ended_on=_typed.day(typed["end"], "Einde"),
        hours=_typed.number(typed["hours"], "Uren"),
        euros=_typed.number(typed["euros"], "Kosten"),
        partner=typed["partner"] or "",
        indicator="" if goal == NO_GOAL else goal,
        target=_typed.number(typed["target"], "Streefwaarde"),
    )


def differences(theirs: Facts, mine: Facts) -> list[tuple[str, str, str]]:
    """Name of the field, what stands there now, what this person typed; only where they differ."""
    shown = [_shown(facts) for facts in (theirs, mine)]
    return [(name, one, two) for name, one, two in zip(_NAMES, *shown, strict=True) if one != two]


def _shown(facts: Facts) -> list[str]:
    return [
        facts.area_id, capital(DUTCH_INTERVENTIONS[facts.kind]), facts.measure, _typed.day_as_typed(facts.started_on),
        _typed.day_as_typed(facts.ended_on), _typed.as_typed(facts.hours), _typed.as_typed(facts.euros), facts.partner,
        facts.indicator, _typed.as_typed(facts.target),
    ]  # fmt: skip
