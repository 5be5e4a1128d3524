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
from dataclasses import dataclass, replace

from bot.citations.naming import NameTracer
from bot.citations.quotes import QuoteFinder
from bot.citations.sources import Source
from bot.names import speaks_german
from bot.text.dates import weekdays
from bot.text.figures import Figure, figures, same_figure
from bot.text.folding import search_key
from bot.text.nonstop import nonstop
from bot.text.quotations import masked, quotations
from bot.text.units import is_known_unit
from bot.types import Citation, RemovalReason, Span

_MARKS = '«»“”„‟" \u00a0\u202f\n\t'
_FRAMED = 20
"""Characters of the shortest citation that is looked for in its statement."""

_LAST_STOPS = ".,;:!?…"
_LEFT_OUT = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\))\s*")
_LABELS = re.compile(r"\[(?:P?\d{1,3})(?:,\s*P?\d{1,3})*\]")
_DIGIT_TOKEN = re.compile(r"[^\s«»“”\"()\[\],;:!?]*\d[^\s«»“”\"()\[\],;:!?]*")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_TOLD_BY_CASE = frozenset("sie ihr ihre ihren ihrem ihrer ihres ihnen".split())
"""German words that mean another person with a capital."""

_BEGINS = re.compile(r"(?:\A|[.!?…:«»“”„\"‹›‘]|\n\s*|[-–—]\s)\s*\Z")
"""What stands before a word that owes its capital to its place."""

_BOTH = re.compile(
    r"\b(?:les|ces|ses|leurs|nos|vos|tous|toutes|l'une? des|the|these|those|both|all|die|diese|"
    r"beide|alle|los|las|estos|estas)\s$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


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
        objection = self._figures_objection(own)
        if objection is None and not NameTracer(self.sources, self.citations).all_stand(own):
            objection = "name-not-in-passage"
        return objection

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
            self.finder.find(candidate, text) is not None or self._stands_recased(candidate, text)
            for source in self.sources
            for text in (source.text, source.about)
            for candidate in dict.fromkeys((piece, bare))
            if candidate
        )

    def _stands_recased(self, piece: str, text: str) -> bool:
        """Whether the text has the piece with its first letter in the other case.

        Writers fit a quotation into their sentence so: « Il dit que « la vitesse compte » », where
        the passage begins with « La vitesse compte ». A capital inside a sentence is no such one.
        """
        first = _FIRST_WORD.match(piece)
        if first is None or search_key(first.group()) in _TOLD_BY_CASE:
            return False
        found = self.finder.find(piece[0].swapcase() + piece[1:], text)
        if found is None or piece[0].isupper():
            return found is not None
        return _BEGINS.search(text[max(0, found.start - 8) : found.start]) is not None

    def _figures_objection(self, own: str) -> RemovalReason | None:
        own = self._without_set_phrases(self._without_outlets(own))
        found = figures(own)
        given = [figure for source in self.sources for figure in source.figures]
        for figure in found:
            dated = figure.kind in ("date", "time")
            if dated and not (_date_given(figure, given) or self._published(figure, own)):
                return "date-not-in-quote"
            counted = _without_verb(figure, own)
            if not dated and not _figure_given(counted, given) and not _refers_back(figure, own):
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

    def _without_set_phrases(self, own: str) -> str:
        """The words with "24 hours a day" blanked where a passage says the like of it."""
        given = frozenset().union(*(source.nonstop for source in self.sources))
        for (start, end), of in tuple(nonstop(own)):
            if of <= given:
                own = own[:start] + " " * (end - start) + own[end:]
        return own

    def _published(self, figure: Figure, own: str) -> bool:
        """Whether it is the date of a cited document, set in brackets after its source's name."""
        start, end = figure.span
        bracketed = own[start - 1 : start] == "(" and own[end : end + 1] == ")"
        return bracketed and any(
            figure.text == (source.document.published or "")[:10] for source in self.sources
        )


def _without_verb(figure: Figure, own: str) -> Figure:
    """The figure; a year without the German word that follows it: "die 2010 endeten".

    Nouns have a capital there, so a small word is not what is counted.
    """
    follows = own[figure.span.end :].lstrip()[:1]
    year = _YEAR.fullmatch(figure.text) and figure.unit and not is_known_unit(figure.unit)
    return replace(figure, unit="") if year and follows.islower() and speaks_german(own) else figure


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
