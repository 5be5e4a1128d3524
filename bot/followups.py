"""Follow-ups: a question that leans on the thread, as one that can be searched alone.

A model may rewrite any follow-up (`Rewriter`). Without one, the plain cases are done here: a
pronoun or a possessive takes the name it stands for, "et la Russie ?" takes its place in the last
question, "combien ?" asks the last question anew. What is none of these is left alone: a question
that stands on its own must never be bent towards the thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.antecedents import Mention, mentions
from bot.pronouns import pronominal
from bot.question import LONGEST_QUESTION, analyse, question_kind
from bot.text import anaphora
from bot.text.anaphora import plain
from bot.text.folding import search_key
from bot.text.language import detect_language
from bot.text.relative_times import relative_time, relative_times
from bot.types import Turn, Usage

_LONGEST_PHRASE = 6
_LONGEST_TELEGRAM = 4
_END = " ?!.…¿¡"


@dataclass(frozen=True, kw_only=True)
class Rewritten:
    """A standalone question, and what rewriting it has cost."""

    question: str
    usage: Usage = field(default_factory=Usage)


class Rewriter(Protocol):
    """A model that rewrites follow-ups."""

    def rewrite(self, question: str, turns: Sequence[Turn]) -> Rewritten:
        """The question as it would be asked without the thread. Raises WriterError."""


def standalone(question: str, turns: Sequence[Turn]) -> str:
    """The question with what it takes from the thread put in, or unchanged.

    After "Combien d'obus l'Ukraine tire-t-elle ?": "Et la Russie ?" -> "Combien d'obus la Russie
    tire-t-elle ?". After "Qui est Zelensky ?": "Que dit-il des avions ?" -> "Que dit Zelensky des
    avions ?". The last turn counts; its answer only where it names who was asked for.
    """
    asked = " ".join(question.split())
    if not turns or not asked:
        return question
    asks_who_said, rewritten = _who_said(asked, turns[-1])
    if not asks_who_said:
        rewritten = _elliptical(asked, turns[-1]) or pronominal(asked, turns)
    if not rewritten or len(rewritten) > LONGEST_QUESTION:
        return question
    return rewritten[0].upper() + rewritten[1:]


def _who_said(asked: str, turn: Turn) -> tuple[bool, str]:
    """Whether it asks who said what was just told, and the question that finds that again, so that
    its speaker is the answer; "" where nothing was told."""
    phrase = _without_opening(asked)
    if not anaphora.SAID.match(plain(phrase)):
        return False, ""
    return True, _beside(phrase, turn.standalone.lstrip(" ¿")) if turn.text else ""


def _beside(asks: str, last: str) -> str:
    """A question word that cannot take its place in the last question, before that: "Bis wann: wie
    viele Unterschriften braucht er?"."""
    colon = " : " if detect_language(last) == "fr" else ": "
    return f"{asks}{colon}{_lowered(last) if question_kind(plain(last)) != 'thing' else last}"


def _without_opening(asked: str) -> str:
    opening = anaphora.OPENING.match(plain(asked))
    return asked[opening.end() if opening else 0 :].strip(_END)


def _elliptical(asked: str, turn: Turn) -> str:
    """The last question about another thing, or with another question word; "" where it is none."""
    opening = anaphora.OPENING.match(plain(asked))
    start = opening.end() if opening else 0
    phrase = asked[start:].strip(_END)
    key = plain(phrase)
    if bare := anaphora.BARE_QUESTION.match(key):
        end = bare.end("asks")
        return _asked_anew(phrase[:end], phrase[end:], turn.standalone)
    has_verb = anaphora.VERB.search(key) is not None
    words = len(key.split())
    # In the whole text, since a name that begins a text is not always told from a word.
    given = [mention for mention in mentions(asked) if mention.start >= start]
    if anaphora.TELEGRAM.match(key) and not given:
        subjects = ", ".join(mention.text for mention in mentions(turn.standalone))
        return _ended(f"{phrase} ({subjects})", asked) if subjects else ""
    if anaphora.QUESTION_WORD.search(key):
        return ""
    introduced = bool(opening and (opening["conjunction"] or opening["about"]))
    is_name = words <= _LONGEST_TELEGRAM and len(given) == 1 and asked.endswith("?")
    if not words or has_verb or words > _LONGEST_PHRASE or not (introduced or is_name):
        return ""
    return _about_another(phrase, given, turn.standalone)


def _asked_anew(asks: str, rest: str, last: str) -> str:
    """The last question with the question word `asks`: ("Quand", "", "Où est Paul ?") -> "Quand est
    Paul ?"."""
    key = plain(last)
    lead = anaphora.LEAD.match(key)
    body = last[lead.end() :] if lead else last.lstrip(" ¿")
    body = body.strip(_END)
    if anaphora.COUNTING.match(plain(asks)):
        body = _counting(body, asks)
    else:
        started = anaphora.STARTS_WITH_QUESTION_WORD.match(plain(body))
        body = _beside(asks, body) if started else f"{asks} {_lowered(body)}"
    return _ended(f"{body}{rest}", last)


