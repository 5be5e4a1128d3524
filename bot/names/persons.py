"""Which names are very probably persons: by title, office, given name or reporting verb."""

from __future__ import annotations

import re

from bot.names.extraction import Found, Name, find
from bot.names.lexicon import GIVEN_NAMES, NOT_PERSONS, OFFICES
from bot.text.reporting import REPORTING_VERB

_CONTEXT = 90
_OFFICE_BEFORE = re.compile(
    rf"\b(?:{OFFICES})(?:\s+(?:[a-zà-ÿ-]+['’]?)?[\w’'-]+){{0,7}}\s?,?\s*[«“\"]?$", re.IGNORECASE
)
_PREPOSITION_BEFORE = re.compile(
    r"(?:\b(?:de|des|du|of|von|der|del|la|le|les|the|à|au|aux|en|in|dans|sur|to|from|et|and|und|y)\s+|"
    r"\b[dl]['’])$",
    re.IGNORECASE,
)
_OFFICE_AFTER = re.compile(
    rf"\s?,\s+(?:(?:le|la|the|der|die|el|un|une|a|an|son|sa|his|her)\s+|l['’])?"
    rf"(?:[\w’'-]+\s+){{0,2}}(?:{OFFICES})\b",
    re.IGNORECASE,
)
_MOST_WORDS = 5


def people(text: str) -> tuple[Name, ...]:
    """Mentions of persons, in order: full names with a sign of a person, and their surnames.

    Conservative: a name of two words or more needs a title, an office, a known given name or a
    reporting verb beside it and no word of places or bodies in it; a single word needs a personal
    title, or must be the surname of a full name that the text has.

    >>> [name.text for name in people("Kiev tient, a dit le ministre Oleksii Reznikov.")]
    ['Oleksii Reznikov']
    """
    found = find(text)
    full = [one for one in found if _is_full_name(one) and _has_sign(one, text)]
    spans = {one.name.span for one in full}
    known = {one.name.text for one in full}
    surnames = {one.words[-1].text for one in full}
    return tuple(
        one.name
        for one in found
        if one.name.span in spans
        or one.name.text in known
        or (len(one.words) == 1 and _is_surname(one, surnames))
    )


def _is_full_name(one: Found) -> bool:
    words = [word for word in one.words if word.capital]
    return (
        2 <= len(words) <= _MOST_WORDS
        and not any(
            word.key in NOT_PERSONS or (word.acronym and len(word.text) > 2) for word in words
        )
        and not any(character.isdigit() for character in one.name.text)
    )


def _is_surname(one: Found, surnames: set[str]) -> bool:
    word = one.words[0]
    if word.acronym or word.key in NOT_PERSONS:
        return False
    return one.titled or one.name.text in surnames


def _has_sign(one: Found, text: str) -> bool:
    if one.titled or one.words[0].key.partition("-")[0] in GIVEN_NAMES:
        return True
    start, end = one.name.span
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    before = before.rpartition("\n")[2]
    if _OFFICE_AFTER.match(after):
        return True
    if _PREPOSITION_BEFORE.search(before):
        return False
    if _OFFICE_BEFORE.search(before):
        return True
    verb = REPORTING_VERB.match(after.lstrip())
    return verb is not None or any(
        before[match.end() :].strip() == "" for match in REPORTING_VERB.finditer(before)
    )
