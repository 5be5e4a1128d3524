"""What a careful reader minds in a line: judged by rules of its own, not by the product's.

The product decides with `bot.attribution` and `bot.headlines`; were it judged by them too, it
could not be found wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from evals.briefings.matching import key

LONGEST_HEADLINE = 110
"""Characters: a headline that names its source may be a little longer than the ninety aimed at."""

_REPEATS_FROM = 0.7
_FEWEST_SHARED = 4

_LEANING = re.compile(
    r"(?:ils?|elles?|on|cel[au]\w*|celui|celle|ceux|ce(?:t|tte|s)?|c'(?:est|etait)|ca|son|sa|ses|leurs?|"
    r"mais|or|donc|ainsi|aussi|puis|ensuite|pourtant|cependant|toutefois|en revanche|de plus|"
    r"en outre|par ailleurs|et|car|he|she|they|it|his|her|their|its|this|these|those|that|such|"
    r"but|and|so|however|also|moreover|therefore|then|instead|"
    r"er|sie|es|sein\w*|ihr\w*|dies\w*|aber|und|doch|deshalb|daher|dort|"
    r"ella|ellos|ellas|su|sus|est[aeo]s?|es[aeo]s?|pero|y|tambien|ademas)\b"
)
_STANDS = re.compile(
    r"(?:il (?:y a|y avait|faut|faudra|fallait|est \w+ (?:de|d'|que|qu'))|"
    r"it (?:is|was|will be|remains|would be) \w+ (?:that|to|for)|"
    r"it (?:would|could|will|may) take|es gibt|"
    r"(?:ce|cette|this|diese[rsn]?|est[ae]) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"semaine|annee|matin|soir|week|year|month|morning|woche|jahr|semana|lunes|martes|miercoles|"
    r"jueves|viernes|sabado|domingo))\b"
)
_DANGLING = frozenset(
    "a au aux de du des d la le les l un une et ou que qu qui dont par pour avec sans sur "
    "sous dans en vers chez entre contre selon afin apres avant depuis pendant lors ne se "
    "plus tres ont est sont etait avait avaient sera seront peut doit the an of to in on at "
    "by for with from and or that which who is are was were has have had will would can could "
    "may be been not their its der die das den dem ein eine einen einer von vom zu zum zur "
    "mit und oder dass ist sind war hat haben wird werden im am auf fur bei el los las una y "
    "o con por para del al han es son".split()
)
_VERB_END = re.compile(r"(?:aient|eront|eraient|ifie|ifient)$")
_NAMED = re.compile(r"(?<=[\s'’(«“])[^\W\d_a-zà-öø-ÿœ]\w|\d|^\w+\s?:\s")
_QUOTED = re.compile(r"«([^»]*)»|“([^”“]*)[”“]|„([^“”]*)[“”]|\"([^\"]*)\"")


def starts_in_the_air(statement: str) -> bool:
    """Whether the statement opens with a word that points back to what is not told.

    "Il a ajouté que le pont tient." -> True
    """
    text = key(statement).lstrip("\"'«» -–")
    return _LEANING.match(text) is not None and _STANDS.match(text) is None


def headline_faults(headline: str) -> tuple[str, ...]:
    """What is wrong with a headline: too long, cut, dangling, vague, its marks not closed.

    "Le maire a dit que" -> ("dangling",)
    """
    last = re.split(r"[\s']", key(headline).rstrip(' .!»"'))[-1]
    checks = {
        "long": len(headline) > LONGEST_HEADLINE,
        "short": len(headline.split()) < 3,
        "cut": headline.rstrip().endswith(("…", "...")),
        "dangling": last in _DANGLING or _VERB_END.search(last) is not None,
        "in the air": starts_in_the_air(headline),
        "vague": _NAMED.search(headline) is None,
        "marks": headline.count("«") != headline.count("»") or headline.count('"') % 2 == 1,
    }
    return tuple(name for name, wrong in checks.items() if wrong)


def quoted_words(text: str) -> tuple[str, ...]:
    """What stands between quotation marks, as it is compared."""
    found = (next(filter(None, match.groups()), "") for match in _QUOTED.finditer(text))
    return tuple(words for one in found if (words := key(one).strip(" .,;:!?")))


def say_the_same(one: str, two: str) -> bool:
    """Whether most of the shorter text's longer words, four at least, stand in the other too."""
    first, second = _content(one), _content(two)
    shared = len(first & second)
    return shared >= _FEWEST_SHARED and shared >= _REPEATS_FROM * min(len(first), len(second))


def repeated(statements: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The pairs of statements that say the same."""
    return tuple(pair for pair in combinations(statements, 2) if say_the_same(*pair))


def _content(text: str) -> frozenset[str]:
    return frozenset(
        word for word in re.findall(r"\w+", key(text)) if len(word) > 3 or word.isdigit()
    )
