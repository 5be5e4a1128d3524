"""The whole page: it holds everything, loads nothing, and text from outside stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import bot.page
from bot.labels import LABELS, labels
from bot.numbering import briefing_numbers
from bot.page import render_page
from bot.page.building import words_of
from bot.types import Statement
from evals.pictures.sample import SAMPLE
from tests.samples import ANSWER, BRIEFING, OTHER, citation_of, everywhere

VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><script>x",
    "' onclick='x",
    "&lt;b&gt;",
    "{{ page }}{% raw %}",
    "</svg><iframe src=//x>",
    "\x00\x1b[2J\ud800",
    "\u202egnp.exe",
)


class Page(HTMLParser):
    """The tags, attributes, ids and text of a page; tags must be closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.open: list[str] = []
        self.headings: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, name: str) -> list[str]:
        return [value for attribute, value in self.attributes if attribute == name and value]


def test_every_part_of_a_briefing_is_on_the_page() -> None:
    page = Page(render_page(SAMPLE))
    for story in SAMPLE.stories:
        told = (story.headline, *(one.text for one in (*story.statements, *story.unknowns)))
        told += tuple(step.text for step in story.timeline) if story.status != "unchanged" else ()
        told += tuple(word for one in story.figures for word in (one.value, one.about))
        told += tuple(claim.value for one in story.disagreements for claim in one.claims)
        if story.status == "unchanged":
            told = (story.headline,)
        for text in told:
            assert text in page.words
    for part in ("7\u202f199", "hier", "aujourd’hui", "agence-reprise-17", "inchangé depuis"):
        assert part in page.words
    for one in SAMPLE.corrections:
        assert one.document in page.words
        assert one.text in page.words
    for name in (*SAMPLE.undated, *SAMPLE.postdated):
        assert name in page.words
    assert f"{words_of(SAMPLE)} mots" in page.words
    for removal in SAMPLE.removed:
        assert labels("fr").reasons[removal.reason] in page.words


def test_each_quotation_is_shown_with_its_source_wherever_it_is_cited() -> None:
    html = render_page(SAMPLE)
    for citation, number in briefing_numbers(SAMPLE).items():
        assert f'<li id="citation-{number}"' in html
        assert f"<mark>{citation.quote}</mark>" in html
        document = citation.passage.document
        assert f'href="{document.url}"' in html
    assert html.count('class="card"') == len(re.findall(r'<button[^>]* class="marker"', html))


def test_ids_are_unique_and_everything_that_refers_to_one_finds_it() -> None:
    page = Page(render_page(SAMPLE))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    referred = [value[1:] for value in page.values("href") if value.startswith("#")]
    for name in ("aria-labelledby", "aria-describedby"):
        referred += [word for value in page.values(name) for word in value.split()]
    assert set(referred) <= set(ids)
    assert not page.open


def test_headings_go_down_one_level_at_a_time_and_landmarks_are_there() -> None:
    page = Page(render_page(SAMPLE))
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(page.headings))
    assert {"header", "main", "footer", "article"} <= set(page.tags)


def test_the_policy_allows_one_style_and_nothing_else() -> None:
    html = render_page(SAMPLE)
    style = re.search(r"<style>(.*)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    page = Page(html)
    (policy,) = (value for value in page.values("content") if "default-src" in value)
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not page.values("style")
    assert not {"script", "img", "link", "iframe", "object"} & set(page.tags)
    assert "url(" not in style[1]
    assert "@import" not in style[1]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_stays_text(text: str) -> None:
    plain = Page(render_page(everywhere("mot")))
    page = Page(render_page(everywhere(text)))
    assert page.tags == plain.tags
    assert [name for name, _ in page.attributes] == [name for name, _ in plain.attributes]
    assert not page.open
    assert render_page(everywhere(text)).encode()


def test_the_hostile_briefing_has_every_part() -> None:
    briefing = everywhere("mot")
    for value in (briefing, briefing.stories[0]):
        empty = [one.name for one in fields(value) if not getattr(value, one.name)]
        assert not empty


def test_addresses_that_run_something_are_no_links() -> None:
    document = replace(OTHER, url="javascript:alert(1)")
    story = replace(
        BRIEFING.stories[0],
        disagreements=(),
        statements=(Statement(text="x", citations=(citation_of(document, "Kiev"),)),),
    )
    assert "javascript" not in render_page(replace(BRIEFING, stories=(story,)))


def test_quotations_keep_every_character_and_our_own_words_are_set_in_french() -> None:
    text = 'Il a dit : "non" ; puis <rien> & l\'a\u00a0tu.'
    document = replace(OTHER, text=text)
    statement = Statement(text=text, citations=(citation_of(document, text),))
    story = replace(BRIEFING.stories[0], statements=(statement,), disagreements=())
    page = Page(render_page(replace(BRIEFING, title="Essai : l'eau", stories=(story,))))
    assert page.words.count(text) == 3
    assert "Essai\u202f: l’eau" in page.words


def test_a_number_is_not_broken_at_the_end_of_a_line() -> None:
    html = render_page(BRIEFING)
    assert 'L&#39;Ukraine tire <span class="number">6 000</span> obus' in html
    assert "L'Ukraine tire 6 000 obus" in Page(html).words


def test_a_briefing_without_anything_is_a_page_that_says_so() -> None:
    empty = replace(BRIEFING, title="Rien à signaler.", stories=())
    page = Page(render_page(empty))
    assert "Rien à signaler." in page.words
    assert "0 mots" in page.words
    assert not {"article", "svg", "section"} & set(page.tags)


@pytest.mark.parametrize("language", [*LABELS, "pt"])
def test_every_language_has_its_page(language: str) -> None:
    html = render_page(replace(SAMPLE, language=language))
    assert f'<html lang="{language}">' in html
    for word in (labels(language).changes, labels(language).unknowns):
        assert word.replace("'", "’") in html


def test_the_page_is_the_same_bytes_each_time() -> None:
    assert render_page(SAMPLE) == render_page(SAMPLE)


def test_removed_sentences_have_their_reason() -> None:
    page = Page(render_page(replace(BRIEFING, removed=ANSWER.removed)))
    assert "la citation n’est pas dans le document" in page.words
    assert "Tout va bien." in page.words


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.2 defines it: "#000" on "#fff" -> 21."""
    lighter, darker = sorted(map(luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def colours() -> list[dict[str, str]]:
    """The variables of each scheme: light, dark and print, the light ones where not set again."""
    style = Path(bot.page.__file__).with_name("page.css").read_text(encoding="utf-8")
    schemes: list[dict[str, str]] = []
    for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL):
        found = dict(re.findall(r"--([\w-]+): (#\w+);", block))
        schemes.append((schemes[0] if schemes else {}) | found)
    return schemes


PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, paper) for ink in ("ink", "muted", "accent") for paper in ("paper", "raised", "sunk")),
    ("marked-ink", "marked"),
    ("new-ink", "new"),
    ("updated-ink", "updated"),
    ("same-ink", "same"),
    ("alert-ink", "alert"),
    ("ink", "faint"),
)


@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_text_can_be_read_on_its_ground(pair: tuple[str, str]) -> None:
    schemes = colours()
    assert len(schemes) == 3
    for scheme in schemes:
        assert contrast(scheme[pair[0]], scheme[pair[1]]) >= 4.5
