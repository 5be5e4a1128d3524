"""What stands at the top of a recording: whose replies, by which prompt, when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from bot.settings import PROMPTS
from evals.circumstances import short_hash
from evals.recording.roles import PROMPT_FILES, Role


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """`prompts` are hashes by role; `recorded` is an ISO day.

    `by_hand`: no model replied, be it that a person wrote the replies or that a fault was played.
    `streamed`: the replies came piece by piece, as the product asks for them.
    """

    suite: str
    case: str
    role: Role
    model: str
    by_hand: bool
    streamed: bool
    prompts: Mapping[str, str]
    recorded: str


class StampShape(BaseModel):
    """A stamp as it is read from a file, which anybody may have edited."""

    model_config = ConfigDict(extra="forbid", strict=True)

    suite: str
    case: str
    role: Role
    model: str
    by_hand: bool
    streamed: bool = False
    prompts: dict[str, str] = Field(default_factory=dict)
    recorded: str

    def stamp(self) -> Stamp:
        """The value that the replay works with."""
        return Stamp(**self.model_dump())


def prompt_hash(role: Role, prompts: Path = PROMPTS) -> str:
    """The hash of a role's prompt file, as runs are stamped with it; "" where there is none."""
    path = prompts / PROMPT_FILES[role]
    return short_hash(path.read_bytes()) if path.is_file() else ""


def changed_prompts(stamp: Stamp, prompts: Path = PROMPTS) -> tuple[str, ...]:
    """The prompt files that are not those which the recording was made with.

    Role "answer", made before answer.yaml was edited -> ("answer.yaml",)
    """
    made_with = stamp.prompts.get(stamp.role, "")
    changed = made_with != prompt_hash(stamp.role, prompts)
    return (PROMPT_FILES[stamp.role],) if changed else ()
