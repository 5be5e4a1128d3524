"""Corpora of articles with the nuggets that a careful reader wants told of them.

A nugget is a fact as groups of words: one word of every group must stand in one statement of the
briefing. Nuggets are written with the articles, before a briefing of them is seen (Voorhees 2003,
"Overview of the TREC 2003 question answering track", on vital nuggets).
"""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import EvalError

CASES = Path(__file__).parent.parent / "cases" / "briefings"
SEEDS = Path(__file__).parent.parent.parent / "seeds"

Groups = list[list[str]]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Nugget(_Entry):
    """A fact. `half` is what counts half; `speaker` are names of which one must be told with it.

    `day` is the briefing that should tell it, "" for the only one.
    """

    id: str
    full: Groups
    half: Groups = Field(default_factory=list)
    speaker: list[str] = Field(default_factory=list)
    day: str = ""


class Contradiction(_Entry):
    """Values that articles give for one thing, each to be shown as a side of its own."""

    id: str
    values: list[str]
    day: str = ""


class Moved(_Entry):
    """A value of the day before and the one that takes its place, both to be told."""

    id: str
    before: list[str]
    after: list[str]
    day: str


class Origins(_Entry):
    """Articles on one event and how many of them are independent: reprints count once."""

    id: str
    documents: list[str]
    count: int
    day: str = ""


class Day(_Entry):
    """One briefing: its ISO day ("" for undated articles) and the articles of that day."""

    day: str
    documents: list[str]


class BriefingCase(_Entry):
    """A corpus and all that is known of what should be told of it.

    `furniture` are words of the pages around the articles, never to be told.
    """

    corpus: str
    language: str
    words: int
    days: list[Day]
    nuggets: list[Nugget]
    disagreements: list[Contradiction] = Field(default_factory=list)
    changes: list[Moved] = Field(default_factory=list)
    origins: list[Origins] = Field(default_factory=list)
    furniture: list[str] = Field(default_factory=list)

    @property
    def directory(self) -> Path:
        """Where the articles are: beside the case, or the seeds."""
        return SEEDS if self.corpus == "seeds" else CASES / self.corpus


def load_briefing_cases(directory: Path = CASES) -> tuple[BriefingCase, ...]:
    """Every case of the directory, by name.

    Raises EvalError for a file that is not a case, and when there is none.
    """
    cases = tuple(_case(path) for path in sorted(directory.glob("*.yaml")))
    if not cases:
        raise EvalError(f"{str(directory)!r} has no *.yaml; give a directory of briefing cases")
    return cases


def _case(path: Path) -> BriefingCase:
    try:
        return BriefingCase.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise EvalError(f"cannot read the case {str(path)!r} ({reason}); mend it there") from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise EvalError(f"{str(path)!r} has a wrong case: {where}: {fault['msg']}") from error
