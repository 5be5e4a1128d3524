from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.arguments import BriefingRequest
from bot.briefing import compose
from bot.briefing_types import Briefing
from bot.errors import UsageError
from bot.labels import date_label
from bot.period import Material
from bot.prompts import Phrases
from bot.text.sentences import sentences
from bot.types import Document, Filters, Passage, Span

PHRASES = Phrases.load(Path(__file__).parent.parent / "prompts")

FLOOD = (
    "La crue du Rhin a fait 12 morts lundi à Bonn. Le maire, Paul Noël, a fermé les trois ponts. "
    "Il a déclaré que la décrue prendrait une semaine.",
    "À Bonn, la crue du Rhin a tué 15 personnes lundi. Les ponts de Bonn sont fermés. « Nous avons "
    "besoin de bateaux dans toute la ville », a déclaré Paul Noël.",
    "Le Rhin en crue a fait 12 morts lundi à Bonn. Cette ville attend des bateaux. Les trois ponts "
    "de Bonn restent fermés.",
)
ELECTION = (
    "Ana Gil remporte dimanche l'élection à Bilbao. Mais le vote à Bilbao a été très serré.",
    "L'élection de Bilbao est gagnée dimanche par Ana Gil. Le vote de Bilbao a été serré.",
    "Ana Gil gagne dimanche l'élection municipale de Bilbao. Elle prendra ses fonctions en mai.",
)


def document(name: str, text: str, origin: str = "") -> Document:
    return Document(
        id=name,
        text=text,
        raw=text,
        title=name,
        language="fr",
        source=name,
        published="2023-02-14",
        origin=origin or name,
    )


def material(documents: Sequence[tuple[Document, int]]) -> Material:
    """Passages of one document each, with vectors that tell the event and the sentence apart."""
    noise = np.random.default_rng(3)
    passages, spans, vectors = [], [], []
    for one, event in documents:
        found = sentences(one.text)
        rows = noise.normal(scale=0.05, size=(len(found), 24))
        rows[:, 0] += 0.9
        rows[:, 1 + event] += 0.35
        rows[np.arange(len(found)), 10 + np.arange(len(found))] += 0.25
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        passages.append(Passage(document=one, number=0, start=0, end=len(one.text)))
        spans.append(tuple(Span(*span) for span in found))
        vectors.append(rows.astype(np.float32))
    means = {
        passage.id: np.asarray(rows.mean(axis=0) / np.linalg.norm(rows.mean(axis=0)), np.float32)
        for passage, rows in zip(passages, vectors, strict=True)
    }
    return Material(tuple(passages), tuple(spans), tuple(vectors), means)


def two_events() -> Material:
    documents = [(document(f"flood{n}", text), 0) for n, text in enumerate(FLOOD)]
    documents += [(document(f"vote{n}", text), 1) for n, text in enumerate(ELECTION)]
    return material(documents)


def written(
    given: Material, *, words: int | None = None, topic: str | None = None, **period: str
) -> Briefing:
    request = BriefingRequest(
        filters=Filters(since=period.get("since"), until=period.get("until")),
        words=words,
        topics=(topic,) if topic else (),
    )
    return compose(request, given, PHRASES)


def test_each_event_is_one_story_with_its_documents() -> None:
    briefing = written(two_events())
    assert {story.documents for story in briefing.stories} == {
        ("flood0", "flood1", "flood2"),
        ("vote0", "vote1", "vote2"),
    }
    assert all(story.origins == 3 and story.status == "new" for story in briefing.stories)


def test_every_quote_is_in_its_document_and_no_sentence_is_told_twice() -> None:
    briefing = written(two_events())
    told = [statement for story in briefing.stories for statement in story.statements]
    assert told
    for statement in told:
        for citation in statement.citations:
            assert citation.passage.document.text[citation.start : citation.end] == citation.quote
    own = [(s.citations[0].passage.id, s.citations[0].start) for s in told]
    assert len(own) == len(set(own))
    assert briefing.removed == ()


def test_nothing_starts_in_the_air() -> None:
    texts = [s.text for story in written(two_events()).stories for s in story.statements]
    assert not any(text.startswith(("Il ", "Elle ", "Cette ", "Mais ")) for text in texts)


def test_the_disagreement_is_told_once_with_both_figures() -> None:
    matters = [d for story in written(two_events()).stories for d in story.disagreements]
    assert [tuple(claim.value for claim in matter.claims) for matter in matters] == [("12", "15")]
    twelve, fifteen = matters[0].claims
    assert {c.passage.document.id for c in twelve.citations} == {"flood0", "flood2"}
    assert {c.passage.document.id for c in fifteen.citations} == {"flood1"}


def test_reprints_are_told_once_and_listed() -> None:
    documents = [(document(f"flood{n}", FLOOD[0], "wire"), 0) for n in range(3)]
    documents += [(document(f"vote{n}", text), 1) for n, text in enumerate(ELECTION)]
    stories = {story.documents: story for story in written(material(documents)).stories}
    flood = stories["flood0", "flood1", "flood2"]
    assert flood.origins == 1
    assert {c.passage.document.id for s in flood.statements for c in s.citations} == {"flood0"}


@pytest.mark.parametrize("words", [40, 60, 100, 350])
def test_the_word_budget_is_kept(words: int) -> None:
    briefing = written(two_events(), words=words)
    count = sum(
        len(story.headline.split()) + sum(len(s.text.split()) for s in story.statements)
        for story in briefing.stories
    )
    assert briefing.stories
    assert count <= words


def test_only_stories_on_the_topic() -> None:
    assert [s.documents[0] for s in written(two_events(), topic="élection").stories] == ["vote0"]


def test_an_empty_period_is_one_line() -> None:
    briefing = written(material([]), since="2023-03-01", until="2023-03-02")
    assert briefing.stories == ()
    days = (date_label(day, briefing.language) for day in ("2023-03-01", "2023-03-02"))
    assert all(day in briefing.title for day in days)
    assert "\n" not in briefing.title


def test_a_topic_that_nothing_is_about_is_one_line() -> None:
    briefing = written(two_events(), topic="volcan")
    assert briefing.stories == ()
    assert "volcan" in briefing.title


def test_the_same_material_gives_the_same_briefing() -> None:
    assert written(two_events()) == written(two_events())


def test_too_few_words_for_any_statement_say_how_many_are_needed() -> None:
    with pytest.raises(UsageError, match=r"2 words are too few .* give \d+ or more"):
        written(two_events(), words=2)


def test_a_briefing_says_how_much_it_could_not_read() -> None:
    briefing = written(replace(two_events(), left_out=12))
    assert briefing.notes == (
        "12 passages de plus n'ont pas été lus : un briefing en lit 5 000 au plus.",
    )
