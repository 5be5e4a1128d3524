"""Who says a sentence, and whether the sentence can stand without the one before it.

Pure rules over French, English, German and Spanish news prose: a reporting verb with its subject
before it ("X a déclaré que"), after it (« …, a déclaré X »), a preposition of source ("selon X",
"according to X"), and speech whose speaker is named in a neighbouring sentence or paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from bot.text import reporting
from bot.text.mentions import Mention, find_mention
from bot.text.quotations import masked, quotations
from bot.text.sentences import paragraphs, sentences
from bot.types import Span

_OPENING_SHARE = 0.25
"""A sentence that opens in quotation marks is direct speech from this quoted share on: the rest of
« "…", a déclaré M. Austin lors de la réunion » may be long."""

_DIRECT_SHARE = 0.5
"""The share for a sentence that opens outside them: « M. Austin : "…" »."""

_SEARCHED_PARAGRAPHS = 3
_TWO = 2
"""Verbs of « Un pont qui a cédé a tué 3 personnes »: that of the relative clause, and another."""


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """The source of one sentence. `speaker` and `reporting` are spans of the document's text.

    `speaker` is the person or office as written, resolved where the sentence has only a pronoun;
    `reporting` is the verb or preposition that attributes ("a déclaré", "Selon"). `own` tells
    whether the sentence itself names the speaker, so that a reader of it alone knows who speaks.
    """

    speaker: Span
    reporting: Span
    direct: bool
    own: bool


class Speakers:
    """The attributions of one document; sentence and quotation boundaries are found once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._quoted = quotations(text)
        self._masked = masked(text, self._quoted)
        self._sentences = sentences(text)
        self._starts = [span.start for span in self._sentences]
        self._paragraph_starts = [span.start for span in paragraphs(text)]

    def of(self, sentence: Span) -> Attribution | None:
        """Who says `sentence`, or None when the document itself does or it cannot be told."""
        direct = self._is_direct(sentence)
        mention, own = self._mention(sentence), True
        if mention is None and direct:
            mention, own = self._neighbouring_mention(sentence), False
        if mention is None:
            return None
        resolved = self._resolved(mention)
        if resolved is None:
            return None
        return Attribution(
            speaker=resolved.speaker,
            reporting=resolved.reporting,
            direct=direct,
            own=own and not mention.pronoun,
        )

    def is_direct(self, sentence: Span) -> bool:
        """Whether the sentence is mainly somebody's own words, in or between quotation marks."""
        return self._is_direct(sentence)

    def _is_direct(self, sentence: Span) -> bool:
        clause = self._masked[sentence.start : sentence.end]
        share = clause.count("¤") / max(1, len(clause))
        if clause.startswith("¤"):
            return share >= _OPENING_SHARE
        return share >= _DIRECT_SHARE and not re.search(r"\b(?:qu[e'’]|that|dass)\b[^¤]*¤", clause)

    def _mention(self, sentence: Span) -> Mention | None:
        clause = self._masked[sentence.start : sentence.end]
        found = find_mention(clause)
        if found is None:
            return None
        offset = sentence.start
        return Mention(
            _shifted(found.speaker, offset), _shifted(found.reporting, offset), found.pronoun
        )

    def _person(self, sentence: Span) -> Mention | None:
        """The person that a sentence without reporting verb is about, for a pronoun after it."""
        match = reporting.SUBJECT_IN_APPOSITION.match(self._masked, sentence.start, sentence.end)
        return match and Mention(Span(*match.span()), Span(*match.span()))

    def _position(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self._paragraph_starts, offset) - 1

    def _neighbouring_mention(self, sentence: Span) -> Mention | None:
        """The speaker of speech that is not attributed in its own sentence.

        First the sentences of its paragraph that follow within speech, then those before, then
        the paragraph before (a speech that goes on), then the one after.
        """
        here = self._position(sentence.start)
        paragraph = self._paragraph(sentence.start)
        order = [*range(here + 1, here + 4), *range(here - 1, max(-1, here - 6), -1)]
        candidates = [number for number in order if 0 <= number < len(self._sentences)]
        for reach in (0, -1, 1):
            for number in candidates:
                neighbour = self._sentences[number]
                if self._paragraph(neighbour.start) != paragraph + reach:
                    continue
                mention = self._mention(neighbour)
                if mention is not None and (reach < 1 or self._is_direct(neighbour)):
                    return mention
        return None

    def _resolved(self, mention: Mention) -> Mention | None:
        """The mention with its pronoun replaced by the last named speaker that agrees in number."""
        if not mention.pronoun:
            return mention
        pronoun = self._text[mention.speaker.start : mention.speaker.end]
        plural = reporting.PLURAL_PRONOUN.fullmatch(pronoun) is not None
        nearest = self._paragraph(mention.speaker.start) - _SEARCHED_PARAGRAPHS
        for number in range(self._position(mention.speaker.start), -1, -1):
            sentence = self._sentences[number]
            if self._paragraph(sentence.start) < nearest:
                return None
            named = self._mention(sentence) or self._person(sentence)
            if named is None or named.pronoun or named.speaker.start >= mention.speaker.start:
                continue
            if self._text[sentence.end - 1].isalnum():
                continue  # a heading names nobody that a later "il" could mean
            who = self._text[named.speaker.start : named.speaker.end]
            if _is_plural(who) == plural and _may_be(who, pronoun):
                return Mention(named.speaker, mention.reporting)
        return None


