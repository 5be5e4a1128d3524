"""What is measured of each topic, beside what people and the plainest summary reach."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.text.sentences import sentences
from evals.rouge import first_words, mean_rouge, words_of
from evals.rpm2.briefing import Told
from evals.rpm2.reading import Cluster, body_of

CUT = 100
"""Words that are scored: the abstracts have 91 to 100, counted between white space."""

_SAME = 0.5
_SHORTEST = 4

Observed = Mapping[str, float]
"""Values by metric."""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """The values of one topic: metrics are means over its two dates unless named for one."""

    name: str
    observed: Observed
    by_date: Mapping[str, Observed]


def topic_of(first: Told, second: Told) -> Topic:
    """Everything measured of the two dates of one topic."""
    by_date = {told.cluster.date: _of_date(told) for told in (first, second)}
    one, other = by_date.values()
    observed = {metric: (one[metric] + other[metric]) / 2 for metric in one}
    return Topic(
        name=first.cluster.topic,
        observed=observed | _of_update(first, second),
        by_date=by_date,
    )


def _of_date(told: Told) -> dict[str, float]:
    summary = " ".join(told.alone)
    return {
        **_scores("", summary, told.cluster.references),
        **_scores("first sentences, ", _first_sentences(told.cluster), told.cluster.references),
        **_human(told.cluster.references),
        "words told": float(len(summary.split())),
        "stories": float(told.stories),
    }


def _of_update(first: Told, second: Told) -> dict[str, float]:
    """The second date for who knows the first, and without knowing it, and by the same people."""
    after = second.after_first or ()
    alone, told = " ".join(second.alone), second.cluster.references
    return {
        **_scores("second date alone, ", alone, told),
        **_scores("second date after first, ", " ".join(after), told),
        "second date repeats first": share_repeated(after, first.alone),
        "second date repeats, first unknown": share_repeated(second.alone, first.alone),
        "second date repeats, people": _people_repeat(first.cluster, second.cluster),
        "second date statements": float(len(after)),
    }


def _scores(prefix: str, summary: str, references: Sequence[str]) -> dict[str, float]:
    """Of the first `CUT` words of a summary; with a prefix, names that say whose they are."""
    cut = first_words(summary, CUT)
    return {f"{prefix}ROUGE-{n}": mean_rouge(cut, references, n) for n in (1, 2)}


def _first_sentences(cluster: Cluster) -> str:
    bodies = [body_of(article) for article in cluster.articles]
    return " ".join(body[slice(*sentences(body)[0])] for body in bodies if body)


def _human(references: Sequence[str]) -> dict[str, float]:
    """Each abstract held against the others, whole, as the floors of this set were measured."""
    found = {}
    for n in (1, 2):
        scores = [
            mean_rouge(one, [*references[:at], *references[at + 1 :]], n)
            for at, one in enumerate(references)
        ]
        found[f"one person, ROUGE-{n}"] = sum(scores) / len(scores)
    return found


def share_repeated(told: Sequence[str], before: Sequence[str]) -> float:
    """Share of the sentences that repeat one told before; 0.0 where nothing is told.

    A sentence repeats another when that one has half of its words of four letters or more, or of
    its figures. This is not the product's own test, which compares meanings.
    """
    repeated = [any(_repeats(one, other) for other in before) for one in told]
    return sum(repeated) / len(repeated) if repeated else 0.0


def _repeats(sentence: str, other: str) -> bool:
    """("Le pont de Bonn ferme lundi", "À Bonn le pont ferme") -> True (pont, Bonn, ferme)."""
    said, known = _telling(sentence), _telling(other)
    return bool(said) and len(said & known) / len(said) >= _SAME


def _telling(text: str) -> frozenset[str]:
    words = words_of(text)
    return frozenset(word for word in words if len(word) >= _SHORTEST or word.isdigit())


def _people_repeat(first: Cluster, second: Cluster) -> float:
    """The same share for the people who wrote both abstracts."""
    pairs = list(zip(first.references, second.references, strict=False))
    shares = [share_repeated(_split(after), _split(before)) for before, after in pairs]
    return sum(shares) / len(shares)


def _split(text: str) -> list[str]:
    line = re.sub(r"\s+", " ", text)
    return [line[start:end] for start, end in sentences(line)]
