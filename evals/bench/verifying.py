"""How long the verifier takes for 1,000 quotes against passages of 1,000 characters."""

from __future__ import annotations

import statistics
import time

from bot.citations import Draft, DraftQuote, DraftStatement, Evidence, verify

from bot.types import Document, Hit, Passage
from evals.bench.figures import Figure
from evals.bench.synthetic import Generator

QUOTES = 1_000
_CHARACTERS = 1_000
_REPEATS = 5


def measure_verifier() -> Figure:
    """Median of five: one draft of 1,000 statements with a quote each, each from its own passage.

    The quotes come with other white space than the passages, as a model would give them.
    """
    evidence, draft = _material()
    seconds = []
    for _ in range(_REPEATS):
        started = time.perf_counter()
        verified = verify(draft, evidence)
        seconds.append(time.perf_counter() - started)
        if len(verified.statements) != QUOTES:
            raise RuntimeError(f"the verifier kept {len(verified.statements)} of {QUOTES}")
    return Figure(
        name="verify 1,000 quotes against 1,000-character passages",
        value=statistics.median(seconds),
        unit="s",
        aim=0.2,
    )


def _material() -> tuple[Evidence, Draft]:
    hits: list[Hit] = []
    quotes: list[str] = []
    for number, record in enumerate(Generator(7).records(QUOTES * 2)):
        for half in (0, 1):
            if len(hits) == QUOTES:
                break
            passage = _passage(f"{number}-{half}", record.document.text, half)
            hits.append(Hit(passage=passage, score=1.0, dense=0.9, lexical=1.0))
            quotes.append(_middle_sentence(passage.text))
    evidence = Evidence.from_hits(tuple(hits))
    statements = tuple(
        DraftStatement(text=quote, quotes=(DraftQuote(passage=f"P{number}", text=quote),))
        for number, quote in enumerate(quotes, start=1)
    )
    return evidence, Draft(answered=True, statements=statements, disagreements=())


def _passage(name: str, text: str, half: int) -> Passage:
    start = half * _CHARACTERS
    document = Document(id=name, text=text, raw=text, title=name, language="fr", source=name)
    return Passage(document=document, number=0, start=start, end=start + _CHARACTERS)


def _middle_sentence(text: str) -> str:
    """A whole sentence from inside the passage, with its spaces doubled."""
    sentences = text.split(". ")
    return f"{sentences[len(sentences) // 2].strip()}.".replace(" ", "  ")
