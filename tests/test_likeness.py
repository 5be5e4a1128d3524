import numpy as np
import pytest

from bot.likeness import Parts, Unit, likeness, parts_of
from bot.types import Document, Passage, Span, Vector

FLOOD = "La crue du Rhin a fait 12 morts à Bonn, où Paul Noël a fermé les ponts."
VOTE = "Ana Gil remporte l'élection municipale à Bilbao avec 38 sièges."


def units(published: list[str | None], texts: list[str]) -> list[Unit]:
    found = []
    for number, (day, text) in enumerate(zip(published, texts, strict=True)):
        document = Document(
            id=f"d{number}", text=text, raw=text, title="", language="fr", source="", published=day
        )
        whole = Passage(document=document, number=0, start=0, end=len(text))
        found.append(Unit(whole, Span(0, len(text))))
    return found


def vectors(events: list[int]) -> Vector:
    rows = 0.02 * np.random.default_rng(5).normal(size=(len(events), 16))
    rows[:, 0] += 0.9
    rows[np.arange(len(events)), 1 + np.array(events)] += 0.35
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def events_of(published: list[str | None]) -> np.ndarray:
    stories = [number % 2 for number in range(len(published))]
    given = units(published, [(FLOOD, VOTE)[story] for story in stories])
    rows = vectors(stories)
    own = {one.passage.id: row for one, row in zip(given, rows, strict=True)}
    return likeness(given, rows, own).events


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [
        ("2023-02-14", "2023-02-14", 1.0),
        ("2023-02-14", "2023-02-20", 1.0),
        ("2023-02-01", "2023-02-22", 1 / 3),
        ("2023-02-14", "2023-03-20", 0.0),
        ("2023-02", "2023-02-14", 1.0),
        ("2022", "2023-02-14", 0.0),
        (None, "2023-02-14", 1.0),
        ("someday", "2023-02-14", 1.0),
    ],
)
def test_what_was_published_weeks_apart_is_not_one_event(
    first: str | None, second: str, share: float
) -> None:
    alike = events_of([first, None, second, None])
    undated = events_of([None] * 4)
    assert undated[0, 2] > 0.5
    assert alike[0, 2] == pytest.approx(share * undated[0, 2], abs=0.02)


def test_two_events_stay_unlike_whatever_their_dates() -> None:
    assert events_of(["2023-02-14", "2023-02-14", "2023-02-14", "2022-02-14"])[0, 1] < 0.2


def digest(sentences: list[str], passages: int) -> list[Unit]:
    text = " ".join(sentences)
    document = Document(id="digest", text=text, raw=text, title="", language="fr", source="")
    found, start = [], 0
    for number, sentence in enumerate(sentences):
        end = start + len(sentence)
        own = Passage(document=document, number=number % passages, start=start, end=end)
        found.append(Unit(own, Span(start, end)))
        start = end + 1
    return found


def pieces(events: list[int]) -> Parts:
    """A document of six passages, each of one of those events, among reports of others."""
    texts = [
        (FLOOD, VOTE, f"Mot{event} lieu{event} geste{event}.")[min(event, 2)] for event in events
    ]
    others = units([None] * 8, [f"Autre{number} chose{number}." for number in range(8)])
    given = [*digest(texts, len(texts)), *others]
    rows = vectors([*events, *range(6, 14)])
    own = {one.passage.id: row for one, row in zip(given, rows, strict=True)}
    return parts_of(given, rows, own)


def test_a_document_on_one_event_is_taken_as_a_whole_and_a_digest_is_not() -> None:
    assert pieces([0] * 6).scattered[:6].max() == 0.0
    assert pieces([0] * 6).meaning[:6, :6].min() > 0.95
    assert pieces([0, 1, 2, 3, 4, 5]).scattered[:6].min() == 1.0
    assert pieces([0, 1, 2, 3, 4, 5]).meaning[0, 1] < 0.3
