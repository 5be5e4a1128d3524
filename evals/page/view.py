"""What the templates of the report show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evals.page.line import Line
from evals.page.passages import Segment
from evals.page.report import GateVerdict
from evals.page.scale import Whisker

Verdict = Literal["passed", "faults", "stale", "failed"]
VERDICTS: tuple[Verdict, ...] = ("passed", "faults", "stale", "failed")


@dataclass(frozen=True, kw_only=True)
class SourceView:
    """Where a text is from. `address` is None where there is none that a page may link to."""

    document: str
    title: str
    outlet: str
    date: str
    address: str | None
    language: str


@dataclass(frozen=True, kw_only=True)
class PassageView:
    """A passage with quotations marked in it.

    `astray` are quotations that do not stand where they say, each with its number.
    """

    source: SourceView
    segments: tuple[Segment, ...]
    astray: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SentenceView:
    """A sentence in its language with the numbers of its quotations, and a label before it."""

    text: str
    language: str
    numbers: tuple[int, ...]
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class SideView:
    """One value of a disagreement, with the quotations that give it."""

    sentence: SentenceView
    quotes: tuple[tuple[int, str, SourceView], ...]


@dataclass(frozen=True, kw_only=True)
class ComparedView:
    """Values of one thing side by side."""

    about: str
    sides: tuple[SideView, ...]


@dataclass(frozen=True, kw_only=True)
class FoundView:
    """A passage that search found: its rank, its place among the page's passages ("" without
    its text), whether it was wanted, and the numbers of the reply's quotations from it."""

    rank: int
    source: SourceView
    name: str
    passage: str
    wanted: bool
    cited: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PartView:
    """A titled list of sentences of a reply."""

    title: str
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, kw_only=True)
class ReplyView:
    """A reply as the reader got it. `said` is an abstention or the verdict on a claim."""

    said: str
    language: str
    note: str
    parts: tuple[PartView, ...]
    disagreements: tuple[ComparedView, ...]
    passages: tuple[PassageView, ...]
    nearest: tuple[PassageView, ...]
    retrieved: tuple[FoundView, ...]
    removed: tuple[tuple[str, str], ...]
    spent: tuple[tuple[str, str], ...]
    """What it took: ("search", "12 ms"), ("cost", "$0.0012")."""


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """One case. `name` is its id on the page, `key` its own."""

    name: str
    key: str
    suite: str
    writer: str
    by_hand: bool
    language: str
    kind: str
    title: str
    expected: str
    verdict: Verdict
    note: str
    faults: tuple[str, ...]
    measured: tuple[tuple[str, str], ...]
    reply: ReplyView | None


@dataclass(frozen=True, kw_only=True)
class RowView:
    """A figure of one writer, language or kind. `reached` is None without an aim."""

    group: str
    by_hand: bool
    count: int
    value: str
    interval: str
    aim: str
    reached: bool | None
    whisker: Whisker


@dataclass(frozen=True, kw_only=True)
class MetricView:
    """A metric's rows on one axis from `low` to `high`."""

    name: str
    meaning: str
    low: str
    high: str
    shares: bool
    rows: tuple[RowView, ...]


@dataclass(frozen=True, kw_only=True)
class TableView:
    """Figures of a suite over all cases, or by language or kind."""

    title: str
    group: str
    by_hand: bool
    metrics: tuple[MetricView, ...]


@dataclass(frozen=True, kw_only=True)
class HistoryView:
    """A metric over saved runs; `titles` say date, revision and value of each dot."""

    metric: str
    writer: str
    by_hand: bool
    line: Line
    low: str
    high: str
    aim: str
    latest: str
    first: str
    last: str
    titles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SuiteView:
    """The figures of a suite, by every writer."""

    name: str
    anchor: str
    by_hand: bool
    """Whether a person wrote the replies of one of them."""
    overall: TableView
    groups: tuple[TableView, ...]
    history: tuple[HistoryView, ...]
    unmeasured: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OutcomeView:
    """One line of the summary."""

    suite: str
    anchor: str
    writer: str
    by_hand: bool
    model: str
    count: int
    verdicts: tuple[tuple[Verdict, int, float], ...]
    """Each verdict with its number of cases and its percent of them; those without are left out."""
    date: str
    revision: str
    replay: tuple[tuple[str, str, bool], ...]
    """How the recordings fared: what, how many, whether it is as it should be."""
    circumstances: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class StoredPassage:
    """A passage that cases refer to, once on the page."""

    name: str
    source: SourceView
    text: str


@dataclass(frozen=True, kw_only=True)
class PageView:
    """The whole page."""

    title: str
    told: str
    by_hand: tuple[str, ...]
    """Suites with replies that a person wrote."""
    outcomes: tuple[OutcomeView, ...]
    gates: tuple[GateVerdict, ...]
    suites: tuple[SuiteView, ...]
    cases: tuple[CaseView, ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...]
    """What can be filtered by: ("language", ("en", "fr"))."""
    passages: tuple[StoredPassage, ...]
