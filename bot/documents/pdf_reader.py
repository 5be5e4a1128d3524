"""PDF: text by pypdf, without running heads, page numbers and line-end hyphens."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.errors import DependencyError

from bot.errors import DocumentError

from .dates import parse_date
from .layout import Wrap, lines_of, paragraphs_of
from .metadata import Metadata
from .readers import Payload, RawText

_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:page|seite|página|p\.)\s?)?\d{1,4}(?:\s?(?:/|sur|of|von|de)\s?\d{1,4})?\W{0,3}",
    re.I,
)
_WORTHLESS_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|untitled.*|sans titre.*|ohne titel.*|.*\.\w{2,4})", re.I
)
_EDGE_LINES = 3
_LONGEST_RUNNING_HEAD = 120
_END_MARK_WITHIN = 4096


def read_pdf(payload: Payload) -> RawText:
    """Read a PDF's text and information fields.

    Raises DocumentError where the file is cut off, damaged, protected by a password, or has only
    pictures of its pages.
    """
    reader = _open(payload)
    try:
        pages = [page.extract_text() or "" for page in reader.pages]
        told, guessed = _information(reader)
    except Exception as error:  # pypdf lets many kinds through for broken objects
        raise _damaged(payload) from error
    raw = "\f".join(pages).replace("\x00", "")
    if not re.search(r"[^\W\d_]", raw):
        raise DocumentError(
            payload.source,
            "has no text, only pictures of its pages; run text recognition (OCR) first",
        )
    lines = _without_running_heads([lines_of(page) for page in pages])
    return RawText(
        raw=raw, paragraphs=paragraphs_of(lines, _page_wrap(lines)), told=told, guessed=guessed
    )


def _open(payload: Payload) -> PdfReader:
    if b"%PDF-" not in payload.data[:1024]:
        raise DocumentError(payload.source, "is no PDF file; check what it is and its ending")
    if b"%%EOF" not in payload.data[-_END_MARK_WITHIN:]:
        raise DocumentError(
            payload.source, "is a PDF cut off before its end; download or copy it again"
        )
    try:
        reader = PdfReader(io.BytesIO(payload.data))
        locked = reader.is_encrypted and not _unlocks(reader)
    except Exception as error:  # pypdf lets many kinds through for broken objects
        raise _damaged(payload) from error
    if locked:
        raise DocumentError(
            payload.source, "is a PDF protected by a password; save a copy without the password"
        )
    return reader


def _unlocks(reader: PdfReader) -> bool:
    """Whether the empty password opens it, as for files that only forbid printing."""
    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):  # a cipher that is not installed or unknown
        return False


def _damaged(payload: Payload) -> DocumentError:
    return DocumentError(
        payload.source, "is a damaged PDF; open and save it again, or export it anew"
    )


def _information(reader: PdfReader) -> tuple[Metadata, Metadata]:
    fields = reader.metadata
    if fields is None:
        return Metadata(), Metadata()
    title = str(fields.get("/Title") or "").strip().replace("\x00", "")
    created = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", str(fields.get("/CreationDate") or ""))
    # the day only: a file's clock is no time of publication
    published = parse_date("-".join(created.groups())) if created else None
    is_title = bool(title) and not _WORTHLESS_TITLE.fullmatch(title)
    return Metadata(title=title if is_title else None), Metadata(published=published)


def _page_wrap(lines: Sequence[str]) -> Wrap | None:
    """Printed lines are always filled; letters differ in width, so the count varies by a sixth."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if not lengths:
        return None
    return Wrap(width=lengths[int(len(lengths) * 0.8)], slack=0.16)


def _without_running_heads(pages: Sequence[list[str]]) -> list[str]:
    """Join the pages' lines; running heads and page numbers at their edges go."""
    counts: Counter[tuple[bool, str]] = Counter()
    trimmed = [_without_blank_edges(page) for page in pages]
    for page in trimmed:
        counts.update({(top, shape) for _, top, shape in _edges(page)})
    printed = sum(bool(page) for page in trimmed)
    often = max(2, (printed + 1) // 2)
    joined: list[str] = []
    for page in trimmed:
        gone = {
            number
            for number, top, shape in _edges(page)
            if _PAGE_NUMBER.fullmatch(page[number].strip())
            or (counts[top, shape] >= often and len(shape) <= _LONGEST_RUNNING_HEAD)
        }
        joined.extend(line for number, line in enumerate(page) if number not in gone)
    return joined


def _without_blank_edges(page: list[str]) -> list[str]:
    filled = [number for number, line in enumerate(page) if line.strip()]
    return page[filled[0] : filled[-1] + 1] if filled else []


def _edges(page: list[str]) -> list[tuple[int, bool, str]]:
    """Number, whether at the top, and shape (digits made equal) of the lines at a page's edges."""
    filled = [number for number, line in enumerate(page) if line.strip()]
    top, foot = filled[:_EDGE_LINES], filled[-_EDGE_LINES:]
    shapes = {number: re.sub(r"\d+", "#", page[number].strip()) for number in (*top, *foot)}
    return [(number, True, shapes[number]) for number in top] + [
        (number, False, shapes[number]) for number in foot
    ]
