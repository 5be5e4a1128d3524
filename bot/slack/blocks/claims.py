"""What the documents say of a claim: the verdict in words, both sides quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.claim_types import ClaimCheck, PartCheck, Verdict
from bot.labels import one_line, origins_label
from bot.slack.blocks.answers import ending_parts, nearest_parts
from bot.slack.blocks.elements import Run, quotation, rich, section
from bot.slack.blocks.packing import Part, messages
from bot.slack.blocks.sentences import Told, list_parts, paragraph, quote_parts, told
from bot.slack.blocks.sources import Numbers, in_order, source_parts
from bot.slack.blocks.telling import Telling
from bot.slack.escaping import escape, visible
from bot.slack.values import SlackMessage
from bot.slack.words import Words
from bot.types import Statement

SIGNS: Mapping[Verdict, str] = {
    "supported": "✅",
    "contradicted": "❌",
    "mixed": "⚖️",
    "not-told": "❔",
}
_LONGEST_CLAIM = 600


def claim_messages(check: ClaimCheck, telling: Telling, words: Words) -> tuple[SlackMessage, ...]:
    """The verdict, what supports the claim, what contradicts it, or the nearest passages."""
    return messages(_parts(check, claim_numbers(check), telling, words))


def claim_numbers(check: ClaimCheck) -> Numbers:
    """The numbers of markers and buttons: supporting, contradicting, then the nearest."""
    told_of = (*check.supporting, *check.contradicting)
    return in_order([*(one for said in told_of for one in said.citations), *check.nearest])


def _parts(check: ClaimCheck, numbers: Numbers, telling: Telling, words: Words) -> Iterator[Part]:
    verdict = check.headline or words(f"verdict_{check.verdict.replace('-', '_')}")
    lead = f"{SIGNS[check.verdict]} {one_line(visible(verdict))}"
    yield from paragraph(Told(lead), bold=True)
    claim = one_line(visible(check.claim))
    shown = claim if len(claim) <= _LONGEST_CLAIM else claim[:_LONGEST_CLAIM] + " …"
    yield Part((rich(quotation(Run(shown, italic=True))),))
    yield from _claim_parts(check, words)
    yield from _side(
        words("supports"), check.supporting, check.supporting_origins, (numbers, words)
    )
    yield from _said_by(check.said_by, words)
    against = (words("contradicts"), check.contradicting, check.contradicting_origins)
    yield from _side(*against, (numbers, words))
    nearest = {one: numbers[one] for one in check.nearest}
    yield from nearest_parts(nearest, telling, words)
    cited = {one: number for one, number in numbers.items() if one not in nearest}
    yield from source_parts(cited, telling, words)
    yield from ending_parts("", numbers, telling, words)


def _claim_parts(check: ClaimCheck, words: Words) -> Iterator[Part]:
    """The parts of a claim with what is told of each, where it has several."""
    if len(check.parts) > 1:
        yield from list_parts(
            [
                Told(words(f"verdict_{part.verdict.replace('-', '_')}"), lead=f"{_signed(part)} –")
                for part in check.parts
            ]
        )


def _signed(part: PartCheck) -> str:
    return f"{SIGNS[part.verdict]} {one_line(visible(part.text))}"


def _side(
    name: str, statements: Sequence[Statement], origins: int, how: tuple[Numbers, Words]
) -> Iterator[Part]:
    """One side with its sentences, and the quotation wherever it says more than the sentence."""
    numbers, words = how
    if not statements:
        return
    carried = f" ({escape(origins_label(origins, words.language))})" if origins else ""
    yield Part((section(f"*{escape(name)}*{carried}"),), name)
    for statement in statements:
        said = told(statement.text, statement.citations, numbers)
        yield from paragraph(said)
        for citation in statement.citations:
            if one_line(citation.quote) not in said.text:
                yield from quote_parts(citation.quote, f"[{numbers[citation]}]")


def _said_by(names: Sequence[str], words: Words) -> Iterator[Part]:
    if names:
        said = words("said_by", names=", ".join(one_line(visible(name)) for name in names))
        yield from paragraph(Told(said))
