"""A request as the replies written by hand need it: its role, its subject and its passages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

# As `bot.citations.evidence` lays passages out, a text on lines of its own: the excerpts that point
# to sentences of them have no line ends.
_PASSAGE = re.compile(r'<passage label="([^"]*)"[^>]*>\n(.*?)\n</passage>', re.DOTALL)
_STATEMENT = re.compile(r'<statement label="([^"]*)">(.*?)</statement>')
_SUBJECTS = (
    re.compile(r"<question>\n(.*)\n</question>", re.DOTALL),
    re.compile(r"^event:\n(.*)^told:", re.DOTALL | re.MULTILINE),
)
UNSHAPED = "followup"
"""The role of a request for plain text: the only one is a follow-up to be rewritten."""


@dataclass(frozen=True)
class Asked:
    """The body of a chat-completions request."""

    body: Mapping[str, Any]

    @property
    def role(self) -> str:
        """The name of the JSON asked for: "answer", "story", "overview", "judge"."""
        wanted = self.body.get("response_format") or {}
        return str((wanted.get("json_schema") or {}).get("name") or UNSHAPED)

    @property
    def streamed(self) -> bool:
        """Whether the reply shall come as events."""
        return self.body.get("stream") is True

    @property
    def again(self) -> bool:
        """Whether it goes on from an earlier reply: a repair or a second look."""
        return any(message["role"] == "assistant" for message in self.body["messages"])

    @property
    def contents(self) -> tuple[str, ...]:
        """The text of each message."""
        return tuple(str(message["content"]) for message in self.body["messages"])

    @property
    def subject(self) -> str:
        """What is asked about: the question, the sentences of the event, else all of it."""
        found = (pattern.search(self._opening) for pattern in _SUBJECTS)
        return next((one[1] for one in found if one), self._opening)

    @cached_property
    def passages(self) -> Mapping[str, str]:
        """Label -> text of each passage shown."""
        return dict(_PASSAGE.findall(self._opening))

    @cached_property
    def statements(self) -> Mapping[str, str]:
        """Label -> text of each statement shown, for an overview."""
        return dict(_STATEMENT.findall(self._opening))

    @property
    def _opening(self) -> str:
        """The first message of the user; what follows it repeats parts of it."""
        said = (one["content"] for one in self.body["messages"] if one["role"] == "user")
        return str(next(said, ""))
