"""`citewire serve` and `citewire slack manifest`."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

import typer

from bot.cli.output import Output
from bot.cli.preview_commands import PreviewCommands
from bot.errors import UsageError

if TYPE_CHECKING:  # the types alone: they load Slack's libraries
    from bot.serving import ServeOptions
    from bot.slack.serving import Serving

END_SECONDS = 18.0
"""After a signal to stop, the process ends within this time whatever hangs."""
HIGHEST_PORT = 65_535


class ServingService(Protocol):
    """What serves."""

    def serving(self, options: ServeOptions) -> Serving:
        """Everything that runs, wired but not started."""


OpenServing = Callable[[], AbstractContextManager[ServingService]]


class SlackCommands:
    """One method for each command; each gives the process's exit code.

    `wait` returns or raises when the process is to stop; `ending` is called then.
    """

    def __init__(
        self,
        open_service: OpenServing,
        output: Output,
        wait: Callable[[], object] | None = None,
        ending: Callable[[], object] | None = None,
    ) -> None:
        self._open = open_service
        self._output = output
        self._wait = wait or wait_for_signal
        self._ending = ending or end_in_time

    def application(self) -> typer.Typer:
        """The commands, to stand under `slack`."""
        app = typer.Typer(help="Set up the Slack app.", rich_markup_mode=None)
        app.callback()(lambda: None)
        app.command("manifest")(self.manifest)
        app.command("preview")(PreviewCommands(self._output).preview)
        return app

    def serve(
        self,
        http: Annotated[
            int | None,
            typer.Option(metavar="PORT", help="Take events over HTTP in place of Socket Mode."),
        ] = None,
        host: Annotated[
            str, typer.Option(help="The address to listen on; 0.0.0.0 for all.")
        ] = "127.0.0.1",
        status: Annotated[
            int | None,
            typer.Option(
                metavar="PORT", help="Beside Socket Mode: /healthz, /readyz and /metrics."
            ),
        ] = None,
    ) -> int:
        """Answer in Slack until stopped by SIGTERM or Ctrl-C.

        Over Socket Mode, or over HTTP behind a proxy that speaks TLS. Briefings of subscriptions
        are delivered too.
        """
        options = serve_options(http, host, status)
        from bot.slack.logs import log_to  # late: only a server logs

        handler = log_to(sys.stderr)
        try:
            with self._open() as service, service.serving(options):
                self._output.line(f"serving Slack {told_of(options)}")
                self._output.flush()
                try:
                    self._wait()
                except (SystemExit, KeyboardInterrupt):
                    self._ending()  # a signal is how a service is stopped
        finally:
            logging.getLogger().removeHandler(handler)
        return 0

    def manifest(
        self,
        form: Annotated[
            Literal["yaml", "json"], typer.Option("--format", help="How it is written.")
        ] = "yaml",
        http: Annotated[
            str | None,
            typer.Option(metavar="URL", help="The public address, for events over HTTP."),
        ] = None,
    ) -> int:
        """Print the app's manifest.

        To be pasted at https://api.slack.com/apps, "Create New App", "From a manifest".
        """
        from bot.slack.manifest import manifest_for  # late: loads YAML

        self._output.line(manifest_for(form, http).rstrip("\n"))
        return 0


def serve_options(http: int | None, host: str, status: int | None) -> ServeOptions:
    """The options, checked. Raises UsageError."""
    from bot.serving import ServeOptions  # late: loads Slack's libraries

    if http is not None and status is not None:
        raise UsageError("--http has the pages of --status already; leave --status out")
    for name, port in (("--http", http), ("--status", status)):
        if port is not None and not 0 <= port <= HIGHEST_PORT:
            raise UsageError(f"{name} {port} is no port; give one from 1 to {HIGHEST_PORT}")
    if http is not None:
        return ServeOptions(transport="http", host=host, port=http)
    return ServeOptions(transport="socket", host=host, port=status)


def told_of(options: ServeOptions) -> str:
    """("socket", status on 9000) -> "over Socket Mode, status at http://127.0.0.1:9000/readyz"."""
    address = f"http://{options.host}:{options.port}"
    if options.transport == "http":
        return f"at {address}/slack/events, status at {address}/readyz"
    return "over Socket Mode" + (f", status at {address}/readyz" if options.port else "")


def wait_for_signal() -> None:
    """Until SIGTERM or Ctrl-C raises (see `bot.cli.process`)."""
    never = threading.Event()
    # A signal that the system hands to another thread is seen here only when this one wakes.
    while not never.wait(timeout=0.5):
        pass


def end_in_time() -> None:
    """Ignore further signals, and end the process by force should closing hang."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    watchdog = threading.Timer(END_SECONDS, os._exit, [1])
    watchdog.daemon = True
    watchdog.start()
