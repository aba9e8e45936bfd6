"""`monitor.toml`: what a corporation delivers and how it wants to be measured.

Every mistake in the file is told at once, each in one Dutch sentence that names the key.
"""

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from data.errors import CallerMistakeError
from data.installation import Installation
from data.presentation import Basemap, Brand, Links
from data.vocabulary import Level, Tier

FILE_NAME = "monitor.toml"
Share = Annotated[float, Field(ge=0, le=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceEntry(_Strict):
    """One `[[source]]`: a kind, a path (a glob is allowed) and what detection should not guess."""

    kind: str
    path: str = Field(min_length=1)
    columns: dict[str, str] = {}
    """Our column name → the header in the file."""
    values: dict[str, dict[str, str]] = {}
    """Our column name → {value in the file → our value}."""
    drop: tuple[str, ...] = ()
    """Headers that may be thrown away although they look like personal data."""
    delimiter: str | None = None
    encoding: str | None = None
    decimal: str | None = None
    sheet: str | None = None
    header_row: int | None = Field(default=None, ge=1)
    date_order: Literal["dmy", "mdy"] | None = None
    """Day or month first in 03-04-2025; without it the cells tell, and in doubt the day comes first."""
    date_epoch: Literal[1900, 1904] = 1900
    """The first year of day numbers: a workbook of an old Mac counts from 1904."""
    cluster_kind: str | None = None
    """VERA: which CLUSTERSOORT is a complex."""


class TierRules(_Strict):
    """From which size a figure may be shown in a tier (domain.md, Disclosure)."""

    lowest_level: Level = Level.NEIGHBOURHOOD
    """Without it that of the tier: `Configuration.tier_rules`."""
    min_homes: int = Field(default=10, ge=1)
    min_count: int = Field(default=5, ge=1)
    """A count is shown when it is 0 or at least this."""
    min_answers: int = Field(default=10, ge=1)
    ceilings: bool = False
    """Where counts are too small to show: say how high they were at most (0–4) instead of nothing."""
    quarters: int | None = Field(default=None, ge=1)
    """How many of the latest quarters the tier has; None: all. With more, one small count shields more."""


class IngestRules(_Strict):
    """When a delivery is refused as a whole."""

    max_reject_share: Share = 0.05
    max_row_drop: Share = 0.5
    """A file with fewer rows than (1 - this) times the last delivery is refused."""
    max_unpacked_mb: int = Field(default=500, ge=1)
    max_unpacked_parts: int = Field(default=5_000, ge=1)
    max_unpacked_ratio: int = Field(default=150, ge=1)
    """A workbook that grows more than this when it is unpacked is refused (from 20 MB)."""


class OpenDataRules(_Strict):
    """On what terms the open tier may be published, and by whom."""

    licence: Literal["CC-BY-4.0", "CC0-1.0"] = "CC-BY-4.0"
    """Figures of CBS ask to be named as their source, which CC-BY-4.0 sees to."""
    publisher: str = ""
    """An address that stands for the corporation, such as that of a register; empty: its name alone."""
    contact: str = ""
    """A mail address or a web page for questions; empty: `privacy_contact`."""


class SignalRules(_Strict):
    """How often an attendering may be chance (`[signals]`)."""

    budget: float = Field(default=1.0, gt=0, le=100)
    """Expected false attenderingen a month for the whole stock, at most; a tenth of it for slow decline. One is what a team can look into beside its
    work without losing its trust; with less, rises in small places are seen later or never."""


class MailRules(_Strict):
    """Where the monthly digest goes by mail (`[digest]`). The password: BUURTLICHT_SMTP_PASSWORD in the environment."""

    host: str
    sender: str
    recipients: tuple[str, ...] = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    user: str = ""
    starttls: bool = True


class WorkflowRules(_Strict):
    """Where what people enter is kept, and who they are."""

    url: str = ""
    """postgresql://… or sqlite:///…; empty: a SQLite file in `var/`."""
    user_header: str = ""
    """The header in which a proxy that checks accounts gives the user's name; empty: the name is asked once."""


def _host_name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+", text):
        raise ValueError(f"'{text}' is geen naam van een server: schrijf hem zonder https://, poort en pad.")
    return text


class ServerRules(_Strict):
    """Where the server is called by another name than the one it listens at (`[server]`): behind a proxy, or in a network."""

    names: tuple[Annotated[str, AfterValidator(_host_name)], ...] = ()
    """Such as monitor.corporatie.nl; the host of `base_url` is always one."""


DEFAULT_TIERS = {
    Tier.OPEN: TierRules(lowest_level=Level.NEIGHBOURHOOD, min_answers=30, quarters=5),
    Tier.CLOSED: TierRules(lowest_level=Level.COMPLEX, ceilings=True, quarters=5),
    Tier.PRIVATE: TierRules(lowest_level=Level.BUILDING, min_count=1, min_answers=1),
}


_DECIDES_NOTHING = frozenset({"folder", "server", "workflow", "digest", "brand", "links", "basemap", "open_data"})
"""Read where the monitor is served or a file is made, never while building. What was entered is held in each mark itself."""

NAMED = frozenset({"name", "base_url", "privacy_contact"})
"""Stands in the row of a build, and decides no other."""


class Configuration(_Strict):
    """The content of one `monitor.toml`, checked, with defaults filled in."""

    name: str = Field(min_length=1)
    """The corporation."""
    reference_date: dt.date
    """Peildatum: nothing after this day counts; the last quarter that is closed on it is the latest."""
    method: str = "bik"
    base_url: str = ""
    privacy_contact: str = ""
    """Whom tenants and staff can ask about their data: a mail address or a name, shown on the page Over."""
    synthetic: bool = False
    """Demo or test data: says so on every page and export."""
    load: int = Field(default=1, ge=1)
    """Load test: event volumes are this many times too high; says so everywhere."""
    invented: str = ""
    """What was invented on real ground, in one Dutch sentence."""
    source: tuple[SourceEntry, ...] = Field(min_length=1)
    tiers: dict[Tier, TierRules] = {}
    ingest: IngestRules = IngestRules()
    open_data: OpenDataRules = OpenDataRules()
    signals: SignalRules = SignalRules()
    digest: MailRules | None = None
    workflow: WorkflowRules = WorkflowRules()
    server: ServerRules = ServerRules()
    arrangements: dict[str, str] = {}
    """What is off by default → the name of the arrangement that allows it (domain.md, rule 11)."""
    brand: Brand = Brand()
    links: Links = Links()
    basemap: Basemap | None = None
    methods_folder: str = ""
    """Own method files, relative to this file."""
    folder: Path = Path()

    @property
    def installation(self) -> Installation:
        """Where the state of this installation lives."""
        return Installation(self.folder)

    def deciding(self, *without: str) -> str:
        """What a figure may depend on, for a mark: all but how the monitor looks, is called, served and mailed, and `without`."""
        return self.model_dump_json(exclude={*_DECIDES_NOTHING, *without})

    def tier_rules(self, tier: Tier) -> TierRules:
        """The thresholds of a tier: what the file says, and for the rest the defaults of that tier."""
        given = self.tiers[tier].model_dump(exclude_unset=True) if tier in self.tiers else {}
        return DEFAULT_TIERS[tier].model_copy(update=given)


def read_configuration(path: Path) -> Configuration:
    """Read and check a `monitor.toml` (or the one in a folder).

    Raises CallerMistakeError with every mistake in it.
    """
    path = path / FILE_NAME if path.is_dir() else path
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        message = (
            f"{path} bestaat niet. Geef het pad van uw {FILE_NAME} met -c, of maak een voorbeeld met: buurtlicht demo."
        )
        raise CallerMistakeError(message) from None
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} is niet te lezen ({type(error).__name__}). Sla het op als UTF-8 en controleer de rechten."
        raise CallerMistakeError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{path} is geen geldige TOML: {error}. Herstel die plek en probeer het opnieuw."
        raise CallerMistakeError(message) from error
    try:
        return Configuration.model_validate(content | {"folder": path.resolve().parent})
    except ValidationError as error:
        mistakes = " ".join(_sentence(detail) for detail in _told(error.errors()))
        raise CallerMistakeError(f"{path}: {mistakes}") from error


def _told(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without what only follows from another: a list of which an item is wrong is not empty."""
    wrong = {detail["loc"][:1] for detail in details if len(detail["loc"]) > 1}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in wrong]


_OF_KEY = {"source": "'source' moet een lijst zijn: schrijf [[source]] met dubbele haken boven elke bron."}


def _sentence(detail: ErrorDetails) -> str:
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in detail["loc"])
    context: dict[str, Any] = detail.get("ctx", {})
    match detail["type"]:
        case "literal_error":
            return f"'{detail['input']}' bij '{key}' mag niet: kies uit {context['expected'].replace(' or ', ' of ')}."
        case "missing":
            return f"De sleutel '{key}' ontbreekt: voeg hem toe."
        case "extra_forbidden":
            return f"De sleutel '{key}' is onbekend: verwijder hem of herstel de spelling."
        case "enum":
            return f"'{detail['input']}' bij '{key}' mag niet: kies uit {context['expected'].replace(' or ', ' of ')}."
        case "too_short" | "string_too_short":
            return f"'{key}' is leeg: vul ten minste één waarde in."
        case "date_from_datetime_parsing" | "date_type" | "date_parsing":
            return f"'{key}' is geen datum: schrijf hem als 2026-09-30."
        case "greater_than_equal" | "less_than_equal":
            border = f"ten minste {context['ge']}" if "ge" in context else f"ten hoogste {context['le']}"
            return f"'{key}' is {detail['input']}, maar moet {border} zijn."
        case "value_error":
            return str(context["error"])
        case "string_too_long":
            return f"'{key}' is te lang: gebruik ten hoogste {context['max_length']} tekens."
        case _:
            return _OF_KEY.get(key, f"De waarde {detail['input']!r} bij '{key}' heeft niet de goede vorm.")
