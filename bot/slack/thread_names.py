"""What a thread of Slack is called in the journal, where its turns are kept."""

from __future__ import annotations


def thread_name(team: str, channel: str, thread: str) -> str:
    """("T1", "C1", "1700000000.000100") -> "slack:T1/C1/1700000000.000100"."""
    return f"slack:{team}/{channel}/{thread}"
