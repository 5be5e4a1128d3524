"""Running the suite: each corpus into a library, each of its days briefed, each briefing judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.embeddings import Embedder
from evals.briefings.cases import CASES, SEEDS, BriefingCase, load_briefing_cases
from evals.briefings.days import Writing, briefings_of, day_name, extracted
from evals.briefings.judging import judge_briefing
from evals.briefings.outcome import outcome_of
from evals.briefings.report import Judged, as_json, as_text
from evals.circumstances import circumstances_of, data_hash
from evals.finished import Finished
from evals.outcomes import CaseOutcome
from evals.replies import StaleError
from evals.runner import Setting
from evals.vectors import CachingEmbedder

Chosen = Callable[[BriefingCase], bool]
"""Whether a corpus is briefed."""


def every(case: BriefingCase) -> bool:
    """All are."""
    return True


def run_briefings(
    data: Path | None,
    setting: Setting,
    writing: Writing = extracted,
    chosen: Chosen = every,
) -> Finished:
    """Brief every chosen corpus of `data` (the project's own where None is given) and judge it.

    Raises EvalError where a case or an article cannot be read.
    """
    embedder = CachingEmbedder(setting.embedder, setting.cache / "vectors.sqlite", setting.progress)
    done: list[Judged | CaseOutcome] = []
    try:
        for case in filter(chosen, load_briefing_cases(data or CASES)):
            done += _judged(case, embedder, writing)
    finally:
        embedder.close()
    judged = [one for one in done if isinstance(one, Judged)]
    stale = tuple(one for one in done if isinstance(one, CaseOutcome))
    conditions = f"{setting.date}, revision {setting.revision}, {embedder.name}, {setting.machine}"
    outcome = outcome_of(judged, circumstances_of(setting, data_hash([data or CASES, SEEDS])))
    return Finished(
        text=_with_stale(as_text(judged, conditions), stale),
        json=as_json(judged, conditions),
        outcome=replace(outcome, writer=setting.writer, cases=(*outcome.cases, *stale)),
    )


def _judged(
    case: BriefingCase, embedder: Embedder, writing: Writing
) -> Iterator[Judged | CaseOutcome]:
    """The days of a corpus. With a stale one those after it are: what it told is not known."""
    days = iter(case.days)
    try:
        for told in briefings_of(case, embedder, writing):
            next(days)
            yield Judged(told=told, observed=judge_briefing(told))
    except StaleError as stale:
        for day in days:
            name = day_name(case, day.day)
            yield CaseOutcome(
                id=name,
                language=case.language,
                kind=case.corpus,
                title=name.replace("-", " ", 1),
                state="stale",
                note=str(stale),
            )


def _with_stale(text: str, stale: Sequence[CaseOutcome]) -> str:
    """The report with a line for each day that has no score."""
    return "\n".join([text, *(f"{one.id}: stale: {one.note}" for one in stale)])
