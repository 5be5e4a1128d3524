"""The suites that need recordings beside the questions: faults, and briefings by a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bot.errors import EvalError
from bot.types import Answer
from evals.briefings.cases import BriefingCase
from evals.briefings.days import day_name
from evals.briefings.running import run_briefings
from evals.cases import Aim, Case
from evals.circumstances import circumstances_of, data_hash
from evals.finished import Finished
from evals.outcomes import BY_HAND, CaseOutcome, Outcome
from evals.pipeline import Pipeline
from evals.recording.asking import briefed, replayed
from evals.recording.faults import FAULTS, FILE, MODEL, Expected, Faults, load_faults
from evals.recording.replaying import Replay
from evals.recording.shelf import Shelf
from evals.recording.sources import written_cases
from evals.replies import StaleError, reply_of
from evals.runner import Setting, opened
from evals.vectors import CachingEmbedder

METRIC = "expected outcome"
AIMS = (Aim(metric=METRIC, value=1.0),)


def run_faults(data: Path | None, setting: Setting) -> Finished:
    """Play every fault and hold what came of it against what is expected.

    Raises EvalError where nothing is recorded, and for `data`: these are recordings of our own.
    """
    if data is not None:
        raise EvalError(f"suite {FAULTS!r} takes no --data; its replies are recorded")
    faults = load_faults()
    embedder = CachingEmbedder(setting.embedder, setting.cache / "vectors.sqlite", setting.progress)
    with Replay(Shelf(suite=FAULTS, label=setting.writer)) as replay:
        with opened(faults.suite.corpus, embedder, setting.progress) as pipeline:
            cases = tuple(_played(case, faults, pipeline, replay) for case in faults.suite.cases)
        outcome = Outcome(
            suite=FAULTS,
            writer=setting.writer,
            cases=cases,
            circumstances=circumstances_of(setting, data_hash([FILE])),
            aims=AIMS,
            replay=replay.health(),
        )
    return Finished(text=_as_text(outcome), json=_as_json(outcome), outcome=outcome)


def _played(case: Case, faults: Faults, pipeline: Pipeline, replay: Replay) -> CaseOutcome:
    expected = faults.expected[case.id]
    outcome = CaseOutcome(
        id=case.id,
        language=case.language,
        kind=case.kind,
        title=case.question,
        expected=expected.in_words(),
    )
    try:
        answer, observed = replayed(replay)(pipeline, case)
    except StaleError as stale:
        return replace(outcome, state="stale", note=str(stale))
    wrong = differences(answer, expected)
    return replace(
        outcome,
        observations={METRIC: (0.0 if wrong else 1.0,)},
        faults=wrong,
        reply=reply_of(answer, observed).told,
    )


def differences(answer: Answer, expected: Expected) -> tuple[str, ...]:
    """In what an answer is not as expected, in words; nothing where it is."""
    found: list[str] = []
    writer = "model" if answer.writer == MODEL else answer.writer
    status = "answered" if answer.statements else "abstained"
    if writer != expected.writer:
        found.append(f"{writer} wrote, not {expected.writer}")
    if status != expected.status:
        found.append(f"{status}, not {expected.status}")
    found += [f"the note does not tell {w!r}" for w in expected.told if w not in answer.note]
    if answer.note and not expected.told:
        found.append(f"a note that is not expected: {answer.note}")
    reasons = sorted({one.reason for one in answer.removed})
    if reasons != sorted(expected.removed):
        found.append(f"removed for {reasons}, not {sorted(expected.removed)}")
    return tuple(found)


def run_replayed_briefings(data: Path | None, setting: Setting) -> Finished:
    """Brief with a recorded model: by hand, the corpora to which replies are written.

    Raises EvalError where nothing is recorded.
    """
    shelf = Shelf(suite="briefings", label=setting.writer)
    written = written_cases(shelf.suite) if shelf.label == BY_HAND else None

    def chosen(case: BriefingCase) -> bool:
        return written is None or any(day_name(case, day.day) in written for day in case.days)

    with Replay(shelf) as replay:
        finished = run_briefings(data, setting, briefed(replay), chosen)
        outcome = replace(finished.outcome, replay=replay.health(whole=data is None))
    return replace(finished, outcome=outcome)


def _as_text(outcome: Outcome) -> str:
    lines = [f"{FAULTS}, {outcome.circumstances.date}, revision {outcome.circumstances.revision}"]
    for case in outcome.cases:
        state = case.note or ("; ".join(case.faults) if case.faults else "as expected")
        lines.append(f"  {case.id}: {case.expected}: {state}")
    right = sum(1.0 in case.observations.get(METRIC, ()) for case in outcome.cases)
    lines.append(f"{METRIC}: {right} of {len(outcome.cases)}")
    return "\n".join(lines)


def _as_json(outcome: Outcome) -> Mapping[str, object]:
    return {
        "suite": outcome.suite,
        "date": outcome.circumstances.date,
        "cases": [
            {"id": case.id, "expected": case.expected, "note": case.note, "faults": case.faults}
            for case in outcome.cases
        ],
    }
