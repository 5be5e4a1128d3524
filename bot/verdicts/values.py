"""Whether a sentence gives another value for what a claim counts, measures or dates."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.figures import Figure
from bot.text.folding import search_key
from bot.text.measures import Measure, measures
from bot.text.senses import senses_of
from bot.text.units import is_known_unit
from bot.verdicts.alignment import Alignment, date_parts

_NUMBERS = frozenset({"number", "money", "percent"})


def conflicting_values(alignment: Alignment, missing: Sequence[Figure]) -> bool:
    """Whether each missing figure of the claim has a rival in the sentence: the same thing at
    another value, which no bound of either allows.

    Claim "60 000 obus par jour", sentence "jusqu'à 20 000 obus par jour" -> True
    """
    return all(_has_rival(alignment, figure) for figure in missing)


def _has_rival(alignment: Alignment, figure: Figure) -> bool:
    if figure.kind == "date":
        return _other_date(alignment, figure)
    if figure.kind not in _NUMBERS:
        return False
    claimed = next((m for m in _measures(alignment, True) if m.span.holds(figure.span)), None)
    if claimed is None:
        return False
    rivals = [m for m in _measures(alignment, False) if _same_thing(claimed, m, alignment)]
    return bool(rivals) and all(_apart(claimed, rival) for rival in rivals)


def _measures(alignment: Alignment, of_claim: bool) -> tuple[Measure, ...]:
    reading = alignment.claim if of_claim else alignment.evidence
    return measures(reading.text, reading.language)


def _same_thing(claimed: Measure, told: Measure, alignment: Alignment) -> bool:
    if claimed.rate != told.rate or claimed.restricted != told.restricted:
        return False
    if claimed.thing == told.thing:
        return True
    if is_known_unit(claimed.thing) or is_known_unit(told.thing):
        return False
    claim, evidence = alignment.claim, alignment.evidence
    counted = _counted(claim.text, claimed), _counted(evidence.text, told)
    one, two = senses_of(counted[0], claim.language), senses_of(counted[1], evidence.language)
    return not one.isdisjoint(two)


def _counted(text: str, measure: Measure) -> str:
    words = text[measure.counted.start : measure.counted.end].split()
    return search_key(words[0]) if words else ""


def _apart(claimed: Measure, told: Measure) -> bool:
    return claimed.high < told.low or told.high < claimed.low


def _other_date(alignment: Alignment, figure: Figure) -> bool:
    """Whether the sentence's only date differs in a part that both give."""
    dates = [one for one in alignment.evidence.figures if one.kind == "date"]
    return len(dates) == 1 and any(
        mine and theirs and mine != theirs
        for mine, theirs in zip(date_parts(figure), date_parts(dates[0]), strict=True)
    )
