"""The JSON that programs read, compared with JSON written by hand from the contract."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.briefing_types import Change, Correction, KeyFigure, Step, Story
from bot.contract import (
    answer_json,
    answer_text,
    briefing_json,
    checks_json,
    document_json,
    removal_json,
    span_json,
)
from bot.doctor import Check
from bot.numbering import Part, briefing_numbers, markers, numbers_of
from bot.types import (
    Citation,
    Claim,
    Passage,
    Statement,
)
from tests.samples import (
    ABSTENTION,
    ANSWER,
    BRIEFING,
    DOCUMENT,
    FIRST,
    KYIV,
    RUSSIA,
    SECOND,
    UKRAINE,
    citation_of,
)

ANSWER_JSON = """
{"question": "Combien d'obus ?", "standalone": "Combien d'obus ?",
 "language": "fr", "status": "answered",
 "text": "L'Ukraine tire 6 000 obus. [1] La Russie en tire 20 000. [2][1]",
 "statements": [{"text": "L'Ukraine tire 6 000 obus.", "citations": [1]},
                {"text": "La Russie en tire 20 000.", "citations": [2, 1]}],
 "disagreements": [{"about": "obus par jour",
                    "claims": [{"value": "6 000", "citations": [1]},
                               {"value": "10 000", "citations": [3]}]}],
 "citations": [
   {"number": 1, "document": "a", "title": "Obus", "outlet": null, "url": null,
    "published": "2023-02", "passage": "L'Ukraine tire 6 000 obus. La Russie 20 000.",
    "quote": "L'Ukraine tire 6 000 obus", "start": 0, "end": 25},
   {"number": 2, "document": "a", "title": "Obus", "outlet": null, "url": null,
    "published": "2023-02", "passage": "L'Ukraine tire 6 000 obus. La Russie 20 000.",
    "quote": "La Russie 20 000", "start": 27, "end": 43},
   {"number": 3, "document": "b", "title": "Autre", "outlet": "exemple.fr",
    "url": "https://exemple.fr/b", "published": "2023-02-14",
    "passage": "Kiev tire 10 000 obus.", "quote": "10 000 obus", "start": 10, "end": 21}],
 "nearest": [],
 "removed": [{"text": "Tout va bien.", "reason": "quote-not-found"}],
 "writer": "extractive", "stood_in": false, "note": null,
 "usage": {"input_tokens": 0, "output_tokens": 0, "cost_usd": 0.0},
 "timings_ms": {"search": 12.3, "write": 1.0, "verify": 0.1, "total": 13.5}}
"""

BRIEFING_JSON = """
{"title": "Février 2023", "language": "fr",
 "period": {"since": "2023-02", "until": null},
 "stories": [
   {"headline": "Les obus", "status": "new",
    "statements": [{"text": "L'Ukraine tire 6 000 obus.", "citations": [1]}],
    "disagreements": [{"about": "obus par jour",
                       "claims": [{"value": "6 000", "citations": [1]},
                                  {"value": "10 000", "citations": [2]}]}],
    "origins": 2, "documents": ["a", "b"]},
   {"headline": "La Russie", "status": "updated",
    "statements": [{"text": "La Russie en tire 20 000.", "citations": [3, 1]}],
    "disagreements": [], "origins": 1, "documents": ["a"]}],
 "citations": [
   {"number": 1, "document": "a", "title": "Obus", "outlet": null, "url": null,
    "published": "2023-02", "passage": "L'Ukraine tire 6 000 obus. La Russie 20 000.",
    "quote": "L'Ukraine tire 6 000 obus", "start": 0, "end": 25},
   {"number": 2, "document": "b", "title": "Autre", "outlet": "exemple.fr",
    "url": "https://exemple.fr/b", "published": "2023-02-14",
    "passage": "Kiev tire 10 000 obus.", "quote": "10 000 obus", "start": 10, "end": 21},
   {"number": 3, "document": "a", "title": "Obus", "outlet": null, "url": null,
    "published": "2023-02", "passage": "L'Ukraine tire 6 000 obus. La Russie 20 000.",
    "quote": "La Russie 20 000", "start": 27, "end": 43}],
 "removed": [], "writer": "extractive",
 "usage": {"input_tokens": 0, "output_tokens": 0, "cost_usd": 0.0},
 "timings_ms": {"search": 0.0, "write": 0.0, "verify": 0.0, "total": 0.0}}
