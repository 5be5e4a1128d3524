"""From a briefing to what its page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.briefing_types import Briefing, Change, KeyFigure, Story
from bot.labels import (
    Labels,
    correction_label,
    date_label,
    labels,
    one_line,
    origins_label,
    period_label,
    status_label,
    told_label,
    value_now,
)
from bot.numbering import briefing_numbers
from bot.page.chart import Reading, bars, moving
from bot.page.quotes import IN_NOTES, Source, quote_of, source_of, spoken_language
from bot.page.timeline import dots
from bot.page.view import (
    Cited,
    ClaimView,
    ComparedView,
    CorrectionView,
    FigureView,
    Mark,
    MovingView,
    NoteView,
    PageView,
    RemovedView,
    StepView,
    StoryView,
)
from bot.types import Citation, Claim, Disagreement, Statement


def page_of(briefing: Briefing) -> PageView:
    """The page of a briefing; numbers are those of its JSON."""
    return _Building(briefing).page()


class _Building:
    """One page in the making: it counts how often each quotation has been cited so far."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._language = briefing.language
        self._words: Labels = labels(briefing.language)
        self._numbers = briefing_numbers(briefing)
        self._quotes = {
            citation: quote_of(citation, number, briefing.language)
            for citation, number in self._numbers.items()
        }
        self._cited: Counter[int] = Counter()

    def page(self) -> PageView:
        briefing = self._briefing
        period = period_label(briefing.since, briefing.until, self._language)
        overview = self._sentences(briefing.overview)
        stories = tuple(self._story(one, at) for at, one in enumerate(briefing.stories, 1))
        told = tuple(story for story in stories if story.status != "unchanged")
        return PageView(
            title=one_line(briefing.title),
            language=self._language,
            period="" if period in briefing.title else period,
            count=_counted(self._words.page.stories, len(told)) if told else "",
            notes=briefing.notes,
            corrections=self._corrections(),
            overview=overview,
            stories=told,
            unchanged=tuple(story for story in stories if story.status == "unchanged"),
            quotes=self._notes(),
            undated=briefing.undated,
            postdated=briefing.postdated,
            removed=tuple(
                RemovedView(one_line(one.text), self._words.reasons[one.reason])
                for one in briefing.removed
            ),
            writer=self._writer(),
            words=self._words.page.words.format(count=words_of(briefing)),
        )

    def _story(self, story: Story, position: int) -> StoryView:
        changes = tuple(map(self._change, story.changes))
        statements = self._sentences(story.statements)
        disagreements = tuple(map(self._disagreement, story.disagreements))
        figures = tuple(map(self._figure, story.figures))
        steps = tuple(
            StepView(
                number,
                date_label(step.day, self._language),
                step.day,
                self._sentence(Statement(text=step.text, citations=step.citations)),
            )
            for number, step in enumerate(story.timeline, 1)
        )
        sources, also_in = self._sources(story)
        return StoryView(
            id=f"story-{position}",
            headline=one_line(story.headline),
            status=story.status,
            status_label=status_label(story, self._language),
            origins=origins_label(story.origins, self._language),
            changes=changes,
            statements=statements,
            disagreements=disagreements,
            figures=figures,
            moving=tuple(self._moving(story.figures)),
            steps=steps,
            dots=dots(story.timeline),
            unknowns=self._sentences(story.unknowns),
            sources=sources,
            also_in=also_in,
        )

    def _sentences(self, statements: Iterable[Statement]) -> tuple[Cited, ...]:
        return tuple(map(self._sentence, statements))

    def _sentence(self, statement: Statement) -> Cited:
        language = spoken_language(statement, self._language)
        return Cited(one_line(statement.text), language, self._marks(statement.citations))

    def _marks(self, citations: Iterable[Citation]) -> tuple[Mark, ...]:
        marks = []
        for citation in dict.fromkeys(citations):
            quote = self._quotes[citation]
            self._cited[quote.number] += 1
            again = self._cited[quote.number]
            name = f"mark-{quote.number}"
            marks.append(Mark(name if again == 1 else f"{name}-{again}", quote))
        return tuple(marks)

    def _claim(self, claim: Claim, when: str = "") -> ClaimView:
        return ClaimView(one_line(claim.value), self._marks(claim.citations), when)

    def _disagreement(self, one: Disagreement) -> ComparedView:
        claims = tuple(map(self._claim, one.claims))
        readings = [
            Reading(", ".join(dict.fromkeys(m.quote.source.name for m in claim.marks)), claim.value)
            for claim in claims
        ]
        return ComparedView(one_line(one.about), claims, bars(readings))

    def _change(self, one: Change) -> ComparedView:
        until = self._briefing.until
        told = told_label(one.told_on, until, self._language)
        now = value_now(one.told_on, until, self._language)
        before, after = self._claim(one.before, told), self._claim(one.after, now)
        day = self._words.today if now else ", ".join(_dates(after))
        drawn = bars([Reading(told, before.value), Reading(day, after.value)])
        return ComparedView(one_line(one.about), (before, after), drawn)

    def _figure(self, figure: KeyFigure) -> FigureView:
        about = self._sentence(Statement(text=figure.about, citations=figure.citations))
        date = date_label(figure.published, self._language) if figure.published else ""
        return FigureView(one_line(figure.value), about, date)

    def _moving(self, told: Sequence[KeyFigure]) -> Iterable[MovingView]:
        for group in moving(told):
            readings = [
                Reading(date_label(one.published or "", self._language), one_line(one.value))
                for one in group
            ]
            if drawn := bars(readings):
                yield MovingView(one_line(group[0].about), drawn)

    def _sources(self, story: Story) -> tuple[tuple[Source, ...], tuple[str, ...]]:
        """The documents that a story quotes, and the ids of those that it only counts."""
        cited = (citation for part in _cited_in(story) for citation in part)
        documents = {one.passage.document.id: one.passage.document for one in cited}
        sources = tuple(source_of(one, self._language) for one in documents.values())
        return sources, tuple(name for name in story.documents if name not in documents)

    def _corrections(self) -> tuple[CorrectionView, ...]:
        return tuple(
            CorrectionView(one.document, correction_label(one, self._language), one_line(one.text))
            for one in self._briefing.corrections
        )

    def _notes(self) -> tuple[NoteView, ...]:
        return tuple(
            NoteView(
                quote_of(citation, number, self._language, IN_NOTES),
                f"mark-{number}" if self._cited[number] else "",
            )
            for citation, number in self._numbers.items()
        )

    def _writer(self) -> str:
        name = self._briefing.writer
        return self._words.page.extractive if name == "extractive" else name


def words_of(briefing: Briefing) -> int:
    """The words of the overview and of the stories' statements, sources not counted."""
    told = [*briefing.overview, *(one for story in briefing.stories for one in story.statements)]
    return sum(len(statement.text.split()) for statement in told)


def _cited_in(story: Story) -> Iterable[Sequence[Citation]]:
    yield from (one.citations for one in (*story.statements, *story.unknowns))
    yield from (claim.citations for one in story.disagreements for claim in one.claims)
    for change in story.changes:
        yield from (change.before.citations, change.after.citations)
    yield from (one.citations for one in story.figures)
    yield from (one.citations for one in story.timeline)


def _dates(claim: ClaimView) -> list[str]:
    return list(dict.fromkeys(m.quote.source.date for m in claim.marks if m.quote.source.date))


def _counted(forms: tuple[str, str], count: int) -> str:
    """(("{count} story", "{count} stories"), 2) -> "2 stories"."""
    return forms[count > 1].format(count=count)
