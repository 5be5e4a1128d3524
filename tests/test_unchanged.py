"""One line for a story that goes on without news."""

from collections.abc import Sequence
from pathlib import Path

from bot.changes import already_told
from bot.comparison import Comparison
from bot.prompts import Phrases
from bot.stories import StoryGroup
from bot.storytelling import Desk
from bot.types import Document
from bot.unchanged import MOST_UNCHANGED, unchanged_stories
from bot.writers.stories import ExtractiveStoryWriter
from tests.archive_samples import compared, document, group, told_story

PHRASES = Phrases.load(Path(__file__).parent.parent / "prompts")
FLOOD = document("flood", "La crue du Rhin a fait 12 morts à Bonn.")
COPY = document("copy", FLOOD.text, "2023-02-15")


def desk(comparison: Comparison, *groups: StoryGroup) -> Desk:
    return Desk(
        sentences=comparison.sentences,
        groups=groups,
        apart=already_told(comparison),
        reprints={"copy": ("reprint",)},
        phrases=PHRASES,
        comparison=comparison,
        writer=ExtractiveStoryWriter(),
    )


def flood_and(*others: str) -> Sequence[Document]:
    return [COPY, *(document(f"o{n}", text, "2023-02-15") for n, text in enumerate(others))]


def test_a_story_that_only_repeats_is_one_line_of_today() -> None:
    told = told_story(FLOOD)
    (line,) = unchanged_stories([], desk(compared([COPY], told), group(0)))
    assert (line.status, line.told_on) == ("unchanged", told.day)
    (statement,) = line.statements
    assert statement.text == FLOOD.text
    assert statement.citations[0].passage.document is COPY


def test_a_story_with_more_news_than_not_is_no_line() -> None:
    news = flood_and("Le pont de Bonn est fermé.", "Le maire de Bonn demande 3 bateaux.")
    comparison = compared(news, told_story(FLOOD), close=0.1)
    assert unchanged_stories([], desk(comparison, group(0, 1, 2))) == ()


def test_a_moved_value_is_no_line() -> None:
    moved = flood_and("La crue du Rhin a fait 15 morts à Bonn.")
    comparison = compared(moved, told_story(FLOOD))
    assert unchanged_stories([], desk(comparison, group(0, 1))) == ()


def test_what_another_group_goes_on_telling_has_no_line() -> None:
    comparison = compared(flood_and("Le pont de Bonn est fermé."), told_story(FLOOD), close=0.1)
    own, other = group(0), group(1)
    assert unchanged_stories([other], desk(comparison, own, other)) == ()


def test_a_new_story_and_a_first_briefing_have_no_line() -> None:
    assert unchanged_stories([], desk(compared([COPY]), group(0))) == ()
    apart = compared([COPY], told_story(FLOOD), alike=0.1)
    assert unchanged_stories([], desk(apart, group(0))) == ()


def test_at_most_five() -> None:
    stories = [
        told_story(document(f"old{n}", f"La crue a fait {n + 12} morts à Bonn.")) for n in range(7)
    ]
    today = [
        document(f"new{n}", f"La crue a fait {n + 12} morts à Bonn.", "2023-02-15")
        for n in range(7)
    ]
    comparison = compared(today, *stories)
    alike = comparison.alike
    alike[:] = 0.1
    for n in range(7):
        alike[n, n] = 1.2
    found = unchanged_stories([], desk(comparison, *(group(n) for n in range(7))))
    assert len(found) == MOST_UNCHANGED
