"""What a file says about itself, from its request: also for whom it is, where the tier asks that."""

from urllib.parse import urlsplit

from layouts._exports.facts import facts, footer, texts
from layouts._exports.request import ExportRequest
from layouts._exports.tables.xlsx import Front
from layouts._notes import ABOUT_PLACES, not_real


def shared(request: ExportRequest) -> list[tuple[str, str]]:
    """For whom a closed-tier export is and by which agreement; empty in other tiers."""
    given = request.shared_with
    return [("Voor", given.party), ("Volgens afspraak", given.agreement)] if given else []


def facts_of(request: ExportRequest) -> list[tuple[str, str]]:
    """Name and value of each, dates written out."""
    return [*texts(request.found, request.method, request.quarter), *shared(request)]


def footer_of(request: ExportRequest) -> str:
    """One line below each page or slide."""
    said = [footer(request.found, request.method)]
    if request.shared_with:
        said.append(f"alleen voor {request.shared_with.party} ({request.shared_with.agreement})")
    return " · ".join(said)


def link_of(request: ExportRequest) -> str:
    """The address that shows the view again; empty where the installation has no address of its own."""
    return request.link if urlsplit(request.link).scheme else ""


def front_of(request: ExportRequest, title: str) -> Front:
    """The first sheet of a workbook."""
    return Front(
        title=title,
        subtitle=request.corporation,
        facts=[*facts(request.found, request.method, request.quarter), *shared(request)],
        sentences=[*not_real(request.found.build), ABOUT_PLACES],
        link=link_of(request),
        footer=footer_of(request),
        author=request.corporation,
    )
