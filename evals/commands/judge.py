"""`python -m evals judge`: whether the quotations of a stored run prove its statements."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import EvalError
from evals.commands.agreement import RECORD
from evals.commands.showing import progress, write_json, write_text
from evals.stored import RUNS, load, named, runs
from evals.stored import as_json as stored_text

if TYPE_CHECKING:  # --help need not load them
    from collections.abc import Sequence

    from evals.judge.scoring import Cited
    from evals.judge.servers import Judge
    from evals.recording.shelf import Shelf

_HERE = Path(__file__).parent.parent
CASSETTES = _HERE / "cassettes" / "judge"
BY_HAND = _HERE / "byhand" / "judge.yaml"


def judge(
    suite: Annotated[str, typer.Option(help="whose stored run is judged")] = "answers",
    writer: Annotated[str, typer.Option(help="whose replies")] = "by-hand",
    run: Annotated[str | None, typer.Option(help="this stored run [default: the newest]")] = None,
    case: Annotated[str | None, typer.Option(help="this case alone")] = None,
    record: Annotated[bool, typer.Option("--record", help="ask for the verdicts anew")] = False,
    by_hand: Annotated[bool, typer.Option("--by-hand", help="ask those written by hand")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="ask without a word about the cost")] = False,
    cassettes: Annotated[Path, typer.Option(help="directory of recorded verdicts")] = CASSETTES,
    agreement: Annotated[Path, typer.Option(help="record of the judge's agreement")] = RECORD,
    folder: Annotated[Path, typer.Option("--runs", help="directory of stored runs")] = RUNS,
    json_file: Annotated[Path | None, typer.Option("--json", help="write it here too")] = None,
) -> None:
    """Judge every statement of a stored run from recordings; scores count only with agreement.

    Scores that count are added to the stored run, where `compare` and `report` find them.
    """
    # Late: --help need not load the client and numpy.
    from evals.judge import running
    from evals.judge.agreement import load_record
    from evals.recording.shelf import Shelf

    path = _stored(suite, writer, run, folder)
    outcome = load(path)
    statements = running.statements_of(outcome, case)
    shelf = Shelf(suite=outcome.suite, label=outcome.writer, root=cassettes)
    if record:
        _record(statements, shelf, by_hand=by_hand, yes=yes)
    judged = running.replay_run(outcome, statements, shelf, whole=case is None)
    on_record = load_record(agreement)
    again = f"python -m evals judge --suite {outcome.suite} --writer {outcome.writer} --record"
    typer.echo(
        running.as_text(
            judged, on_record, f"{again}{' --by-hand' if judged.health.by_hand else ''}"
        )
    )
    if case is None and not running.why_withheld(judged, on_record):
        write_text(path, stored_text(running.with_scores(judged)))
    if json_file is not None:
        write_json(json_file, running.as_json(judged, on_record))


def _stored(suite: str, writer: str, run: str | None, folder: Path) -> Path:
    """The stored run. Raises EvalError, telling how to make one, where there is none."""
    if run is not None:
        paths = named(run, folder)
        if len(paths) > 1:
            raise EvalError(f"{run!r} names {len(paths)} runs; give more of the name")
        return paths[0]
    found = [one.path for one in runs(folder) if (one.suite, one.writer) == (suite, writer)]
    if not found:
        raise EvalError(
            f"no run of {suite!r} by {writer!r} is stored in {str(folder)!r}; "
            f"python -m evals run --suite {suite} --writer {writer} stores one"
        )
    return found[-1]


def _record(statements: Sequence[Cited], shelf: Shelf, *, by_hand: bool, yes: bool) -> None:
    # Late: only this needs the client.
    from bot.settings import Settings
    from evals.judge.collecting import estimate
    from evals.judge.running import needed, record_run
    from evals.judge.servers import hand_judge, model_judge
    from evals.judge.verdicts import load_verdicts

    asked = needed(statements)
    source: AbstractContextManager[Judge] = (
        hand_judge(load_verdicts(BY_HAND))
        if by_hand
        else nullcontext(model_judge(Settings.from_environment(os.environ)))
    )
    with source as who:
        if not (yes or by_hand):
            typer.confirm(f"{estimate(asked, who.model)}; ask?", abort=True)
        count = record_run(statements, who, shelf, date.today().isoformat(), progress)
    progress("")
    typer.echo(f"{count} verdicts recorded")
