"""Asking a judge about pairs that people judged, and keeping the verdicts without their text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import EvalError
from bot.pricing import cost
from bot.writers.model import ModelFailure
from bot.writers.model.tokens import token_counter
from evals.judge.material import Judged, request_for
from evals.judge.pairs import LabelledPair
from evals.judge.servers import Judge
from evals.judge.shelves import judge_prompt, record_case
from evals.judge.verdicts import Verdict, Verdicts
from evals.recording.shelf import Shelf, label_of
from evals.recording.stamps import prompt_hash

_VERDICT_TOKENS = 40

Sets = Mapping[str, Sequence[LabelledPair]]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Where what is asked is kept, and under which day."""

    root: Path
    day: str
    progress: Callable[[str], None]


def spread(pairs: Sequence[LabelledPair], limit: int) -> tuple[LabelledPair, ...]:
    """At most `limit` pairs at even distances, chosen before anybody looks at them."""
    step = max(1.0, len(pairs) / limit)
    return tuple(pairs[int(number * step)] for number in range(min(limit, len(pairs))))


def collected(sets: Sets, judge: Judge, kept: Kept) -> Iterator[Verdicts]:
    """The verdicts so far after each pair, so that what was paid for is never lost.

    Raises EvalError when the judge's server fails.
    """
    verdicts = Verdicts(
        model=judge.model,
        by_hand=judge.by_hand,
        prompt=prompt_hash("judge"),
        recorded=kept.day,
        given={},
    )
    given: dict[str, Verdict | None] = {}
    for name, pairs in sets.items():
        shelf = Shelf(suite=name, label=label_of(judge.model), root=kept.root)
        for number, pair in enumerate(pairs, start=1):
            kept.progress(f"{name}: {number} of {len(pairs)}")
            one = pair.judged
            try:
                given |= record_case(one.id, [one], judge, shelf, kept.day)
            except ModelFailure as failure:
                raise EvalError(f"{name}: the judge cannot be asked: {failure}") from failure
            yield replace(verdicts, given=dict(given))


def estimate(asked: Sequence[Judged], model: str) -> str:
    """What asking would cost, in words: "120 verdicts, about 90,000 tokens, $0.02"."""
    count, prompt = token_counter(model), judge_prompt()
    given = sum(
        count(message.content) for one in asked for message in request_for(one, prompt).messages
    )
    wanted = _VERDICT_TOKENS * len(asked)
    return (
        f"{len(asked)} verdicts of {model}, about {given + wanted:,} tokens, "
        f"${cost(model, given, wanted):.2f} by list price"
    )
