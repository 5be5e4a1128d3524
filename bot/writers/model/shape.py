"""The JSON that a model is held to, as a strict schema: every key required, none added."""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string"}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_QUOTES = _array(_object(passage=_TEXT, quote=_TEXT))

ANSWER_SCHEMA = _object(
    answered={"type": "boolean"},
    statements=_array(_object(text=_TEXT, quotes=_QUOTES)),
    disagreements=_array(_object(about=_TEXT, claims=_array(_object(value=_TEXT, quotes=_QUOTES)))),
)
"""`answered` comes first, so that a statement counts the moment it is whole."""

STORY_SCHEMA = _object(
    headline=_TEXT,
    statements=_array(_object(text=_TEXT, quotes=_QUOTES)),
)

OVERVIEW_SCHEMA = _object(sentences=_array(_object(text=_TEXT, rests_on=_array(_TEXT))))
"""`rests_on` are labels of statements: "S1.2" is the second of the first story."""
