"""A job as a row of the queue and back."""

from __future__ import annotations

import json
from typing import TypeVar, get_args

from sqlalchemy import RowMapping

from bot.slack.values import Job, Kind, Place, Surface

Word = TypeVar("Word", bound=str)


def values_of(job: Job) -> dict[str, object]:
    """The columns of a job that nobody works on yet."""
    return {
        "id": job.id,
        "event": job.event,
        "kind": job.kind,
        "team": job.place.team,
        "channel": job.place.channel,
        "user": job.place.user,
        "surface": job.place.surface,
        "thread": job.place.thread,
        "text": job.text,
        "response_url": job.response_url,
        "files": json.dumps(job.files),
        "details": None if job.details is None else json.dumps(dict(job.details)),
        "posted": job.posted,
        "attempts": job.attempts,
        "worker": "",
        "outcome": "",
    }


def job_of(row: RowMapping) -> Job:
    """The job of a row."""
    return Job(
        id=row["id"],
        kind=_kind(row["kind"]),
        place=Place(
            team=row["team"],
            channel=row["channel"],
            user=row["user"],
            surface=_surface(row["surface"]),
            thread=row["thread"],
        ),
        text=row["text"],
        event=row["event"],
        response_url=row["response_url"],
        files=tuple(json.loads(row["files"])),
        posted=row["posted"],
        attempts=row["attempts"],
        details=None if row["details"] is None else json.loads(row["details"]),
    )


def _kind(text: str) -> Kind:
    kinds: tuple[Kind, ...] = get_args(Kind)
    return _one_of(kinds, text)


def _surface(text: str) -> Surface:
    surfaces: tuple[Surface, ...] = get_args(Surface)
    return _one_of(surfaces, text)


def _one_of(words: tuple[Word, ...], text: str) -> Word:
    for word in words:
        if word == text:
            return word
    raise ValueError(f"a job's row says {text!r}, which is none of {', '.join(words)}")
