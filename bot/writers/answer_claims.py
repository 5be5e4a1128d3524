"""What one sentence answers to a question for a single value, if it answers at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.attribution import starts_in_the_air
from bot.coverage import stems_of
from bot.offices import Office, holders
from bot.question import Question
from bot.text.folding import search_key
from bot.types import Document, Span
from bot.writers.answerability import asked_office
from bot.writers.related_values import Value, is_named_before, named_beside, values_of
from bot.writers.relations import Relation, asked_relation, subject_words
from bot.writers.selection import Candidate

_CHANGE = re.compile(
    r"\b(?:ancien(?:ne)?s?|ex|autrefois|jadis|jusqu|auparavant|demenag\w+|transfer\w+|nouve\w+|"
    r"remplac\w+|succed\w+|successeur|elue?|nommee?|futur\w*|sera|former(?:ly)?|previous\w*|"
    r"until|moved?|relocat\w+|new|newly|replac\w+|succe\w+|elected|appointed|will|acting|interim|"
    r"originally|fruher\w*|ehemalig\w*|bis|verlegt\w*|neue[rnms]?|nachfolg\w+|gewahlt|ernannt|"
    r"wird|antigu[oa]|anteriormente|hasta|traslad\w+|nuev[oa]|suced\w+|sucesora?|elegid[oa]|"
    r"nombrad[oa]|sera|provisoire|par interim)\b"
)
_DOUBT = re.compile(
    r"\b(?:rumeur\w*|faux|fausse|erron\w+|rumou?rs?|false\w*|wrong\w*|not|never|jamais|pas|nicht|"
    r"nie|falsch\w*|nunca|falso|contrary|contrairement|legende?|legend|claims? to|pretend\w*|"
    r"perhaps|probably|peut-etre|probablement|before|avant|after|apres|vor|nach|antes|despues|re)\b"
)
_ABOUT = re.compile(
    r"\b(?:vers|environ|circa|c|ca|around|about|some|nearly|approximately|quelque|pres de|um|"
    r"etwa|rund|hacia|unos|cerca de|alrededor de)\W*$"
)
_DEFINITE = re.compile(r"(?:The|Le|La|L['’]|Der|Die|Das|El|As of the|With the|With a)\b")
_DOUBTED = 40
_FAR = 4
"""Sentences that may stand between a subject's name and what leans on it."""

_LONGEST = 400
"""Characters; a longer "sentence" is a table or the furniture of a page."""

_CAPITALISED = re.compile(r"(?<=\w)\s[A-ZÀ-ÖØ-Þ]\w*")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a question asks for: the value of a relation, or the holder of an office."""

    question: Question
    relation: Relation | None
    office: Office | None
    subject: frozenset[str]
    """Words that a sentence about it holds; none for an office, which is compared itself."""

    @property
    def lasting(self) -> bool:
        """Whether later days leave the value as it is."""
        return self.relation is not None and self.relation.lasting


@dataclass(frozen=True, kw_only=True)
class AnswerClaim:
    """A value that a sentence gives; `about` where it is told as an approximation."""

    candidate: Candidate
    value: Value
    about: bool = False

    @property
    def document(self) -> Document:
        """The document that the sentence stands in."""
        return self.candidate.item.hit.passage.document

    @property
    def passage(self) -> str:
        """The text around the sentence."""
        return self.candidate.item.hit.passage.text


def asked_value(question: Question) -> Asked | None:
    """What single value a question asks for; None where it asks for something else.

    >>> asked_value(analyse("Qui est le maire de Brignac ?")).office.concepts
    frozenset({'mayor'})
    """
    office = asked_office(question)
    if office is not None:
        return Asked(question=question, relation=None, office=office, subject=frozenset())
    relation = asked_relation(question)
    if relation is None:
        return None
    subject = subject_words(question, relation)
    return (
        Asked(question=question, relation=relation, office=None, subject=subject)
        if subject
        else None
    )


def claim_of(asked: Asked, candidate: Candidate) -> AnswerClaim | None:
    """The one value that a sentence gives for what is asked.

    None where it gives none or several, is about another, tells of a change, or doubts.
    """
    sentence = candidate.text
    if len(sentence) > _LONGEST or "://" in sentence:
        return None
    if not asked.lasting and _CHANGE.search(search_key(_CAPITALISED.sub(" ", sentence))):
        return None
    value = _value(asked, candidate)
    if value is None or search_key(value.text) in asked.question.key:
        return None
    before = search_key(sentence[max(0, value.span.start - _DOUBTED) : value.span.start])
    if _DOUBT.search(before):
        return None
    return AnswerClaim(candidate=candidate, value=value, about=_ABOUT.search(before) is not None)


def _value(asked: Asked, candidate: Candidate) -> Value | None:
    sentence = candidate.text
    if asked.office is not None:
        found = [name for held, name in holders(sentence) if held.is_held_as(asked.office)]
        at = sentence.find(found[0]) if len(set(found)) == 1 else -1
        return Value(span=Span(at, at + len(found[0])), text=found[0]) if at >= 0 else None
    if asked.relation is None or not _is_about(asked, candidate):
        return None
    values = values_of(asked.relation, sentence, asked.subject)
    return values[0] if len(values) == 1 else None


def _is_about(asked: Asked, candidate: Candidate) -> bool:
    """Whether the sentence names the whole subject, or leans on one before it that does."""
    document = candidate.item.hit.passage.document
    language = document.language
    if names_all(asked.subject, candidate.text, language):
        return True
    if named_beside(asked.subject, candidate.text) or not _leans(candidate.text):
        return False
    earlier = candidate.item.hit.sentences[max(0, candidate.position - _FAR) : candidate.position]
    for (start, end), _ in reversed(earlier):
        before = document.text[start:end]
        if is_named_before(asked.subject, before):
            # "Halden bought Norgren Tools. It was founded …": which of them?
            return names_all(asked.subject, before, language) and not named_beside(
                asked.subject, before
            )
    return False


def _leans(sentence: str) -> bool:
    """Whether a sentence is about what was named before: "It was", "The house was"."""
    return starts_in_the_air(sentence) or _DEFINITE.match(sentence) is not None


def names_all(subject: frozenset[str], text: str, language: str) -> bool:
    """Whether a text holds every word of a subject, in any form."""
    held = stems_of(text, language)
    return all(not held.isdisjoint(stems_of(word, language)) for word in subject)
