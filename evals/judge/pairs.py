"""Pairs that people judged: ExpertQA's claims with evidence, RTE3-FR's hypotheses with premises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.claim_types import Verdict as ClaimVerdict
from bot.errors import EvalError
from evals.adapters.expertqa import load_expertqa
from evals.claims.reading import rte3_pairs
from evals.judge.material import Judged, Quoted
from evals.judge.verdicts import Verdict

_BY_CLASS: Mapping[ClaimVerdict, Verdict] = {
    "supported": "full",
    "not-told": "none",
    "contradicted": "none",
}


@dataclass(frozen=True, kw_only=True)
class LabelledPair:
    """What is judged, and what people say of it."""

    judged: Judged
    label: Verdict


def labelled(data: Sequence[Path]) -> dict[str, tuple[LabelledPair, ...]]:
    """The pairs of each set whose directory is given, by the set's name.

    A directory is known by its files. Raises EvalError for one that holds neither set.
    """
    found: dict[str, tuple[LabelledPair, ...]] = {}
    for directory in data:
        if any(directory.glob("RTE3-FR-*-3class.tsv")):
            found["rte3-fr"] = _rte3(directory)
        elif any(directory.glob("*.jsonl")):
            found["expertqa"] = _expertqa(directory)
        else:
            raise EvalError(
                f"{str(directory)!r} holds neither ExpertQA's *.jsonl nor RTE3-FR's *.tsv; give "
                "--data once for each set"
            )
    return found


def _expertqa(directory: Path) -> tuple[LabelledPair, ...]:
    return tuple(
        LabelledPair(
            judged=Judged(pair.statement, tuple(Quoted(passage=text) for text in pair.passages)),
            label=pair.label,
        )
        for pair in load_expertqa(directory)
    )


def _rte3(directory: Path) -> tuple[LabelledPair, ...]:
    return tuple(
        LabelledPair(
            judged=Judged(pair.claim, (Quoted(passage=pair.premise.strip()),)),
            label=_BY_CLASS[pair.expect],
        )
        for pair in rte3_pairs(directory)
    )
