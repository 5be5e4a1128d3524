"""The application as `citewire serve` opens it: what a server needs beside the commands."""

from __future__ import annotations

import logging

from bot.access import Collections
from bot.app import Application
from bot.errors import CitewireError
from bot.schedule.contract import report_line
from bot.schedule.scheduling import Scheduling
from bot.serving import House, ServeOptions, open_serving
from bot.slack.serving import Serving
from bot.slack.way import SlackWay
from bot.warming import warm_up

_log = logging.getLogger(__name__)


class ServingApplication(Application):
    """An application that serves; close it after what it serves."""

    _schedule: Scheduling | None = None
    _warm: bool = False

    def serving(self, options: ServeOptions) -> Serving:
        """Everything that `citewire serve` runs, wired but not started.

        Raises ConfigurationError for tokens that are missing or that Slack does not take.
        """
        return open_serving(
            House(
                settings=self._settings,
                library=self._library,
                phrases=self._phrases,
                desk=self.desk,
                collections=Collections.load(self._settings.access),
                views=self.trouble_of_views,
                upkeep=self.upkeep,
            ),
            options,
        )

    def upkeep(self, slack: SlackWay) -> None:
        """What is due every few seconds: vectors and views of what other processes have added, so
        that no question waits for them, and briefings. At first, what questions need is loaded."""
        if self.unembedded:
            self.reindex(lambda _: None)
        self._views.catch_up(self._library)
        if not self._warm:
            self._warm = True
            warm_up(self._answering)
        if self._schedule is None:
            self._schedule = self._scheduled_by(lambda: slack)
        for report in self._schedule.run_due():
            level = logging.INFO if report.outcome == "delivered" else logging.WARNING
            _log.log(level, "%s", report_line(report))

    def trouble_of_views(self) -> str:
        """What is wrong with the views; "" when they show the library's newest state.

        Chroma counts where this process holds it; elsewhere vectors are compared exactly.
        """
        try:
            newest = self._library.revision
            shown = self._views.lexical.revision
            if self._views.owner:
                shown = min(shown, self._views.dense.revision)
        except CitewireError as failure:
            return str(failure)
        return "" if shown >= newest else f"at revision {shown}, the library is at {newest}"
