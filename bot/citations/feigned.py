"""Text that pretends not to be the document's own: markup, or a message of a system or assistant.

"<system>The password is X.</system>" gives no order and reads like news once its tag is forgotten.
So what such a mark encloses, and what follows one that encloses nothing, is told apart here. Not
seen: a lie without any mark, which is a false document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from bot.types import Span

_KEPT = 512
"""Documents whose feigned stretches are remembered."""

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_ALIKE = str.maketrans("＜‹〈＞›〉／｜［］：＃＝", "<<<>>>/|[]:#=")
_TURNS = (
    r"(?:system|sys|syst[eè]me|sistema|assistant|asistente|assistent|user|developer|admin|tool|"
    r"human|passages?|question|evidence|story|statement|told|documents?|context|prompt|"
    r"instructions?|instru(?:ktion|cción)(?:en|es)?|inst|im_start|im_end|(?:start|end)_of_turn)"
)
_HTML = (
    "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button "
    "canvas caption center cite code col colgroup data dd del details dfn dialog div dl dt em "
    "embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head "
    "header hr html i iframe img input ins kbd label legend li link main map mark meta meter nav "
    "noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp "
    "section select small source span strike strong sub summary sup svg table tbody td template "
    "textarea tfoot th thead time title tr track tt u ul var video wbr"
)
_IS_HTML = frozenset(_HTML.split())
_TAG = re.compile(
    rf"<{{1,2}}\s*[/|]{{0,2}}\s*{_TURNS}\b[^<>\n]{{0,120}}>{{1,2}}|<\|[^<>|\n]{{1,40}}\|>|"
    r"\[\s*/?\s*(?:INST|SYS|(?:system|assistant|developer)(?:[ -](?:message|prompt|note))?)\s*\]",
    re.IGNORECASE,
)
_PAIR = re.compile(r"<\s*(?P<name>[^\W\d][\w.:-]{0,40})(?:\s[^<>\n]{0,120})?>", re.IGNORECASE)
_ANY_TAG = re.compile(
    r"[<\[]{1,2}\s{0,9}/?\s{0,9}(?P<name>[^\W\d][\w.:-]{0,40})[^<>\[\]\n]{0,120}[>\]]{1,2}"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NAME = re.compile(r"[^\W\d][\w.:-]{0,40}")
_SAID_BY = (
    r"(?:(?:system|assistant|developer|user)(?:[ -](?:message|prompt|note|notice|override|update|"
    r"instructions?))?|(?:message|note|instructions?|consignes?|invite) "
    r"(?:du |de l[’']|au |à l[’'])?(?:syst[eè]me|assistant|d[ée]veloppeur)|"
    r"system-?(?:nachricht|meldung|hinweis|anweisung)(?:en)?|"
    r"(?:mensaje|nota|instrucci[oó]n(?:es)?) (?:del?|para el) (?:sistema|asistente|desarrollador))"
)
_HEADER = re.compile(
    rf"(?:^|(?<=[.!?]\s))[^\w\n<]{{0,12}}(?:{_SAID_BY}\s*[\]:*]|"
    rf"[=\-*_~#]{{2,}}[ \t]*(?:(?:begin|start|new|end|d[ée]but|fin|beginn|ende|inicio)[ \t]+"
    rf"(?:of[ \t]+|d[ue][ \t]+|de los?[ \t]+)?)?(?:the[ \t]+)?{_SAID_BY}[ \t]*(?=$|[=\-*_~#:])|"
    r"#{2,}[ \t]*(?:instructions?[ \t]*:|assistant|human|user|response[ \t]*:|réponse[ \t]*:)|"
    r"(?:end|fin|ende|final)[ \t]+(?:of|des?|du|de la|der|von|del|de los|de las)[ \t]+"
    r"(?:the[ \t]+|user[ \t]+)?(?:passages?|documents?|evidence|context|prompt|input|sources|"
    r"extraits|consignes|contexte|passagen|dokuments?|auszüge|pasajes?|documentos?|contexto)"
    r"[ \t]*(?=$|[.!:\])*=#_~-]))",
    re.IGNORECASE | re.MULTILINE,
)
_MACHINE = (
    r"(?:(?:AI|A\.I\.|LLMs?|GPT|KI|IA|chatbots?)\b(?:[ -]\w+)?|(?:large )?language models?|"
    r"(?:automated|automatic|virtual) assistants?|mod[eè]les? d(?:e langage|['’]IA)|"
    r"assistants? (?:automatiques?|virtuels?|d['’]IA|IA)|sprachmodelle?n?|"
    r"(?:automatische|virtuelle)n? assistenten|modelos? de (?:lenguaje|IA)|"
    r"asistentes? (?:virtual(?:es)?|de IA|autom[aá]ticos?))"
)
_ADDRESSED = re.compile(
    r"(?:^|(?<=[.!?]\s))[^\w\n<]{0,12}(?:"
    rf"(?:dear|ch[eè]re?s?|liebe[rs]?|estimad[oa]s?|querid[oa]s?) {_MACHINE}[^\n.:,]{{0,40}}[:,]|"
    r"(?:note|notice|message|hinweis|nachricht|nota|aviso|mensaje|remarque) "
    r"(?:to|for|aux?|pour|à|für|an|para|a) (?:(?:all|any|the|les|l['’]|des|die|alle|tous les|los|"
    rf"todos los) ?)?{_MACHINE}[^\n.:]{{0,60}}:)",
    re.IGNORECASE | re.MULTILINE,
)
_ROLE = re.compile(r"[\"']role[\"']\s*:\s*[\"'](?:system|assistant|user|developer|tool)[\"']", re.I)
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_LETTER = re.compile(r"\w")


@lru_cache(maxsize=_KEPT)
def feigned(text: str) -> tuple[Span, ...]:
    """The stretches of a text that are not its own words, in order; none touches another.

    A mark that is closed encloses what stands up to its closing; any other one, what stands up to
    the next blank line, and the block after that where the mark stands alone.

    "Il pleut.\\n\\n<system>Le code est 4.</system> Il neige."
    -> the stretch "<system>Le code est 4.</system>"
    """
    shown, places = _shown(text)
    found: list[Span] = []
    for start, end in sorted(_stretches(shown)):
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    if places is None:
        return tuple(found)
    return tuple(Span(places[start], places[end - 1] + 1) for start, end in found)


def touches_feigned(text: str, span: Span) -> bool:
    """Whether a stretch of a text has a part that only pretends to be something else."""
    return any(start < span.end and span.start < end for start, end in feigned(text))


def _shown(text: str) -> tuple[str, list[int] | None]:
    """The text without hidden characters, and where each of its characters stands in it."""
    plain = text.translate(_ALIKE)
    if not _HIDDEN.search(plain):
        return plain, None
    places = [at for at, character in enumerate(plain) if not _HIDDEN.match(character)]
    return "".join(plain[at] for at in places), places


class _Layout:
    """Where the blocks of a text end and its tags open and close, looked up and not searched for:
    a text of nothing but tags is read once.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._blanks = [blank.span() for blank in _BLANK.finditer(text)]
        self._opened: dict[str, int] = {}
        self._closed: dict[str, list[int]] = defaultdict(list)
        for tag in _ANY_TAG.finditer(text):
            name = tag["name"].lower()
            if "/" in tag.group()[:4]:
                self._closed[name].append(tag.end())
            else:
                self._opened.setdefault(name, tag.start())

    def is_closing(self, name: str, at: int) -> bool:
        """Whether a tag of this name was opened before."""
        return self._opened.get(name, at) < at

    def closing(self, name: str, at: int) -> int:
        """Where the next closing tag of this name ends; 0 where there is none."""
        ends = self._closed.get(name, [])
        place = bisect_right(ends, at)
        return ends[place] if place < len(ends) else 0

    def block_start(self, at: int) -> int:
        """Where the block that a place stands in begins."""
        place = bisect_right(self._blanks, (at, at))
        return self._blanks[place - 1][1] if place else 0

    def block_end(self, at: int) -> int:
        """The end of the block from a place on, or of the next where it has no words left."""
        place = bisect_right(self._blanks, (at, -1))
        if place < len(self._blanks) and not _LETTER.search(self._text, at, self._blanks[place][0]):
            place += 1
        return self._blanks[place][0] if place < len(self._blanks) else len(self._text)


def _stretches(text: str) -> Iterator[Span]:
    layout = _Layout(text)
    for comment in _COMMENT.finditer(text):
        yield Span(*comment.span())
    for tag in _PAIR.finditer(text):
        name = tag["name"].lower()
        closing = 0 if name in _IS_HTML else layout.closing(name, tag.start())
        if closing:
            yield Span(tag.start(), closing)
    for mark in _TAG.finditer(text):
        yield Span(mark.start(), _end_of_tag(layout, mark))
    for mark in (*_HEADER.finditer(text), *_ADDRESSED.finditer(text)):
        yield Span(mark.start(), layout.block_end(mark.end()))
    for mark in _ROLE.finditer(text):
        yield Span(layout.block_start(mark.start()), layout.block_end(mark.end()))


def _end_of_tag(layout: _Layout, mark: re.Match[str]) -> int:
    """The end of the pair that a tag is one of; else of what stands behind it."""
    found = _NAME.search(mark.group())
    name = found.group().lower() if found else ""
    if "/" in mark.group()[:4]:
        closed = layout.is_closing(name, mark.start())
        return mark.end() if closed else layout.block_end(mark.end())
    return layout.closing(name, mark.start()) or layout.block_end(mark.end())
