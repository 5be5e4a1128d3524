"""`python -m evals run`: ask every case, tell the figures, hold them against the gates."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import EvalError
from bot.settings import Settings
from evals.bench.figures import machine
from evals.circumstances import revision, settings_told
from evals.commands.showing import CACHE, progress, refuse_other_prompts
from evals.gates import GATES, Gated, fallen, judge, load_gates
from evals.outcomes import Outcome
from evals.stored import RUNS, load, named, save
from evals.suites import OTHER_SUITES, SUITES
from evals.telling.terminal import as_text

if TYPE_CHECKING:
    from evals.runner import Setting
    from evals.running import Asked, Order

_TIME = "%Y-%m-%dT%H-%M-%S"

Suites = Annotated[list[str] | None, typer.Option(help=f"may be repeated: {', '.join(SUITES)}")]
Writers = Annotated[
    list[str] | None, typer.Option(help="extractive, or a label of recordings; may be repeated")
]
Data = Annotated[Path | None, typer.Option(help="directory of an outside data set")]
Limit = Annotated[int | None, typer.Option(help="ask at most so many, evenly spread")]
Gate = Annotated[bool, typer.Option("--gate", help="exit 1 when a gate falls")]
Details = Annotated[bool, typer.Option("--details", help="all that a suite tells of itself")]
Store = Annotated[bool, typer.Option("--store/--no-store", help="keep the run")]
Cache = Annotated[Path, typer.Option(help="directory of vectors kept between runs")]
Folder = Annotated[Path, typer.Option("--runs", help="directory of stored runs")]
Json = Annotated[Path | None, typer.Option("--json", help="write every figure here")]
Lines = Annotated[Path | None, typer.Option(help="write a line of JSON a case here")]
Markdown = Annotated[Path | None, typer.Option(help="write Markdown for a pull request here")]
Against = Annotated[str | None, typer.Option(help="a stored run that the Markdown compares with")]
Junit = Annotated[Path | None, typer.Option(help="write JUnit XML for CI here")]
Page = Annotated[Path | None, typer.Option(help="write one page of HTML here")]


def run(
    suite: Suites = None,
    writer: Writers = None,
    data: Data = None,
    limit: Limit = None,
    gate: Gate = False,
    details: Details = False,
    json_file: Json = None,
    jsonl: Lines = None,
    markdown: Markdown = None,
    against: Against = None,
    junit: Junit = None,
    report: Page = None,
    store: Store = True,
    cache: Cache = CACHE,
    folder: Folder = RUNS,
) -> None:
    """Ask every case of the suites (all own ones where none is named) and report each metric.

    Nothing reaches the network: what needs a model is replayed from recordings.
    """
    # Late: --help need not load the client of models.
    from evals.commands.writing import Targets, write
    from evals.running import asked_of, run_all

    started = datetime.now(UTC)
    order = _order(asked_of(suite or (), writer or (), data), data, limit)
    gates = load_gates(GATES, SUITES)
    # Before the run is stored, so that "latest" is the one before.
    before = tuple(load(path) for path in named(against, folder)) if against else ()
    done = []
    for finished in run_all(order, _setting(cache, started)):
        progress("")
        typer.echo(f"{finished.text if details else as_text(finished.outcome)}\n")
        if store:
            save(finished.outcome, folder, started.strftime(_TIME))
        done.append(finished)
    outcomes = [finished.outcome for finished in done]
    judged = judge(outcomes, gates, whole=not (suite or writer or limit))
    typer.echo("\n".join(_ending(judged, outcomes)))
    write(Targets(json_file, markdown, junit, jsonl, report, before, folder), done, judged)
    if (gate and fallen(judged)) or any(map(_reached_out, outcomes)):
        raise typer.Exit(1)


def _order(asked: tuple[Asked, ...], data: Path | None, limit: int | None) -> Order:
    # Late: --help need not load the client of models.
    from evals.running import Order

    whole = [one.suite for one in asked if one.suite in OTHER_SUITES]
    if limit is not None and whole:
        raise EvalError(
            f"--limit {limit} is for suites of questions and {whole[0]!r} only runs whole; "
            "leave it out or name another --suite"
        )
    settings = Settings.from_environment(os.environ)
    refuse_other_prompts(settings)
    told = settings_told(settings, limit=limit, data=data.name if data else None)
    return Order(asked=asked, data=data, limit=limit, settings=told)


def _setting(cache: Path, started: datetime) -> Setting:
    # Late: --help need not load the indexes.
    from bot.app import EMBEDDERS
    from evals.runner import Setting

    embeddings = Settings.from_environment(os.environ).embeddings
    if embeddings not in EMBEDDERS:
        raise EvalError(
            f"CITEWIRE_EMBEDDINGS is {embeddings!r}, a server's, which no suite may reach; "
            f"set it to {' or '.join(EMBEDDERS)}"
        )
    return Setting(
        embedder=EMBEDDERS[embeddings](),
        cache=cache,
        date=started.date().isoformat(),
        revision=revision(),
        machine=machine(),
        progress=progress,
    )


def _reached_out(outcome: Outcome) -> bool:
    return outcome.replay is not None and outcome.replay.live > 0


def _ending(judged: Sequence[Gated], outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What must not be overlooked: gates that fell, and attempts to reach the network."""
    down = fallen(judged)
    yield from (f"GATE FELL  {one}" for one in down)
    yield f"{len(judged)} gates, {len(down)} fell" if judged else "no gates for what was run"
    for outcome in outcomes:
        if outcome.replay is not None and _reached_out(outcome):
            yield (
                f"NETWORK  {outcome.suite}, {outcome.writer}: {outcome.replay.live} attempts to "
                "reach it were refused; a run must need none"
            )
