from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bot.stories import StoryGroup
from bot.topics import TopicGauge
from bot.writers.briefing_extractive import Sentences
from tests.story_rows import Text, rows, story


def interest(topic: str, *texts: Text | str) -> float:
    sentences = rows(texts)
    return TopicGauge(sentences, [topic]).interest(story(sentences))


@pytest.mark.parametrize(
    ("topic", "sentence"),
    [
        ("défense aérienne", "Paris livre des systèmes de défense aérienne à Kiev."),
        ("guerre en Ukraine", "La guerre continue dans l'est de l’Ukraine."),
        ("Ucrania", "La guerre continue dans l'est de l’Ukraine."),
        ("OTAN", "Les ministres de l'OTAN se réunissent à Bruxelles."),
        ("Zelenskyy", "Le président Volodymyr Zelensky est à Londres."),
        ("zelensky", "Le président Volodymyr Zelenskiy est à Londres."),
        ("Bakhmut", "Les combats continuent autour de Bakhmout."),
        ("élections", "L'élection de Bilbao est gagnée par Ana Gil."),
    ],
)
def test_the_words_of_a_topic_in_one_sentence(topic: str, sentence: str) -> None:
    assert interest(topic, sentence) > 0.0


@pytest.mark.parametrize(
    ("topic", "texts"),
    [
        ("défense aérienne", ["Le ministre de la défense est à Bonn."]),
        ("défense aérienne", ["Le ministre de la défense est à Bonn.", "La base aérienne est là."]),
        ("volcan", ["Le ministre de la défense est à Bonn."]),
        ("de la", ["Le ministre de la défense est à Bonn."]),
        ("!", ["Le ministre de la défense est à Bonn."]),
    ],
)
def test_some_words_of_a_topic_are_not_enough(topic: str, texts: Sequence[str]) -> None:
    assert interest(topic, *texts) == 0.0


def test_a_word_in_passing_is_not_enough() -> None:
    other = [f"Le pont numéro {number} de la ville est fermé." for number in range(40)]
    assert interest("volcan", "Le volcan dort depuis un siècle.", *other) == 0.0


def period() -> Sentences:
    """Forty sentences, of which the meaning of the first four stands out in one direction."""
    sentences = rows([f"Le pont numéro {number} de la ville est fermé." for number in range(40)])
    vectors = np.zeros((40, 8), np.float32)
    vectors[:, 1] = 1.0
    vectors[:4] = np.eye(8, dtype=np.float32)[0]
    return replace(sentences, vectors=vectors)


def part(*units: int) -> StoryGroup:
    return replace(story(period()), units=units)


NUCLEAR = np.eye(8, dtype=np.float32)[:1]


def test_a_story_near_in_meaning_is_on_the_topic_in_other_words() -> None:
    gauge = TopicGauge(period(), ["nuclear power"], NUCLEAR)
    assert gauge.interest(part(0, 1, 2, 3)) > 0.0
    assert gauge.interest(part(10, 11, 12)) == 0.0


def test_the_nearest_topic_counts() -> None:
    both = np.concatenate([NUCLEAR, -NUCLEAR])
    gauge = TopicGauge(period(), ["nuclear power", "sailing"], both)
    assert gauge.interest(part(0, 1, 2, 3)) > 0.0


def test_meaning_tells_nothing_in_a_small_period() -> None:
    small = period()
    few = replace(small, units=small.units[:5], vectors=small.vectors[:5])
    assert TopicGauge(few, ["nuclear power"], NUCLEAR).interest(part(0, 1)) == 0.0


def test_interest_is_a_share() -> None:
    gauge = TopicGauge(period(), ["pont fermé"], NUCLEAR)
    assert 0.0 < gauge.interest(part(0, 1, 2)) <= 1.0


def test_each_topic_needs_its_vector() -> None:
    with pytest.raises(ValueError, match="2 topics and 1 vectors; give one for each"):
        TopicGauge(period(), ["pont", "fermé"], NUCLEAR)
