"""`python -m evals`: run suites, compare runs, measure speed. Commands are in `evals.commands`."""

from __future__ import annotations

import sys

import typer

from bot.errors import CitewireError
from evals.commands.agreement import agreement
from evals.commands.bench import bench
from evals.commands.calibrate import calibrate
from evals.commands.compare import compare_runs
from evals.commands.from_feedback import from_feedback
from evals.commands.judge import judge
from evals.commands.mutate import mutate
from evals.commands.record import record
from evals.commands.report import report
from evals.commands.run import run
from evals.commands.screenshots import screenshots

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
for command in (
    run,
    record,
    calibrate,
    bench,
    screenshots,
    from_feedback,
    mutate,
    report,
    judge,
    agreement,
):
    app.command()(command)
app.command("compare")(compare_runs)


def main() -> None:
    """Run; a failure is one line on standard error, without a traceback."""
    try:
        app()
    except CitewireError as error:
        typer.echo(f"evals: {error}", err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
