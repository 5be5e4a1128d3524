"""Breaking one thing at a time and looking whether a gate falls."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bot.errors import EvalError
from evals.gates import Gates, fallen, judge
from evals.mutations.catalogue import Course, Mutation
from evals.mutations.trees import PROJECT, broken, copied, fitting
from evals.mutations.trial import Shift, Trial, shifts, tried

Progress = Callable[[str], None]
Key = tuple[str, str, str]
"""A gate in a suite with a writer."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What became of one mutation.

    `caught` are the gates that fell by it, in words, or why the run failed otherwise; `moved` the
    figures that moved, the farthest first.
    """

    mutation: Mutation
    caught: tuple[str, ...]
    moved: tuple[Shift, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the unbroken project fails at by itself, and what became of each mutation."""

    unbroken: tuple[str, ...]
    found: tuple[Found, ...]

    @property
    def holes(self) -> tuple[Found, ...]:
        """The mutations that nothing noticed."""
        return tuple(one for one in self.found if not one.caught)


UNBROKEN = "unbroken"


def _keep(found: Found) -> None:
    """Nobody waits for single mutations."""


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What a check needs: the gates, the cache of vectors, how many trials run at once."""

    gates: Gates
    cache: Path
    jobs: int
    progress: Progress
    project: Path = PROJECT


def checked(
    mutations: Sequence[Mutation], bench: Bench, found: Callable[[Found], None] = _keep
) -> Checked:
    """Try the unbroken project, then each mutation in a copy of its own.

    All copies are of the project as it is now: it may be worked on meanwhile. `found` hears of
    each mutation in order, as soon as it was tried. Raises EvalError where a mutation does not fit
    the project any more.
    """
    with tempfile.TemporaryDirectory(prefix="citewire-mutations-") as folder:
        place = Path(folder)
        copied(place / UNBROKEN, bench.project)
        for mutation in mutations:  # before minutes are spent
            fitting(place / UNBROKEN, mutation.edits)
        bench.progress("trying the project as it is")
        whole = tried(place / UNBROKEN, courses_of(mutations), bench.cache)
        done: list[Found] = []
        for mutation, trial in zip(mutations, _tried_all(place, bench, mutations), strict=True):
            done.append(_found(mutation, trial, whole, bench))
            found(done[-1])
    return Checked(unbroken=_failures(whole, bench, {}), found=tuple(done))


def courses_of(mutations: Sequence[Mutation]) -> tuple[Course, ...]:
    """One run for each suite that a mutation asks for, with every writer that any asks for."""
    writers: dict[str, list[tuple[str, ...]]] = {}
    for mutation in mutations:
        for course in mutation.runs:
            writers.setdefault(course.suite, []).append(course.writers)
    return tuple(
        Course(
            suite=suite,
            # No writer means all of them.
            writers=tuple(dict.fromkeys(one for each in asked for one in each)) * all(asked),
        )
        for suite, asked in writers.items()
    )


def _breaking(place: Path, mutation: Mutation) -> Path:
    """A copy of the unbroken project, broken."""
    tree = place / mutation.name
    copied(tree, place / UNBROKEN)
    broken(tree, mutation.edits)
    return tree


def _tried_all(place: Path, bench: Bench, mutations: Sequence[Mutation]) -> Iterator[Trial]:
    count = len(mutations)

    def trial(numbered: tuple[int, Mutation]) -> Trial:
        number, mutation = numbered
        bench.progress(f"breaking {number} of {count}: {mutation.name}")
        tree = _breaking(place, mutation)
        try:
            return tried(tree, mutation.runs, bench.cache)
        finally:
            shutil.rmtree(tree, ignore_errors=True)

    with ThreadPoolExecutor(max_workers=bench.jobs) as pool:
        yield from pool.map(trial, enumerate(mutations, start=1))


def _found(mutation: Mutation, trial: Trial, whole: Trial, bench: Bench) -> Found:
    return Found(
        mutation=mutation,
        caught=_failures(trial, bench, dict(_fallen(whole, bench))) if trial.code else (),
        moved=shifts(whole.outcomes, trial.outcomes),
    )


def _failures(trial: Trial, bench: Bench, known: Mapping[Key, str]) -> tuple[str, ...]:
    """The gates that fell, those that fall anyhow left out; else the last line of what failed."""
    down = dict(_fallen(trial, bench))
    new = tuple(line for key, line in down.items() if key not in known)
    if new or down or not trial.code:
        return new
    lines = trial.output.strip().splitlines() or ["no word"]
    return (f"the run failed: {lines[-1]}",)


def _fallen(trial: Trial, bench: Bench) -> Iterator[tuple[Key, str]]:
    for gated in fallen(judge(trial.outcomes, bench.gates, whole=False)):
        yield (gated.suite, gated.writer, str(gated.gate)), str(gated)


def chosen(mutations: Sequence[Mutation], names: Sequence[str]) -> tuple[Mutation, ...]:
    """Those of the names; all without names. Raises EvalError for a name that there is not."""
    known = [mutation.name for mutation in mutations]
    for name in names:
        if name not in known:
            raise EvalError(f"there is no mutation {name!r}; choose from {', '.join(known)}")
    return tuple(mutation for mutation in mutations if not names or mutation.name in names)
