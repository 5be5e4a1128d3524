"""Running the suites of a tree as another process would, and what came of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals import stored
from evals.mutations.catalogue import Course
from evals.outcomes import Outcome
from evals.scoring import figures_of

SETTINGS = ("CITEWIRE_", "OPENAI_", "SLACK_")
"""Prefixes of settings, which a trial does not take over: it runs what is shipped."""

MOVED = 0.005
"""A figure that differs by less has not moved. Times, which always do, are left out."""

_LONGEST = 900.0


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What came of `python -m evals run --gate` in one tree.

    `code` is the exit code, `outcomes` what was stored, `output` all that was printed.
    """

    code: int
    outcomes: tuple[Outcome, ...] = ()
    output: str = ""


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A figure that moved: (suite, writer), its name, its value before and after.

    `after` is None where it could not be observed any more.
    """

    suite: str
    writer: str
    metric: str
    before: float
    after: float | None

    @property
    def size(self) -> float:
        """How far it moved; what is gone has moved farthest."""
        return 1.0 if self.after is None else abs(self.after - self.before)


def tried(tree: Path, courses: Sequence[Course], cache: Path) -> Trial:
    """Run the suites in a tree, one call of `run` for each course."""
    parts = [_call(tree, course, cache) for course in courses]
    found = stored.runs(tree / stored.RUNS)
    return Trial(
        code=max(code for code, _ in parts),
        outcomes=tuple(stored.load(run.path) for run in found),
        output="\n".join(output for _, output in parts),
    )


def _call(tree: Path, course: Course, cache: Path) -> tuple[int, str]:
    writers = [word for writer in course.writers for word in ("--writer", writer)]
    arguments = ["run", "--suite", course.suite, *writers, "--gate", "--cache", str(cache)]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)
    }
    data = tree / ".citewire" / "data"
    try:
        finished = subprocess.run(
            [sys.executable, "-m", "evals", *arguments],
            cwd=tree,
            env={**environment, "CITEWIRE_DATA": str(data), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=_LONGEST,
        )
    except subprocess.TimeoutExpired:
        return 1, f"python -m evals {' '.join(arguments)}: not done after {_LONGEST:.0f} seconds"
    finally:
        shutil.rmtree(data, ignore_errors=True)
    return abs(finished.returncode), finished.stdout + finished.stderr


def shifts(before: Sequence[Outcome], after: Sequence[Outcome]) -> tuple[Shift, ...]:
    """What moved between two trials of the same suites, the farthest first."""
    later = {(one.suite, one.writer): _values(one) for one in after}
    found: list[Shift] = []
    for outcome in before:
        place = (outcome.suite, outcome.writer)
        if place not in later:
            continue
        for metric, value in _values(outcome).items():
            now = later[place].get(metric)
            shift = Shift(suite=place[0], writer=place[1], metric=metric, before=value, after=now)
            if shift.size >= MOVED:
                found.append(shift)
    return tuple(sorted(found, key=lambda shift: -shift.size))


def _values(outcome: Outcome) -> Mapping[str, float]:
    return {
        name: estimate.value
        for name, estimate in figures_of(outcome).items()
        if not name.endswith((" ms", " s"))
    }
