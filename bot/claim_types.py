"""What checking a claim gives: the verdict, what speaks for and against it, always with quotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.types import Citation, Removal, Statement, Timings

Verdict = Literal["supported", "contradicted", "mixed", "not-told"]
"""What the documents say of a claim; "mixed" when independent origins differ, "not-told" when they
neither support nor contradict the whole of it."""


@dataclass(frozen=True, kw_only=True)
class PartCheck:
    """What the documents say of one checkable part of a claim, in the claim's own words."""

    text: str
    verdict: Verdict


@dataclass(frozen=True, kw_only=True)
class ClaimCheck:
    """A checked claim. Statements are in their documents' language, verified to the character.

    `supporting` and `contradicting` may both hold something under any verdict: a claim of two parts
    may be right in one. A verdict of "not-told" is an honest abstention and `nearest` shows where.
    """

    claim: str
    language: str
    verdict: Verdict
    headline: str
    """The verdict as a sentence to the reader, in the language of the claim."""
    parts: tuple[PartCheck, ...] = ()
    supporting: tuple[Statement, ...] = ()
    contradicting: tuple[Statement, ...] = ()
    nearest: tuple[Citation, ...] = ()
    supporting_origins: int = 0
    """How many independent texts support it; reprints count once."""
    contradicting_origins: int = 0
    said_by: tuple[str, ...] = ()
    """Who says so, where all that supports it is somebody's words and no text says it itself."""
    removed: tuple[Removal, ...] = ()
    searched: int = 0
    """Number of documents that the filters let through."""
    timings: Timings = field(default_factory=Timings)
