"""A page to read: a head, its contents beside it, and cards below each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from layouts._parts.attributes import attributes

Content = Component | str | Sequence[Component | str]


@dataclass(frozen=True)
class Chapter:
    """A card with its place in the contents. Without a word it stands in the page only."""

    id: str
    title: str
    body: Sequence[Component | str]
    word: str = ""
    beside: Component | None = None


def document(
    head: Component, chapters: Sequence[Chapter], foot: Component, *, above: Component | None = None
) -> Component:
    """The page. `above` stands over the contents, such as a choice of methods."""
    links = [html.Li(html.A(chapter.word, href=f"#{chapter.id}")) for chapter in chapters if chapter.word]
    contents = html.Nav(
        [html.H2("Op deze pagina", className="cap"), html.Ul(links)],
        className="contents",
        **attributes(aria_label="Op deze pagina"),
    )
    return html.Main(
        [
            html.Div([part for part in (above, contents) if part is not None], className="docside"),
            html.Div([head, *[_card(chapter) for chapter in chapters], foot], className="docbody"),
        ],
        className="page doc",
        id="inhoud",
        tabIndex=-1,
    )


def _card(chapter: Chapter) -> Component:
    title = html.H2(chapter.title)
    top = html.Div([title, chapter.beside], className="hd") if chapter.beside is not None else title
    return html.Section([top, *chapter.body], className="card", id=chapter.id)


def page_head(
    title: str, lead: Content, marks: Sequence[Component | str] = (), menu: Component | None = None
) -> Component:
    """Title with a menu beside it, one paragraph, and small facts below it."""
    facts = [html.Ul([html.Li(mark) for mark in marks], className="facts")] if marks else []
    top = html.Div([html.H1(title), menu], className="fx docmenu") if menu is not None else html.H1(title)
    return html.Header([top, html.P(lead, className="lead sub"), *facts], className="dochead")


def scroller(table: Component, label: str) -> Component:
    """A wide table that scrolls by itself, by keyboard too, so that the page never does."""
    return html.Div(table, className="scrollx", tabIndex=0, role="region", **attributes(aria_label=label))


def prose(*paragraphs: Content) -> Component:
    """Paragraphs of a readable width."""
    return html.Div([html.P(text) for text in paragraphs], className="prose")
