"""The process around a command: arguments, signals, exit codes, errors in one line.

0 is done (an abstention is done), 1 failed, 2 wrong usage or configuration, 130 and 143 stopped by
Ctrl-C and SIGTERM.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from typer.main import get_command

from bot.cli.briefings_commands import BriefingsCommands
from bot.cli.check_commands import CheckCommands, ClaimService
from bot.cli.commands import DEBUG, FAILED, Commands
from bot.cli.output import Output
from bot.cli.schedule_commands import ScheduleCommands
from bot.cli.service import OpenService, Service
from bot.cli.signals import Stops
from bot.cli.slack_commands import ServingService, SlackCommands
from bot.cli.stories_commands import StoriesCommands
from bot.cli.subscriptions_commands import SubscriptionCommands
from bot.doctor import advice
from bot.errors import CitewireError
from bot.settings import Settings, UnknownSetting, read_environment, unknown_settings


def main() -> None:
    """Run the command of this process and exit with its code."""
    output, stops = Output.of_process(), Stops()
    try:
        with stops:
            code = run(sys.argv[1:], output, lambda: open_service(output), lambda: stops.code)
    except KeyboardInterrupt:  # another one, while the first was caught
        code = stops.code
    sys.exit(code)


def run(
    arguments: Sequence[str],
    output: Output,
    open_service: OpenService,
    stopped: Callable[[], int] = lambda: 0,
) -> int:
    """Run one command and give the exit code; whatever fails is one line on standard error.

    `stopped` gives the exit code of a signal that came, 0 for none: what fails then fails of it,
    and libraries turn it into errors of their own.
    """
    remaining, debug = without_debug(arguments)
    try:
        command = get_command(application(open_service, output))
        code = command.main(remaining, prog_name="citewire", standalone_mode=False)
        output.flush()
    except typer.TyperException as error:
        output.failure(usage_line(error))
        return error.exit_code
    except CitewireError as error:
        _trace(debug)
        if code := stopped():
            return code
        output.failure(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        output.discard()
        return FAILED
    except Exception as error:  # the last resort: a fault of ours, still one line
        _trace(debug)
        if code := stopped():
            return code
        hint = "" if debug else f"; run again with {DEBUG} for the traceback"
        output.failure(f"internal error: {type(error).__name__}: {error}{hint}")
        return FAILED
    return code if isinstance(code, int) else 0


def usage_line(error: typer.TyperException) -> str:
    """typer's message and where the usage stands."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "citewire"
    return f"{error.format_message().rstrip('.')}; {path} --help tells the usage"


def without_debug(arguments: Sequence[str]) -> tuple[list[str], bool]:
    """Take `--debug` out wherever it stands: (["ask", "x", "--debug"]) -> (["ask", "x"], True).

    After `--` everything is an argument and stays.
    """
    options = list(arguments)
    end = options.index("--") if "--" in options else len(options)
    kept = [option for option in options[:end] if option != DEBUG]
    return kept + options[end:], len(kept) < end


def application(open_service: OpenService, output: Output) -> typer.Typer:
    """The commands as a typer application."""
    commands = Commands(open_service, output)
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,  # plain help: rich would take half the time of `--help`
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(commands.root)
    methods: tuple[Callable[..., int], ...] = (
        commands.ingest,
        commands.ask,
        commands.brief,
        commands.show,
        commands.documents,
        commands.remove,
        commands.reindex,
        commands.usage,
        commands.doctor,
        StoriesCommands(open_service, output).stories,
    )
    for method in methods:
        app.command(method.__name__)(method)
    app.add_typer(BriefingsCommands(open_service, output).application(), name="briefings")
    app.add_typer(SubscriptionCommands(open_service, output).application(), name="subscriptions")
    app.add_typer(ScheduleCommands(open_service, output).application(), name="schedule")
    app.command("check")(CheckCommands(lambda: open_claims(output), output).check)
    slack = SlackCommands(lambda: open_serving(output), output)
    app.command("serve")(slack.serve)
    app.add_typer(slack.application(), name="slack")
    return app


@contextmanager
def open_service(output: Output) -> Iterator[Service]:
    """Read the settings, warn of names that nothing reads, and open the application."""
    settings, unknown = settings_of_process(output)
    from bot.app import Application  # late: loads the database, which --help does without

    with Application.open(settings, unknown) as service:
        yield service


@contextmanager
def open_claims(output: Output) -> Iterator[ClaimService]:
    """The same for the checking of claims."""
    settings, unknown = settings_of_process(output)
    from bot.app import Application  # late: loads the database, which --help does without

    with Application.open(settings, unknown) as service:
        yield service


@contextmanager
def open_serving(output: Output) -> Iterator[ServingService]:
    """The same for what serves."""
    settings, unknown = settings_of_process(output)
    from bot.serving_app import ServingApplication  # late: loads Slack's libraries

    service = ServingApplication(settings, unknown)
    with service:
        yield service


def settings_of_process(output: Output) -> tuple[Settings, tuple[UnknownSetting, ...]]:
    """The settings, and the names that nothing reads, which are warned of."""
    environment = read_environment(os.environ, Path(".env"))
    settings = Settings.from_environment(environment)
    unknown = tuple(unknown_settings(environment))
    for setting in unknown:
        output.failure(f"warning: nothing reads {setting.name}; {advice(setting)}")
    return settings, unknown


def _trace(wanted: bool) -> None:
    if wanted:
        traceback.print_exc(file=sys.stderr)
