"""What buttons, menus and modals are called, and what their values say.

A value is "REFERENCE", "REFERENCE:number" or "REFERENCE:number:shift"; nothing else about an answer
travels through Slack, so a value that was made up shows nothing that its maker may not see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PASSAGE = "passage"
"""Opens the passage of a citation. Buttons of one block need different ids: "passage:3"."""
PASSAGE_SHOWN = "passage_shown"
"""Moves to the passage before or after, in the modal that is open: "passage_shown:next"."""
WHY = "why"
FEEDBACK = "feedback"
"""Thumbs, with values "REFERENCE:helpful" and "REFERENCE:unhelpful"."""
SHARE = "share"
"""Posts a private answer in its channel."""
SHARE_BRIEFING = "share_briefing"
"""Posts a private briefing in its channel, as far as everybody in it may see the documents."""
OPEN_LINK = "open_link"
"""A button that opens an address; it wants nothing but an acknowledgement."""
SUBSCRIBE = "subscribe"
"""Opens the modal of a new subscription."""
SUBSCRIPTION = "subscription"
"""The menu beside a subscription, with values "pause:ID", "resume:ID", "send:ID", "remove:ID"."""
BRIEF = "brief"
EXAMPLE = "example"
"""Asks an example question, which is the value: "example:1"."""

FEEDBACK_VIEW = "feedback_reason"
"""Callback id of the modal that asks for a reason; its metadata is the feedback's value."""
SUBSCRIBE_VIEW = "subscribe_form"
PASSAGE_VIEW = "passage_view"
WHY_VIEW = "why_view"

_REFERENCE = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,80}"
_TARGET = re.compile(rf"({_REFERENCE}):(\d{{1,5}})(?::(-?\d{{1,5}}))?")
_JUDGED = re.compile(rf"({_REFERENCE}):(helpful|unhelpful)")
_CHOICE = re.compile(rf"(pause|resume|send|remove):({_REFERENCE})")


@dataclass(frozen=True)
class PassageTarget:
    """Citation `number` of the answer of a reference, `shift` passages further on in its document.

    ("K7Q2-M4", 3, -1) is the passage before the third one cited.
    """

    reference: str
    number: int
    shift: int = 0

    def __str__(self) -> str:
        place = f"{self.reference}:{self.number}"
        return f"{place}:{self.shift}" if self.shift else place


def base_name(action: str) -> str:
    """What a button does, whichever of several it is: "passage:3" -> "passage"."""
    return action.partition(":")[0]


def passage_target(value: str) -> PassageTarget | None:
    """What the value of a passage button means; None for what is no such value.

    "K7Q2-M4:3" -> PassageTarget("K7Q2-M4", 3)
    """
    found = _TARGET.fullmatch(value) if value.isascii() else None
    return PassageTarget(found[1], int(found[2]), int(found[3] or 0)) if found else None


def judged(value: str) -> tuple[str, str] | None:
    """The reference and the verdict of a feedback button: "K7Q2-M4:helpful" -> (…, "helpful")."""
    found = _JUDGED.fullmatch(value)
    return (found[1], found[2]) if found else None


def subscription_choice(value: str) -> tuple[str, str] | None:
    """What is to be done with which subscription: "pause:3" -> ("pause", "3")."""
    found = _CHOICE.fullmatch(value)
    return (found[1], found[2]) if found else None
