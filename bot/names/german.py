"""The words of a German sentence that may be names.

German writes every noun with a capital, so a capital is no sign of a name. A capitalised word is
taken for a noun, and left out, only on evidence: it is of the general vocabulary or a compound of
it ("Militärquellen"), it has a noun's ending ("Lieferung"), or it stands where names do not:
behind a number, an article or an adjective ("20 000 Granaten", "die alte Werft"). All else may be a
name, and so may acronyms and what the table of places and organisations knows, wherever they stand.

An organisation or region that takes an article and that no table has ("die Hisbollah", "im Elsass")
is therefore taken for a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.names.extraction import Name, runs
from bot.names.german_lexicon import ADJECTIVES, ER_PLURALS, NO_HEADS, NOUNS, OPENERS
from bot.names.lexicon import (
    CALENDAR,
    DEPARTMENTS,
    FUNCTION_WORDS,
    GERMAN_COMMON,
    GERMAN_NOUN_ENDINGS,
    GIVEN_NAMES,
    TITLE_ENDINGS,
    TITLES,
)
from bot.names.tokens import Token, joined, tokens
from bot.text.equivalents import meaning_of
from bot.text.folding import search_key
from bot.text.language import FUNCTION_WORDS as WORDS_OF
from bot.types import Span

_ENDINGS = ("", "s", "es", "e", "en", "n", "ens", "er", "ern", "in", "innen")
_AGENT = re.compile(r"(?:er|or|ist|ent|ant|ar|at)$")
_NOMINALISED = ("ete", "zte", "ene", "nde", "iche", "mte", "ote", "ige")
_PERSONAL = frozenset("herr herrn frau dr prof mr mrs ms m mme mlle señor señora".split())
_SHORTEST_HEAD = 4
_SHORTEST_REST = 3
_NOUN_ENDINGS = (
    *(ending for ending in GERMAN_NOUN_ENDINGS if ending not in ("chen", "tum", "ling", "ik")),
    *"enz enzen anz anzen ur uren age agen sions ments ungs keits tions schafts".split(),
)
_SHORTEST_WITH_ENDING = 7
_DETERMINERS = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines
    mein meine meinen meinem meiner sein seine seinen seinem seiner seines ihr ihre ihren ihrem
    ihrer ihres unser unsere unseren unserem unserer euer eure dieser diese dieses diesen diesem
    jener jene jenes jenen jenem jeder jede jedes jeden jedem welche welcher welches welchen
    alle allen aller beide beiden beider viele vielen vieler mehrere mehreren mehrerer einige
    einigen einiger manche manchen wenige wenigen zahlreiche zahlreichen zahlreicher solche solchen
    im am ans ins zum zur vom beim
    """.split()
)
_RELATIVES = frozenset("der die das den dem".split())
_ADJECTIVE_STEM = re.compile(
    r"(?:isch|lich|ig|bar|sam|haft|los|ell|iv|al|ar|end|ern|voll|reich|frei|fahig|weit|wert"
    r"|fertig|artig|massig|ge\w+t|ge\w+en|\w+iert|be\w+t|ver\w+t|zer\w+t|ent\w+t)$"
)
_VERB_LIKE = re.compile(r"(?:te|ten)$")
_PARTICIPLE = re.compile(r"^(?:\w{2,})?ge\w{2,}te[nrsm]?$|iert(?:e[nrsm]?)?$")
_INFLECTED = re.compile(r"e[nrsm]?$")
_STRONG = re.compile(r"(?:isch|lich|ig|bar|sam|haft|los|ell|iv)(?:e|er|es|em)$")
_MOST_ADJECTIVES = 3
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_AMOUNTS = frozenset("millionen million milliarden milliarde dutzend prozent paar pro je".split())
_PRONOUNS = frozenset("sie ihr ihre ihnen ihren ihrem ihrer ihres".split())
_CAPITAL_ADJECTIVE = re.compile(
    r"(?:\w{2}isch|\w{2}lich|weiss|rot|schwarz|vereinigt|vereint|^deutsch)e[nrsm]?$"
)


