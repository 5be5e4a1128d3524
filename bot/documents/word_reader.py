"""Word files by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

import docx
from docx.opc.coreprops import CoreProperties
from docx.table import Table

from bot.errors import DocumentError

from .layout import lines_of
from .metadata import Metadata
from .readers import LARGEST_TEXT, Payload, RawText

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST_PART = 10 * LARGEST_TEXT
# files made by python-docx carry the date of its template until somebody sets one
_TEMPLATE_CREATED = datetime(2013, 12, 23, 23, 15)


def read_word(payload: Payload) -> RawText:
    """Read the paragraphs and tables of a .docx file in order, and its properties.

    Raises DocumentError where the file is damaged, encrypted, or grows beyond reason unpacked.
    """
    if payload.data.startswith(_OLE):
        raise DocumentError(
            payload.source,
            "is an old or password-protected Word file; save it as .docx without one",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(payload.data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist() if _is_xml(part))
        if unpacked > _LARGEST_PART:
            raise DocumentError(payload.source, "grows too large when unpacked; split the document")
        opened = docx.Document(io.BytesIO(payload.data))
        blocks = [line for block in _blocks(opened) for line in lines_of(block)]
        told, guessed = _properties(opened.core_properties)
    except DocumentError:
        raise
    except Exception as error:  # zip, XML and package errors of several libraries
        raise DocumentError(
            payload.source, "is a damaged Word file; open it in Word and save it again as .docx"
        ) from error
    paragraphs = tuple(block.strip() for block in blocks if block.strip())
    return RawText(raw="\n".join(blocks), paragraphs=paragraphs, told=told, guessed=guessed)


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels"))


def _blocks(opened: docx.document.Document) -> Iterator[str]:
    for block in opened.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells))
                yield " | ".join(cell.replace("\n", " ") for cell in cells if cell)
        else:
            yield block.text


def _properties(core: CoreProperties) -> tuple[Metadata, Metadata]:
    created = core.created
    is_set = created is not None and created.replace(tzinfo=None) != _TEMPLATE_CREATED
    title = (core.title or "").strip()
    told = Metadata(title=None if title in ("", "Word Document") else title)
    return told, Metadata(published=created.date().isoformat() if created and is_set else None)
