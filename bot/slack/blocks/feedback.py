"""The modal that asks why an answer was or was not helpful, and what its reader wrote there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.labels import one_line
from bot.slack import actions as names
from bot.slack.blocks.elements import LONGEST_TITLE, Block, View, option, plain
from bot.slack.blocks.notices import modal
from bot.slack.escaping import visible
from bot.slack.words import Words

GOOD_REASONS = ("right", "complete", "quick", "other")
BAD_REASONS = ("wrong", "incomplete", "missed", "quotation", "outdated", "unclear", "other")
LONGEST_COMMENT = 1_000
_REASON, _COMMENT = "reason", "comment"


@dataclass(frozen=True)
class FeedbackGiven:
    """A reader's word on an answer. `reason` is one of ours or "", `comment` is their own."""

    reference: str
    verdict: str
    reason: str = ""
    comment: str = ""


def feedback_modal(reference: str, verdict: str, words: Words) -> View:
    """Asks what was good or what was wrong; nothing in it has to be filled in."""
    reasons = GOOD_REASONS if verdict == "helpful" else BAD_REASONS
    choices = [option(words(f"reason_{reason}"), reason) for reason in reasons]
    chosen = {"type": "radio_buttons", "action_id": _REASON, "options": choices}
    written = {
        "type": "plain_text_input",
        "action_id": _COMMENT,
        "multiline": True,
        "max_length": LONGEST_COMMENT,
    }
    blocks = [
        _input(_REASON, words(f"feedback_why_{verdict}"), chosen),
        _input(_COMMENT, words("feedback_comment"), written),
    ]
    return {
        **modal(words("feedback_title"), blocks, words),
        "callback_id": names.FEEDBACK_VIEW,
        "private_metadata": f"{reference}:{verdict}",
        "submit": plain(words("send"), LONGEST_TITLE),
    }


def feedback_given(state: Mapping[str, Any], metadata: str) -> FeedbackGiven | None:
    """What was sent with the modal: its `view.state.values` and `private_metadata`.

    None where the metadata is none of ours; a reason that is not offered counts as none.
    """
    found = names.judged(metadata)
    if found is None:
        return None
    reference, verdict = found
    chosen = (state.get(_REASON) or {}).get(_REASON) or {}
    reason = (chosen.get("selected_option") or {}).get("value") or ""
    written = ((state.get(_COMMENT) or {}).get(_COMMENT) or {}).get("value") or ""
    offered = GOOD_REASONS if verdict == "helpful" else BAD_REASONS
    return FeedbackGiven(
        reference,
        verdict,
        reason if reason in offered else "",
        one_line(visible(str(written)))[:LONGEST_COMMENT],
    )


def _input(name: str, label: str, element: Mapping[str, Any]) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": plain(label, 200),
        "element": element,
    }
