"""Sentences cut to headlines: where a clause or phrase ends, never within what must stay whole."""

from __future__ import annotations

import re

from bot.attribution import starts_in_the_air
from bot.text.dates import weekdays
from bot.text.folding import search_key
from bot.text.language import FUNCTION_WORDS
from bot.text.quotations import masked, quotations
from bot.text.reporting import REPORTING_VERB, VERB_OF_CLAUSE

FEWEST_WORDS = 4
MOST_CHARACTERS = 90
SLACK = 20
"""A whole clause may be a little longer than a headline cut within one."""

MARKS = '"«»“”„‟'
_LEADING_CLAUSE = re.compile(
    r"(?:alors qu|lorsqu|quand|selon|d['’]après|dans|à l|au |aux |après|avant|depuis|malgré|"
    r"conscient|bien qu|face à|par |pour |avec |sans |chez |although |aunque |"
    r"interrogé|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|même|l['’]\w+ (?:ayant|étant)|"
    r"as |while|when|after|before|since|despite|according|in |at (?!least|most|all)|"
    r"on (?:the|an?|its|\w+day)\b|with |for |under |"
    r"mientras|cuando|según|tras|en |el (?:lunes|martes|miércoles|jueves|viernes))"
    r"[^,]*,\s+(?!\w+(?:ing|ant)\b)",
    re.IGNORECASE,
)
"""What a headline can do without before its main clause; not in German, where the verb follows."""

_COORDINATION = re.compile(
    r"\s(?:mais|but|aber|sondern|pero)\s|[.;!?…:]\s|\s[-–—]\s|,\s", re.IGNORECASE
)
"""Where somebody's words may end in a headline, which shows them as they were said."""

_CUTS = re.compile(
    r",\s|\s?[;:]\s|\s[-–—](?:\s|(?=\w))|\s(?:alors|tandis|lors|afin|avant|après|parce|pour)\s?qu(?:e\b|['’])|"
    r"\s(?:afin de|avant de|après avoir|car|dont|où|qui|while|whereas|because|who|which|where|when|"
    r"as|after|before|so that|während|weil|damit|bevor|nachdem|mientras|porque|cuando|donde)\b",
    re.IGNORECASE,
)
_PHRASES = re.compile(
    r"\s(?:pour|afin|avec|dans|sur|au cours|à|au|aux|en|depuis|lors|après|avant|contre|"
    r"for|with|in|on|at|during|since|by|over|amid|from|"
    r"mit|in|auf|bei|seit|während|gegen|um|con|en|durante|desde|contra|para|por|"
    r"parmi|among|unter|entre)\s(?!ce qu)|\s(?:et|and|und|y)\s(?=\d)",
    re.IGNORECASE,
)
"""Where a phrase begins that a headline can end before, when no clause ends in time."""

_CONTENT_OPEN = re.compile(r"(?:\bque|\bqu['’]|\bthat|\bdass)\s*(?:[^\s]+\s*){0,2}$", re.IGNORECASE)
"""A content clause with hardly more than its subject: « a déclaré qu'il s'attendait »."""

_VERB_FORM = re.compile(r"(?:é|ées?|és|ant|dit|mis|er|ir|r?ait|aient|ront|ed|ing|ción|t haben)$")
"""How a word ends that mostly wants more after it: « ont modifié », « had signed »."""

_CONTENT = re.compile(r"[^.]{0,60}?(?:\bque\b|\bqu['’]|\bthat\b|\bdass\b|[:«“\"])")
"""What is reported, after its verb."""

_CONTENT_NEXT = re.compile(r"[,\s]*(?:que\b|qu['’]|that\b|dass\b|[:«“\"])")
_WITH_CLAUSE = re.compile(r"\s(?:qui|dont|who|which|that)\s")

_STOP_INMARKS = re.compile(r"[.,]\s?([\"»”])$")
_QUOTED_NEXT = re.compile(r"\s\S+\s[\"«“„]")
_RELATIVE = re.compile(
    r",\s+(?i:où|qui|dont|who|which|whose|where|donde|cuy[oa]s?)\s[^,]*,\s+(?![A-ZÀ-Þ]|et\b|and\b)"
)
"""A relative clause between commas, which a headline can do without."""

_ASIDE = re.compile(
    r",\s+(?:quant à (?:lui|elle|eux|elles)|pour (?:sa|leur) part|de (?:son|leur) côté|"
    r"par ailleurs|en revanche|toutefois|cependant|however|meanwhile|"
    r"for (?:his|her|its|their) part|in turn|por su parte|sin embargo),",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"[\s,]*\b(?:qu['’]|lorsqu|puisqu|"
    r"(?:qui|que|dont|où|alors|tandis|quand|parce|car|afin|avant|après|si|who|which|whose|where|when|"
    r"while|because|as|after|before|that|if|so|dass|weil|wenn|während|damit|bevor|nachdem|mientras|"
    r"porque|cuando|donde)\b)",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"\b(?:a|ont|avait|avaient|aura|auront|has|have|had|ha|han|había|habían)\s[^\W\d]+$"
)
"""« ont connu », "had built": mostly what was known or built is yet to come."""