def _counting(body: str, asks: str) -> str:
    """ "l'Ukraine tire des obus" -> "combien d'obus l'Ukraine tire": the last noun is counted."""
    if question_kind(plain(body)) == "figure":
        return body
    named = {search_key(word) for mention in mentions(body) for word in mention.text.split()}
    words = [word for word in analyse(body).words if word not in named]
    places = [(body_key := plain(body)).rfind(word) for word in words]
    place = max(places, default=-1)
    if place < 0:
        return f"{asks}, {_lowered(body)}"
    end = place
    while end < len(body) and body[end].isalnum():
        end += 1
    before = body[:place]
    partitive = anaphora.PARTITIVE.search(body_key[:place])
    kept = before[: partitive.start()] if partitive else before
    noun = body[place:end]
    of = ("d'" if noun[0].lower() in "aeiouhéèêîôâ" else "de ") if asks.lower() == "combien" else ""
    return " ".join(f"{asks} {of}{noun} {_lowered(kept)} {body[end:]}".split())


def _about_another(phrase: str, given: Sequence[Mention], last: str) -> str:
    """The last question with `phrase` in the place of what it was about, or at its end."""
    if that_of := anaphora.THAT_OF.match(plain(phrase)):
        phrase = phrase[that_of.end() :]
    has_preposition = anaphora.LEADING_PREPOSITION.match(plain(phrase)) is not None
    known = mentions(last)
    if given and known:
        target = _counterpart(given[0], has_preposition, known, last)
        if not has_preposition or _is_behind_preposition(target, last):
            return _replaced(last, target, phrase)
    if not given:
        if place := _same_time(phrase, last):
            return f"{last[: place[0]]}{phrase}{last[place[1] :]}"
        for whole in (phrase, f"about {phrase}"):
            if place := _same_phrase(whole, last):
                return f"{last[: place[0]]}{whole}{last[place[1] :]}"
    return _ended(f"{last.rstrip(_END)}, {phrase}", last)


def _counterpart(
    given: Mention, has_preposition: bool, known: Sequence[Mention], last: str
) -> Mention:
    """The mention of the same kind, behind a preposition where the new one is."""

    def unlike(mention: Mention) -> tuple[bool, bool]:
        behind = _is_behind_preposition(mention, last)
        return mention.is_place != given.is_place, behind != has_preposition

    return min(known, key=unlike)


def _is_behind_preposition(mention: Mention, text: str) -> bool:
    before = _without_article(plain(text[: mention.start]))
    return anaphora.PREPOSITION.search(before) is not None


def _replaced(last: str, target: Mention, phrase: str) -> str:
    before, after = last[: target.start], last[target.end :]
    key = plain(phrase)
    if anaphora.LEADING_PREPOSITION.match(key):
        before = before[: len(_without_article(plain(before)))]
        preposition = anaphora.PREPOSITION.search(plain(before))
        before = before[: preposition.start()] if preposition else before
    elif article := anaphora.LEADING_ARTICLE.match(key):
        if anaphora.CONTRACTED.search(plain(before)):
            phrase = phrase[article.end() :]
        else:
            before = before[: len(_without_article(plain(before)))]
    else:
        before = before[: len(_without_article(plain(before)))]
    return f"{before}{phrase}{after.removeprefix(chr(39) + 's')}"


def _same_time(phrase: str, last: str) -> tuple[int, int] | None:
    """Where `last` tells a time by where its teller stands, as `phrase` does: "this year"."""
    if not relative_times(plain(phrase)):
        return None
    found = relative_time(plain(last))
    return found.span() if found else None


def _same_phrase(phrase: str, last: str) -> tuple[int, int] | None:
    """Where `last` has a phrase with the same preposition, up to its first content word."""
    key = plain(phrase)
    preposition = anaphora.LEADING_PREPOSITION.match(key)
    if preposition is None:
        return None
    start = plain(last).rfind(" " + preposition[0])
    if start < 0:
        return None
    end = start + 1 + len(preposition[0])
    if article := anaphora.LEADING_ARTICLE.match(plain(last[end:])):
        end += article.end()
    while end < len(last) and (last[end].isalnum() or last[end] in "-'’"):
        end += 1
    return start + 1, end


def _without_article(text: str) -> str:
    article = anaphora.ARTICLE.search(text)
    return text[: article.start()] if article else text


def _ended(text: str, like: str) -> str:
    """With a question mark, behind a space where the other question has one."""
    return text.rstrip(_END) + (" ?" if like.rstrip("?") != like.rstrip("? ") else "?")


def _lowered(text: str) -> str:
    """Without the capital of a sentence's first word, unless that is a name's."""
    first = mentions(text)
    if first and first[0].start == 0:
        return text
    return text[:1].lower() + text[1:]
