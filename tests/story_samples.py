"""A writer of briefings at a loopback server, with a story of three short documents."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.citations import Draft, DraftQuote, DraftStatement, Evidence, verify
from bot.disagreements import find_disagreements
from bot.errors import BudgetError
from bot.prompts import Prompt
from bot.settings import PROMPTS
from bot.types import Statement, Usage
from bot.writers.model import Endpoint, ModelClient, Policy
from bot.writers.model.metered import Metered, Terms
from bot.writers.model.story_writer import ModelStoryWriter
from bot.writers.stories import StoryAssignment, StoryDraft
from tests.evidence_samples import PHRASES
from tests.loopback import ModelServer, Play
from tests.model_samples import KEY, MODEL, evidence

TITLE = "L’Ukraine tire 6 000 obus par jour, selon Jens Stoltenberg"
TOLD = "L’Ukraine tire 6\u202f000 obus par jour, selon Jens Stoltenberg."


def reply(headline: str, *statements: dict[str, Any]) -> str:
    """A story as a model writes it."""
    return json.dumps({"headline": headline, "statements": statements}, ensure_ascii=False)


def overview_reply(*sentences: tuple[str, list[str]]) -> str:
    """An overview as a model writes it."""
    given = [{"text": text, "rests_on": labels} for text, labels in sentences]
    return json.dumps({"sentences": given}, ensure_ascii=False)


def assignment(given: Evidence | None = None, **more: Any) -> StoryAssignment:
    """The story of SHELLS and ENGLISH in 60 words; `more` replaces its parts."""
    shown = given or evidence()
    quoted = (DraftQuote(passage="P1", text=TOLD),)
    extract = Draft(
        answered=True,
        statements=(DraftStatement(text=TOLD, quotes=quoted),),
        disagreements=tuple(find_disagreements(shown)),
    )
    parts: dict[str, Any] = {"headline": TITLE, "language": "fr", "words": 60} | more
    return StoryAssignment(evidence=shown, extract=extract, **parts)


@dataclass
class Purse:
    """Refuses after so many questions, and keeps what was spent."""

    most: int = 1000
    asked: int = 0
    spent: list[tuple[str, str, Usage]] = field(default_factory=list)

    def check(self, user: str) -> None:
        self.asked += 1
        if self.asked > self.most:
            raise BudgetError("the limit of $1.00 a day is reached; raise CITEWIRE_BUDGET_DAY")

    def spend(self, user: str, model: str, usage: Usage) -> None:
        self.spent.append((user, model, usage))


@dataclass
class Clock:
    """Seconds that pass only when told to, or by `step` each time they are read."""

    now: float = 0.0
    step: float = 0.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@dataclass
class Bench:
    """A writer, its server and its purse."""

    writer: ModelStoryWriter
    model: Metered
    server: ModelServer
    purse: Purse

    def story(self, given: StoryAssignment | None = None) -> StoryDraft:
        (draft,) = self.writer.stories([given or assignment()])
        return draft

    @property
    def sent(self) -> list[list[dict[str, str]]]:
        """The messages of each request."""
        return [asked.body["messages"] for asked in self.server.asked]


@contextmanager
def bench(
    *script: Play,
    choose: Callable[[dict[str, Any], int], Play] | None = None,
    purse: Purse | None = None,
    clock: Callable[[], float] = time.monotonic,
    **policy: Any,
) -> Iterator[Bench]:
    server = ModelServer(*script, choose=choose)
    with server.running():
        kept = Policy(clock=clock, sleep=lambda _: None, random=lambda: 1.0, **policy)
        endpoint = Endpoint(model=MODEL, key=KEY, base_url=server.url)
        client = ModelClient(endpoint, policy=kept, notify=lambda _: None)
        purse = purse or Purse()
        terms = Terms(
            purse=purse,
            user="local",
            price=lambda model, given, made: (given + 2 * made) / 1e6,
            clock=clock,
        )
        model = Metered(client, terms)
        story = Prompt.load(PROMPTS / "briefing_story.yaml")
        overview = Prompt.load(PROMPTS / "briefing_overview.yaml")
        with closing(client):
            yield Bench(ModelStoryWriter(model, story, overview, PHRASES), model, server, purse)


def texts(draft: StoryDraft) -> list[str]:
    """What a draft tells."""
    return [one.text for one in draft.draft.statements]


def stands(draft: StoryDraft, given: Evidence | None = None) -> tuple[Statement, ...]:
    """The draft's statements, all of which must pass the verifier once more."""
    verified = verify(draft.draft, given or evidence())
    assert verified.removed == ()
    return verified.statements


def evidence_asked(body: dict[str, Any]) -> Sequence[str]:
    """The texts of the passages in a request."""
    user = body["messages"][1]["content"]
    return re.findall(r'<passage label="P\d+" [^>]*>\n(.*?)\n</passage>', user, re.DOTALL)
