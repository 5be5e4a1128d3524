"""`python -m evals compare`: two stored runs side by side."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.showing import write_json, write_text
from evals.comparing import Comparison, Pair, compare
from evals.stored import RUNS, load, named
from evals.telling.comparison import as_text
from evals.telling.markdown import comparison_markdown

Json = Annotated[Path | None, typer.Option("--json", help="write the comparison here")]
Markdown = Annotated[Path | None, typer.Option(help="write it for a pull request here")]
Folder = Annotated[Path, typer.Option("--runs", help="directory of stored runs")]
_NAME = "a path, a beginning of a stored name, latest, latest~1, latest_SUITE_WRITER"
Before = Annotated[str, typer.Argument(metavar="BEFORE", help=_NAME)]
After = Annotated[str, typer.Argument(metavar="AFTER", help=_NAME)]


def compare_runs(
    before: Before,
    after: After,
    json_file: Json = None,
    markdown: Markdown = None,
    folder: Folder = RUNS,
) -> None:
    """Pair the cases of two stored runs: differences, what was won, what was lost."""
    compared = compare(
        [load(path) for path in named(before, folder)],
        [load(path) for path in named(after, folder)],
    )
    typer.echo(as_text(compared, shutil.get_terminal_size((120, 24)).columns))
    if markdown is not None:
        write_text(markdown, "\n\n".join(map(comparison_markdown, compared)) + "\n")
    if json_file is not None:
        write_json(json_file, [as_json(one) for one in compared])


def as_json(one: Comparison) -> Mapping[str, object]:
    """Every difference, and every case that was won or lost with both replies."""
    return {
        "before": {"suite": one.before.suite, "writer": one.before.writer},
        "after": {"suite": one.after.suite, "writer": one.after.writer},
        "same_data": one.same_data,
        "circumstances": list(one.circumstances),
        "cases": len(one.pairs),
        "only_before": list(one.only_before),
        "only_after": list(one.only_after),
        "differences": [{**asdict(each), "sure": each.sure} for each in one.differences],
        "figures": [asdict(each) for each in one.figures],
        "won": _pairs(one.of("won")),
        "lost": _pairs(one.of("lost")),
    }


def _pairs(pairs: Sequence[Pair]) -> list[dict[str, object]]:
    return [{"before": asdict(pair.before), "after": asdict(pair.after)} for pair in pairs]