_TO_DO = re.compile(r"\sà\s(?:se\s|s['’])?[a-zéè]\w+(?:er|ir|re)\b")
"""An infinitive that the words before it want: « étaient prêts à affronter »."""

_RESTRICTIVE = re.compile(r"\s(?:qui|où|dont|que|qu['’]|who|which|that|where)\b", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:(?:l[ea]s?|aux?|du|the|der|die|das|el|l[oa]s|every)\s|l['’])\w+$", re.IGNORECASE
)
_NO_SUBJECT = re.compile(
    r"[A-ZÀ-Þ]\w+(?:é|ée|és|ées)\s|(?:à|a la|au|aux|dans|sur|pour|avec|par|en|de|lors|depuis|face|"
    r"in|on|at|for|with|by|from|amid|bei|mit|nach|en|con|por|para)\s|(?:à l|d)['’]",
    re.IGNORECASE,
)
"""« Intitulé … », « À la différence des banques »: what the main clause has yet to follow."""
_MORE_VERBS = re.compile(
    r"\b(?:font|fait|peut|peuvent|doit|doivent|va|vont|fut|furent|reste|restent|fait|veut|veulent|"
    r"can|may|must|does|do|did|kann|können|muss|müssen|soll|sollen|puede|pueden|debe|deben)\b"
)
_LIST_ENDS = re.compile(
    r",\s(?:[^\s,]+\s){1,4}?(?:et|and|und|y|ou|or|oder)\s(?:[^\s,]+\s?){1,3}(?:[,.]|$)"
)
_LIST_ITEM = re.compile(r",\s(?:[^\s,]+\s?){1,4}$")
_LIST_GOES_ON = re.compile(r",\s(?:[^\s,]+\s?){1,4},")
_EMPTY_CONTENT = re.compile(
    r"(?:\bqu['’]|\bque\s|\bthat\s|\bdass\s)(?:au(?:x)?\s|dans\s|en\s|à\s|lors\s|pendant\s|sur\s|depuis\s|"
    r"in\s|at\s|during\s|on\s|since\s)[^,]*$",
    re.IGNORECASE,
)
"""« a déclaré qu'au cours de la journée »: the content has only begun."""

_APPOSITION = re.compile(
    r"^(?=(?:[Ll][ea]s?\s|[Ll]['’]|[Tt]he\s|[Dd](?:er|ie)\s|[Ee]l\s|[Ll]a\s))[^,¤\"«“]{3,90},\s"
    r"(?P<name>(?:[A-ZÀ-ÖØ-Þ][\w'’-]+\s?){2,4}),\s"
)
"""« Le chef de l'OTAN, Jens Stoltenberg, … »: the name alone is enough for a headline."""

_INSERTION = re.compile(
    r",?\s+(?:où|qui|dont|lequel|laquelle|who|which|whose|where|der|die|das|donde|cuyo)\s|"
    r",\s+(?:une?|l[ea]|an?|the|eine?)\s",
    re.IGNORECASE,
)
_ENDINGS = frozenset(search_key(word) for listed in FUNCTION_WORDS.values() for word in listed)


def cut_speech(speech: str, most: int) -> str:
    """The speech, or its first words up to where a clause ends; never otherwise changed."""
    text = " ".join(speech.split()).rstrip(" .")
    ends = [len(text), *(match.start() for match in _COORDINATION.finditer(text))]
    for end in sorted(ends, reverse=True):
        part = text[:end]
        whole = end == len(text)
        if (
            len(part) <= most
            and len(part.split()) >= FEWEST_WORDS
            and (whole or (_stands(part) and not _loses_verb(part, text[end:])))
        ):
            return part
    return ""


def cut_headline(sentence: str, most: int = MOST_CHARACTERS) -> str:
    """The sentence cut to a headline of about `most` characters, or "" where it cannot be.

    Cuts are made where a clause ends, else before a phrase, never within quotation marks or
    brackets; a relative clause between commas is left out.

    "Alors que la crue monte, la ville ferme ses ponts." -> "La ville ferme ses ponts"
    """
    text = " ".join(sentence.split())
    leading = _LEADING_CLAUSE.match(text)
    if leading and text[leading.end() :][:1] not in MARKS:
        rest = text[leading.end() :]
        text = text if starts_in_the_air(rest[:1].upper() + rest[1:]) else rest
    text = _RELATIVE.sub(" ", _ASIDE.sub("", text))
    named = _APPOSITION.match(text)
    if named and _has_verb(" ".join(text[named.end() :].split()[:3])):
        text = f"{named['name']} {text[named.end() :]}"
    ends = [match.start() for match in _CUTS.finditer(text) if not _interrupts(text, match)]
    ends.append(len(text))
    phrases = [match.start() for match in _PHRASES.finditer(text)]
    tries = ((ends, most), (ends, most + SLACK), (phrases, most), (phrases, most + SLACK))
    for found, longest in tries:
        for end in sorted(found, reverse=True):
            part = text[:end].rstrip(" .!…,")
            whole = end == len(text) and len(part.split()) >= FEWEST_WORDS and _closed(part)
            if len(part) > longest or not (whole or _stands(part)) or _CONTENT_OPEN.search(part):
                continue
            if any(lost(part, text[end:]) for lost in _LOSSES):
                continue
            if _whole(part, text) if found is ends else _ends_phrase(part, text[end:]):
                return _STOP_INMARKS.sub(r"\1", part[0].upper() + part[1:])
    return ""


def _announces(part: str, rest: str) -> bool:
    """Whether the part ends in a reporting verb and what is reported would be lost."""
    ends = [match.end() for match in REPORTING_VERB.finditer(part)]
    if not ends or _CONTENT.search(part[ends[-1] :]):
        return False
    return _CONTENT_NEXT.match(rest) is not None or len(part[ends[-1] :].split()) < FEWEST_WORDS - 1


def _loses_verb(part: str, rest: str) -> bool:
    """Whether the verb of the clause comes after the part: "Bonn, on the Rhine," without "is"."""
    if _EMPTY_CONTENT.search(part) or (_NO_SUBJECT.match(part) and not _has_verb(part)):
        return True
    if _has_verb(part) or REPORTING_VERB.search(part):
        return False
    subordinate = _SUBORDINATE.search(rest)
    return _has_verb(rest[: subordinate.start() if subordinate else None])


def _has_verb(text: str) -> bool:
    return (VERB_OF_CLAUSE.search(text) or _MORE_VERBS.search(text)) is not None


def _defined(part: str, rest: str) -> bool:
    """Whether the part ends in a noun that only the rest tells: « à l'époque » « où il vivait »."""
    return _RESTRICTIVE.match(rest) is not None and _DEFINITE.search(part) is not None


def _enumerates(part: str, rest: str) -> bool:
    """Whether the cut is within a list: "les banques Belfius, ING" + ", KBC et Argenta"."""
    if _LIST_ENDS.match(rest):
        return True
    return _LIST_ITEM.search(part) is not None and _LIST_GOES_ON.match(rest) is not None


_LOSSES = (_announces, _loses_verb, _defined, _enumerates)
"""What a cut must not do, each told from the part before it and the rest after it."""


def _whole(part: str, text: str) -> bool:
    """Whether the part looks like a clause of its own, not like its first words."""
    subject = _WITH_CLAUSE.split(part)[0]
    if subject != part and len(subject.split()) < FEWEST_WORDS:
        return VERB_OF_CLAUSE.search(subject) is not None
    long = len(part.split()) > FEWEST_WORDS or VERB_OF_CLAUSE.search(part) is not None
    return long or len(part) >= len(text.rstrip(" .!…,"))


def _ends_phrase(part: str, rest: str) -> bool:
    """Whether a headline may end here, before a phrase: not at a number, a day or a verb form."""
    last = part.split()[-1]
    open_ended = last[-1].isdigit() or _VERB_FORM.search(last) or weekdays(last)
    return not (
        open_ended or _PERFECT.search(part) or _TO_DO.match(rest) or _QUOTED_NEXT.match(rest)
    )


def _interrupts(text: str, cut: re.Match[str]) -> bool:
    """Whether an insertion starts here, after which the clause goes on: "Le pont, qui …, a"."""
    opened = _INSERTION.match(text, cut.start())
    return opened is not None and "," in text[opened.end() :]


def _stands(part: str) -> bool:
    tokens = part.split()
    return len(tokens) >= FEWEST_WORDS and _closed(part) and not is_function_word(tokens[-1])


def _closed(part: str) -> bool:
    """Whether every mark and bracket that opens in the part also closes in it."""
    brackets = part.count("(") == part.count(")") and part.count("[") == part.count("]")
    return brackets and balanced(part)


def is_function_word(word: str) -> bool:
    """Whether a line cannot end in this word: "der", "qu'il", "with"."""
    return search_key(re.split(r"['’]", word)[-1]).strip(",") in _ENDINGS


def balanced(part: str) -> bool:
    """Whether every quotation mark of the part closes in it, with the mark that belongs to it."""
    inside = quotations(part)
    if any(mark in masked(part, inside) for mark in MARKS):
        return False
    pairs = {"«": "»", "“": "”", "„": "“", '"': '"'}
    return all(
        span.end - span.start > 1
        and pairs.get(part[span.start]) == part[span.end - 1]
        and not any(mark in part[span.start + 1 : span.end - 1] for mark in MARKS)
        for span in inside
    )
