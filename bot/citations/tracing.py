"""Whether everything that a statement says in its own words can be traced to what it cites.

Figures, dates, weekdays, names, and words between quotation marks are looked for in the passages
that the statement's standing quotes come from (and, for names, in those documents' title and
outlet, or as the speaker that the document gives for the quoted words). The same figure in other
clothes counts ("dix mille", "10,000"), a name in another spelling or language too ("Kiev", "Kyiv";
"OTAN", "NATO").

What this cannot see, and does not pretend to: a negation turned round ("did not" for "did"), the
right figure on the wrong subject, the right name in the wrong role, a cause or an order of events
that the passage does not give, a vague word swapped for another. Those need understanding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.attribution import Speakers
from bot.citations.quotes import QuoteFinder
from bot.names import Name, names, same_name
from bot.text.dates import weekdays
from bot.text.equivalents import language_names, meaning_of, meanings
from bot.text.figures import Figure, figures, same_figure
from bot.text.folding import search_key
from bot.text.geography import mentioned
from bot.text.quotations import masked, quotations
from bot.text.sentences import sentences
from bot.types import Citation, Document, Passage, RemovalReason, Span

_MARKS = '«»“”„‟" \u00a0\u202f\n\t'
_FRAMED = 20
"""Characters of the shortest citation that is looked for in its statement."""

_LAST_STOPS = ".,;:!?…"
_LEFT_OUT = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\))\s*")
_LABELS = re.compile(r"\[(?:P?\d{1,3})(?:,\s*P?\d{1,3})*\]")
_DIGIT_TOKEN = re.compile(r"[^\s«»“”\"()\[\],;:!?]*\d[^\s«»“”\"()\[\],;:!?]*")
_WORD = re.compile(r"[^\W_]+")
_BOTH = re.compile(
    r"\b(?:les|ces|ses|leurs|nos|vos|tous|toutes|l'une? des|the|these|those|both|all|die|diese|"
    r"beide|alle|los|las|estos|estas)\s$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")


class Source:
    """One cited passage, read for tracing. Each part is read when it is first needed."""

    def __init__(self, passage: Passage) -> None:
        self.text = passage.text
        self.document: Document = passage.document

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures and dates of the passage."""
        return figures(self.text)

    @cached_property
    def weekdays(self) -> frozenset[int]:
        """Weekdays that the passage names."""
        return weekdays(self.text)

    @cached_property
    def about(self) -> str:
        """Title and outlet, which a statement may name."""
        return f"{self.document.title}\n{self.document.outlet or ''}"

    @cached_property
    def words(self) -> str:
        """The words of passage, title and outlet as search keys, with spaces around each."""
        return _words(f"{self.text}\n{self.about}")

    @cached_property
    def document_words(self) -> str:
        """The same of the whole document."""
        return _words(self.document.text)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names in passage, title and outlet, and the ends of each."""
        found = dict.fromkeys(name.text for name in (*names(self.text), *names(self.about)))
        return tuple(part for name in found for part in _parts(name))

    @cached_property
    def speakers(self) -> Speakers:
        """Who says what in the document."""
        return Speakers(self.document.text)

    @cached_property
    def meanings(self) -> frozenset[str]:
        """Places and organisations named in passage, title and outlet."""
        return meanings(f"{self.text}\n{self.about}")


@dataclass(frozen=True)
class Tracer:
    """Looks for the content of one statement in the passages that it cites."""

    sources: Sequence[Source]
    finder: QuoteFinder
    citations: Sequence[Citation] = ()

    def objection(self, statement: str) -> RemovalReason | None:
        """The first thing in the statement that its passages do not hold, None when all is there.

        A statement that stands word for word in one of its passages needs no more.
        """
        statement = _LABELS.sub("", statement)
        if self._verbatim(statement.strip()):
            return None
        statement = self._without_citations(statement)
        quoted = quotations(statement)
        if not all(self._quotation_stands(statement[start:end]) for start, end in quoted):
            return "paraphrase-in-quotation-marks"
        own = masked(statement, quoted)
        return self._figures_objection(own) or self._names_objection(own)

    def _without_citations(self, statement: str) -> str:
        """The statement with the words of its own citations blanked: they are no claim of its own.

        Sources mix their quotation marks, so where a framed quotation ends cannot be told by marks.
        """
        for citation in self.citations:
            quote = citation.quote
            for words in (quote, quote.strip(f"{_MARKS} \u00a0\u202f")):
                span = self.finder.find(words, statement) if len(words) >= _FRAMED else None
                if span is not None:
                    blank = " " * (span.end - span.start)
                    statement = statement[: span.start] + blank + statement[span.end :]
                    break
        return statement

    def value_stands(self, value: str) -> bool:
        """Whether a claimed value stands in the passages, as it is written or as a figure."""
        if self._verbatim(value.strip()):
            return True
        found = figures(value)
        return bool(found) and self._figures_objection(value) is None

    def _verbatim(self, words: str) -> bool:
        bare = words.rstrip(_LAST_STOPS)
        return any(
            self.finder.find(candidate, source.text) is not None
            for source in self.sources
            for candidate in dict.fromkeys((words, bare))
        )

    def _quotation_stands(self, quotation: str) -> bool:
        """Whether what stands between quotation marks is verbatim, but for parts left out."""
        parts = (part.strip(_MARKS) for part in _LEFT_OUT.split(quotation))
        return all(self._piece_stands(part) for part in parts if part)

    def _piece_stands(self, piece: str) -> bool:
        # A frame may close the quotation with a stop of its own.
        bare = piece.rstrip(_LAST_STOPS).rstrip(_MARKS)
        return any(
            self.finder.find(candidate, text) is not None
            for source in self.sources
            for text in (source.text, source.about)
            for candidate in dict.fromkeys((piece, bare))
            if candidate
        )

    def _figures_objection(self, own: str) -> RemovalReason | None:
        own = self._without_outlets(own)
        found = figures(own)
        given = [figure for source in self.sources for figure in source.figures]
        for figure in found:
            dated = figure.kind in ("date", "time")
            if dated and not (_date_given(figure, given) or self._published(figure, own)):
                return "date-not-in-quote"
            if not dated and not _figure_given(figure, given) and not _refers_back(figure, own):
                return "figure-not-in-quote"
        if not all(self._verbatim(token) for token in _other_digits(own, found)):
            return "figure-not-in-quote"
        if weekdays(own) - frozenset().union(*(source.weekdays for source in self.sources)):
            return "date-not-in-quote"
        return None

    def _without_outlets(self, own: str) -> str:
        """The words with the names of cited outlets blanked: "20minutes.fr" counts nothing."""
        for source in self.sources:
            outlet = source.document.outlet or ""
            if any(letter.isalpha() for letter in outlet):
                own = re.sub(re.escape(outlet), lambda m: " " * len(m[0]), own, flags=re.I)
        return own

    def _published(self, figure: Figure, own: str) -> bool:
        """Whether it is the date of a cited document, set in brackets after its source's name."""
        start, end = figure.span
        bracketed = own[start - 1 : start] == "(" and own[end : end + 1] == ")"
        return bracketed and any(
            figure.text == (source.document.published or "")[:10] for source in self.sources
        )

    def _names_objection(self, own: str) -> RemovalReason | None:
        stands = all(self._name_stands(name) for name in names(own)) and self._places_stand(own)
        return None if stands else "name-not-in-passage"

    def _places_stand(self, own: str) -> bool:
        """Whether places, and adjectives made from them ("russe"), are those of the passages."""
        given = frozenset().union(*(source.meanings for source in self.sources))
        for place, words in mentioned(own):
            languages = (language_names(source.document.language) for source in self.sources)
            if place not in given and not any(set(words) <= names for names in languages):
                return False
        return True

    def _name_stands(self, name: Name) -> bool:
        words = _WORD.findall(search_key(name.text))
        if not words or (weekdays(name.text) and len(words) == 1):
            return True
        key = f" {' '.join(words)} "
        if any(key in source.words for source in self.sources):
            return True
        meant = meaning_of(name.text)
        for source in self.sources:
            if meant & source.meanings or set(words) <= language_names(source.document.language):
                return True
            if any(same_name(name.text, given) for given in source.names):
                return True
            # "Lloyd Austin" where the passage says Austin and its document the full name.
            if len(words) > 1 and f" {words[-1]} " in source.words and key in source.document_words:
                return True
        return any(self._says_it(key, citation) for citation in self.citations)

    def _says_it(self, key: str, citation: Citation) -> bool:
        """Whether the document names this speaker for the quote, be it outside the passage."""
        document = citation.passage.document
        source = next(source for source in self.sources if source.document.id == document.id)
        for start, end in sentences(citation.quote):
            said = source.speakers.of(Span(citation.start + start, citation.start + end))
            if said is not None and key in _words(document.text[slice(*said.speaker)]):
                return True
        return False


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(search_key(text)))} "


