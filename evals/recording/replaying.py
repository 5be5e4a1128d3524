"""Replaying recordings: a case whose request was not recorded is stale, never scored, never asked.

The writers behave as always, fallback included, so that whether the recordings fitted cannot be
seen from an answer. It is told by the cassette: whoever asks a case must look at `Playing.stale`
before it takes what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import openai

from bot.errors import EvalError
from bot.settings import PROMPTS
from bot.writers.model import Endpoint
from evals.outcomes import BY_HAND, ReplayHealth
from evals.recording.cassettes import NotingCassette, playing
from evals.recording.clients import REPLAYED, Line, RoleClient, replaying_policy
from evals.recording.serializing import Recording
from evals.recording.shelf import Shelf
from evals.recording.stamps import changed_prompts

_UNKNOWN = "unrecorded"
_PLAYED = "faults"
"""The suite whose replies are played by a server of its own: its command takes no label."""


@dataclass
class Playing:
    """One case while it is replayed."""

    client: RoleClient
    stale: str = ""
    """Why it is stale and how to record it again; "" while its recordings fit."""
    unplayed: int = 0
    """Recorded interactions that were not asked for, known once the case is over."""


@dataclass
class _Tally:
    played: int = 0
    stale: int = 0
    unplayed: int = 0
    recorded: set[str] = field(default_factory=set)
    models: set[str] = field(default_factory=set)
    by_hand: bool = False
    seen: set[str] = field(default_factory=set)


class Replay:
    """Replays what lies on a shelf, case by case, and counts how it fared.

    Use as a context manager. Raises EvalError where the shelf is empty.
    """

    def __init__(self, shelf: Shelf, prompts: Path = PROMPTS) -> None:
        self._shelf = shelf
        self._prompts = prompts
        self._names = shelf.names()
        if not self._names:
            raise EvalError(
                f"suite {shelf.suite!r} has no recordings under {shelf.label!r}; record them: "
                f"{record_command(shelf, '')}"
            )
        self._tally = _Tally()
        self._server = openai.OpenAI(api_key="none", base_url=REPLAYED, max_retries=0)

    def __enter__(self) -> Replay:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.close()

    @contextmanager
    def case(self, name: str) -> Iterator[Playing]:
        """Within it, `Playing.client` answers from the case's recordings.

        Look at `stale` before the case is asked: a changed prompt is known at once; and after it
        ended: only then it is known whether every request had been recorded.
        """
        recordings = self._shelf.read(name)
        client = self._client(recordings)
        stands = Playing(client=client, stale=self._outdated(name, recordings))
        pairs = [(one.stamp.role, each) for one in recordings for each in one.interactions]
        with playing(pairs, lambda: client.role.now) as cassette:
            try:
                yield stands
            finally:
                self._close(name, recordings, cassette, stands)

    def health(self, *, whole: bool = True) -> ReplayHealth:
        """How the recordings fared so far; `whole`: the suite is over, what is left is unplayed.

        `live` is 0: whoever refuses the network counts the attempts.
        """
        tally = self._tally
        left = {case for case, _ in self._names} - tally.seen if whole else set()
        files = [one for case in sorted(left) for one in self._shelf.read(case)]
        return ReplayHealth(
            played=tally.played,
            stale=tally.stale,
            unplayed=tally.unplayed + sum(len(one.interactions) for one in files),
            live=0,
            oldest=min(tally.recorded, default=""),
            model=", ".join(sorted(tally.models)),
            by_hand=tally.by_hand or self._shelf.label == BY_HAND,
        )

    def _close(
        self,
        name: str,
        recordings: Sequence[Recording],
        cassette: NotingCassette,
        stands: Playing,
    ) -> None:
        if not stands.stale and cassette.missed:
            role = cassette.missed[0]
            stands.stale = self._note(name, f"the request of role {role} was not recorded")
        stands.unplayed = 0 if stands.stale else cassette.unplayed
        self._count(name, recordings, cassette, stands)

    def _client(self, recordings: Sequence[Recording]) -> RoleClient:
        stamp = recordings[0].stamp if recordings else None
        return RoleClient(
            Line(
                endpoint=Endpoint(model=stamp.model if stamp else _UNKNOWN, base_url=REPLAYED),
                policy=replaying_policy(),
                streamed=stamp.streamed if stamp else False,
                server=self._server,
            )
        )

    def _outdated(self, name: str, recordings: Sequence[Recording]) -> str:
        changed = [file for one in recordings for file in changed_prompts(one.stamp, self._prompts)]
        if not changed:
            return ""
        return self._note(name, f"{' and '.join(changed)} changed since it was recorded")

    def _note(self, name: str, reason: str) -> str:
        return f"{reason}; record again: {record_command(self._shelf, name)}"

    def _count(
        self,
        name: str,
        recordings: Sequence[Recording],
        cassette: NotingCassette,
        stands: Playing,
    ) -> None:
        tally = self._tally
        tally.seen.add(name)
        tally.stale += bool(stands.stale)
        tally.unplayed += stands.unplayed
        if stands.stale:
            return
        tally.played += cassette.play_count
        for one in recordings:
            tally.recorded.add(one.stamp.recorded)
            tally.models.add(one.stamp.model)
            tally.by_hand |= one.stamp.by_hand


def record_command(shelf: Shelf, case: str) -> str:
    """What records a case, or a whole suite, again.

    (answers/by-hand, "fr-price") -> "python -m evals record --suite answers --case fr-price
    --by-hand"
    """
    words = ["python -m evals record --suite", shelf.suite]
    words += ["--case", case] if case else []
    if shelf.suite != _PLAYED:
        words += ["--by-hand"] if shelf.label == BY_HAND else ["--label", shelf.label]
    return " ".join(words)
