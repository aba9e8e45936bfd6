"""What somebody wants to have exported: of which build, which places, which period, by which method, for whom."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from data.configuration import OpenDataRules
from data.errors import BuurtlichtError, CallerMistakeError
from data.vocabulary import DUTCH_LEVELS, Level, Tier
from data.workflow import Store
from indicators.read_model import EVERYTHING, Area, Method, Selection, Serving
from layouts._exports.slug import last_part, slug
from layouts._level_view import COMPARE, year_before
from layouts._place_view import kept, place_link

Tell = Callable[[float, str], None]
"""Hears how far an export is (0 to 1) and what is being done."""
Cancelled = Callable[[], bool]
_LONGEST_PLACE = 48


class ExportCancelledError(BuurtlichtError):
    """The user stopped an export; nothing was written."""


@dataclass(frozen=True)
class SharedWith:
    """For whom a closed-tier export is, and by which agreement."""

    agreement: str
    party: str


@dataclass(frozen=True)
class ExportRequest:
    """Everything an export needs to know. Made by `export_request`, which checks it."""

    found: Serving
    """The build, for one tier. Ask everything of this one."""
    builds: Path
    """The folder of builds, for what compares with an earlier one."""
    geometry: Path
    """The geometry store."""
    method: Method
    quarter: str
    since: str
    """The quarter of the last meeting: changes are told since then."""
    since_meeting: bool
    """Whether that quarter was asked for; else it is a year before."""
    areas: tuple[Area, ...]
    """The places that were asked for; none: the whole stock."""
    selection: Selection
    """The filters of the screen, without the places."""
    link: str
    """The address that shows this view again; only its path where the installation has no base_url."""
    made_on: dt.date
    shared_with: SharedWith | None = None
    """Known in the closed tier, and only there."""
    open_data: OpenDataRules = field(default_factory=OpenDataRules)
    """On what terms open data is published."""
    store: Store | None = None
    """What people entered (verdicts, interventions, agreements); None where this tier or installation has none."""

    @property
    def tier(self) -> Tier:
        """Who may see it."""
        return self.found.build.tier

    @property
    def corporation(self) -> str:
        """Whose homes these are."""
        return self.found.build.corporation

    @property
    def where(self) -> str:
        """The places in a few words: 'Lichtveen', '3 buurten', the corporation for the whole stock."""
        if not self.areas:
            return self.corporation
        if len(self.areas) == 1:
            return self.corporation if self.areas[0].level is Level.STOCK else self.areas[0].name
        levels = {area.level for area in self.areas}
        many = DUTCH_LEVELS[levels.pop()][1] if len(levels) == 1 else "gebieden"
        return f"{len(self.areas)} {many}"

    def address(self, area: Area) -> str:
        """The address of the page about one of the places."""
        path = place_link(area.area_id, kept(self.found, self.quarter, self.method))
        return self.found.build.base_url.rstrip("/") + path


def export_request(  # noqa: PLR0913 - what a user can ask, each by its name
    found: Serving,
    builds: Path,
    geometry: Path,
    *,
    area_ids: Sequence[str] = (),
    method: str = "",
    quarter: str = "",
    since: str = "",
    path: str = "",
    selection: Selection = EVERYTHING,
    shared_with: SharedWith | None = None,
    store: Store | None = None,
    open_data: OpenDataRules | None = None,
    today: dt.date | None = None,
) -> ExportRequest:
    """A checked request; what is not given is the default of the build. `path` is the address of the screen.

    Raises CallerMistakeError for a place, method or quarter that the build does not know, and in the closed
    tier where it is not said for whom it is and by which agreement.
    """
    build, quarters = found.build, [each.quarter for each in found.quarters]
    chosen = found.methods.get(method or build.default_method)
    if chosen is None:
        raise CallerMistakeError(
            f"De methode '{method}' zit niet in deze meting. Kies uit: {', '.join(found.methods)}."
        )
    for name, value in (("het kwartaal", quarter), ("het kwartaal van de vorige bijeenkomst", since)):
        if value and value not in quarters:
            raise CallerMistakeError(f"'{value}' bij {name} zit niet in deze meting. Kies uit: {', '.join(quarters)}.")
    at = quarter or build.latest_quarter
    if since and since >= at:
        raise CallerMistakeError(f"De vorige bijeenkomst ({since}) moet eerder zijn dan het kwartaal zelf ({at}).")
    areas = tuple(_area(found, area_id) for area_id in dict.fromkeys(area_ids))
    if build.tier is Tier.CLOSED and not (shared_with and shared_with.agreement.strip() and shared_with.party.strip()):
        raise CallerMistakeError("Zeg voor een besloten uitvoer voor wie die is en volgens welke afspraak: --party en --agreement.")  # fmt: skip
    return ExportRequest(
        found=found,
        builds=builds,
        geometry=geometry,
        method=chosen,
        quarter=at,
        since=since or year_before(quarters, at),
        since_meeting=bool(since),
        areas=areas,
        selection=selection,
        link=build.base_url.rstrip("/") + (path or _path(found, areas, at, chosen)),
        made_on=today or dt.datetime.now(dt.UTC).date(),
        shared_with=shared_with if build.tier is Tier.CLOSED else None,
        store=store,
        open_data=open_data or OpenDataRules(),
    )


def stop_if(cancelled: Cancelled) -> None:
    """Raise ExportCancelledError where the user stopped it."""
    if cancelled():
        raise ExportCancelledError("Gestopt: er is geen bestand gemaakt.")


def file_name(title: str, suffix: str, request: ExportRequest) -> str:
    """What, where, period, tier and date: 'buurtlicht_bespreekblad_gemeente-lichtveen_2026-k3_peildatum-2026-09-30.pdf'."""
    where = request.where
    if len(request.areas) == 1 and request.areas[0].level is not Level.STOCK:
        where = f"{DUTCH_LEVELS[request.areas[0].level][0]} {where}"
    period = request.quarter.replace("-", "-k")
    last = last_part(request.found.build.tier, request.found.build.reference_date)
    return f"buurtlicht_{slug(title)}_{slug(where)[:_LONGEST_PLACE].strip('-')}_{period}_{last}.{suffix}"


def _area(found: Serving, area_id: str) -> Area:
    area = found.area(area_id)
    if area is None:
        hint = "Schrijf het als niveau:code, bijvoorbeeld neighbourhood:BU02210100 of complex:1234."
        raise CallerMistakeError(f"Het gebied '{area_id}' zit niet in deze laag van de meting. {hint}")
    return area


def _path(found: Serving, areas: Sequence[Area], quarter: str, method: Method) -> str:
    query = kept(found, quarter, method)
    if len(areas) == 1:
        return place_link(areas[0].area_id, query)
    level = {"niveau": str(areas[0].level)} if areas else {}
    said = urlencode({**level, **query, "gebied": [area.area_id for area in areas]}, doseq=True, safe=":/")
    return f"{COMPARE}?{said}" if said else COMPARE
