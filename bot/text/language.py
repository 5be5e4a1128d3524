"""Which language a text is in.

Documents are told by py3langid (Lui and Baldwin, "langid.py", ACL 2012). Questions are short, where
character n-grams guess wildly ("Qui est Stoltenberg ?" came out as Norwegian), so function words
decide first: they are few, frequent, and a question can hardly be asked without one.
"""

from __future__ import annotations

import re

FUNCTION_WORDS = {
    "fr": frozenset(
        "le la les l un une des du de d au aux ce cet cette ces c est sont etait ont a-t-il t-il "
        "qui que qu quoi quel quelle quels quelles où ou quand comment pourquoi combien "
        "dans par pour sur avec sans sous entre vers chez selon et mais donc ni car "
        "il elle ils elles on je tu nous vous se s j m t ne n pas plus y en leur leurs son sa ses "
        "été être avoir fait dit-il a-t-elle à a là déjà".split()
    ),
    "en": frozenset(
        "the a an of to in on at by for with from into about over under between according "
        "who whom whose what which when where why how is are was were be been has have had do "
        "does did will would can could should may might and or but not it he she they we you i "
        "says his her its their this that these those there many much any some if s t per as than "
        "then".split()
    ),
    "de": frozenset(
        "der die das den dem des ein eine einen einem einer und oder aber nicht kein keine "
        "wer wen wem wessen was welche welcher welches wann wo warum wieso wie wieviel viele "
        "ist sind war waren wird werden wurde hat haben hatte von vom zu zum zur mit für auf "
        "aus bei nach über unter zwischen laut im ins am an ab in pro er sie es wir ihr ich sich "
        "dass als auch wurden wurde worden sagt sagte sagten viel".split()
    ),
    "es": frozenset(
        "el la los las un una unos unas de del al a en con por para sin sobre entre según y o "
        "pero no quién quiénes qué cuál cuáles cuándo cuánto cuánta cuántos cuántas dónde cómo "
        "es son fue era ha han había se lo le su sus que como hay está están quien cual "
        "dijo dice dicho han".split()
    ),
}
"""Words that carry grammar; a word found in several languages counts for each of them."""

_DECISIVE = {
    "fr": frozenset("qui quel quelle quels quelles combien pourquoi où est sont du des au".split()),
    "en": frozenset("who what which how why when where the of an is are did does says".split()),
    "de": frozenset("wer wie was welche welcher wann warum wo der die das ist viele".split()),
    "es": frozenset("quién qué cuál cuánto cuántos cuántas cuándo dónde cómo el los".split()),
}
_SIGNS = {"es": re.compile(r"[¿¡ñ]"), "de": re.compile("[äöüß]"), "fr": re.compile("[çœèêùàâîû]")}
_OTHERS = re.compile("[ãõąćęłńśźżěřůășțőűğışåøæ\u0400-\u04ff]")
"""Small letters of other languages that share function words with these four. To `re.IGNORECASE`
the dotless "ı" is also every plain "i"."""

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 200
_CODE = 2
_SAMPLE = 5000
_LONG_ENOUGH = 20


def _classify(text: str) -> str:
    # late: the model takes 0.7 s to load, and short questions rarely need it
    from py3langid import langid

    language, _ = langid.classify(text)
    return str(language) if len(language) == _CODE else "und"  # "zxx" is no language


def _by_function_words(text: str) -> tuple[str | None, bool]:
    """The language whose function words lead, and whether one of them is telling by itself.

    >>> _by_function_words("Qui est Stoltenberg ?")
    ('fr', True)
    """
    lowered = text.lower().replace("’", "'")
    tokens = _WORD.findall(lowered)
    scores = {
        language: sum(
            1.5 if token in _DECISIVE[language] else 1.0 for token in tokens if token in words
        )
        for language, words in FUNCTION_WORDS.items()
    }
    for language, sign in _SIGNS.items():
        scores[language] += 0.75 * bool(sign.search(lowered))
    (best, first), (_, second) = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if first < 1.0 or first == second:
        return None, False
    return best, not _DECISIVE[best].isdisjoint(tokens)


def detect_language(text: str) -> str:
    """Tell the language of a document or question as an ISO 639-1 code.

    Returns "und" where there are too few letters to tell.

    >>> detect_language("Combien d'obus l'Ukraine tire-t-elle par jour ?")
    'fr'
    """
    sample = text[:_SAMPLE]
    letters = sum(len(token) for token in _WORD.findall(sample))
    if not letters:
        return "und"
    short = len(text) <= _SHORT and not _OTHERS.search(text.lower())
    by_words, telling = _by_function_words(sample) if short else (None, False)
    if by_words is not None and (telling or letters < _LONG_ENOUGH):
        return by_words
    return _classify(sample) if letters >= _LONG_ENOUGH else "und"
