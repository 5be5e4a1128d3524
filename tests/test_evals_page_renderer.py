"""The report as a page: every case once, nothing loaded, text from outside stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.outcomes import CaseOutcome, Outcome
from evals.page import Report, render
from tests.evals_page_samples import (
    ABSTENTION,
    ANSWER,
    BEFORE,
    BEGIN,
    CASES,
    CIRCUMSTANCES,
    ENGLISH,
    GATES,
    OUTCOME,
    REPORT,
    TEXT,
    citation,
)

VOID = frozenset({"meta", "input", "br"})
LOADING = {"img", "link", "iframe", "object", "embed", "audio", "video", "source", "base", "image"}
HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "</title></style><script>x",
    "' onclick='x",
    "&lt;b&gt;",
    "{{ page }}{% raw %}",
    "</details></blockquote>",
    "javascript:alert(1)",
    "\x00\x1b[2J\ud800",
)


class Page(HTMLParser):
    """The tags, attributes and text of a page, and the text of each passage."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.cases: list[dict[str, str | None]] = []
        self.passages: list[tuple[str, str | None]] = []
        self.words = ""
        self.open: list[str] = []
        self._passage = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        named = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if named.get("class") == "case":
            self.cases.append(named)
        if named.get("class") == "passage":
            self._passage = len(self.open)
            self.passages.append(("", named.get("lang")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) == self._passage:
            self._passage = 0
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._passage:
            text, language = self.passages[-1]
            self.passages[-1] = (text + data, language)

    def values(self, name: str) -> list[str]:
        return [value for attribute, value in self.attributes if attribute == name and value]


def everywhere(text: str) -> Report:
    """A report with a text wherever a document, a model or a stored run can put one."""

    def put(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: put(one) for key, one in value.items()}
        if isinstance(value, list):
            return [put(one) for one in value]
        return text if isinstance(value, str) else value

    def cited(number: int) -> dict[str, Any]:
        return {**put(citation(1, "Le pont")), "number": number, "start": 3, "end": 3 + len(text),
                "context": f"ab {text} c", "context_start": 0}  # fmt: skip

    replies = [{**put(ANSWER), "citations": [cited(n) for n in range(1, 5)]}, put(ABSTENTION)]
    cases = tuple(
        CaseOutcome(
            id=f"{text}{number}",
            language=text,
            kind=f"{text}{number}",
            title=text,
            expected=text,
            note=text,
            observations={text: (0.5,)},
            faults=(text,),
            reply=reply,
        )
        for number, reply in enumerate(replies)
    )
    told = replace(
        CIRCUMSTANCES, date=text, revision=text, embedder=text, machine=text, prompts={text: text}
    )
    outcome = Outcome(suite=text, writer=text, cases=cases, circumstances=told)
    earlier = replace(outcome, circumstances=replace(told, revision="before"))
    gates = (replace(GATES[1], told=text),)
    return Report(outcomes=(outcome,), saved=(earlier, outcome), gates=gates)


def test_every_case_is_there_once_with_what_it_is_filtered_by() -> None:
    page = Page(render(REPORT))
    shown = Counter((one["data-writer"], one["data-verdict"]) for one in page.cases)
    assert shown == {
        (writer, verdict): 1
        for writer in ("extractive", "by-hand")
        for verdict in ("passed", "faults", "stale", "failed")
    }
    assert [one["id"] for one in page.cases][:2] == [
        "case-answers-extractive-evacuees-fr",
        "case-answers-by-hand-evacuees-fr",
    ]
    for case in CASES:
        for told in (case.id, case.title, case.expected, case.note, *case.faults):
            assert told in page.words


def test_a_case_tells_all_of_its_reply() -> None:
    words = Page(render(REPORT)).words
    for told in (
        *(one["text"] for one in ANSWER["statements"]),
        *(claim["value"] for claim in ANSWER["disagreements"][0]["claims"]),
        "La Vère est à 12 mètres.",
        "a figure is not in the quotation",
        ABSTENTION["text"],
        "840 ms",
        "$0.00042",
        "wanted",
        "quote exactness 1 ×2",
    ):
        assert told in words


def test_the_text_of_a_marked_passage_is_the_passage() -> None:
    page = Page(render(REPORT))
    assert {text for text, _ in page.passages} == {TEXT, ENGLISH}
    assert set(page.passages) == {(TEXT, "fr"), (ENGLISH, "en")}
    assert "«\u202f" not in TEXT or "«\u202f" in page.words


@settings(max_examples=40, deadline=None)
@given(st.text("ab <&>\"'\n\u202f«»é", min_size=1, max_size=60).filter(str.strip), st.data())
def test_whatever_is_quoted_the_page_has_the_characters_of_the_passage(
    text: str, data: st.DataObject
) -> None:
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    quoted = [
        {**citation(number, "Le pont"), "quote": text[start:end], "context": text,
         "start": BEGIN + start, "end": BEGIN + end}
        for number, (start, end) in enumerate(data.draw(st.lists(ends, min_size=1, max_size=4)), 1)
    ]  # fmt: skip
    case = replace(CASES[0], reply={"citations": quoted})
    page = Page(render(Report(outcomes=(replace(OUTCOME, cases=(case,)),))))
    assert [passage for passage, _ in page.passages] == [text]
    assert "not at its place" not in page.words


def test_replies_written_by_hand_are_marked_wherever_their_figures_stand() -> None:
    html = render(REPORT)
    assert "not a model’s scores" in Page(html).words
    parts = re.findall(r"by-hand(?:</span>)?(.{0,60})", html)
    marked = [part for part in parts if "hand" in part]
    assert len(marked) >= len(CASES) + 3
    plain = render(replace(REPORT, outcomes=(OUTCOME,), gates=()))
    assert "written by hand" not in plain


def test_figures_stand_with_their_interval_and_aim() -> None:
    html = render(REPORT)
    page = Page(html)
    for told in ("0.500", "0.000 to 1.000", "≥ 0.90", "missed", "nugget coverage", "438.1"):
        assert told in page.words
    assert 'class="aim" x1="90.0%"' in html
    assert 'class="dot" cx="50.0%"' in html


def test_history_names_date_and_revision_of_each_run() -> None:
    page = Page(render(REPORT))
    assert "2026-11-20, revision 0000: 0.000 (0.000 to 0.000, n=1)" in page.words
    assert "2026-11-22, revision abc123def456: 0.500" in page.words
    assert "Over saved runs" not in Page(render(replace(REPORT, saved=()))).words


def test_a_run_that_was_not_saved_is_the_last_of_its_history() -> None:
    page = Page(render(Report(outcomes=(OUTCOME,), saved=(BEFORE,))))
    assert page.words.count("supported over 2 runs") == 1


def test_gates_that_fell_come_first() -> None:
    words = Page(render(REPORT)).words
    assert "1 of 2 gates fell" in words
    assert words.index("at least 0.9: 0.500") < words.index("at least 1: 1.000")
    held = Page(render(replace(REPORT, gates=GATES[:1]))).words
    assert "the gate held" in held


def test_ids_are_unique_and_everything_that_refers_to_one_finds_it() -> None:
    page = Page(render(REPORT))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    referred = [value[1:] for value in page.values("href") if value.startswith("#")]
    for name in ("aria-labelledby", "aria-describedby"):
        referred += [word for value in page.values(name) for word in value.split()]
    assert set(referred) <= set(ids)
    assert not page.open


def test_cases_of_one_id_keep_places_of_their_own() -> None:
    twice = replace(OUTCOME, cases=(CASES[2], CASES[2]))
    ids = [one["id"] for one in Page(render(Report(outcomes=(twice,)))).cases]
    assert ids == ["case-answers-extractive-tram-fr", "case-answers-extractive-tram-fr--2"]


def test_the_policy_allows_one_style_and_one_script_and_nothing_is_loaded() -> None:
    html = render(REPORT)
    page = Page(html)
    (policy,) = (value for value in page.values("content") if "default-src" in value)
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert not re.search(r"url\(|@import|fetch\(|XMLHttp|WebSocket|import\(|innerHTML", inside)
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert not LOADING & set(page.tags)
    assert not page.values("src")
    assert not page.values("style")
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    outside = {value for value in page.values("href") if not value.startswith("#")}
    assert outside == {
        "https://courrier-vere.example/crue",
        "https://courrier-vere.example/en-flood",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_stays_text(text: str) -> None:
    html = render(everywhere(text))
    plain, page = Page(render(everywhere("mot"))), Page(html)
    assert page.tags == plain.tags
    assert [name for name, _ in page.attributes] == [name for name, _ in plain.attributes]
    assert not page.open
    assert html.encode()
    assert not [value for value in page.values("href") if not value.startswith("#")]


BROKEN: tuple[Callable[[], Any], ...] = (
    dict,
    lambda: {"statements": "x", "citations": 3, "retrieved": None},
    lambda: {"statements": [1, {"text": 2, "citations": "1"}], "citations": [{"number": "1"}]},
    lambda: {"changes": [{}], "disagreements": [{"claims": [{}]}], "timings_ms": {"a": "b"}},
)


@pytest.mark.parametrize("make", BROKEN)
def test_a_reply_of_another_shape_is_shown_as_far_as_it_goes(make: Callable[[], Any]) -> None:
    outcome = replace(OUTCOME, cases=(replace(CASES[0], reply=make()),))
    assert len(Page(render(Report(outcomes=(outcome,)))).cases) == 1


def test_the_page_is_the_same_each_time() -> None:
    assert render(REPORT) == render(REPORT)


def test_a_report_of_nothing_says_so() -> None:
    assert "No run to report." in Page(render(Report(outcomes=()))).words
