"""Slack's limits on what is posted, as the error code that Slack answers with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

MOST_BLOCKS = 50
MOST_VIEW_BLOCKS = 100
LONGEST_MESSAGE = 13_200
LONGEST_MARKDOWN = 12_000
LONGEST_TEXT = 40_000
LONGEST_METADATA = 3_000
TEXT_LIMITS = {"section": 3000, "header": 150, "markdown": 12_000}
TITLE = 24


def fault_of_message(arguments: dict[str, Any]) -> str | None:
    """Why chat.postMessage and chat.update refuse: {"blocks": [51 of them]} -> invalid_blocks."""
    blocks = arguments.get("blocks") or []
    markdown = arguments.get("markdown_text")
    if markdown and (blocks or arguments.get("text")):
        return "markdown_text_conflict"
    if markdown and len(markdown) > LONGEST_MARKDOWN:
        return "msg_too_long"
    if not (blocks or markdown or arguments.get("text")):
        return "no_text"
    return fault_of_blocks(blocks, MOST_BLOCKS)


def fault_of_blocks(blocks: Sequence[dict[str, Any]], most: int) -> str | None:
    """Why blocks are refused; None where they stand."""
    if len(blocks) > most or any(map(_too_long, blocks)):
        return "invalid_blocks"
    if sum(map(_characters, blocks)) > LONGEST_MESSAGE:
        return "msg_blocks_too_long"
    return None


def fault_of_view(view: dict[str, Any]) -> str | None:
    """Why views.open and views.publish refuse."""
    title = view.get("title", {}).get("text", "")
    if view.get("type") == "modal" and not 0 < len(title) <= TITLE:
        return "invalid_arguments"
    if len(view.get("private_metadata", "")) > LONGEST_METADATA:
        return "invalid_arguments"
    blocks = view.get("blocks", [])
    return "invalid_arguments" if fault_of_blocks(blocks, MOST_VIEW_BLOCKS) else None


def _too_long(block: dict[str, Any]) -> bool:
    kind = block.get("type", "")
    texts = [block.get("text"), *block.get("fields", [])]
    found = [text["text"] if isinstance(text, dict) else text for text in texts if text]
    if kind == "section" and not found:
        return True
    limit = TEXT_LIMITS.get(kind)
    if limit and any(not text or len(text) > limit for text in found):
        return True
    if len(block.get("fields", [])) > 10 or len(block.get("block_id", "")) > 255:
        return True
    elements = block.get("elements", [])
    most = {"context": 10, "actions": 25, "context_actions": 5}.get(kind)
    return most is not None and not 0 < len(elements) <= most


def _characters(block: dict[str, Any]) -> int:
    """The characters that a reader sees of a block, near enough to Slack's own count."""
    if isinstance(block.get("text"), str):
        return len(block["text"])
    return sum(len(text) for text in _texts(block))


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return []


def as_value(text: object) -> object:
    """An argument that came form-encoded holds JSON: '[{"type": …}]' -> the list."""
    if isinstance(text, str) and text[:1] in "[{":
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text
