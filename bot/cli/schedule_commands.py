"""`citewire schedule`: deliver what is due, once or as long as the process lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.cli.output import Output
from bot.cli.service import OpenService
from bot.errors import CitewireError

if TYPE_CHECKING:  # the types alone: they load the database
    from bot.schedule.scheduling import Scheduling
    from bot.schedule.worker import RunReport

FAILED = 1


class ScheduleCommands:
    """One method for each command; each gives the process's exit code."""

    def __init__(self, open_service: OpenService, output: Output) -> None:
        self._open = open_service
        self._output = output

    def application(self) -> typer.Typer:
        """The commands, to stand under `schedule`."""
        app = typer.Typer(help="Deliver the briefings that are due.", rich_markup_mode=None)
        app.command("once")(self.once)
        app.command("run")(self.run)
        return app

    def once(self) -> int:
        """Deliver what is due now and end: for cron, every few minutes.

        Prints a line for each run; exit code 1 when one was not delivered.
        """
        with self._open() as service:
            reports = service.scheduling.run_due()
        for report in reports:
            self._tell(report)
        return FAILED if any(report.outcome != "delivered" for report in reports) else 0

    def run(self) -> int:
        """Deliver what is due until stopped by SIGTERM or Ctrl-C."""
        from bot.schedule.clockwork import keep_waking  # late: loads APScheduler

        with self._open() as service:
            scheduling = service.scheduling
            self._output.line(f"{len(scheduling.standings())} subscription(s); waiting")
            self._output.flush()
            try:
                keep_waking(lambda: self._wake(scheduling))
            except SystemExit:
                return 0  # SIGTERM is how a service is stopped
        return 0

    def _wake(self, scheduling: Scheduling) -> None:
        try:
            for report in scheduling.run_due():
                self._tell(report)
        except CitewireError as error:  # a library that is held by another process, say
            self._output.failure(str(error))
        except Exception as error:  # a fault of ours must not keep the next call from coming
            self._output.failure(f"internal error: {type(error).__name__}: {error}")
        self._output.flush()

    def _tell(self, report: RunReport) -> None:
        from bot.schedule.contract import report_line  # late: loads the database

        if report.outcome == "delivered":
            self._output.line(report_line(report))
        else:
            self._output.failure(report_line(report))
