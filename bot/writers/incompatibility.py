"""When two answers to one question cannot both be right.

Not where one value is a part, a spelling or a rounding of the other, nor where one document knows
both, where days tell of a change, or where two things of one name are meant.
"""

from __future__ import annotations

import re

from bot.coverage import stems_of
from bot.names import names, same_name
from bot.names.lexicon import FUNCTION_WORDS, TITLES
from bot.text.dates import WrittenDate
from bot.text.folding import search_key
from bot.text.geography import places_in
from bot.text.stems import stems
from bot.writers.answer_claims import AnswerClaim, Asked, names_all
from bot.writers.related_values import REGIONS, Value, written_dates
from bot.writers.relations import GENERIC

_OF_PERSONS = frozenset(("birth", "death", "marriage"))
_CHANGED_AFTER = 92
"""Days between two documents after which an office or a seat may have passed to another."""

_ROUNDING = 0.02
_ABOUT_YEARS = 10
_ABOUT_SHARE = 0.15
_FEWEST_SHARED = 3
"""Content words that two passages share beside the question's, where they share no name."""

_DEFINED = re.compile(
    r"\b(?:is|was|est|était|ist|war|es|era|fue)\s+(?:an?|une?|eine?|un[ao]?|the|l[ea]|l['’])\s*"
    r"([^.,;()]{3,80})",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\(([^()]{3,60})\)")
_BEHIND_COMMA = re.compile(r",\s+([A-ZÀ-ÖØ-Þ][^\W\d_]+(?: [A-ZÀ-ÖØ-Þ][^\W\d_]+)*)\b")
_OTHERS = frozenset(
    "autre autres other others another second andere anderer anderes anderen otro otra".split()
)
_SEGMENT = re.compile(r"[^,;:()–—]+")
_YEARS = re.compile(r"\d{4}")


def differ(first: AnswerClaim, second: AnswerClaim) -> bool:
    """Whether two values cannot both be meant."""
    one, two = first.value, second.value
    about = first.about or second.about
    if one.day and two.day and about:
        return abs(one.day[0] - two.day[0]) > _ABOUT_YEARS
    if one.day and two.day:
        return any(a != b for a, b in zip(one.day, two.day, strict=True) if a and b)
    if one.amount is not None and two.amount is not None:
        low, high = sorted((one.amount, two.amount))
        return one.unit == two.unit and float(high - low) > (
            _ABOUT_SHARE if about else _ROUNDING
        ) * float(high)
    return not _one_name(one.text, two.text)


def _one_name(one: str, two: str) -> bool:
    first, second = ({*re.findall(r"[^\W_]+", search_key(text))} for text in (one, two))
    return (
        same_name(one, two)
        or not first.isdisjoint(second)
        or not places_in(one).isdisjoint(places_in(two))
        or _initials(one) == two
        or _initials(two) == one
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W_]+", name) if word[0].isupper())


def rivals(asked: Asked, first: AnswerClaim, second: AnswerClaim) -> bool:
    """Whether two values that differ are meant for one thing at one time.

    No rival knows the other's value: a text that has both tells of two things.
    """
    return (
        not _knows(first, second.value)
        and not _knows(second, first.value)
        and _same_time(asked, first, second)
        and _same_rank(first, second)
        and _restrictions(asked, first) == _restrictions(asked, second)
        and _same_subject(asked, first, second)
    )


def _knows(claim: AnswerClaim, value: Value) -> bool:
    """Whether a document has the other value too: it then tells of two things."""
    text = claim.document.text
    if value.day:
        return any(
            all(a == b for a, b in zip(value.day, (d.year, d.month, d.day), strict=True) if a)
            for d in written_dates(text)
        )
    return re.search(rf"\b{re.escape(search_key(value.text))}\b", search_key(text)) is not None


def _same_time(asked: Asked, first: AnswerClaim, second: AnswerClaim) -> bool:
    if asked.lasting:
        return True
    years = [frozenset(_YEARS.findall(claim.candidate.text)) for claim in (first, second)]
    if years[0] != years[1]:
        return False
    one, two = first.document.published, second.document.published
    return not one or not two or abs(_day_number(one) - _day_number(two)) <= _CHANGED_AFTER


def _day_number(published: str) -> int:
    """Days, near enough to tell months from years: "2023-02" is its first day."""
    year, month, day = (int(part) for part in f"{published[:10]}-01-01".split("-")[:3])
    return year * 365 + month * 30 + day


def _same_rank(first: AnswerClaim, second: AnswerClaim) -> bool:
    """Towns are held against towns: "in France" and "in Lyon" may both be so."""
    ranks = []
    for claim in (first, second):
        countries = {place for place in places_in(claim.value.text) if len(place) == 2}
        start, end = claim.value.span
        around = search_key(claim.candidate.text[max(0, start - 12) : end + 12])
        ranks.append((bool(countries), bool(REGIONS.search(around))))
    return ranks[0] == ranks[1]


def _restrictions(asked: Asked, claim: AnswerClaim) -> frozenset[str]:
    """Words that make the subject, or what happened to it, narrower than the question does.

    "A second office of Halden is based in Bristol" -> second, offic; a birth has none.
    """
    if asked.relation is not None and asked.relation.name in _OF_PERSONS:
        return frozenset()
    sentence, language = claim.candidate.text, claim.document.language
    told = _without_description(asked, claim) if asked.relation else sentence
    core = _core(asked, claim, told)
    known = {search_key(word) for word in asked.question.words} | GENERIC | TITLES
    known |= set(re.findall(r"[^\W_]+", search_key(claim.value.text)))
    known |= {search_key(word) for d in written_dates(core) for word in _text_of(core, d).split()}
    spelled = {
        word
        for word in re.findall(r"[^\W_]+", core)
        if search_key(word) not in known
        and not (asked.relation is not None and asked.relation.told.fullmatch(word.lower()))
        and word.lower() not in FUNCTION_WORDS - _OTHERS
    }
    if asked.relation is not None and asked.relation.name == "founding":
        spelled = {word for word in spelled if not word[0].isupper()}
    return frozenset(stem for word in spelled for stem in stems(word, language))


def _text_of(text: str, date: WrittenDate) -> str:
    return text[date.span.start : date.span.end]


def _without_description(asked: Asked, claim: AnswerClaim) -> str:
    """The sentence with what tells of a person blanked: "by | the British band | Best Coast"."""
    sentence, start = claim.candidate.text, claim.value.span.start
    by = re.search(r"\b(?:by|par|von|por)\b([^,;:()]*)$", sentence[:start])
    if by is None or asked.relation is None or asked.relation.wanted != "person":
        return sentence
    return sentence[: by.start(1)] + " " * (start - by.start(1)) + sentence[start:]


def _core(asked: Asked, claim: AnswerClaim, sentence: str) -> str:
    """The segments between commas that hold the value, the relation and the subject nearest."""
    value = claim.value.span
    told = asked.relation.told.finditer(sentence.lower()) if asked.relation else ()
    near = sorted(
        (match.span() for match in told), key=lambda at: max(at[0] - value.end, value.start - at[1])
    )
    subject = asked.subject or frozenset(asked.question.words)
    words = [m.span() for w in subject for m in re.finditer(rf"\b{re.escape(w)}\b", sentence)]
    segments = [match.span() for match in _SEGMENT.finditer(sentence)]
    wanted = [tuple(value), *near[:1]]
    kept = [one for one in segments if any(_overlap(one, other) for other in wanted)]
    if not any(_overlap(one, word) for one in kept for word in words):
        beside = [one for one in segments if any(_overlap(one, word) for word in words)]
        kept += sorted(beside, key=lambda one: abs(one[0] - value.start))[:1]
    ends = [end for _, end in (*wanted, *words)]
    return " , ".join(
        sentence[start : max((at for at in ends if at <= end), default=start)]
        if any(start < at <= end for at in ends)
        else sentence[start:end]
        for start, end in sorted(set(kept))
    )


def _overlap(one: tuple[int, ...], two: tuple[int, ...]) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _same_subject(asked: Asked, first: AnswerClaim, second: AnswerClaim) -> bool:
    """Whether nothing tells that two things of one name are meant, and something that one is."""
    if asked.office is not None:
        return True
    for reader in (_full_names, _qualified, _defined):
        one, two = reader(asked, first), reader(asked, second)
        if one and two and one.isdisjoint(two):
            return False
    return _share_context(asked, first, second)


def _full_names(asked: Asked, claim: AnswerClaim) -> frozenset[str]:
    """Words that its passage adds to a person's name: "Robert" to "General Bryan"."""
    if asked.relation is None or asked.relation.name not in _OF_PERSONS:
        return frozenset()
    asked_keys = {search_key(word) for word in asked.subject}
    added: set[str] = set()
    for name in names(claim.passage):
        parts = search_key(name.text).split()
        if not asked_keys.isdisjoint(parts):
            added |= {part for part in parts if part not in asked_keys and len(part) > 2}
    return frozenset(added)


def _qualified(asked: Asked, claim: AnswerClaim) -> frozenset[str]:
    """What stands in brackets behind the name: "(footballer)", "(Kalamazoo, Michigan)"."""
    found: set[str] = set()
    for word in asked.subject:
        for match in re.finditer(re.escape(word), claim.passage):
            brackets = _BRACKETS.match(claim.passage, match.end())
            brackets = brackets or _BEHIND_COMMA.match(claim.passage, match.end())
            if brackets and not any(character.isdigit() for character in brackets[1]):
                found |= set(stems(brackets[1], claim.document.language))
    return frozenset(found) - frozenset(stems(claim.value.text, claim.document.language))


def _defined(asked: Asked, claim: AnswerClaim) -> frozenset[str]:
    """What the subject is said to be: "is a French footballer"."""
    for sentence in claim.candidate.item.hit.sentences:
        text = claim.document.text[sentence.span.start : sentence.span.end]
        defined = _DEFINED.search(text)
        if defined and names_all(asked.subject, text[: defined.start()], claim.document.language):
            return frozenset(stems(defined[1], claim.document.language))
    return frozenset()


def _share_context(asked: Asked, first: AnswerClaim, second: AnswerClaim) -> bool:
    """Persons and works have namesakes: what is told beside the question must meet somewhere."""
    if asked.relation is None:
        return True
    if asked.relation.wanted == "person":
        years = [frozenset(_YEARS.findall(claim.passage)) for claim in (first, second)]
        return not all(years) or not years[0].isdisjoint(years[1])
    if asked.relation.name not in _OF_PERSONS:
        return True
    if first.document.language != second.document.language:
        return True
    language = first.document.language
    known = frozenset(s for word in asked.question.words for s in stems_of(word, language))
    one, two = (stems_of(claim.passage, language) - known for claim in (first, second))
    return len(one & two) >= _FEWEST_SHARED
