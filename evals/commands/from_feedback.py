"""`python -m evals from-feedback`: make draft cases of what readers thought in Slack."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import EvalError
from bot.settings import Settings, read_environment
from evals.commands.showing import write_text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SQLITE = "sqlite:///"


def from_feedback(
    library: Annotated[
        str | None,
        typer.Option(help="data directory, SQLite file or URL; without it that of the settings"),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="write the drafts to this new file")] = None,
    since: Annotated[str | None, typer.Option(help="the first day that counts, in UTC")] = None,
) -> None:
    """Turn what readers of answers in Slack thought of them into draft cases to complete."""
    # Late: --help need not load the database.
    from bot.library import Library
    from evals.from_feedback import as_yaml, drafts_of

    begin = None if since is None else _moment(since)
    if output is not None and output.exists():
        raise EvalError(f"{str(output)!r} exists, and may be completed by now; name a new file")
    with Library.open(_url(library)) as opened:
        found = drafts_of(opened, begin)
    text = as_yaml(found.drafts)
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_text(output, text)
    words = sum(len(draft.words) for draft in found.drafts)
    typer.echo(
        f"{_counted(len(found.drafts), 'draft')} of {_counted(words, 'verdict')}; left out: "
        f"{found.gone} on answers that are gone, {found.others} on briefings and claims",
        err=True,
    )


def _counted(count: int, noun: str) -> str:
    """(2, "draft") -> "2 drafts"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _moment(day: str) -> datetime:
    """("2026-03-20") -> that day's beginning. Raises EvalError for what is no day."""
    try:
        if not _DAY.fullmatch(day):
            raise ValueError(day)
        return datetime.fromisoformat(day).replace(tzinfo=UTC)
    except ValueError as error:
        raise EvalError(f"--since {day!r} is no day; write it as in 2026-03-20") from error


def _url(given: str | None) -> str:
    """The URL of a library that is there. Raises EvalError where there is none: one that is
    opened would be made."""
    if given is None:
        settings = Settings.from_environment(read_environment(os.environ, Path(".env")))
        url, advice = settings.library_url, "set CITEWIRE_DATA, or give --library"
    else:
        url, advice = _named(given), "name its data directory"
    file = Path(url.removeprefix(_SQLITE))
    if url.startswith(_SQLITE) and not file.is_file():
        raise EvalError(f"there is no library at {str(file)!r}; {advice}")
    return url


def _named(given: str) -> str:
    """What `--library` means: "data" -> "sqlite:///data/library.sqlite"; a URL is itself."""
    if "://" in given:
        return given
    path = Path(given)
    return f"{_SQLITE}{path / 'library.sqlite' if path.is_dir() else path}"
