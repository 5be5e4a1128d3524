"""The roles in which a model is asked, and the prompt of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:  # it loads the client, of which naming a folder has no need
    from bot.writers.model import ModelRequest

Role = Literal["answer", "followup", "story", "overview", "judge"]
ROLES: tuple[Role, ...] = get_args(Role)

PROMPT_FILES: Mapping[Role, str] = {
    "answer": "answer.yaml",
    "followup": "followup.yaml",
    "story": "briefing_story.yaml",
    "overview": "briefing_overview.yaml",
    "judge": "judge.yaml",
}
"""The file that a role's requests are made from."""


def role_of(request: ModelRequest) -> Role:
    """The role of a request: the name of the JSON that it asks for.

    The one request for plain text is a follow-up to be rewritten. Taken from our own request and
    not from what is sent: a server that takes no JSON schema is never told that name.
    """
    for role in ROLES:
        if role == request.name:
            return role
    return "followup"
