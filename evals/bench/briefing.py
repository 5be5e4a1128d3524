"""What a briefing costs given its vectors: passages in, finished extractive briefing out.

`python -m evals.bench.briefing PASSAGES` composes one of that many generated passages, ten a
document and six sentences a passage, and prints one JSON object: seconds of the clock, seconds of
the processor, and the most memory held.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict

import numpy as np
import typer

from bot.arguments import BriefingRequest
from bot.briefing import compose
from bot.period import Material
from bot.prompts import Phrases
from bot.settings import PROMPTS
from bot.types import Filters, Passage, Span, Vector
from evals.bench.searching import peak_memory
from evals.bench.synthetic import Generator

SIZES = (1000, 5000)
AIM_SECONDS = 10.0
"""For the first of the sizes; the second may take in proportion."""


def material(size: int) -> Material:
    """Generated passages with the vectors that they were made with."""
    passages: list[Passage] = []
    spans: list[tuple[Span, ...]] = []
    vectors: list[Vector] = []
    own: dict[str, Vector] = {}
    for record in Generator(0).records(size):
        said = defaultdict(list)
        for sentence in record.sentences:
            said[sentence.passage_number].append(sentence)
        for passage, vector in zip(record.passages, record.vectors, strict=True):
            passages.append(passage)
            own[passage.id] = vector
            spans.append(tuple(Span(one.start, one.end) for one in said[passage.number]))
            vectors.append(np.stack([one.vector for one in said[passage.number]]))
    return Material(tuple(passages), tuple(spans), tuple(vectors), own)


def brief(size: int) -> dict[str, float]:
    """Compose one briefing and tell what it took."""
    given, phrases = material(size), Phrases.load(PROMPTS)
    clock, processor = time.perf_counter(), time.process_time()
    told = compose(BriefingRequest(filters=Filters()), given, phrases)
    if not told.stories:
        raise RuntimeError(f"nothing was told of {size} passages")
    return {
        "seconds": time.perf_counter() - clock,
        "processor_seconds": time.process_time() - processor,
        "peak_bytes": peak_memory(),
    }


def main() -> None:
    """Do as the command line says."""
    typer.echo(json.dumps(brief(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
