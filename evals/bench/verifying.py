"""How long the verifier takes for 1,000 quotes against passages of 1,000 characters."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

from bot.citations import Draft, DraftQuote, DraftStatement, Evidence, find_quote, verify
from bot.types import Document, Hit, Passage
from evals.bench.figures import Figure
from evals.bench.synthetic import PASSAGES_IN_DOCUMENT, Generator

QUOTES = 1_000
_CHARACTERS = 1_000
_PIECES = 5
"""Passages cut from one generated document of about 7,000 characters."""

_REPEATS = 5
_AIM_SECONDS = 0.2


def measure_verifier() -> Iterator[Figure]:
    """Medians of five: finding the quotes alone, then verifying a draft of 1,000 statements.

    Every quote is from a passage of its own, and comes with other white space than the passage, as
    a model would give it. Verifying also traces figures, dates and names.
    """
    evidence, draft = _material()
    pairs = [
        (item.hit.passage.text, statement.quotes[0].text)
        for item, statement in zip(evidence.items, draft.statements, strict=True)
    ]
    yield Figure(
        name="find 1,000 quotes in passages of 1,000 characters",
        value=_median_seconds(lambda: sum(find_quote(q, text) is not None for text, q in pairs)),
        unit="s",
        aim=_AIM_SECONDS,
    )
    yield Figure(
        name="verify a draft of 1,000 statements with these quotes",
        value=_median_seconds(lambda: len(verify(draft, evidence).statements)),
        unit="s",
        aim=_AIM_SECONDS,
    )


def _median_seconds(work: Callable[[], int]) -> float:
    """The median time of `work`, which must find all the quotes."""
    seconds = []
    for _ in range(_REPEATS):
        started = time.perf_counter()
        found = work()
        seconds.append(time.perf_counter() - started)
        if found != QUOTES:
            raise RuntimeError(f"{found} of {QUOTES} quotes stand, all should")
    return statistics.median(seconds)


def _material() -> tuple[Evidence, Draft]:
    records = Generator(7).records(QUOTES // _PIECES * PASSAGES_IN_DOCUMENT)
    texts = [
        record.document.text[piece * _CHARACTERS : (piece + 1) * _CHARACTERS]
        for record in records
        for piece in range(_PIECES)
    ]
    hits = [
        Hit(passage=_passage(str(number), text), score=1.0, dense=0.9, lexical=1.0)
        for number, text in enumerate(texts)
    ]
    quotes = [_middle_sentence(text) for text in texts]
    statements = tuple(
        DraftStatement(text=quote, quotes=(DraftQuote(passage=f"P{number}", text=quote),))
        for number, quote in enumerate(quotes, start=1)
    )
    return Evidence.from_hits(hits), Draft(answered=True, statements=statements, disagreements=())


def _passage(name: str, text: str) -> Passage:
    document = Document(id=name, text=text, raw=text, title=name, language="fr", source=name)
    return Passage(document=document, number=0, start=0, end=len(text))


def _middle_sentence(text: str) -> str:
    """A whole sentence from inside the passage, with its spaces doubled."""
    sentences = text.split(". ")
    return f"{sentences[len(sentences) // 2].strip()}.".replace(" ", "  ")
