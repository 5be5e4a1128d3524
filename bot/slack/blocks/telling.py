"""What a message needs to know beside what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Telling:
    """How something is told in Slack.

    `reference` is the number under which it is kept, which its buttons carry. `private` adds the
    button that shares it with the channel. `reprints` says of a document's id how many other
    documents carry the same text. `shared_by` is Slack's id of the person who shared a private
    answer with the channel, "" otherwise.
    """

    reference: str
    private: bool = False
    reprints: Mapping[str, int] = field(default_factory=dict)
    shared_by: str = ""
