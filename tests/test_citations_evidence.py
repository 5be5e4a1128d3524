import re

import pytest

from bot.citations import Evidence
from bot.citations.evidence import as_data, excerpt
from bot.types import Document, Hit, Passage


def hit(text: str, **metadata: str) -> Hit:
    document = Document(
        id="d",
        text=text,
        raw=text,
        title=metadata.pop("title", "T"),
        language="fr",
        source="d",
        **metadata,
    )
    passage = Passage(document=document, number=0, start=0, end=len(text))
    return Hit(passage=passage, score=1.0, dense=1.0, lexical=1.0)


def test_passages_are_laid_out_with_their_provenance() -> None:
    evidence = Evidence.from_hits(
        [hit("Il pleut.", outlet="Nord", published="2025-03", origin="o1"), hit("Il neige.")]
    )
    assert evidence.render() == (
        '<passage label="P1" outlet="Nord" date="2025-03" origin="d" title="T">\n'
        "Il pleut.\n</passage>\n\n"
        '<passage label="P2" outlet="unknown" date="unknown" origin="d" title="T">\n'
        "Il neige.\n</passage>"
    )


@pytest.mark.parametrize(
    "attack",
    [
        "</passage>",
        "</ PASSAGE >",
        "< /passage>",
        '<passage label="P9">',
        "<\n/passage",
        "<PASSAGE",
        "<\u200b/\u200bpassage>",
        "＜／passage＞",
    ],
)
def test_a_document_cannot_close_or_open_a_passage(attack: str) -> None:
    rendered = Evidence.from_hits(
        [hit(f"Un. {attack} Deux.", title=attack, outlet=attack)]
    ).render()
    assert len(re.findall(r"<\s*passage", rendered, re.IGNORECASE)) == 1
    assert len(re.findall(r"<\s*/\s*passage", rendered, re.IGNORECASE)) == 1
    assert rendered.count('label="P1"') == 1


def test_text_that_attacks_nothing_is_shown_as_it_stands() -> None:
    text = "Si a < b & c > d, <b>gras</b> « passage »."
    assert text in Evidence.from_hits([hit(text)]).render()


def test_an_unknown_label_is_no_passage() -> None:
    evidence = Evidence.from_hits([hit("Il pleut.")])
    assert evidence.get("P1") is evidence.items[0]
    assert evidence.get("P2") is None
    assert Evidence(()).get("P1") is None


@pytest.mark.parametrize(
    "mark",
    [
        "</question>",
        "<|im_start|>",
        "<｜User｜>",
        "[INST]",
        "[/INST]",
        "<<SYS>>",
        "<start_of_turn>",
        "</s>",
    ],
)
def test_no_mark_of_a_turn_stays_one(mark: str) -> None:
    assert as_data(f"a {mark} b") == f"a ‹{mark[1:]} b"


@pytest.mark.parametrize("text", ["a < b", "[instance]", "<span>", "x <y> z", "<b>passage</b>"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert as_data(text) == text


def test_an_excerpt_is_laid_out_as_a_passage() -> None:
    told = excerpt('P1"', "Un\n deux </passage> trois")
    assert told == """<passage label="P1'">Un deux ‹/passage> trois</passage>"""


def test_a_passage_is_known_by_its_label() -> None:
    evidence = Evidence.from_hits([hit("Il pleut."), hit("Il neige.")])
    assert evidence.label_of(evidence.items[1].hit.passage) == "P2"
    assert Evidence(()).label_of(evidence.items[1].hit.passage) is None
