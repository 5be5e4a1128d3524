"""From a path or URL to a Document: read, describe, clean, name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from bot.errors import DocumentError
from bot.text.language import detect_language
from bot.text.sentences import sentences
from bot.types import Document

from .feed_reader import is_feed, read_feed
from .files import check_file
from .furniture import without_furniture
from .html_reader import read_html
from .identifiers import canonical_source, plain_id, printable
from .mail_reader import read_mail
from .metadata import Metadata, from_paragraphs
from .pdf_reader import read_pdf
from .readers import LARGEST_FILE, LARGEST_TEXT, Payload, RawText
from .text_reader import read_markdown, read_text
from .web import Limits, fetch, is_url
from .word_reader import read_word

Reader = Callable[[Payload], RawText]

_BY_ENDING: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_word,
    ".eml": read_mail,
}
_BY_KIND: dict[str, Reader] = {
    "text/html": read_html,
    "application/xhtml+xml": read_html,
    "text/plain": read_text,
    "text/markdown": read_markdown,
    "application/pdf": read_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": read_word,
    "message/rfc822": read_mail,
    "application/rss+xml": read_feed,
    "application/atom+xml": read_feed,
    "application/rdf+xml": read_feed,
}
_XML_KINDS = ("application/xml", "text/xml")
_VAGUE_KINDS = ("", "application/octet-stream", "binary/octet-stream")
_LONGEST_TITLE = 100
_ENOUGH_TO_TELL = 200


def read_document(source: str) -> Document:
    """Read one file or URL.

    `Document.id` is the plain name of the source (see identifiers.unique_id for a library that has
    other documents), `Document.source` its absolute path or address, `Document.text` its cleaned
    text: paragraphs separated by a blank line, page furniture left out.

    Raises DocumentError in one line for whatever cannot be read.
    """
    if is_url(source):
        payload, read = _from_web(source)
    else:
        payload, read = _from_file(source)
    return assemble(read(payload), source)


def assemble(raw: RawText, source: str) -> Document:
    """Clean a reader's result and complete its metadata.

    Raises DocumentError where no text is left or there is too much of it.
    """
    shown = source if is_url(source) else printable(source)
    described = from_paragraphs(raw.paragraphs)
    text = "\n\n".join(without_furniture(described.paragraphs))
    if not re.search(r"\w", text):
        what = "has only page furniture" if re.search(r"\w", raw.raw) else "is empty"
        raise DocumentError(shown, f"{what}, no text to cite; check the file")
    if len(text) > LARGEST_TEXT:
        raise DocumentError(shown, _too_long(LARGEST_TEXT))
    metadata = raw.told.or_else(described.metadata).or_else(raw.guessed)
    return Document(
        id=plain_id(source),
        text=text,
        raw=raw.raw,
        title=_title(metadata, text),
        language=_language(raw, text),
        source=canonical_source(source),
        outlet=_line(metadata.outlet),
        url=_line(metadata.url),
        published=metadata.published,
    )


def _from_file(path: str) -> tuple[Payload, Reader]:
    if os.path.isdir(path):
        raise DocumentError(printable(path), "is a directory; give its files")
    failure = check_file(path, named=True)
    if failure is not None:
        raise failure
    ending = os.path.splitext(path)[1].lower()
    largest = LARGEST_FILE if ending in (".pdf", ".docx") else LARGEST_TEXT
    try:
        if os.path.getsize(path) > largest:
            raise DocumentError(printable(path), _too_long(largest))
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check the file and its permissions"
        raise DocumentError(printable(path), reason) from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise DocumentError(printable(path), "is empty, no text to cite; check the file")
    return Payload(data=data, source=printable(path)), _BY_ENDING[ending]


def _from_web(url: str) -> tuple[Payload, Reader]:
    fetched = fetch(url, Limits(size=LARGEST_TEXT))
    payload = Payload(data=fetched.data, source=url, charset=fetched.charset, url=fetched.url)
    if not payload.data.strip():
        raise DocumentError(url, "is empty, no text to cite; check the address")
    return payload, _reader_of(payload, fetched.kind)


def _reader_of(payload: Payload, kind: str) -> Reader:
    """The reader for a media type; what the bytes say counts where the type is vague."""
    if kind in _XML_KINDS:
        return read_feed if is_feed(payload.data) else read_html
    if kind in _VAGUE_KINDS:
        if payload.data.startswith(b"%PDF-"):
            return read_pdf
        path = re.sub(r"[?#].*", "", payload.url or payload.source)
        ending = os.path.splitext(path)[1].lower()
        is_page = re.search(rb"<(?:html|!doctype html|body)\b", payload.data[:2048], re.IGNORECASE)
        return _BY_ENDING.get(ending) or (read_html if is_page else read_text)
    reader = _BY_KIND.get(kind)
    if reader is None:
        raise DocumentError(payload.source, f"is {kind}, not a document; give a page, text or PDF")
    return reader


def _too_long(largest: int) -> str:
    return f"is larger than {largest // 1_000_000} MB; split it into smaller documents"


def _title(metadata: Metadata, text: str) -> str:
    """The given title, else the first sentence, cut at a word."""
    if title := _line(metadata.title):
        return title
    start = text[:2_000].split("\n\n", 1)[0]
    spans = sentences(start)
    sentence = " ".join(start[spans[0].start : spans[0].end].split()) if spans else start
    if len(sentence) <= _LONGEST_TITLE:
        return sentence
    cut = sentence[: _LONGEST_TITLE + 1].rpartition(" ")[0] or sentence[:_LONGEST_TITLE]
    return cut.rstrip(' ,;:–—-«("“') + "…"


def _line(value: str | None) -> str | None:
    """A value on one line without control characters; None where nothing is left."""
    line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", value or "").split())
    return line or None


def _language(raw: RawText, text: str) -> str:
    """What the author says, else what the text is, else what the page's template says.

    Templates are often in another language than their text, so that comes last but for texts
    too short to tell.
    """
    if raw.told.language is not None:
        return raw.told.language
    guessed = raw.guessed.language
    if guessed is not None and len(text) < _ENOUGH_TO_TELL:
        return guessed
    detected = detect_language(text)
    return guessed or "und" if detected == "und" else detected
