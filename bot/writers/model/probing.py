"""The one small call by which `citewire doctor` tries a model."""

from __future__ import annotations

import json

from bot.writers.model.dialect import Message, ModelRequest

PROBE = ModelRequest(
    messages=(
        Message("system", 'Reply with one JSON object and nothing else: {"ready": true}'),
        Message("user", "Are you ready?"),
    ),
    max_output_tokens=500,  # models that reason spend some of it before they write
    schema={
        "type": "object",
        "properties": {"ready": {"type": "boolean"}},
        "required": ["ready"],
        "additionalProperties": False,
    },
    name="probe",
)


def is_json(text: str) -> bool:
    """Whether a text is one JSON object and nothing else."""
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
