"""What the templates of the page show, as plain values: no template has to work anything out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.briefing_types import StoryStatus
from bot.page.chart import Bar
from bot.page.quotes import Quote, Source
from bot.page.timeline import Dot


@dataclass(frozen=True)
class Mark:
    """One place where a quotation is cited; `id` is unique on the page."""

    id: str
    quote: Quote


@dataclass(frozen=True)
class Cited:
    """A sentence in its language with the quotations that carry it."""

    text: str
    language: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class ClaimView:
    """A value with every quotation that gives it, and when it held ("hier"), if that is told."""

    value: str
    marks: tuple[Mark, ...]
    when: str = ""


@dataclass(frozen=True)
class ComparedView:
    """Values of one thing beside one another; `bars` is empty where they cannot be drawn."""

    about: str
    claims: tuple[ClaimView, ...]
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class FigureView:
    """A key figure: "552 millions d'euros", what it counts with its quotations, and its date."""

    value: str
    about: Cited
    date: str


@dataclass(frozen=True)
class MovingView:
    """A figure that has several dates, drawn."""

    about: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class StepView:
    """One step of a timeline, its number on the drawn line and in the list."""

    number: int
    day: str
    iso: str
    told: Cited


@dataclass(frozen=True, kw_only=True)
class StoryView:
    """One story. `status_label` says since when it is known, `sources` are what it quotes."""

    id: str
    headline: str
    status: StoryStatus
    status_label: str
    origins: str
    changes: tuple[ComparedView, ...]
    statements: tuple[Cited, ...]
    disagreements: tuple[ComparedView, ...]
    figures: tuple[FigureView, ...]
    moving: tuple[MovingView, ...]
    steps: tuple[StepView, ...]
    dots: tuple[Dot, ...]
    unknowns: tuple[Cited, ...]
    sources: tuple[Source, ...]
    also_in: tuple[str, ...]


@dataclass(frozen=True)
class CorrectionView:
    """What has happened to a document, and what was said on its strength."""

    document: str
    label: str
    text: str


@dataclass(frozen=True)
class RemovedView:
    """A sentence that did not stand, and why."""

    text: str
    reason: str


@dataclass(frozen=True)
class NoteView:
    """A quotation as an end note; `back` is the id of the first place that cites it, "" if none."""

    quote: Quote
    back: str


@dataclass(frozen=True, kw_only=True)
class PageView:
    """The whole page."""

    title: str
    language: str
    period: str
    count: str
    notes: tuple[str, ...]
    corrections: tuple[CorrectionView, ...]
    overview: tuple[Cited, ...]
    stories: tuple[StoryView, ...]
    unchanged: tuple[StoryView, ...]
    quotes: tuple[NoteView, ...]
    undated: tuple[str, ...]
    postdated: tuple[str, ...]
    removed: tuple[RemovedView, ...]
    writer: str
    words: str
