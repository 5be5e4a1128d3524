"""What pressing a button, sending a modal or opening a tab is, for those who react to it.

The listeners take Slack's payloads apart, so that reactions are plain functions:

    def show_passage(interaction: Interaction) -> None: ...
    Reactions(actions={"passage": show_passage})
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.slack.values import Place


@dataclass(frozen=True, kw_only=True)
class Interaction:
    """Somebody did something with what we have shown.

    `name` is the action_id without its number ("passage:3" is "passage"), the modal's callback_id,
    or the words after a command. `value` is the button's value, the chosen option's, or the modal's
    private_metadata. `trigger` opens a modal within three seconds. `state` is view.state.values of
    a modal or home tab. `view` is the id of the view that the button stands in, `message` the ts of
    the message. `payload` is the whole as Slack sent it.
    """

    name: str
    place: Place
    value: str = ""
    trigger: str = ""
    response_url: str | None = None
    state: Mapping[str, Any] = field(default_factory=dict)
    view: str | None = None
    message: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict, repr=False)


Reaction = Callable[[Interaction], None]
"""Runs after the acknowledgement, in a pool of its own."""

FieldErrors = Mapping[str, str]
Check = Callable[[Interaction], FieldErrors]
"""What is wrong with a modal's input, by block_id: quick, as it runs before the acknowledgement."""


def _nothing_wrong(_interaction: Interaction) -> FieldErrors:
    return {}


@dataclass(frozen=True)
class Submission:
    """What sending one kind of modal does; with field errors it stays open."""

    react: Reaction
    check: Check = _nothing_wrong


@dataclass(frozen=True, kw_only=True)
class Reactions:
    """Who reacts to what. An action of ours that nobody reacts to is acknowledged and logged.

    `commands` are the words after `/brief` that open something instead of making a job, as in
    "subscribe". `home` shows the home tab.
    """

    actions: Mapping[str, Reaction] = field(default_factory=dict)
    views: Mapping[str, Submission] = field(default_factory=dict)
    commands: Mapping[str, Reaction] = field(default_factory=dict)
    home: Reaction | None = None
    stopped: Reaction | None = None
    """The user pressed stop in a thread (`place`)."""
