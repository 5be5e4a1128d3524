"""What an answer costs around its model: search, prompt, reading of the reply, verification.

`python -m evals.bench.composing DIRECTORY SIZE` asks a built library, see `evals.bench.searching`,
with a model that answers at once, and prints one JSON object.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np
import typer

from bot.answer import Answering
from bot.calibration import Calibration
from bot.equivalents import Equivalents
from bot.fusion import Fusion
from bot.index import open_views
from bot.library import Library
from bot.prompts import Phrases, Prompt
from bot.search import Search
from bot.settings import PROMPTS
from bot.text.sentences import sentences
from bot.types import Usage
from bot.writers.extractive import ExtractiveWriter
from bot.writers.model import Completion, ModelRequest, ModelWriter
from bot.writers.model.client import Listener
from evals.bench.searching import QUESTIONS, WARMED_UP
from evals.bench.synthetic import Generator, RememberedQuestions

STATEMENTS = 4
_PIECE = 12
_PASSAGE = re.compile(r'<passage label="(P\d+)"[^>]*>\n(.*?)\n</passage>', re.DOTALL)


class InstantModel:
    """Answers with sentences of the passages in other words, in pieces as of a stream.

    `busy` is how long it took itself, in seconds: no part of what is around a model.
    """

    model = "instant"

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.busy = 0.0

    def count(self, text: str) -> int:
        """Never needed: the passages fit."""
        raise NotImplementedError

    def deadline(self) -> float:
        """It is never late."""
        return float("inf")

    def ask(
        self, request: ModelRequest, listener: Listener, deadline: float | None = None
    ) -> Completion:
        """A reply of four statements, each with a quote of a passage of its own."""
        started = self._clock()
        found = _PASSAGE.findall(request.messages[-1].content)[:STATEMENTS]
        reply = json.dumps(
            {
                "answered": True,
                "statements": [_told(label, text) for label, text in found],
                "disagreements": [],
            },
            ensure_ascii=False,
        )
        self.busy += self._clock() - started
        listener.begin()
        for start in range(0, len(reply), _PIECE):
            listener.hear(reply[start : start + _PIECE])
        listener.end("stop")
        return Completion(reply, Usage(), "stop")


def _told(label: str, text: str) -> dict[str, object]:
    start, end = sentences(text)[0]
    quote = text[start:end]
    told = f"{quote.rstrip('.')}, selon un article."  # other words: figures and names are traced
    return {"text": told, "quotes": [{"passage": label, "quote": quote}]}


def compose(directory: Path, size: int) -> dict[str, float]:
    """Time whole answers but for the model, in milliseconds; the questions' vectors are known."""
    generator = Generator(0)
    questions = generator.questions(islice(generator.records(size), QUESTIONS + WARMED_UP))
    embedder = RememberedQuestions(questions)
    calibration, phrases = Calibration.shipped(), Phrases.load(PROMPTS)
    model = InstantModel(time.perf_counter)
    with Library.open(f"sqlite:///{directory / 'library.sqlite'}") as library:
        views = open_views(directory / "views", library, embedder)
        views.catch_up(library)
        answering = Answering(
            search=Search(library, views, embedder, Fusion(**calibration.fusion)),
            equivalents=Equivalents(embedder),
            writer=ExtractiveWriter(calibration, phrases),
            phrases=phrases,
            clock=time.perf_counter,
            model=ModelWriter(model, Prompt.load(PROMPTS / "answer.yaml"), price=lambda *_: 0.0),
        )
        times = np.array([_timed(answering, model, question.text) for question in questions])
        views.close()
    around, written = times[WARMED_UP:].T
    return {
        "p50_ms": float(np.quantile(around, 0.50)),
        "p95_ms": float(np.quantile(around, 0.95)),
        "writing_p50_ms": float(np.quantile(written, 0.50)),
    }


def _timed(answering: Answering, model: InstantModel, question: str) -> tuple[float, float]:
    """Milliseconds around the model: in all, and without the search."""
    started, busy = time.perf_counter(), model.busy
    answer = answering.answer(question)
    if not answer.statements or answer.stood_in:
        raise RuntimeError(f"no statement of the model stands for {question!r}")
    around = (time.perf_counter() - started - (model.busy - busy)) * 1000
    return around, around - answer.timings.search


def main() -> None:
    """Do as the command line says."""
    directory, size = sys.argv[1:]
    typer.echo(json.dumps(compose(Path(directory), int(size))))


if __name__ == "__main__":
    main()
