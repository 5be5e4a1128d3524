"""A briefing in the formats that leave the terminal; text from outside must stay text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing_types import Briefing, Story
from bot.escaping import escape_html, escape_markdown, escape_slack, web_address
from bot.labels import period_label
from bot.markup import Markup, render_briefing
from bot.types import Statement
from evals.pictures.sample import SAMPLE
from tests.samples import ANSWER, BRIEFING, KYIV, OTHER, RUSSIA, UKRAINE, citation_of, everywhere

MARKDOWN = """\
# Février 2023

*février 2023 – …*

## Les obus

*nouveau · 2 sources indépendantes*

L'Ukraine tire 6 000 obus. \\[1\\]

**Les sources se contredisent – obus par jour**

- 6 000 \\[1\\]
- 10 000 \\[2\\]

## La Russie

*mis à jour · une seule source*

La Russie en tire 20 000. \\[3\\]\\[1\\]

## Sources

1. février 2023 · Obus – «\u00a0L'Ukraine tire 6 000 obus\u00a0»
2. [exemple.fr · 14 février 2023 · Autre](<https://exemple.fr/b>) – «\u00a010 000 obus\u00a0»
3. février 2023 · Obus – «\u00a0La Russie 20 000\u00a0»
"""

SLACK = """\
*Février 2023*
_février 2023 – …_

*Les obus* (nouveau · 2 sources indépendantes)
• L'Ukraine tire 6 000 obus. [1]
• _Les sources se contredisent_ – obus par jour – 6 000 [1] / 10 000 [2]

*La Russie* (mis à jour · une seule source)
• La Russie en tire 20 000. [3][1]

*Sources*
[1] février 2023 · Obus – «\u00a0L'Ukraine tire 6 000 obus\u00a0»
[2] <https://exemple.fr/b|exemple.fr · 14 février 2023 · Autre> – «\u00a010 000 obus\u00a0»
[3] février 2023 · Obus – «\u00a0La Russie 20 000\u00a0»
"""


@pytest.mark.parametrize(("markup", "expected"), [("markdown", MARKDOWN), ("slack", SLACK)])
def test_whole_briefing(markup: Markup, expected: str) -> None:
    assert render_briefing(BRIEFING, markup) == expected


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str | None] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [value for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


def page_of(briefing: Briefing) -> Page:
    page = Page()
    page.feed(render_briefing(briefing, "html"))
    return page


def test_html_has_every_statement_and_quote_and_its_markers_lead_to_the_quote() -> None:
    html = render_briefing(BRIEFING, "html")
    page = page_of(BRIEFING)
    for text in ("Les obus", "La Russie en tire 20 000.", "10 000 obus", "obus par jour"):
        assert text in page.words
    assert set(re.findall(r'href="#(citation-\d+)"', html)) <= set(
        re.findall(r'<li id="(citation-\d+)"', html)
    )
    for number, citation in enumerate((UKRAINE, KYIV, RUSSIA), 1):
        assert f'<li id="citation-{number}"' in html
        assert citation.quote in page.words


def hostile(text: str) -> Briefing:
    """A briefing all of whose words come from a hostile document."""
    document = replace(OTHER, title=text, outlet=text, text=f"{text}.", url=f"javascript:{text}")
    statement = Statement(text=text, citations=(citation_of(document, text),))
    story = Story(headline=text, status="new", statements=(statement,))
    return replace(BRIEFING, title=text, stories=(story,))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</title><script>",
        "' onclick='x",
        "&lt;b&gt;",
    ],
)
def test_html_shows_tags_as_text(text: str) -> None:
    page = page_of(hostile(text))
    assert not {"script", "img", "b"} & set(page.tags)
    assert text in page.words
    assert not [value for value in page.attributes if value and "javascript" in value]


def test_html_attributes_cannot_be_left() -> None:
    document = replace(OTHER, url='https://exemple.fr/"onmouseover="alert(1)')
    statement = Statement(text="x", citations=(citation_of(document, "Kiev"),))
    story = Story(headline="x", status="new", statements=(statement,))
    html = render_briefing(replace(BRIEFING, stories=(story,)), "html")
    assert '"onmouseover' not in html


def test_slack_cannot_be_made_to_call_a_channel_or_link() -> None:
    text = render_briefing(hostile("<!channel> <@U1> <https://x|y> *a* & b"), "slack")
    assert not re.search(r"<[!@h]", text)
    assert "&lt;!channel&gt;" in text


@given(st.text(min_size=1))
def test_markdown_stays_on_one_line_and_formats_nothing(text: str) -> None:
    escaped = escape_markdown(text)
    assert not re.search(r"[\r\n]", escaped)
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_\[\]<>`]", escaped)
    assert not re.match(r"[#+=-]|\d+[.)]", escaped)


@given(st.text())
def test_html_holds_no_markup(text: str) -> None:
    assert not re.search(r"[<>\"']", escape_html(text))


@given(st.text())
def test_slack_holds_no_control_sequence(text: str) -> None:
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", escape_slack(text))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://exemple.fr/a?b=c&d", "https://exemple.fr/a?b=c&d"),
        ("http://exemple.fr", "http://exemple.fr"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("/work/file.txt", None),
        ("https://a b", None),
        ("https://[broken", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, expected: str | None) -> None:
    assert web_address(url) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ""),
        ("2023-02-14", "2023-02-14", "14 February 2023"),
        ("2023-02-13", "2023-02-14", "13 February 2023 – 14 February 2023"),
        (None, "2023", "… – 2023"),
    ],
)
def test_period(since: str | None, until: str | None, expected: str) -> None:
    assert period_label(since, until, "en") == expected


@pytest.mark.parametrize("markup", ["markdown", "html", "slack"])
def test_what_was_removed_is_counted(markup: Markup) -> None:
    briefing = replace(BRIEFING, stories=(), removed=ANSWER.removed)
    assert "retirées, faute de citation qui les porte (1)" in render_briefing(briefing, markup)
    assert "retirées" not in render_briefing(replace(briefing, removed=()), markup)


PARTS_IN_MARKDOWN = """\
**Ce qui a changé**

- personnes évacuées – 7\u202f199 \\[8\\] hier → 8\u202f006 \\[5\\] aujourd’hui

Au total,"""
FIGURES_IN_MARKDOWN = """\
**Chiffres clés**

- **412 foyers** – privés d’électricité, selon la mairie (12 mars 2025) \\[9\\]
"""


def test_markdown_has_every_part_in_few_lines() -> None:
    text = render_briefing(SAMPLE, "markdown")
    assert PARTS_IN_MARKDOWN in text
    assert FIGURES_IN_MARKDOWN in text
    for line in (
        "- **crue-vere-mardi** – Le document a changé depuis le briefing du 11 mars 2025",
        "- *9 mars 2025* – La Vère est sortie de son lit dimanche 9 mars à Montclar. \\[12\\]",
        "- On ignore encore si la digue de Brévent tiendra, a reconnu la préfète. \\[14\\]",
        "deuxième semaine – inchangé depuis le 11 mars 2025 · une seule source \\[21\\]",
        "*Documents sans date, laissés de côté – affiche-reunion-publique*",
        "*Rien de neuf sur l'hôpital : voir plus bas.*",
    ):
        assert line in text
    assert "\n\n\n" not in text


def test_slack_has_every_part_in_few_lines() -> None:
    text = render_briefing(SAMPLE, "slack")
    for line in (
        "• _Ce qui a changé_ – personnes évacuées – 7\u202f199 [8] hier → 8\u202f006 [5] aujour",
        "• _Chiffres clés_ – 412 foyers – privés d’électricité, selon la mairie (12 mars 2025) [9]",
        "• _Chronologie_ – 9 mars 2025 – La Vère est sortie de son lit dimanche 9 mars à Montclar.",
        "• _Ce que l’on ne sait pas_ – On ignore encore si la digue de Brévent tiendra",
        "_Documents datés d’après ce briefing, laissés de côté – annonce-concert-avril_",
    ):
        assert line in text


@pytest.mark.parametrize("text", ["<!here> & *a*", "[x](y) `z` | _u_", "# t\n- u\n1. v", "\x1b[2J"])
def test_every_part_is_escaped(text: str) -> None:
    slack = render_briefing(everywhere(text), "slack")
    assert not re.search(r"<[!@#]", slack)
    markdown = render_briefing(everywhere(text), "markdown")
    plain = render_briefing(everywhere("mot"), "markdown")
    assert markdown.count("\n") == plain.count("\n")
    assert not re.search(r"(?<!\\)(?:\\\\)*<(?!https:)", markdown)
    assert "\x1b" not in markdown + slack


def test_a_quotation_with_marks_of_its_own_gets_none_around_it() -> None:
    text = render_briefing(SAMPLE, "markdown")
    assert "– « Le pic est attendu" in text
    assert "« «" not in text
