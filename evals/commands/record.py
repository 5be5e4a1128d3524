"""`python -m evals record`: keep a model's replies, so that suites can be run without it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import EvalError
from evals.commands.showing import CACHE, progress, refuse_other_prompts

if TYPE_CHECKING:  # loaded when something is recorded
    from evals.recording.shelf import Shelf
    from evals.recording.taking import Source
    from evals.recording.walking import Choice, Ground


def record(
    suite: Annotated[str, typer.Option(help="whose cases: answers, briefings, faults, …")],
    case: Annotated[str | None, typer.Option(help="this case alone")] = None,
    label: Annotated[str | None, typer.Option(help="folder; the model's name if left out")] = None,
    by_hand: Annotated[bool, typer.Option("--by-hand", help="replies written by hand")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask before it costs")] = False,
    show: Annotated[bool, typer.Option("--print", help="show requests, keep nothing")] = False,
) -> None:
    """Ask a model every case of a suite and keep what it replied.

    The model is that of OPENAI_BASE_URL, OPENAI_API_KEY and CITEWIRE_MODEL. A case is kept when
    all of it went well; until then what was recorded of it before stays.
    """
    # Late: --help need not load the indexes.
    from evals.outcomes import BY_HAND
    from evals.recording import Shelf, label_of
    from evals.recording.walking import Choice

    choice = Choice.of(suite, case)
    if show and not by_hand:
        _show(choice)
        return
    by_hand = by_hand or choice.suite == "faults"
    with _source(choice.suite, by_hand=by_hand) as source:
        ground = _ground()
        if show:
            _overhear(choice, ground, source)
            return
        given = label or (BY_HAND if by_hand else label_of(source.model))
        if (given == BY_HAND) != by_hand:
            raise EvalError(
                f"label {BY_HAND!r} is for replies that no model wrote, and they have no other; "
                "leave out --label"
            )
        shelf = Shelf(suite=choice.suite, label=given)
        if not by_hand and not yes:
            _confirm(choice, ground, source.model)
        _record(choice, ground, source, shelf)


def _record(choice: Choice, ground: Ground, source: Source, shelf: Shelf) -> None:
    # Late: as above.
    from evals.recording.sources import written_cases
    from evals.recording.taking import Job, take
    from evals.recording.walking import walk

    kept: dict[str, int] = {}
    failed: list[str] = []

    def visit(job: Job) -> None:
        try:
            kept[job.case] = take(job, shelf, source)
        except EvalError as error:
            failed.append(str(error))

    only = written_cases(choice.suite) if source.by_hand and not source.faulty else None
    walk(choice, ground, visit, only)
    progress("")
    typer.echo(f"{len(kept)} cases recorded, {sum(kept.values())} replies, in {shelf.label!r}")
    for line in (*failed, *source.unasked()):
        typer.echo(line, err=True)
    if failed:
        raise EvalError(
            f"{len(failed)} of {len(failed) + len(kept)} cases were not recorded; what lay there "
            "of them stays"
        )


def _confirm(choice: Choice, ground: Ground, model: str) -> None:
    """Tell what it may cost and ask; nothing was sent so far."""
    # Late: as above.
    from bot.pricing import PriceTable
    from evals.recording.rehearsing import Estimator
    from evals.recording.walking import walk

    estimator = Estimator(model)
    walk(choice, ground, estimator.visit)
    progress("")
    typer.echo(estimator.estimate.told(PriceTable.shipped()))
    if not typer.confirm("Record?"):
        raise EvalError("nothing was recorded; give --yes to record without being asked")


def _show(choice: Choice) -> None:
    # Late: as above.
    from evals.recording.rehearsing import rehearsed, shown
    from evals.recording.taking import Job
    from evals.recording.walking import walk

    def visit(job: Job) -> None:
        typer.echo(f"==== {job.case}")
        for request in rehearsed(job, "shown"):
            for line in shown(request):
                typer.echo(line)

    walk(choice, _ground(), visit)


def _overhear(choice: Choice, ground: Ground, source: Source) -> None:
    """Show the requests with the replies that are written by hand so far."""
    # Late: as above.
    from evals.recording.clients import Line
    from evals.recording.rehearsing import OverheardClient
    from evals.recording.sources import written_cases
    from evals.recording.taking import Job
    from evals.recording.walking import walk

    def visit(job: Job) -> None:
        typer.echo(f"==== {job.case}")
        line = Line(endpoint=source.endpoint(job.case), policy=source.policy, streamed=job.streamed)
        job.ask(OverheardClient(line, typer.echo))

    walk(choice, ground, visit, written_cases(choice.suite))


@contextmanager
def _source(suite: str, *, by_hand: bool) -> Iterator[Source]:
    # Late: as above.
    from bot.settings import Settings, read_environment
    from evals.recording.sources import by_hand_source, faulty_source, model_source

    settings = Settings.from_environment(read_environment(os.environ, Path(".env")))
    refuse_other_prompts(settings)
    today = date.today().isoformat()
    if suite == "faults":
        with faulty_source(today, settings.prompts) as source:
            yield source
    elif by_hand:
        with by_hand_source(suite, today, settings.prompts) as source:
            yield source
    else:
        yield model_source(settings, today)


def _ground() -> Ground:
    # Late: as above.
    from bot.app import EMBEDDERS
    from bot.settings import Settings
    from evals.recording.walking import Ground
    from evals.vectors import CachingEmbedder

    settings = Settings.from_environment(os.environ)
    embedder = EMBEDDERS[settings.embeddings]()
    return Ground(
        embedder=lambda: CachingEmbedder(embedder, CACHE / "vectors.sqlite", progress),
        progress=progress,
        prompts=settings.prompts,
    )
