"""The suite `rpm2` as an outcome: a case for each topic. Press text is never repeated."""

from __future__ import annotations

from collections.abc import Sequence

from evals.outcomes import EXTRACTIVE, CaseOutcome, Circumstances, Outcome
from evals.rpm2.measuring import Topic
from evals.rpm2.report import AIMS


def outcome_of(topics: Sequence[Topic], circumstances: Circumstances) -> Outcome:
    """Every topic with its values, means over its two dates."""
    return Outcome(
        suite="rpm2",
        writer=EXTRACTIVE,
        cases=tuple(
            CaseOutcome(
                id=topic.name,
                language="fr",
                kind="topic",
                title=topic.name,
                observations={metric: (value,) for metric, value in topic.observed.items()},
            )
            for topic in topics
        ),
        circumstances=circumstances,
        aims=AIMS,
    )