def speaker_of(sentence_span: Span, document_text: str) -> Attribution | None:
    """Who says one sentence of a document; for many sentences of one document use `Speakers`.

    ('"Non", a déclaré M. Austin.', whole) -> speaker "M. Austin", reporting "a déclaré", direct
    """
    return Speakers(document_text).of(sentence_span)


def without_connective(sentence: str) -> str:
    """The sentence without a leading "Mais", "However," or "One of them," and with a capital.

    'Mais le rythme a épuisé les stocks.' -> 'Le rythme a épuisé les stocks.'
    """
    sentence = reporting.ONE_OF_THEM.sub(r"\g<name> ", sentence)
    reminded = reporting.REMINDER.match(sentence)
    if reminded is not None:
        sentence = sentence[reminded.end() :][:1].upper() + sentence[reminded.end() + 1 :]
    match = reporting.LEANING_CONNECTIVE.match(sentence)
    if match is None or match.end() >= len(sentence) or reporting.INVERTING.match(sentence):
        return sentence
    rest = sentence[match.end() :]
    return rest[0].upper() + rest[1:]


def starts_in_the_air(sentence: str) -> bool:
    """Whether the sentence needs an earlier one to be understood.

    True for a leading pronoun, demonstrative, possessive or connective, and for a noun that has
    only a relative clause; impersonal "il y a", "it is clear that" stand on their own.

    "Il a ajouté que la ville tenait." -> True;  "Il y a 12 morts." -> False
    """
    text = sentence.lstrip("\"'«»“”„‟’‘-–—… \u00a0\u202f")
    if not text or not (text[0].isupper() or text[0].isdigit()):
        return True
    if reporting.IMPERSONAL.match(text):
        return False
    if reporting.VERBLESS.match(text) and len(reporting.VERB_OF_CLAUSE.findall(text)) < _TWO:
        return True
    return any(
        pattern.match(text) is not None
        for pattern in (
            reporting.LEANING_WORD,
            reporting.LEANING_CONNECTIVE,
            reporting.LEANING_OPENING,
            reporting.FRAGMENT,
        )
    )


def _shifted(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _may_be(speaker: str, pronoun: str) -> bool:
    """Whether the pronoun's gender is not against it: "Mme Roux" is never "il"."""
    if reporting.MASCULINE_PRONOUN.fullmatch(pronoun):
        return reporting.FEMININE_SPEAKER.match(speaker) is None
    if reporting.FEMININE_PRONOUN.fullmatch(pronoun):
        return reporting.MASCULINE_SPEAKER.match(speaker) is None
    return True


def _is_plural(speaker: str) -> bool:
    return re.match(r"(?:les|des|deux|the \w+s|die|los|las)\s", speaker, re.IGNORECASE) is not None
