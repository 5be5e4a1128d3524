"""Fitting the weights of `bot/data/calibration.json` on PIAF.

Only the questions of "half a" of the articles are fitted on; the PIAF suite reports "half b" too,
which tells whether the weights carry over. A question is made unanswerable by taking its own
paragraph away: what is left is topical, mostly of the same article, and does not answer. That is
the hard case for an abstention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.citations import Evidence
from bot.fusion import Signals
from bot.question import analyse
from bot.search import Search
from bot.types import Hit
from bot.writers.selection import Candidate, Features, candidates
from evals.cases import Case
from evals.fitting import Choice, Floats, fit_choice, fit_logistic
from evals.metrics import includes_any

ANSWERABLE = (
    "similarity",
    "coverage",
    "coverage_around",
    "coverage_passage",
    "dense",
    "names_found",
    "counted",
)
"""What tells whether a sentence answers at all; how it compares with others does not."""

FALSE_ABSTENTIONS = 0.07
"""Share of right first sentences of PIAF that are given up for honest abstentions."""

FOREIGN_SHIFT = 0.035
"""How much lower cosines are taken to be where the question is in another language than the text.
Set from a first look at a few English questions. Over `evals/cases/answers.yaml` the medians are
.06 lower in English than in French: foreign questions are abstained on sooner than they need be."""

_ALL = 80
_SHOWN = 8

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Asked:
    """One question after search: its sentences with its paragraph among them, and without it."""

    case: Case
    hits: tuple[Hit, ...]
    with_answer: tuple[Candidate, ...]
    without: tuple[Candidate, ...]

    @property
    def choice(self) -> Choice:
        """Its passages by their signals, the right one marked."""
        right = [hit.passage.document.id in self.case.documents for hit in self.hits]
        return Choice(np.array([hit.signals for hit in self.hits]), np.array(right))

    def sentences(self) -> Choice:
        """Its sentences by their features, those marked that stand in the right paragraph."""
        right = [
            _document(one) in self.case.documents and includes_any(one.text, self.case.answers)
            for one in self.with_answer
        ]
        return Choice(_rows(self.with_answer), np.array(right))


def calibrate(search: Search, cases: Sequence[Case], progress: Progress) -> dict[str, object]:
    """Fit everything on the cases of kind "half a"; the result is the JSON of a Calibration."""
    fitted = [case for case in cases if case.kind == "half a"]
    asked = list(_asked(search, fitted, progress))
    fusion = fit_choice([one.choice for one in asked])
    fusion = fusion / np.abs(fusion).sum()
    sentence = fit_choice([one.sentences() for one in asked])
    rows, answers = _judged(asked, sentence)
    columns = [Features._fields.index(name) for name in ANSWERABLE]
    weights, constant = fit_logistic(rows[:, columns], answers)
    scores = rows[:, columns] @ weights + constant
    threshold = 1 / (1 + np.exp(-np.quantile(scores[answers], FALSE_ABSTENTIONS)))
    shift = FOREIGN_SHIFT * sum(
        weight for name, weight in zip(ANSWERABLE, weights, strict=True) if name in _COSINES
    )
    return {
        "fusion": _named(Signals._fields, fusion) | {"foreign": 0.75},
        "sentence": {"weights": _named(Features._fields, sentence), "constant": 0.0},
        "answerable": {"weights": _named(ANSWERABLE, weights), "constant": round(constant, 4)},
        "foreign": {
            "weights": _named(ANSWERABLE, weights),
            "constant": round(constant + shift, 4),
        },
        "threshold": round(float(threshold), 4),
        "fitted_on": {
            "questions": len(fitted),
            "false_abstentions": FALSE_ABSTENTIONS,
            "true_abstentions": round(
                float((scores[~answers] < np.quantile(scores[answers], FALSE_ABSTENTIONS)).mean()),
                3,
            ),
        },
    }


_COSINES = frozenset(("similarity", "dense"))


def _asked(search: Search, cases: Sequence[Case], progress: Progress) -> Iterator[Asked]:
    for number, case in enumerate(cases, start=1):
        question = analyse(case.question)
        found = search.search(question, limit=_ALL)
        others = [hit for hit in found.hits if hit.passage.document.id not in case.documents]
        shown, rest = (Evidence.from_hits(hits[:_SHOWN]) for hits in (found.hits, tuple(others)))
        yield Asked(
            case,
            found.hits,
            tuple(candidates(question, found.terms, shown, {})),
            tuple(candidates(question, found.terms, rest, {})),
        )
        if number % 50 == 0:
            progress(f"asking: {number} of {len(cases)}")


def _judged(asked: Sequence[Asked], sentence: Floats) -> tuple[Floats, np.ndarray]:
    """The best sentence of each question with and without its paragraph, and whether it answers.

    A wrong best sentence beside the right paragraph teaches nothing about abstention, and one that
    holds the answer without the paragraph is no honest abstention: both are left out.
    """
    rows, answers = [], []
    for one in asked:
        for described, expected in ((one.with_answer, True), (one.without, False)):
            if not described:
                continue
            best = max(described, key=lambda c: float(np.array(c.features) @ sentence))
            if includes_any(best.text, one.case.answers) == expected:
                rows.append(np.array(best.features))
                answers.append(expected)
    return np.vstack(rows), np.array(answers)


def _rows(described: Sequence[Candidate]) -> Floats:
    return np.array([one.features for one in described]).reshape(-1, len(Features._fields))


def _document(candidate: Candidate) -> str:
    return candidate.item.hit.passage.document.id


def _named(names: Sequence[str], weights: Floats) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
