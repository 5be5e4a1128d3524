"""Slack's error codes, translated once: what was wrong and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from bot.errors import SlackError

GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""The message cannot be changed (any more): what was to stand in it is posted anew."""

NO_STREAM = frozenset({"message_not_in_streaming_state", "message_not_found"})
"""The stream has ended by itself, or its message is gone."""

STREAMS = frozenset({"streaming_state_conflict", "message_in_streaming_state"})
"""The message cannot be changed while it streams."""

FAILS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack failed; some of the call may have been done."""

LIMITS = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})

REVOKED = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}
)
"""The workspace does not know our token (any more)."""

ADVICE: Mapping[str, str] = {
    "account_inactive": "the bot was removed from the workspace; install the app again",
    "cannot_dm_bot": "the person is a bot, to which nothing can be said",
    "channel_not_found": "the bot does not see that channel; invite it there with /invite",
    "ekm_access_denied": "an administrator has suspended access; ask the workspace's administrator",
    "expired_trigger_id": "the button was pressed more than three seconds ago; press it again",
    "invalid_auth": "the token is wrong; copy the bot's token from the app's settings again",
    "is_archived": "the channel is archived; ask in another one",
    "message_not_found": "the message was deleted; ask again",
    "missing_scope": "the app lacks a permission; install it again with the current manifest",
    "not_allowed_token_type": "the token is of another kind; use the bot's token (xoxb-)",
    "not_authed": "no token was given; set SLACK_BOT_TOKEN",
    "not_in_channel": "the bot is not in that channel; invite it there with /invite",
    "restricted_action": "the workspace does not let the bot post there; ask its administrator",
    "thread_not_found": "the thread was deleted; ask again",
    "token_expired": "the token has run out; install the app again",
    "token_revoked": "the token was withdrawn; install the app again",
    "trigger_expired": "the button was pressed more than three seconds ago; press it again",
    "user_not_in_channel": "the person is not in that channel (any more)",
}


def refusal(method: str, code: str) -> SlackError:
    """Slack's refusal of a call as our error: ("chat.update", "not_in_channel") -> SlackError."""
    advice = ADVICE.get(code, f"see {method} in Slack's reference")
    return SlackError(f"Slack refused {method} ({code}): {advice}", code=code)
