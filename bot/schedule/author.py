"""Writes the briefings of runs, with the vectors that they need."""

from __future__ import annotations

from collections.abc import Callable

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.errors import CitewireError
from bot.library.editions import Edition
from bot.schedule.worker import Written


class ArchiveAuthor:
    """Writes and keeps briefings by `edit`, and reads those of earlier attempts by `recall`.

    `prepare` is called before each: it embeds what a change of model has left without vectors.
    """

    def __init__(
        self,
        *,
        prepare: Callable[[], object],
        edit: Callable[[BriefingRequest], Edition],
        recall: Callable[[int], Edition],
    ) -> None:
        self._prepare = prepare
        self._edit = edit
        self._recall = recall

    def write(self, request: BriefingRequest) -> Written:
        """Write and keep a briefing. Raises CitewireError."""
        self._prepare()
        edition = self._edit(request)
        return Written(edition.briefing, edition.number or None)

    def written(self, number: int, request: BriefingRequest) -> Briefing | None:
        """The briefing of an earlier attempt; None when the archive has it no more, or it was
        written within another scope."""
        try:
            edition = self._recall(number)
        except CitewireError:
            return None
        same = edition.request.filters.scope == request.filters.scope
        return edition.briefing if same else None
