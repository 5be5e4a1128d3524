"""Who a single sentence names as the source of what it says, by grammar alone.

The sentence comes with its quotations masked as ¤ (see bot.text.quotations), so that nothing said
inside them is taken for the reporter's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text import reporting
from bot.types import Span

_WORD = re.compile(r"\w")
_SPEAKER_WORDS = 25
_NAME_IN_COMMAS = re.compile(r",\s(?:[A-ZÀ-Þ][\w'’-]+\s?){1,4}(?=,)")
"""« Selon le maire, Paul Noël, le pont … »"""


@dataclass(frozen=True)
class Mention:
    """An attribution inside one sentence; `pronoun` marks a speaker still to be resolved."""

    speaker: Span
    reporting: Span
    pronoun: bool = False


def find_mention(clause: str) -> Mention | None:
    """The attribution that a masked sentence holds, or None.

    '¤¤¤, a déclaré M. Austin.' -> speaker "M. Austin", reporting "a déclaré"
    """
    return _inverted(clause) or _reported(clause) or _sourced(clause)


def _inverted(clause: str) -> Mention | None:
    match = reporting.INVERTED_PRONOUN.search(clause)
    if match is None:
        return None
    group = "after_auxiliary" if match["after_auxiliary"] else "after_verb"
    return Mention(Span(*match.span(group)), Span(*match.span()), pronoun=True)


def _reported(clause: str) -> Mention | None:
    """The first reporting verb of the clause that has a subject before or after it."""
    for verb in reporting.REPORTING_VERB.finditer(clause):
        reported = Span(*verb.span())
        before = _subject_before(clause, verb.start())
        takes_person = reporting.TAKES_A_PERSON.search(verb.group()) is not None
        after = None if takes_person else _subject_after(clause, verb.end())
        follows_speech = re.search(r"[,¤]\s*$", clause[: verb.start()]) is not None
        content_follows = reporting.CONTENT_CLAUSE.match(clause, verb.end()) is not None
        inverted = follows_speech and not content_follows and not _in_apposition(clause, before)
        subject = after if after is not None and (before is None or inverted) else before
        if subject is not None:
            words = clause[subject.start : subject.end]
            pronoun = reporting.SPEAKER_PRONOUN.fullmatch(words) is not None
            return Mention(subject, reported, pronoun)
    return None


def _subject_before(clause: str, verb: int) -> Span | None:
    """The noun phrase before the verb: the last comma segment, with its apposition.

    "Lundi, le chef de l'OTAN, Jens Stoltenberg, " -> "le chef de l'OTAN, Jens Stoltenberg"
    """
    cuts = [match.end() for match in re.finditer(r"[,;:]|^¤+", clause[:verb])]
    bounds = list(zip([0, *cuts], [*(cut - 1 for cut in cuts), verb], strict=True))
    segments = [_trimmed(clause, start, end) for start, end in bounds]
    while segments and segments[-1] is not None and _is_relative(clause, segments[-1]):
        segments.pop()
    if not segments:
        return None
    last = segments.pop()
    if last is not None:
        return _noun_phrase(clause, last)
    while segments and segments[-1] is not None and _is_relative(clause, segments[-1]):
        segments.pop()
        if segments and segments[-1] is not None:
            return _noun_phrase(clause, segments[-1])
    if not segments or segments[-1] is None or clause[verb - 2 : verb].startswith("¤"):
        return None
    apposition = segments.pop()
    head = _noun_phrase(clause, segments[-1]) if segments and segments[-1] else None
    if head is None or apposition is None:
        return apposition and _noun_phrase(clause, apposition)
    return Span(head.start, apposition.end)


def _subject_after(clause: str, verb: int) -> Span | None:
    """The noun phrase after the verb, cut where its clause goes on."""
    start = verb
    while (skipped := reporting.WHEN_OR_TO_WHOM.match(clause, start)) is not None:
        start = skipped.end()
    start += len(clause[start:]) - len(clause[start:].lstrip())
    if re.match(r"(?:que\b|qu['’]|that\b|dass\b|[,;:.¤]|à\s|of\s|de\s|d['’])", clause[start:]):
        return None
    end = _speaker_end(clause, start)
    if end < len(clause) and clause[end] == ",":
        apposition = _trimmed(clause, end + 1, _speaker_end(clause, end + 1))
        if apposition is not None and _is_apposition(clause[apposition.start : apposition.end]):
            end = apposition.end
    return _noun_phrase(clause, Span(start, end)) if end > start else None


def _sourced(clause: str) -> Mention | None:
    match = reporting.SOURCE_PREPOSITION.search(clause)
    if match is None:
        return None
    end = _speaker_end(clause, match.end())
    where = Span(*match.span())
    if reporting.SOURCE_PRONOUN.fullmatch(clause[match.end() : end].strip()):
        return Mention(Span(match.end(), end), where, pronoun=True)
    named = _NAME_IN_COMMAS.match(clause, end)
    end = named.end() if named else end
    subject = _noun_phrase(clause, Span(match.end(), end)) if end > match.end() else None
    return subject and Mention(subject, where)


def _speaker_end(clause: str, start: int) -> int:
    at = start
    while (stop := reporting.SPEAKER_END.search(clause, at)) is not None:
        # "M. Austin", "J. K. Rowling": the point of an abbreviation does not end a name.
        if stop.group() == "." and re.search(r"\b(?:\w|Mme|Mr|Mrs|Dr|Sr)$", clause[: stop.start()]):
            at = stop.end()
            continue
        return stop.start()
    return len(clause)


def _is_relative(clause: str, segment: Span) -> bool:
    return reporting.RELATIVE.match(clause, segment.start, segment.end) is not None


def _in_apposition(clause: str, subject: Span | None) -> bool:
    """« Le chef de l'OTAN, Jens Stoltenberg »: such a subject ends in a comma of its own."""
    if subject is None:
        return False
    return reporting.SUBJECT_IN_APPOSITION.match(
        clause, subject.start
    ) is not None and not clause.startswith("¤")


def _is_apposition(words: str) -> bool:
    starts_badly = re.match(r"(?:\w+ant|\w+ing|à|aux|lors|dont|and|et|und|y)\b", words)
    return starts_badly is None and len(words.split()) <= 9 and not _has_verb(words)


def _has_verb(words: str) -> bool:
    return reporting.VERB_OF_CLAUSE.search(words) is not None


def _trimmed(clause: str, start: int, end: int) -> Span | None:
    words = clause[start:end]
    if _WORD.search(words) is None:
        return None
    left, right = len(words.lstrip(" ¤\n\u00a0\u202f")), len(words.rstrip())
    return Span(end - left, start + right)


def _noun_phrase(clause: str, span: Span) -> Span | None:
    """The span from after its last subordinator; None when it holds a verb or is no speaker."""
    start = span.start
    for match in reporting.SUBORDINATOR.finditer(clause, span.start, span.end):
        start = match.end()
    trimmed = _trimmed(clause, start, span.end)
    if trimmed is None:
        return None
    words = clause[trimmed.start : trimmed.end]
    if len(words.split()) > _SPEAKER_WORDS or _has_verb(words):
        return None
    capital = any(letter.isupper() for letter in words)
    known = reporting.SPEAKER_PRONOUN.fullmatch(words) or reporting.BARE_SOURCE.fullmatch(words)
    return trimmed if capital or known or len(words.split()) > 1 else None
