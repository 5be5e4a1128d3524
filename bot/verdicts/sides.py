"""What each sentence of the evidence says of each part of a claim, and who says it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.attribution import Speakers
from bot.citations import Evidence, EvidenceItem
from bot.citations.orders import quotable_sentences
from bot.names import names, same_name
from bot.text.geography import places_in
from bot.types import Span
from bot.verdicts.alignment import Equivalents, align
from bot.verdicts.holding import claimed_holding, judge_holding
from bot.verdicts.judging import Judgement, judge
from bot.verdicts.parts import Part
from bot.verdicts.reading import Reading, read
from bot.verdicts.wording import leans

_BEFORE = 2
"""Sentences before one in which its pronouns are resolved."""


@dataclass(frozen=True)
class Finding:
    """A sentence that speaks for or against a part; `sentence` are offsets in its document.

    `speaker` is who says it there, "" where the text says it itself.
    """

    part: int
    judgement: Judgement
    item: EvidenceItem
    sentence: Span
    speaker: str

    @property
    def supports(self) -> bool:
        """Whether it speaks for the part."""
        return self.judgement.relation == "supports"

    @property
    def quote(self) -> str:
        """The sentence as it stands in its document."""
        return self.item.hit.passage.document.text[self.sentence.start : self.sentence.end]


def findings(
    claim: Sequence[Part], language: str, evidence: Evidence, equivalents: Equivalents
) -> Iterator[Finding]:
    """Every sentence of the evidence that speaks for or against a part of the claim."""
    readings = [read(part.content, language) for part in claim]
    for item in evidence.items:
        passage = item.hit.passage
        document = passage.document
        speakers = Speakers(document.text)
        spans = quotable_sentences(passage)
        for place, span in enumerate(spans):
            told = read(document.text[span.start : span.end], document.language)
            context = _context(document.text, spans, place, document.language)
            for number, part in enumerate(claim):
                judgement = _judged(readings[number], told, context, equivalents)
                if judgement.relation == "neither":
                    continue
                speaker = _speaker(speakers, span, document.text)
                if part.speaker and not _same_speaker(part.speaker, speaker):
                    continue
                yield Finding(number, judgement, item, span, speaker)


def _context(text: str, spans: Sequence[Span], place: int, language: str) -> Reading | None:
    """The two sentences before one that leans on them by a pronoun; None for any other."""
    start, end = spans[place]
    if not leans(text[start:end]) or not place:
        return None
    return read(text[spans[max(0, place - _BEFORE)].start : start], language)


def _judged(
    claim: Reading, told: Reading, context: Reading | None, equivalents: Equivalents
) -> Judgement:
    alignment = align(claim, told, context, equivalents)
    holding = claimed_holding(claim)
    if holding is None:
        return judge(alignment)
    judgement = judge_holding(*holding, told)
    if judgement.relation == "neither" and alignment.coverage == 1:
        return judge(alignment)
    return judgement


def _speaker(speakers: Speakers, sentence: Span, text: str) -> str:
    source = speakers.of(sentence)
    return " ".join(text[source.speaker.start : source.speaker.end].split()) if source else ""


def _same_speaker(claimed: str, told: str) -> bool:
    """Whether the claim's speaker is the document's: a name or a place is shared by both."""
    if not told:
        return False
    if not places_in(claimed).isdisjoint(places_in(told)):
        return True
    ours = [name.text.split()[-1] for name in names(f"Oui, {claimed}.")]
    theirs = [name.text.split()[-1] for name in names(f"Oui, {told}.")]
    return any(same_name(one, two) for one in ours for two in theirs)
