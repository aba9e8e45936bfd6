"""The fast form for in the street: one area, three large buttons, a reason, and on to the next."""

from collections.abc import Mapping

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LIGHTS, Light
from data.workflow.rounds import Round
from data.workflow.verdict_facts import DUTCH_ROLES, VERDICT_LIGHTS, Role, Verdict, opinion
from indicators.read_model import Serving
from layouts._parts.entry_form import entry_form, lights_choice, note_field, reasons_choice
from layouts._parts.verdict_card import model_line, verdict_line
from layouts._text import capital, homes
from layouts._toetsing import TABLET, amount_done, link, model_lights, next_area, opinion_word, shows_model


def tablet(
    found: Serving | None, at: Round, said: Mapping[str, tuple[Verdict, ...]], role: Role, wanted: str, before: str
) -> list[Component]:
    """The form for one party; `before` is the area that was saved just now."""
    area_id = wanted if wanted in at.areas else next_area(at, said, role, before)
    done = f"{amount_done(at, said, role)} van {len(at.areas)} getoetst namens {DUTCH_ROLES[role]}"
    parts: list[Component] = [
        html.Div([dcc.Link(f"Ronde {at.name}", href=link(ronde=at.id)), html.Span(done, className="mut")], className="toets-top sm"),
        *_just_saved(at, said, role, before),
    ]  # fmt: skip
    if area_id is None:
        return [*parts, html.H1("Alles is getoetst"), html.P("Bedankt. U kunt elk oordeel nog wijzigen via de ronde.", className="sub lead")]  # fmt: skip
    following = next_area(at, said, role, area_id)
    mine = next((each for each in said.get(area_id, ()) if each.role is role), None)
    seen = shows_model(at, said.get(area_id, ()), role)
    lights = model_lights(found, at) if seen else {}
    area = found.area(area_id) if found else None
    where = " · ".join(part for part in (area.neighbourhood or "", homes(area.homes)) if part) if area else ""
    skip = (
        [dcc.Link("Sla over", href=link(ronde=at.id, vorm=TABLET, rol=role, gebied=following), className="btn q")]
        if following
        else []
    )
    return [
        *parts,
        html.H1(at.areas[area_id]),
        html.P(where, className="sub"),
        model_line(lights.get(area_id), seen=seen),
        verdict_form(at, area_id, role, mine, lights.get(area_id), link(ronde=at.id, vorm=TABLET, rol=role, bewaard=area_id)),
        *skip,
    ]  # fmt: skip


def verdict_form(
    at: Round, area_id: str, role: Role, mine: Verdict | None, model: Light | None, next_page: str = ""
) -> Component:
    """The form for the verdict of one party on one area. `model` is None where it must not be seen or is not known."""
    draft = f"oordeel:{at.id}:{area_id}:{role}"
    words = {light: _word(light, model) for light in VERDICT_LIGHTS}
    known = {"light": mine.light, "reason": mine.reason, "note": mine.note, "version": mine.version} if mine else {}
    return entry_form(
        {"kind": "verdict", "round": at.id, "area": area_id, "role": role},
        draft,
        [
            html.H2("Uw oordeel"),
            lights_choice("Uw oordeel", words),
            html.H2("Waarom?"),
            reasons_choice(),
            note_field(draft),
        ],
        known=known,
        next_page=next_page,
        send="Bewaar oordeel",
    )


def _word(light: Light, model: Light | None) -> str:
    word = capital(DUTCH_LIGHTS[light])
    beside = opinion(light, model) if model is not None else None
    return f"{capital(opinion_word(beside))}: {DUTCH_LIGHTS[light]}" if beside else word


def _just_saved(at: Round, said: Mapping[str, tuple[Verdict, ...]], role: Role, before: str) -> list[Component]:
    mine = next((each for each in said.get(before, ()) if each.role is role), None)
    if mine is None:
        return []
    model = f" Het model zei: {DUTCH_LIGHTS[mine.model_light]}."
    return [
        html.Div(
            [
                html.P(f"Bewaard: {at.areas.get(before, before)}.{model}", className="b"),
                html.Ul(verdict_line(mine, model=True), className="verdicts"),
            ],
            className="note toets-saved",
        )
    ]
