"""`citewire serve` and `citewire slack manifest`: options, what is said, and the end."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import typer
from typer.main import get_command

from bot.cli.output import Output
from bot.cli.slack_commands import SlackCommands, told_of
from bot.errors import ConfigurationError, UsageError
from bot.serving import ServeOptions


@dataclass
class Served:
    """Stands for everything that runs, and notes what is done with it."""

    done: list[str] = field(default_factory=list)
    failure: Exception | None = None

    def serving(self, options: ServeOptions) -> Served:
        if self.failure is not None:
            raise self.failure
        self.done.append(f"{options.transport} {options.host}:{options.port}")
        return self

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_failure: object) -> None:
        self.done.append("closed")


def run(served: Served, *arguments: str) -> tuple[int, str]:
    out = io.StringIO()

    @contextmanager
    def opened() -> Iterator[Served]:
        yield served

    def stop() -> None:
        served.done.append("waited")
        raise SystemExit(143)

    commands = SlackCommands(
        opened,  # type: ignore[arg-type]
        Output(out, io.StringIO()),
        wait=stop,
        ending=lambda: served.done.append("ending"),
    )
    app = typer.Typer()
    app.command("serve")(commands.serve)
    app.add_typer(commands.application(), name="slack")
    code = get_command(app).main(list(arguments), standalone_mode=False)
    return code, out.getvalue()


def test_a_signal_ends_it_in_order() -> None:
    served = Served()
    assert run(served, "serve") == (0, "serving Slack over Socket Mode\n")
    assert served.done == ["socket 127.0.0.1:None", "waited", "ending", "closed"]


def test_over_http() -> None:
    served = Served()
    _, said = run(served, "serve", "--http", "3000", "--host", "0.0.0.0")
    assert served.done[0] == "http 0.0.0.0:3000"
    assert said.startswith("serving Slack at http://0.0.0.0:3000/slack/events")


@pytest.mark.parametrize(
    "arguments",
    [("--http", "3000", "--status", "3001"), ("--http", "70000"), ("--status", "-1")],
)
def test_wrong_options(arguments: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        run(Served(), "serve", *arguments)


def test_a_wrong_token_passes_through() -> None:
    with pytest.raises(ConfigurationError):
        run(Served(failure=ConfigurationError("SLACK_BOT_TOKEN is not set")), "serve")


def test_status_is_told() -> None:
    options = ServeOptions(transport="socket", port=9000)
    assert told_of(options).endswith("status at http://127.0.0.1:9000/readyz")


def test_the_manifest_is_printed() -> None:
    assert run(Served(), "slack", "manifest")[1].startswith("# The Slack app")
    told = json.loads(run(Served(), "slack", "manifest", "--format", "json")[1])
    assert told["settings"]["socket_mode_enabled"] is True
