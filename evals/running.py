"""Running suites by writers: which there are, each one's outcome, under its whole circumstances."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import EvalError
from evals.adapters import ALIASES, load_suite
from evals.circumstances import package_versions, prompt_hashes
from evals.finished import Finished
from evals.offline import blocked
from evals.outcomes import EXTRACTIVE, ReplayHealth
from evals.recording.shelf import Shelf, labels
from evals.suites import OTHER_SUITES, OWN, RECORDED_ONLY, SUITES

if TYPE_CHECKING:
    from evals.recording.replaying import Replay
    from evals.runner import Setting

_NOTHING_REPLAYED = ReplayHealth(
    played=0, stale=0, unplayed=0, live=0, oldest="", model="", by_hand=False
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A suite to be run by a writer."""

    suite: str
    writer: str


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be run. `settings` are told with every outcome."""

    asked: tuple[Asked, ...]
    data: Path | None
    limit: int | None
    settings: Mapping[str, str]


def asked_of(suites: Sequence[str], writers: Sequence[str], data: Path | None) -> tuple[Asked, ...]:
    """The suites named, or every own one, by the writers named, or by every one that it has.

    Raises EvalError for a suite that there is not, for a writer that no suite has or that a named
    suite has not, and where it is not clear what `data` is for.
    """
    named = [ALIASES.get(name, name) for name in suites]
    for name in named:
        if name not in SUITES:
            raise EvalError(f"there is no suite {name!r}; choose from {', '.join(SUITES)}")
    if data is not None and len(named) != 1:
        raise EvalError(f"--data {str(data)!r} is for one suite; name it with --suite")
    found = [
        Asked(suite=suite, writer=writer)
        for suite in dict.fromkeys(named or OWN)
        for writer in _writers(suite, writers, must=bool(named))
    ]
    if not found:
        raise EvalError(
            f"no suite has recordings under {', '.join(writers)!r}; "
            f"python -m evals record --suite answers --label {writers[0]} makes them"
        )
    return tuple(found)


def _writers(suite: str, wanted: Sequence[str], *, must: bool) -> tuple[str, ...]:
    live = () if suite in RECORDED_ONLY else (EXTRACTIVE,)
    has = (*live, *labels(suite))
    if not wanted:
        return has
    for writer in wanted:
        if must and writer not in has:
            raise EvalError(
                f"suite {suite!r} has no writer {writer!r} but {', '.join(has) or 'none'}; "
                f"python -m evals record --suite {suite} --label {writer} records one"
            )
    return tuple(writer for writer in dict.fromkeys(wanted) if writer in has)


def run_all(order: Order, setting: Setting) -> Iterator[Finished]:
    """Run one after the other, the network refused; a refused attempt is told in the outcome.

    Raises EvalError for a suite that cannot be run.
    """
    prompts, packages = prompt_hashes(), package_versions()
    for asked in order.asked:
        setting.progress(f"{asked.suite}, {asked.writer}")
        chosen = replace(setting, writer=asked.writer)
        finished = watched(partial(_finished, asked, order, chosen))
        told = replace(
            finished.outcome.circumstances,
            prompts=prompts,
            packages=packages,
            settings=order.settings,
        )
        yield replace(finished, outcome=replace(finished.outcome, circumstances=told))


def watched(play: Callable[[], Finished]) -> Finished:
    """Run a suite with the network refused; its outcome tells of every attempt to reach it."""
    with blocked() as attempts:
        finished = play()
    if not attempts:
        return finished
    health = finished.outcome.replay or _NOTHING_REPLAYED
    health = replace(health, live=health.live + len(attempts))
    return replace(finished, outcome=replace(finished.outcome, replay=health))


def _finished(asked: Asked, order: Order, setting: Setting) -> Finished:
    if asked.suite in OTHER_SUITES:
        return OTHER_SUITES[asked.suite](order.data, setting)
    if asked.writer == EXTRACTIVE:
        return _questions(asked, order, setting)
    # Late: it loads the client of models.
    from evals.recording.replaying import Replay

    with Replay(Shelf(suite=asked.suite, label=asked.writer)) as replay:
        return _questions(asked, order, setting, replay)


def _questions(
    asked: Asked, order: Order, setting: Setting, replay: Replay | None = None
) -> Finished:
    # Late: --help need not load the indexes.
    from evals.questions import outcome_of
    from evals.recording.asking import replayed
    from evals.report import as_json, as_text
    from evals.runner import run

    chosen = load_suite(asked.suite, order.data).limited(order.limit)
    if replay is None:
        done = run(chosen, setting)
    else:
        done = run(chosen, setting, replayed(replay))
        done = replace(done, replay=replay.health(whole=order.limit is None))
    return Finished(text=as_text(done), json=as_json(done), outcome=outcome_of(done))
