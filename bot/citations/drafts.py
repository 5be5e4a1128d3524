"""What a writer proposes. Nothing here is trusted: `verify` decides what stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DraftQuote:
    """Words that the writer says stand in the passage with this label ("P3")."""

    passage: str
    text: str


@dataclass(frozen=True, kw_only=True)
class DraftStatement:
    """One proposed sentence with the quotes that are to carry it."""

    text: str
    quotes: tuple[DraftQuote, ...]


@dataclass(frozen=True, kw_only=True)
class DraftClaim:
    """One side of a proposed disagreement: a value as the source writes it."""

    value: str
    quotes: tuple[DraftQuote, ...]


@dataclass(frozen=True, kw_only=True)
class DraftDisagreement:
    """A matter on which sources are said to differ."""

    about: str
    claims: tuple[DraftClaim, ...]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A whole proposed answer; when not `answered`, the writer found no answer in the evidence."""

    answered: bool
    statements: tuple[DraftStatement, ...] = ()
    disagreements: tuple[DraftDisagreement, ...] = ()
