from collections.abc import Sequence

import numpy as np
import pytest

from bot.stories import MAX_UNITS, StoryGroup, Unit, group_stories
from bot.types import Document, Passage, Span, Vector

FLOOD = (
    "La crue du Rhin a fait 12 morts à Bonn.",
    "À Bonn, le Rhin en crue a tué 12 personnes.",
    "Le Rhin déborde à Bonn et fait 12 morts.",
    "Bonn compte 12 morts après la crue du Rhin.",
)
ELECTION = (
    "Ana Gil remporte l'élection à Bilbao.",
    "À Bilbao, l'élection est gagnée par Ana Gil.",
    "Ana Gil est élue maire de Bilbao.",
    "Bilbao a choisi Ana Gil à l'élection.",
)
STRIKE = (
    "Les cheminots de Lyon sont en grève.",
    "La grève des cheminots bloque Lyon.",
    "À Lyon, les trains sont arrêtés par la grève.",
    "Grève des trains : Lyon est bloquée.",
)


def unit(text: str, name: str, origin: str = "", published: str | None = None) -> Unit:
    document = Document(
        id=name,
        text=text,
        raw=text,
        title="",
        language="fr",
        source="",
        origin=origin or name,
        published=published,
    )
    span = Span(0, len(text))
    return Unit(Passage(document=document, number=0, start=0, end=len(text)), span)


def meanings(events: Sequence[int]) -> Vector:
    """Vectors as e5 makes them: much in common, an event's own direction, a little noise."""
    noise = np.random.default_rng(7)
    rows = []
    for event in events:
        row = noise.normal(scale=0.02, size=24)
        row[0] += 0.9
        row[1 + event] += 0.35
        rows.append(row / np.linalg.norm(row))
    return np.array(rows, dtype=np.float32)


def grouped(units: Sequence[Unit], events: Sequence[int]) -> tuple[StoryGroup, ...]:
    vectors = meanings(events)
    own = {one.passage.id: vector for one, vector in zip(units, vectors, strict=True)}
    return group_stories(units, vectors, own)


def three_events() -> tuple[list[Unit], list[int]]:
    texts = [*FLOOD, *ELECTION, *STRIKE]
    units = [unit(text, f"d{number}") for number, text in enumerate(texts)]
    return units, [number // 4 for number in range(12)]


def test_each_event_is_one_story_and_no_unit_is_in_two() -> None:
    units, events = three_events()
    found = grouped(units, events)
    assert sorted(group.units for group in found) == [(0, 1, 2, 3), (4, 5, 6, 7), (8, 9, 10, 11)]


def test_stories_do_not_depend_on_the_order_of_documents() -> None:
    units, events = three_events()
    order = [3, 11, 0, 7, 5, 8, 1, 10, 4, 2, 9, 6]
    found = grouped([units[at] for at in order], [events[at] for at in order])
    assert {frozenset(order[row] for row in group.units) for group in found} == {
        frozenset(range(0, 4)),
        frozenset(range(4, 8)),
        frozenset(range(8, 12)),
    }


def test_reprints_count_as_one_origin_and_rank_below() -> None:
    reprinted = [unit(text, f"r{number}", "wire") for number, text in enumerate(FLOOD)]
    others = [unit(text, f"e{number}") for number, text in enumerate([*ELECTION, *STRIKE])]
    found = grouped([*reprinted, *others], [0] * 4 + [1] * 4 + [2] * 4)
    assert [group.origins for group in found] == [4, 4, 1]
    assert found[-1].documents == ("r0", "r1", "r2", "r3")


def test_with_equal_support_the_newest_story_comes_first() -> None:
    dates = ["2023-02-13"] * 4 + ["2023-02-15"] * 4 + ["2023-02-14"] * 4
    texts = [*FLOOD, *ELECTION, *STRIKE]
    units = [unit(text, f"d{at}", published=dates[at]) for at, text in enumerate(texts)]
    found = grouped(units, [number // 4 for number in range(12)])
    assert [group.newest for group in found] == ["2023-02-15", "2023-02-14", "2023-02-13"]


def test_a_handful_of_sentences_is_grouped_too() -> None:
    units = [unit(text, f"d{at}") for at, text in enumerate([FLOOD[0], FLOOD[1], ELECTION[0]])]
    assert [group.units for group in grouped(units, [0, 0, 1])] == [(0, 1), (2,)]


def test_no_units_no_stories() -> None:
    assert group_stories([], np.zeros((0, 4), np.float32), {}) == ()


def test_too_many_units_and_missing_vectors_are_named() -> None:
    one = unit(FLOOD[0], "d0")
    with pytest.raises(ValueError, match="1 units and 2 vectors"):
        group_stories([one], np.zeros((2, 4), np.float32), {})
    many = [one] * (MAX_UNITS + 1)
    with pytest.raises(ValueError, match=str(MAX_UNITS)):
        group_stories(many, np.zeros((len(many), 1), np.float32), {})