"""


def test_answer() -> None:
    value = answer_json(ANSWER)
    assert value == json.loads(ANSWER_JSON)
    assert list(value) == list(json.loads(ANSWER_JSON)), "keys in the contract's order"


def test_abstention() -> None:
    value = answer_json(ABSTENTION)
    assert value["status"] == "abstained"
    assert value["text"] == ABSTENTION.abstention
    assert (value["statements"], value["citations"]) == ([], [])
    assert [(one["number"], one["quote"]) for one in value["nearest"]] == [(1, "La Russie 20 000")]


BARE_STORY: dict[str, object] = {
    "told_on": None,
    "changes": [],
    "figures": [],
    "timeline": [],
    "unknowns": [],
}
BARE: dict[str, object] = {
    "overview": [],
    "corrections": [],
    "undated": [],
    "postdated": [],
    "notes": [],
    "told_before": [],
}


def test_briefing() -> None:
    value = briefing_json(BRIEFING)
    wanted = json.loads(BRIEFING_JSON)
    assert value == {
        **wanted,
        **BARE,
        "stories": [{**story, **BARE_STORY} for story in wanted["stories"]],
    }
    assert list(value) == [*wanted, *BARE], "keys in the contract's order, then the others"
    assert list(value["stories"][0]) == [*wanted["stories"][0], *BARE_STORY]


RICH_STORY = Story(
    headline="Les obus",
    status="updated",
    statements=(FIRST,),
    told_on="2023-02-13",
    changes=(
        Change(
            about="obus par jour",
            before=Claim(value="6 000", citations=(UKRAINE,)),
            after=Claim(value="10 000", citations=(KYIV,)),
            told_on="2023-02-13",
        ),
    ),
    figures=(KeyFigure(value="20 000", about="obus", published="2023-02", citations=(RUSSIA,)),),
    timeline=(Step(day="2023-02-14", text="Kiev tire 10 000 obus.", citations=(KYIV,)),),
    unknowns=(SECOND,),
)
GONE = Correction(document="c", kind="gone", told_on="2023-02-13")
RICH = replace(
    BRIEFING,
    stories=(RICH_STORY,),
    overview=(FIRST,),
    corrections=(GONE,),
    undated=("d",),
    postdated=("e",),
    notes=("Rien d'autre.",),
)


def test_what_a_story_shows_beside_its_statements() -> None:
    value = briefing_json(RICH)
    shown = value["stories"][0]
    assert (shown["told_on"], shown["timeline"][0]) == (
        "2023-02-13",
        {"day": "2023-02-14", "text": "Kiev tire 10 000 obus.", "citations": [2]},
    )
    assert shown["changes"][0] == {
        "about": "obus par jour",
        "told_on": "2023-02-13",
        "before": {"value": "6 000", "citations": [1]},
        "after": {"value": "10 000", "citations": [2]},
    }
    assert shown["figures"] == [
        {"value": "20 000", "about": "obus", "published": "2023-02", "citations": [3]}
    ]


def test_what_a_briefing_shows_beside_its_stories() -> None:
    value = briefing_json(RICH)
    shown = value["stories"][0]
    assert shown["unknowns"] == [{"text": SECOND.text, "citations": [3, 1]}]
    assert value["overview"] == [{"text": FIRST.text, "citations": [1]}]
    assert value["corrections"] == [
        {"document": "c", "kind": "gone", "told_on": "2023-02-13", "text": ""}
    ]
    assert [one["quote"] for one in value["citations"]] == [
        one.quote for one in briefing_numbers(RICH)
    ]
    assert (value["undated"], value["postdated"], value["notes"]) == (
        ["d"],
        ["e"],
        ["Rien d'autre."],
    )


def test_what_was_told_before_is_cited_apart() -> None:
    old = replace(DOCUMENT, text="L'Ukraine tire 5 000 obus.")
    before = citation_of(old, "5 000 obus")
    change = replace(RICH_STORY.changes[0], before=Claim(value="5 000", citations=(before,)))
    value = briefing_json(replace(RICH, stories=(replace(RICH_STORY, changes=(change,)),)))
    [told] = value["told_before"]
    assert told["quote"] == "5 000 obus"
    assert value["stories"][0]["changes"][0]["before"]["citations"] == [told["number"]]
    assert told["number"] not in [one["number"] for one in value["citations"]]


def test_document() -> None:
    assert document_json(DOCUMENT) == {
        "document": "a",
        "text": "L'Ukraine tire 6 000 obus. La Russie 20 000.",
        "title": "Obus",
        "outlet": None,
        "url": None,
        "published": "2023-02",
        "language": "fr",
        "origin": "a",
    }


def test_span() -> None:
    value = span_json(DOCUMENT, 27, 43)
    assert value["span"] == {"start": 27, "end": 43, "text": "La Russie 20 000"}
    assert {name: value[name] for name in document_json(DOCUMENT)} == document_json(DOCUMENT)


def test_doctor_is_well_with_warnings_and_not_with_failures() -> None:
    warning = Check(name="slack", status="warn", message="one token", mend="set both")
    failure = Check(name="library", status="fail", message="locked")
    assert checks_json([warning]) == {
        "ok": True,
        "checks": [{"name": "slack", "status": "warn", "message": "one token", "mend": "set both"}],
    }
    assert checks_json([warning, failure])["ok"] is False
    assert checks_json([failure])["checks"][0]["mend"] is None


def test_removal() -> None:
    assert removal_json(["a", "b"], 7) == {"removed": ["a", "b"], "revision": 7}


def test_a_marker_stands_once() -> None:
    first = citation_of(DOCUMENT, "La Russie")
    assert markers([first, first], {first: 4}) == "[4]"


def test_statements_are_joined_with_their_markers() -> None:
    assert answer_text(ANSWER) == json.loads(ANSWER_JSON)["text"]


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 20), st.integers(21, 43)), min_size=1), max_size=5)
)
def test_numbers_run_from_one_without_a_gap_in_reading_order(
    stories: list[list[tuple[int, int]]],
) -> None:
    passage = Passage(document=DOCUMENT, number=0, start=0, end=44)
    cited = [
        [Citation(passage=passage, start=start, end=end) for start, end in story]
        for story in stories
    ]
    numbers = numbers_of(Part([Statement(text="x", citations=tuple(story))], []) for story in cited)
    in_order = list(dict.fromkeys(citation for story in cited for citation in story))
    assert dict(numbers) == {citation: place for place, citation in enumerate(in_order, 1)}