def _parts(name: str) -> Iterator[str]:
    """The name and the ends of it: "Jens Stoltenberg" is also called Stoltenberg."""
    words = name.split()
    for start in range(len(words)):
        yield " ".join(words[start:])


def _figure_given(figure: Figure, given: Sequence[Figure]) -> bool:
    for other in given:
        if same_figure(figure, other):
            return True
        if other.kind == "date" and not figure.unit and figure.value == other.value // 10_000 > 0:
            return True  # "2022" where the passage has "24 février 2022"
        if other.kind == "time" and figure.unit == "hour" and figure.value * 100 == other.value:
            return True  # "20 heures" where the passage has "8 p.m."
    return False


def _date_given(figure: Figure, given: Sequence[Figure]) -> bool:
    for other in given:
        if figure.kind == "time":
            hours = other.unit == "hour" and other.value * 100 == figure.value
            if hours or (other.kind == "time" and other.value == figure.value):
                return True
        elif other.kind == "date":
            if _within(int(figure.value), int(other.value)):
                return True
        elif figure.value % 10_000 == 0 and not other.unit and other.value * 10_000 == figure.value:
            return True
    return False


def _within(date: int, other: int) -> bool:
    """Whether each part of the date that is given (YYYYMMDD, 0 for none) is the other's."""
    parts = ((date // 10_000, other // 10_000), (date // 100 % 100, other // 100 % 100))
    return all(mine in (0, theirs) for mine, theirs in (*parts, (date % 100, other % 100)))


def _refers_back(figure: Figure, own: str) -> bool:
    """Whether it is "two" as a mere reference: "les deux hommes", "tous deux", "the two"."""
    if figure.value != 2 or _DIGITS.search(figure.text):
        return False
    return bool(_BOTH.search(own[: figure.span.start][-12:]))


def _other_digits(own: str, found: Sequence[Figure]) -> Iterator[str]:
    """Words with digits that are no figures, such as names of models: "AMX-10"."""
    spans: Sequence[Span] = [figure.span for figure in found]
    for match in _DIGIT_TOKEN.finditer(own):
        if not any(span.start < match.end() and match.start() < span.end for span in spans):
            yield match.group().strip(".'’¤")
