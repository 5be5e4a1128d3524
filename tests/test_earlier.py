from dataclasses import replace

import numpy as np

from bot.briefing_types import KeyFigure
from bot.earlier import NO_VECTOR, PastBriefing, earlier_of, place_of, said_in
from tests.archive_samples import briefing, cited, document, statement, story

FLOOD = document("flood", "La crue a fait 12 morts. Le pont est fermé.")
FIRST, SECOND = "La crue a fait 12 morts.", "Le pont est fermé."


def test_a_value_beside_the_statements_was_told_too() -> None:
    figures = tuple(
        KeyFigure(value="12", about="", published=None, citations=(cited(FLOOD, quote),))
        for quote in (FIRST, SECOND)
    )
    told = replace(story(statement(FLOOD, FIRST)), figures=figures)
    assert [text for text, _ in said_in(told)] == [FIRST, SECOND]


def test_the_newest_comes_first_with_its_vectors() -> None:
    one = statement(FLOOD, FIRST)
    vector = np.ones(3, np.float32)
    past = [
        PastBriefing(briefing=briefing(story(one)), day="2023-02-14", consulted=frozenset("ab")),
        PastBriefing(
            briefing=briefing(story(one)),
            day="2023-02-13",
            vectors={place_of(one.citations[0]): vector},
        ),
    ]
    earlier = earlier_of(past)
    assert earlier.day == "2023-02-14"
    assert earlier.known == {"a", "b"}
    assert [told.day for told in earlier.stories] == ["2023-02-14", "2023-02-13"]
    assert earlier.stories[0].statements[0].vector is NO_VECTOR
    assert earlier.stories[1].statements[0].vector is vector


def test_before_the_first_briefing_nothing_was_told() -> None:
    assert earlier_of([]).stories == ()
    assert earlier_of([]).day is None
