"""`citewire subscriptions`: who is briefed on what, and when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.addresses import Address, checked_address
from bot.cli.output import Output
from bot.cli.service import OpenService
from bot.errors import UsageError
from bot.subscriptions import (
    Subscription,
    checked_entries,
    checked_hour,
    checked_languages,
    checked_weekdays,
    checked_window,
    checked_words,
    checked_zone,
)

if TYPE_CHECKING:  # the type alone: it loads the database
    from bot.schedule.scheduling import Standing

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value and nothing else.")]
Identifier = Annotated[str, typer.Argument(metavar="ID", show_default=False)]
To = Annotated[
    str | None, typer.Option(help="stdout, file:PATH.md, file:PATH.html or email:NAME@HOST.")
]
At = Annotated[str | None, typer.Option(help="Hour of the day, as in 08:00.")]
Zone = Annotated[str | None, typer.Option(help="Time zone, as in Europe/Paris.")]
Days = Annotated[str, typer.Option(help="mon,tue,wed, or weekdays, weekend, every.")]
Topics = Annotated[list[str] | None, typer.Option(help="Only stories on it; may be repeated.")]
Outlets = Annotated[list[str] | None, typer.Option(help="Only this outlet; may be repeated.")]
Languages = Annotated[list[str] | None, typer.Option(help="Only fr, en, de…; may be repeated.")]
Words = Annotated[int | None, typer.Option(help="About how many words, sources not counted.")]
Window = Annotated[str, typer.Option(help="How long a missed or failed run is made up.")]


class SubscriptionCommands:
    """One method for each command; each gives the process's exit code."""

    def __init__(self, open_service: OpenService, output: Output) -> None:
        self._open = open_service
        self._output = output

    def application(self) -> typer.Typer:
        """The commands, to stand under `subscriptions`."""
        app = typer.Typer(help="Say who is briefed, on what and when.", rich_markup_mode=None)
        app.command("add")(self.subscribe)
        app.command("list")(self.listed)
        app.command("remove")(self.remove)
        app.command("pause")(self.pause)
        app.command("resume")(self.resume)
        return app

    def subscribe(
        self,
        to: To = None,
        at: At = None,
        zone: Zone = None,
        days: Days = "every",
        topic: Topics = None,
        outlet: Outlets = None,
        language: Languages = None,
        words: Words = None,
        window: Window = "3h",
        as_json: AsJson = False,
    ) -> int:
        """Brief somebody, every day or on some days of the week."""
        if to is None or at is None or zone is None:
            raise UsageError(
                "say where, when and in which time zone, as in "
                "--to email:ann@example.org --at 08:00 --zone Europe/Paris"
            )
        wanted = Subscription(
            address=_absolute(checked_address(to)),
            topics=checked_entries("--topic", topic or ()),
            outlets=checked_entries("--outlet", outlet or ()),
            languages=checked_languages(language or ()),
            words=checked_words(words),
            hour=checked_hour(at),
            zone=checked_zone(zone),
            weekdays=checked_weekdays(days),
            window=checked_window(window),
        )
        with self._open() as service:
            standing = service.scheduling.subscribe(wanted)
            obstacle = service.scheduling.obstacle(standing.subscription)
        if obstacle:
            self._output.failure(f"warning: {obstacle}")
        return self._show(standing, as_json)

    def listed(self, as_json: AsJson = False) -> int:
        """List who is briefed, when next, and how the last run went."""
        from bot.schedule.contract import standing_json, standing_line  # late: loads the database

        with self._open() as service:
            standings = service.scheduling.standings()
        if as_json:
            self._output.json({"subscriptions": [standing_json(one) for one in standings]})
        elif not standings:
            self._output.line("No subscriptions; `citewire subscriptions add` makes one.")
        else:
            for standing in standings:
                self._output.line(standing_line(standing))
        return 0

    def remove(self, subscription: Identifier, as_json: AsJson = False) -> int:
        """End a subscription. Its past briefings stay."""
        with self._open() as service:
            service.scheduling.remove(subscription)
        if as_json:
            self._output.json({"removed": subscription.strip()})
        else:
            self._output.line(f"removed {subscription.strip()}")
        return 0

    def pause(self, subscription: Identifier, as_json: AsJson = False) -> int:
        """Let a subscription rest until it is resumed."""
        with self._open() as service:
            standing = service.scheduling.pause(subscription)
        return self._show(standing, as_json)

    def resume(self, subscription: Identifier, as_json: AsJson = False) -> int:
        """Take a subscription up again, from now on."""
        with self._open() as service:
            standing = service.scheduling.resume(subscription)
        return self._show(standing, as_json)

    def _show(self, standing: Standing, as_json: bool) -> int:
        # late: loads the database
        from bot.schedule.contract import shifted_lines, standing_json, standing_line

        if as_json:
            self._output.json(standing_json(standing))
        else:
            for line in (standing_line(standing), *shifted_lines(standing)):
                self._output.line(line)
        return 0


def _absolute(address: Address) -> Address:
    """A file's path from the root: the scheduler may be started in another directory."""
    if address.channel != "file":
        return address
    return Address("file", str(Path(address.target).expanduser().absolute()))
