"""Sentences of documents as statements that stand alone, with their speaker.

A briefing tells a sentence outside its article. So speech that is not attributed in its own
sentence gets its speaker, a leading pronoun becomes the person it means, a leading "Mais" goes, and
what still leans on the sentence before it is not told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.attribution import Attribution, Speakers, starts_in_the_air, without_connective
from bot.names import names
from bot.prompts import Phrases
from bot.text.quotations import quotations
from bot.text.reporting import FRAGMENT, NEVER, NOT_STATED, SOURCE_PREPOSITION
from bot.types import Passage, Span
from bot.writers.speakers import capital, flat, short_name, standing, with_speaker

FEWEST_WORDS = 6
MOST_WORDS = 60

_CONTENT = re.compile(r"(?:(?!que\b|bien\b)\w+\s){0,2}(?:que\s|qu['’]|that\s|,\s?dass\s)")
_DASH = re.compile(
    r"^(?:[-–—•·*]\s+|(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:,\s[^–—-]{1,30})?(?:\s\([\w ./]+\))?|"
    r"\([A-Z][\w ./]+\))\s[–—-]+\s)"
)
"""What sets a line off from a date, a place or a list: « PARIS (AFP) - », "WASHINGTON –"."""

_ENDS_ALONE = re.compile(r"(?:\s?(?:on\s)?(?:\w+day|yesterday|today|earlier|later))?\.", re.I)
"""What may follow "…, police said" for the rest to be all that was said."""

_GOES_ON = re.compile(
    r"\b(?:et|and|und)\s+(?:a|ont|avait|had|has|hat|said|called|urged|added|warned|told|asked|"
    r"promised|demanded|accused|denied|insisted|announced)\b"
)
"""Where a second verb is the speaker's too: "said … and called on", « a dit que … et a ajouté »."""

_SAID_BARE = re.compile(
    r"(?:said|says)\s(?!(?:on|in|at|during|after|before|to|that|he|she|they|it|we|I|there|so|this|"
    r"yesterday|today|earlier|\w+day)\b)(?=[\w$£€])"
)
""""Ana Gil said 60 boats had come": English leaves out "that"."""

