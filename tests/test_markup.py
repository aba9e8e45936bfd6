"""Parts of a page as HTML text: the browser shows what it would show of Dash's parts, and no text becomes markup."""

from html.parser import HTMLParser

import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from layouts._markup import markup
from layouts._parts.attributes import attributes


class _Read(HTMLParser):
    """What a browser reads: names, attributes and text in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_a_row_is_written_as_a_browser_reads_it() -> None:
    row = html.Li(
        [
            html.A(
                [html.Span("3", className="sc", style={"--sz": "17px", "color": "red"}), " huizen", None, html.Br()],
                href="/gebied/complex/1?a=1&b=2",
                tabIndex=0,
                hidden=True,
                **attributes(data_area="complex:1", aria_label="Naam"),
            )
        ],
        className=None,
    )
    assert markup(row) == markup(row), "a part is only read"
    opened, link, span, *rest = _Read(markup([row, 7])).found
    assert opened == ("li", {})
    asked = {"href": "/gebied/complex/1?a=1&b=2", "tabindex": "0", "hidden": None, "data-area": "complex:1"}
    assert link == ("a", asked | {"aria-label": "Naam"})
    assert span == ("span", {"class": "sc", "style": "--sz:17px;color:red"})
    assert rest == ["3", "/span", " huizen", ("br", {}), "/a", "/li", "7"]


@given(text=st.text(max_size=30), value=st.text(min_size=1, max_size=30))
def test_no_text_becomes_markup(text: str, value: str) -> None:
    """Names come from files of others: `<b>` in the name of a complex stays three characters."""
    text, value = (each.replace("\r", "").replace("\x00", "") for each in (text, value))
    found = _Read(markup(html.P(html.B(text), title=f"x{value}"))).found
    assert found[0] == ("p", {"title": f"x{value}"})
    assert found[1] == ("b", {})
    assert found[-2:] == ["/b", "/p"]
    assert "".join(str(each) for each in found[2:-2]) == text


def test_what_only_dash_can_draw_is_refused() -> None:
    with pytest.raises(TypeError, match="Link is no HTML"):
        markup(html.Div(dcc.Link("Uitleg", href="/methode")))