def speaks_german(text: str) -> bool:
    """Whether German function words lead in a text, however short.

    >>> speaks_german("Russland feuert bis zu 20 000 Granaten pro Tag ab.")
    True
    """
    found = [word.key for word in tokens(text)]
    counts = {code: sum(key in words for key in found) for code, words in WORDS_OF.items()}
    german = counts.pop("de")
    if german != max(counts.values()):
        return german > max(counts.values())
    # "an", "in", "will" are words of two languages: capitals inside the sentence tell then.
    inner = [word for word in tokens(text) if word.capital and not word.initial]
    nouns = [word for word in inner if _listed(search_key(word.text))]
    return len(nouns) > 0 and 2 * len(nouns) >= len(inner)


def german_names(text: str) -> tuple[Name, ...]:
    """What may be a name in a German text, in order.

    >>> [name.text for name in german_names("Das Luftabwehrsystem Mamba schützt laut Selenskyj.")]
    ['Mamba', 'Selenskyj']
    """
    words = list(tokens(text))
    spans = (span for start, end in runs(words) for span in _named(words, start, end))
    return tuple(Name(span, text[span.start : span.end]) for span in spans)


def _named(words: Sequence[Token], start: int, end: int) -> Iterator[Span]:
    """The stretches of a run of capitalised words that are left when its nouns are taken out."""
    kept: list[Token] = []
    position = start
    while position < end:
        word = words[position]
        known = _known_to(words, position, end)
        compound = _of_compound(word)
        common = word.capital and _common(words, position, kept)
        if known > position or compound or common:
            yield from _kept(kept)
            kept = []
        if known > position:
            yield Span(word.start, words[known - 1].end)
        elif compound:
            yield from compound
        elif (word.capital and not _common(words, position, kept)) or kept:
            kept.append(word)
        position = max(known, position + 1)
    yield from _kept(kept)


def _kept(kept: Sequence[Token]) -> Iterator[Span]:
    """The stretch of these words, without particles at its end; none for a lone adjective."""
    capitals = [place for place, word in enumerate(kept) if word.capital]
    if capitals and not (len(capitals) == 1 and _adjective(kept[capitals[0]])):
        last = kept[capitals[-1]]
        yield Span(kept[0].start, last.end - (last.text.endswith(".") and len(capitals) > 1))


def _of_compound(word: Token) -> Sequence[Span]:
    """The parts of a compound with hyphens that are no nouns: Gepard of "Gepard-Panzer"."""
    pieces = list(re.finditer(r"[^-‑]+", word.text))
    if len(pieces) < 2 or meaning_of(word.text) or not _is_noun(pieces[-1][0]):
        return ()
    return [
        Span(word.start + piece.start(), word.start + piece.end())
        for piece in pieces
        if piece[0][0].isupper() and (piece[0].isupper() or not _is_noun(piece[0]))
    ]


def _known_to(words: Sequence[Token], position: int, end: int) -> int:
    """End of the longest stretch that the table of places and organisations knows."""
    word = words[position]
    if word.initial and word.key in FUNCTION_WORDS:
        return position
    more = position + 1 < end and words[position + 1].capital
    shortest = position + (_adjective(word) and more)  # the Deutsche Bank is not Germany
    for stop in range(min(end, position + 4), shortest, -1):
        stretch = " ".join(word.text for word in words[position:stop])
        if words[stop - 1].capital and meaning_of(stretch):
            return stop
    return position


def _adjective(word: Token) -> bool:
    """Whether a word is an adjective with the capital of a name: "Vereinte", "Deutsche"."""
    return not word.initial and _CAPITAL_ADJECTIVE.search(search_key(word.text)) is not None


def _common(words: Sequence[Token], position: int, kept: Sequence[Token]) -> bool:
    """Whether a capitalised word is no name; `kept` are those before it that are one."""
    word = words[position]
    if word.acronym or _adjective(word) or (kept and _goes_on(kept)):
        return False
    if position and words[position - 1].key in _PERSONAL:
        return False  # Frau Richter
    if word.key in CALENDAR or word.key in _PRONOUNS or _is_noun(word.text):
        return True
    if word.compound or word.key in GIVEN_NAMES:
        return False
    key = search_key(word.text)
    if word.initial and (word.key in FUNCTION_WORDS or key in OPENERS or _opens(words, position)):
        return True
    return _after_determiner(words, position)