_MARKS = '"«»“”„‟'
_ENDS = re.compile(r"[.!…][\"»”“’)\s]*$|[.!…]\s?»?$")
_BACKWARD = re.compile(
    r"\b(?:l[ea]s? mêmes? \w+|"
    r"the same \w+|de[rnm]selben?|dieselben?|l?[oa]s? mism[oa]s?|"
    r"ce dernier|cette dernière|ces dernier(?:s|es)|celui-ci|celle-ci|ceux-ci|"
    r"ledit|the latter|"
    r"(?<!\bil\s)(?<!\bils\s)(?<!\bqui\s)(?<!n['’])(?:y|en)\s(?:a|ont|avait|avaient|est|sont|était|étaient)"
    r"\s\w+(?:é|és|ée|ées|i|u|s|t)|"
    r"the former|letztere[rsn]?|este último|esta última|ci-dessus|above-mentioned)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"(?:encore moins|tout aussi|quant (?:à|aux?)|as for|une? autre|"
    r"d['’]autres|l['’]autre|another|the other|others|ein anderer|eine andere|"
    r"(?:sur|dans|à|en|pour|par|avec|in|on|for)\s"
    r"(?:d['’]autres|une? autre|l['’]autre|other|another)|"
    r"otr[oa]s?|au total|in total|all told|insgesamt|en total|parmi eux|among them)\b"
    r"|(?-i:[A-ZÀ-Þ][\w'’-]+\s(?:[A-ZÀ-Þ][\w'’-]+\s)?(?:l[ea]s?|lui|leur)\s)\w+(?:ra|rait|ront|raient|"
    r"ait|aient)\b"
    r"|(?:[^\s,]+\s){1,6}(?:a|ont|est|sont|had|has|have|was|were)\s(?:ainsi|donc|thus|therefore|also|"
    r"aussi)\s",
    re.IGNORECASE,
)
"""An opening that goes on from an earlier sentence: « Une autre, de 40 milliards, », « Ana Gil le
verra », « Les actions ont ainsi reculé »."""

_PAIR = 2
_THE_TWO = re.compile(
    r"\b(?:l[ea]s deux (?:hommes|femmes|dirigeants|pays|parties|camps|ministres|présidents|chefs|"
    r"entreprises|groupes|banques|équipes)|the two (?:men|women|leaders|sides|countries|companies|"
    r"presidents|ministers|teams|parties)|beiden? (?:Männer|Frauen|Länder|Seiten|Minister)|"
    r"l[oa]s dos (?:hombres|mujeres|países|líderes|partes|presidentes))\b",
    re.IGNORECASE,
)
"""Two that were named before, unless the sentence names them itself."""

_FIRST_PERSON = re.compile(
    r"(?:I|I['’]\w+|[Ww]e|[Mm]y|[Oo]ur|[Jj]e|[Jj]['’](?=[aeiouyéèêh])|[Nn]ous|[Mm](?:on|a|es)|[Nn](?:otre|os)|"
    r"[Ii]ch|[Ww]ir|[Mm]ein\w*|[Uu]nser\w*|[Yy]o|[Nn]osotros|[Mm]is?|[Nn]uestr[oa]s?)\s"
)
"""Outside quotation marks the writer of a column or a letter speaks: no news, and nobody's name."""

_DISCLAIMER = re.compile(
    r"pas été en mesure de (?:vérifier|confirmer)|pas pu (?:être )?(?:vérifier|vérifié|confirmé)|"
    r"pas (?:immédiatement )?(?:répondu|réagi)|could not (?:be )?(?:immediately )?"
    r"(?:independently )?(?:verif|confirm)|did not (?:immediately )?respond|"
    r"(?:declined|refused) to comment|pas (?:fait|souhaité faire) de commentaires?|"
    r"refusée?s? à (?:tout|faire (?:le moindre|de)) commentaires?|"
    r"(?:refus\w+|souhait\w+ pas|voulu) (?:de )?(?:faire de )?comment(?:er|aires?)\b|"
    r"not immediately available for comment|"
    r"nicht (?:unabhängig )?(?:überprüf|bestätig)|no (?:ha )?(?:podido|pudo) verificar|"
    r"^(?:more (?:on|from)|related|read (?:more|also)|see also|watch|lire (?:aussi|la suite)|"
    r"à lire|voir aussi|regarder|mehr (?:zu|dazu)|lesen sie auch|lea también)\b[^.]*:|"
    r"support(?:ing)? (?:our|independent) journalism|\bbecome an? [^.]*\bsubscriber|"
    r"\bsubscribe (?:to|now|today)|\bsign up (?:for|to) (?:our|the|a) |"
    r"soutenez (?:notre|le) journal|abonnez-vous|"
    r"(?:to|was) sign up|s['’]abonner|newsletter|cookies?\b|https?://|www\.|©",
    re.IGNORECASE,
)
"""What a newsroom says of its own work, or a page of itself: true, and no news."""


@dataclass(frozen=True)
class Stated:
    """A statement and the stretch of its document that carries it; `direct` for speech."""

    text: str
    quote: Span
    direct: bool
    reported: str = ""
    """What is said without its attribution, for a headline; "" where it cannot be taken out."""
    speaker: str = ""
    """Who says it, shortly, where somebody does."""
    speech: str = ""
    """The speaker's own words without their quotation marks, for direct speech."""
    sourced: bool = False
    """Whether somebody stands behind it, so that a shorter form must name him too."""
    named: bool = False
    """Whether that source has a name: "Ana Gil", "le ministère de la Défense de Bonn"."""


def stated(sentence: Span, passage: Passage, speakers: Speakers, phrases: Phrases) -> Stated | None:
    """The sentence as a statement that can stand alone, or None where it cannot.

    "Il a ajouté que le pont fermerait." after "Le maire, M. Roux, …"
    -> "Le maire, M. Roux, a ajouté que le pont fermerait."
    """
    text = _DASH.sub("", flat(passage.document.text[sentence.start : sentence.end]))
    if not _tellable(text):
        return None
    source = speakers.of(sentence)
    direct = speakers.is_direct(sentence)
    made = (_direct if direct else _plain)(text, sentence, passage, source, phrases)
    if made is None or source is None:
        return made
    who = flat(passage.document.text[source.speaker.start : source.speaker.end])
    return replace(made, sourced=True, named=bool(names(f"Oui, {who}.")))


def _direct(
    text: str, sentence: Span, passage: Passage, source: Attribution | None, phrases: Phrases
) -> Stated | None:
    told = _speech(sentence, passage, source, phrases)
    if told is None or source is None:
        return None
    who = flat(passage.document.text[source.speaker.start : source.speaker.end])
    words = flat(_spoken(text)).strip(_MARKS + " ,.")
    return Stated(told, sentence, direct=True, speaker=short_name(who), speech=words)


def _plain(
    text: str, sentence: Span, passage: Passage, source: Attribution | None, _: Phrases
) -> Stated | None:
    if _FIRST_PERSON.match(text) or (any(mark in text for mark in _MARKS) and not _closed(text)):
        return None
    plain = without_connective(text)
    if source is not None and not source.own:
        resolved = with_speaker(sentence, passage, source)
        told = without_connective(resolved) if resolved else ""
        return None if starts_in_the_air(told) else Stated(told, sentence, direct=False)
    return None if starts_in_the_air(plain) else _indirect(plain, sentence, passage, source)


def _indirect(text: str, sentence: Span, passage: Passage, source: Attribution | None) -> Stated:
    """A sentence in the reporter's words; what it reports is told apart from who said it."""
    if source is None:
        return Stated(text, sentence, direct=False, reported=text)
    document = passage.document.text
    who = flat(document[source.speaker.start : source.speaker.end])
    short = short_name(who)
    before = flat(document[sentence.start : source.reporting.start])
    after = flat(document[source.reporting.end : sentence.end])
    ahead = flat(document[sentence.start : source.speaker.start])
    content = _CONTENT.match(after)
    verb = document[source.reporting.start : source.reporting.end]
    if NOT_STATED.search(verb) or NEVER.search(before):
        said = ""
    elif content is not None and source.speaker.end <= source.reporting.start:
        said = capital(after[content.end() :])
    elif before.endswith(",") and source.speaker.start >= source.reporting.end:
        said = before.rstrip(",") + "."
    elif ahead.endswith(",") and source.speaker.end <= source.reporting.start:
        said = ahead.rstrip(",") + "." if _ENDS_ALONE.fullmatch(after) else ""
    elif _SAID_BARE.match(f"{verb} {after}") and source.speaker.start == sentence.start:
        said = capital(after)
    elif source.reporting.start == sentence.start and text[len(before) :].count(","):
        said = capital(flat(document[source.speaker.end : sentence.end]).lstrip(", "))
    else:
        said = ""
    if (
        not said
        or _GOES_ON.search(said)
        or starts_in_the_air(said)
        or starts_in_the_air(capital(short))
    ):
        return Stated(text, sentence, direct=False)
    return Stated(text, sentence, direct=False, reported=said, speaker=short)


def with_fragment(told: Stated, following: Span, passage: Passage) -> Stated:
    """The statement with the next sentence, where that is only a noun with its relative clause.

    "La France livre un Mamba." + "Une arme qui vaut 500 millions." -> both
    """
    text = flat(passage.document.text[following.start : following.end])
    if told.direct or following.end > passage.end or not FRAGMENT.match(text):
        return told
    return replace(told, text=f"{told.text} {text}", quote=Span(told.quote.start, following.end))


def _tellable(text: str) -> bool:
    count = len(text.split())
    return (
        FEWEST_WORDS <= count <= MOST_WORDS
        and _ENDS.search(text) is not None
        and not any(sign in text for sign in "[]|?")
        and _BACKWARD.search(text) is None
        and _LEANS.match(text) is None
        and not (_THE_TWO.search(text) and len(names(f"Oui, {text}")) < _PAIR)
        and _DISCLAIMER.search(text) is None
    )


def _closed(text: str) -> bool:
    """Whether every quotation of the text that opens also closes in it."""
    inside = quotations(text)
    outside = "".join(
        text[start:end]
        for start, end in zip(
            [0, *(span.end for span in inside)],
            [*(span.start for span in inside), len(text)],
            strict=True,
        )
    )
    return all(text[span.end - 1] in _MARKS for span in inside) and not any(
        mark in outside for mark in _MARKS
    )


def _speech(
    sentence: Span, passage: Passage, source: Attribution | None, phrases: Phrases
) -> str | None:
    """Direct speech with its speaker: as it stands where that names him, else "X : « … »"."""
    document = passage.document
    text = flat(document.text[sentence.start : sentence.end])
    if source is None:
        return None
    if source.own and _closed(text) and not starts_in_the_air(text):
        return text
    resolved = with_speaker(sentence, passage, source)
    if resolved and _closed(resolved) and SOURCE_PREPOSITION.match(resolved):
        return resolved
    who = standing(flat(document.text[source.speaker.start : source.speaker.end]))
    within = passage.start <= source.speaker.start and source.speaker.end <= passage.end
    if not within or not who:
        return None
    words = flat(_spoken(text)).strip(_MARKS + " ,.")
    if len(words.split()) < FEWEST_WORDS or any(mark in words for mark in _MARKS):
        return None
    if starts_in_the_air(words) or not words[0].isupper():
        return None
    return phrases.for_language(document.language).fill(
        "briefing_speech", speaker=capital(who), speech=words
    )


def _spoken(text: str) -> str:
    """The quoted part of a sentence of speech whose quotation may open or close elsewhere.

    "" where the sentence opens in the reporter's own words: they are not the speaker's.
    """
    inside = quotations(text)
    if inside and inside[0].start == 0:
        return text[inside[0].start : inside[0].end]
    closing = next((at for at, letter in enumerate(text) if letter in '»”"'), len(text))
    return "" if inside and inside[0].start <= closing else text[:closing]
