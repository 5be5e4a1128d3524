"""`citewire briefings`: the past briefings, and each of them written again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import Format, Output
from bot.cli.service import OpenService

if TYPE_CHECKING:  # the type alone: it loads the database
    from bot.library import EditionSummary


class BriefingsCommands:
    """One method for each command; each gives the process's exit code."""

    def __init__(self, open_service: OpenService, output: Output) -> None:
        self._open = open_service
        self._output = output

    def application(self) -> typer.Typer:
        """The commands, to stand under `briefings`."""
        app = typer.Typer(help="List past briefings, or show one again.", rich_markup_mode=None)
        app.callback(invoke_without_command=True)(self.past)
        app.command("show")(self.show)
        return app

    def past(
        self,
        context: typer.Context,
        as_json: Annotated[
            bool, typer.Option("--json", help="Print one JSON value and nothing else.")
        ] = False,
    ) -> int:
        """List past briefings, or show one again."""
        if context.invoked_subcommand is not None:
            return 0
        with self._open() as service:
            editions = service.archive.summaries()
        if as_json:
            self._output.json(editions_json(editions))
        else:
            self._output.briefings(editions)
        return 0

    def show(
        self,
        briefing: Annotated[str, typer.Argument(metavar="DATE|NUMBER", show_default=False)],
        form: Annotated[Format, typer.Option("--format", help="How it is written.")] = "text",
    ) -> int:
        """Write a past briefing again, as it was.

        By its number, or by the day that it was for: of several, the last one made.
        """
        with self._open() as service:
            *others, wanted = service.archive.on(briefing)
            edition = service.archive.get(wanted.number)
        if others:
            numbers = ", ".join(str(one.number) for one in others)
            self._output.failure(
                f"showing briefing {wanted.number}, the last of {len(others) + 1}; "
                f"the others: {numbers}"
            )
        if edition.erased:
            self._output.failure(
                f"{edition.erased} of its stories were erased with documents removed since"
            )
        self._output.written(edition.briefing, form)
        return 0


def editions_json(editions: Sequence[EditionSummary]) -> list[dict[str, Any]]:
    """`briefings --json`: one object for each past briefing, oldest first."""
    return [
        {
            "number": one.number,
            "day": one.day,
            "period": {"since": one.since, "until": one.until},
            "series": one.series,
            "title": one.title,
            "stories": one.stories,
            "erased": one.erased,
            "made_at": one.made_at,
            "revision": one.revision,
        }
        for one in editions
    ]
