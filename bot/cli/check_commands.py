"""`citewire check`: what the documents support, contradict or do not tell."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from bot.arguments import checked_filters, unicode_question
from bot.cli.output import Output
from bot.types import Filters

if TYPE_CHECKING:  # types alone: these modules load the database
    from bot.claim_types import ClaimCheck
    from bot.ingestion import Progress
    from bot.prompts import Phrases


class ClaimChecker(Protocol):
    """Who checks claims."""

    @property
    def phrases(self) -> Phrases:
        """The words around a verdict."""

    def check(self, claim: str, filters: Filters | None = None) -> ClaimCheck:
        """What the documents say of a claim."""


class ClaimDesk(Protocol):
    """Where claims are checked."""

    @property
    def checking(self) -> ClaimChecker:
        """Who checks them."""


class ClaimService(Protocol):
    """What the command needs of the application."""

    @property
    def desk(self) -> ClaimDesk:
        """Where claims are checked."""

    @property
    def unembedded(self) -> int:
        """How many documents have no vectors of the present model yet."""

    def reindex(self, progress: Callable[[Progress], None]) -> int:
        """Embed those from the library; returns how many."""


OpenClaims = Callable[[], AbstractContextManager[ClaimService]]


class CheckCommands:
    """One method for each command; each gives the process's exit code."""

    def __init__(self, open_claims: OpenClaims, output: Output) -> None:
        self._open = open_claims
        self._output = output

    def check(
        self,
        claim: Annotated[str, typer.Argument(metavar="CLAIM", show_default=False)],
        since: Annotated[str | None, typer.Option(help="First day, month or year.")] = None,
        until: Annotated[str | None, typer.Option(help="Last day, month or year.")] = None,
        outlet: Annotated[str | None, typer.Option(help="Only documents of this outlet.")] = None,
        as_json: Annotated[
            bool, typer.Option("--json", help="Print one JSON value and nothing else.")
        ] = False,
    ) -> int:
        """Check a claim: say what the documents support, contradict or do not tell.

        Every verdict comes with quotations; what cannot be told for certain is "not-told", with
        the nearest passages.
        """
        from bot.claim_contract import claim_json  # late: --help need not load it
        from bot.question import analyse  # late: --help need not load it

        filters = checked_filters(since, until, outlet)
        asked = unicode_question(claim)
        analyse(asked)
        with self._open() as service:
            if service.unembedded:
                with self._output.progress() as progress:
                    service.reindex(progress)
            checking = service.desk.checking
            checked = checking.check(asked, filters)
        if as_json:
            self._output.json(claim_json(checked))
        else:
            self._output.claim(checked, checking.phrases)
        return 0
