"""`python -m evals agreement`: how far the judge agrees with people."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import EvalError
from evals.commands.showing import progress, write_json

if TYPE_CHECKING:  # --help need not load them
    from evals.judge.collecting import Sets

_HERE = Path(__file__).parent.parent
BY_HAND = (_HERE / "byhand" / "judge_expertqa.yaml", _HERE / "byhand" / "judge_rte3.yaml")
RECORD = _HERE / "judge" / "agreement.json"
OUTSIDE = Path(".citewire/evals/cassettes/judge")


def agreement(
    data: Annotated[list[Path], typer.Option(help="directory of ExpertQA or RTE3-FR; repeat")],
    verdicts: Annotated[
        list[Path] | None, typer.Option(help="file of verdicts; repeat [default: those by hand]")
    ] = None,
    ask: Annotated[int, typer.Option(help="ask the model about so many pairs of each set")] = 0,
    yes: Annotated[bool, typer.Option("--yes", help="ask without a word about the cost")] = False,
    cassettes: Annotated[Path, typer.Option(help="keep what is asked here; never ship it")] = (
        OUTSIDE
    ),
    record: Annotated[Path, typer.Option(help="the record that `judge` looks at")] = RECORD,
    json_file: Annotated[Path | None, typer.Option("--json", help="write it here too")] = None,
) -> None:
    """Measure the judge's verdicts against people's labels, and put the agreement on record."""
    # Late: --help need not load the client and numpy.
    from evals.judge.agreement import as_text, save_record, withheld
    from evals.judge.collecting import spread
    from evals.judge.measuring import measured, together
    from evals.judge.pairs import labelled
    from evals.judge.verdicts import load_verdicts
    from evals.recording.stamps import prompt_hash

    sets = labelled(data)
    files = list(verdicts or BY_HAND)
    if ask:
        if verdicts is None or len(files) != 1:
            raise EvalError("with --ask give one --verdicts FILE, in which they are kept")
        asked = {name: spread(pairs, ask) for name, pairs in sets.items()}
        _ask(asked, files[0], cassettes, yes=yes)
    found = measured(together([load_verdicts(path) for path in files]), sets)
    save_record(found, record)
    typer.echo(as_text(found, withheld(found, found.model, prompt_hash("judge"))))
    if json_file is not None:
        write_json(json_file, asdict(found))


def _ask(sets: Sets, path: Path, cassettes: Path, *, yes: bool) -> None:
    """Ask the model of the settings; verdicts are kept as they come."""
    # Late: only this needs the client.
    from bot.settings import Settings
    from evals.judge.collecting import Kept, collected, estimate
    from evals.judge.servers import model_judge
    from evals.judge.verdicts import save_verdicts

    judge = model_judge(Settings.from_environment(os.environ))
    pairs = [pair.judged for found in sets.values() for pair in found]
    if not yes:
        typer.confirm(f"{estimate(pairs, judge.model)}; ask?", abort=True)
    kept = Kept(root=cassettes, day=date.today().isoformat(), progress=progress)
    for verdicts in collected(sets, judge, kept):
        save_verdicts(verdicts, path)
    progress("")
