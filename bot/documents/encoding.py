"""Bytes to text: byte-order marks, UTF-8, UTF-16 and 8-bit encodings, and what is no text."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or Office file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_WESTERN = frozenset(
    "àâäæçéèêëîïôœöùûüÿñáíóúßãõåøìòÀÂÄÆÇÉÈÊËÎÏÔŒÖÙÛÜŸÑÁÍÓÚÃÕÅØÌÒ«»“”‘’‚„‹›–—…•€£§°·©®™¿¡ªº²³½¼´\xa0\xad"
)
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27}) + b"\x7f"
_SURROGATE = re.compile("[\udc80-\udcff]")
_SAMPLE = 65_536
_MOST_NULS = 0.2
_MOST_CONTROLS = 0.02
_LEAST_WESTERN = 0.9


class NotText(ValueError):
    """The bytes are no text; the message says what they look like."""


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode a document's bytes; stray NUL bytes are dropped.

    A byte-order mark decides, then `declared` (from a header or meta element) if it fits, then
    UTF-8, then UTF-16 without a mark, then Windows-1252 where that gives western letters, then what
    charset-normalizer finds most likely. Bytes that are wrong in an otherwise sound UTF-8 text are
    read as Windows-1252 one by one, so one bad byte does not spoil a file.

    Raises NotText for binary data.

    >>> decode(b"L\\x92\\xc9lys\\xe9e")
    'L’Élysée'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace").replace("\x00", "")
    wide = _wide_encoding(data)
    if wide is not None:
        return data.decode(wide, errors="replace").replace("\x00", "")
    _refuse_binary(data)
    data = data.replace(b"\x00", b"")
    for named in (declared, "utf-8"):
        if named is not None and (text := _try(data, named)) is not None:
            return text
    return _decode_8_bit(data)


def _try(data: bytes, encoding: str) -> str | None:
    if encoding.lower().replace("_", "-") in ("iso-8859-1", "latin-1", "latin1", "us-ascii"):
        encoding = "cp1252"  # as browsers do: the pages that say Latin-1 mean Windows-1252
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of western text is NUL."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise NotText(f"looks like {what}")
    sample = data[:_SAMPLE]
    nuls = sample.count(0)
    controls = len(sample) - len(sample.translate(None, _CONTROL)) - nuls
    if nuls > _MOST_NULS * len(sample) or controls > _MOST_CONTROLS * len(sample):
        raise NotText("looks like binary data")


def _decode_8_bit(data: bytes) -> str:
    mended = data.decode("utf-8", errors="surrogateescape")
    wrong = len(_SURROGATE.findall(mended))
    beyond_ascii = len(mended) - len(mended.encode("ascii", errors="ignore"))
    if beyond_ascii - wrong > wrong:
        return _SURROGATE.sub(_as_windows_1252, mended)
    western = _SURROGATE.sub(_as_windows_1252, data.decode("ascii", errors="surrogateescape"))
    special = [character for character in western[:_SAMPLE] if ord(character) > 127]
    if sum(character in _WESTERN for character in special) >= _LEAST_WESTERN * len(special):
        return western
    best = from_bytes(data[:_SAMPLE]).best()
    guessed = _try(data, best.encoding) if best is not None else None
    return western if guessed is None else guessed


def _as_windows_1252(match: re.Match[str]) -> str:
    byte = bytes([ord(match[0]) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no character there
        return byte.decode("latin-1")