def _goes_on(kept: Sequence[Token]) -> bool:
    """Whether a name goes on with any noun: "Angela Richter", "Deutsche Bank", "von der Leyen"."""
    last = kept[-1]
    return last.key in GIVEN_NAMES or not last.capital or _adjective(last)


def _opens(words: Sequence[Token], position: int) -> bool:
    """Whether a first word is an adverb or adjective: "Täglich", "Westliche Quellen"."""
    key = search_key(words[position].text)
    if key.endswith(("lich", "weise", "erdings")) or _is_adjective(words[position].text.lower()):
        return True
    return re.match(r"(?:\w{2,5})?ge\w{2,}(?:t|en)$", key) is not None and len(key) > 5


def _after_determiner(words: Sequence[Token], position: int) -> bool:
    """Whether a number, an article or an adjective stands before, as it does before nouns."""
    if position == 0 or not joined(words[position].gap, words[position - 1]):
        return False
    at = position - 1
    before = words[at]
    if before.text[0].isdigit() and not before.text[-1].isdigit():
        return False
    if before.text.isdigit():
        grouped = at > 0 and words[at - 1].text.isdigit()
        return grouped or not _YEAR.fullmatch(before.text)
    if before.key in _AMOUNTS or _STRONG.search(search_key(before.key)) is not None:
        return True
    for _ in range(_MOST_ADJECTIVES + 1):
        word = words[at]
        if word.key in _DETERMINERS:
            return at < position - 1 or not _relative(words, at)
        if at == 0 or not _is_adjective(word.key) or not joined(word.gap, words[at - 1]):
            return False
        at -= 1
    return False


def _relative(words: Sequence[Token], at: int) -> bool:
    """Whether an article is the pronoun instead: "der Plan, den Merkel ablehnte"."""
    word = words[at]
    return word.key in _RELATIVES and word.gap.strip() == "," and at > 0 and words[at - 1].capital


def _is_adjective(word: str) -> bool:
    """Whether it is an inflected adjective and no verb ("sagte", "wollen")."""
    key = search_key(word)
    stem = _INFLECTED.sub("", key)
    if stem == key or key in FUNCTION_WORDS:
        return False
    if stem in ADJECTIVES:
        return True
    if _VERB_LIKE.search(key):
        return _PARTICIPLE.search(key) is not None
    return _ADJECTIVE_STEM.search(stem) is not None


def _is_noun(word: str) -> bool:
    """Whether a word is of the general vocabulary, a compound of it, or ends as nouns do."""
    lowered = word.lower()
    pieces = re.split("[-‑]", word)
    if len(pieces) > 1:
        return all(
            piece.isdigit() or (not piece.isupper() and piece != "" and _is_noun(piece))
            for piece in pieces
        )
    if lowered in TITLES or lowered in DEPARTMENTS or lowered in GERMAN_COMMON:
        return True
    if len(lowered) > 4 and lowered.endswith(TITLE_ENDINGS):
        return True
    key = search_key(word)
    if len(key) >= _SHORTEST_WITH_ENDING and key.endswith(_NOUN_ENDINGS):
        return True
    return _listed(key) or _compound(key)


def _listed(key: str) -> bool:
    return any(stem in NOUNS for stem in _stems(key))


def _compound(key: str) -> bool:
    heads = _heads()
    for stem in _stems(key):
        for cut in range(_SHORTEST_REST, len(stem) - _SHORTEST_HEAD + 1):
            if stem[cut:] in heads:
                return True
    return False


@cache
def _heads() -> frozenset[str]:
    return frozenset(noun for noun in NOUNS - NO_HEADS if len(noun) >= _SHORTEST_HEAD)


def _stems(key: str) -> Iterator[str]:
    """What may be the singular: "granaten" is "granate", "fischer" is not "fisch"."""
    for ending in _ENDINGS:
        stem = key[: len(key) - len(ending)]
        if not key.endswith(ending) or (ending in ("in", "innen") and not _AGENT.search(stem)):
            continue
        if ending not in ("er", "ern") or any(stem.endswith(noun) for noun in ER_PLURALS):
            yield stem
    if key.endswith("er") and key[:-1].endswith(_NOMINALISED):
        yield key[:-1]
