"""Verdicts over real HTTP: recorded once, replayed without a network.

A recording lies at ROOT/SUITE/WRITER/CASE.judge.yaml, apart from what writers replied: a judge may
be asked again without them. Over outside data the case is a pair's id, and ROOT is a directory that
is not shipped, since requests hold the data's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from bot.prompts import Prompt
from bot.settings import PROMPTS
from bot.writers.model import Endpoint, ModelClient, ModelFailure
from bot.writers.model.dialect import Dialect
from evals.judge.asking import Judging, judging
from evals.judge.material import PROMPT_FILE, ROLE, Judged
from evals.judge.servers import Judge
from evals.judge.verdicts import Verdict
from evals.recording.cassettes import Taken, recording
from evals.recording.clients import recording_policy
from evals.recording.interactions import Interaction, in_order
from evals.recording.replaying import Replay
from evals.recording.serializing import Recording
from evals.recording.shelf import CASSETTES, Shelf
from evals.recording.stamps import Stamp, prompt_hash

JUDGED = CASSETTES / ROLE
OUTSIDE = Path(".citewire/evals/cassettes") / ROLE
"""Git ignores it: what is recorded over outside data holds its text."""


def judge_prompt() -> Prompt:
    """The prompt that verdicts are asked for with."""
    return Prompt.load(PROMPTS / PROMPT_FILE)


def record_case(
    case: str, asked: Iterable[Judged], judge: Judge, shelf: Shelf, day: str
) -> dict[str, Verdict | None]:
    """Ask the judge what a case needs and keep it; verdicts by id.

    Raises ModelFailure where the server fails, EvalError where it cannot be kept: then nothing is.
    """
    given: dict[str, Verdict | None] = {}
    taken = Taken()
    with _Asked(judge) as client, recording(taken, lambda: "judge"):
        for one in asked:
            if one.id not in given:
                given[one.id] = client.verdict(one)
    stamp = Stamp(
        suite=shelf.suite,
        case=case,
        role="judge",
        model=judge.model,
        by_hand=judge.by_hand,
        streamed=False,
        prompts={ROLE: prompt_hash("judge")},
        recorded=day,
    )
    interactions = in_order([one for _, one in taken.interactions if not _passed(one)])
    shelf.save(case, {"judge": Recording(stamp=stamp, interactions=interactions)}, judge.key)
    return given


class _Asked:
    """A judge's clients: one a server, since a client learns what its server understands, and a
    replay has one for a whole case."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._clients: dict[Endpoint, ModelClient] = {}

    def __enter__(self) -> _Asked:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for client in self._clients.values():
            client.close()

    def verdict(self, judged: Judged) -> Verdict | None:
        """Ask for one verdict. Raises ModelFailure where the server fails."""
        endpoint = self._judge.endpoint(judged)
        if endpoint not in self._clients:
            self._clients[endpoint] = ModelClient(
                endpoint,
                policy=recording_policy(),
                notify=lambda _: None,
                dialect=Dialect(stream=False),
            )
        return judging(self._clients[endpoint], judge_prompt())(judged)


def _passed(one: Interaction) -> bool:
    """Whether it only told to try again, which a replay need not."""
    return one.status in (408, 409, 429) or one.status >= 500


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """A case's verdicts by id, or why there are none: it is stale."""

    given: Mapping[str, Verdict | None]
    stale: str = ""


def replay_case(case: str, asked: Iterable[Judged], replay: Replay) -> Replayed:
    """The verdicts that were recorded for a case."""
    wanted = {one.id: one for one in asked}
    given: dict[str, Verdict | None] = {}
    with replay.case(case) as playing:
        if not playing.stale:
            judge = judging(playing.client, judge_prompt())
            given = {name: _quietly(judge, one) for name, one in wanted.items()}
    # What failed for want of a recording is told by `stale` once the case is over.
    reason = playing.stale.partition("; record again")[0]
    return Replayed(given={} if reason else given, stale=reason)


def _quietly(judge: Judging, judged: Judged) -> Verdict | None:
    """A recorded failure of the server is no verdict, nor is what was not recorded."""
    try:
        return judge(judged)
    except ModelFailure:
        return None
