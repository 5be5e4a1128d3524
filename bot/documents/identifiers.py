"""Names of documents: short, readable, unique, and the same again for the same source."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from .web import is_url

_LONGEST = 100
_HASH = 8


def canonical_source(source: str) -> str:
    """The one form under which a source is known: an absolute path, or a URL without its fragment.

    >>> canonical_source("https://Example.org/a#top")
    'https://example.org/a'
    """
    if not is_url(source):
        return printable(os.path.abspath(source))
    parts = urlsplit(source)
    return parts._replace(
        scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), fragment=""
    ).geturl()


def printable(name: str) -> str:
    """A file name that can be stored as text; bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def plain_id(source: str) -> str:
    """A document's name where no other has it: the file name without ending, or the URL's slug.

    >>> plain_id("seeds/003_b5e0.txt")
    '003_b5e0'
    >>> plain_id("https://www.example.org/news/2023/2/13/title.html?page=2")
    'example-org-news-2023-2-13-title-page-2'
    """
    source = canonical_source(source)
    if is_url(source):
        return _slug(source)
    stem = os.path.splitext(os.path.basename(source))[0]
    name = re.sub(r"[\s\x00-\x1f\x7f#]+", "-", stem).strip("-") or "document"
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}-{_hash(source)}"


def unique_id(source: str, taken: Mapping[str, str]) -> str:
    """The name of a source's document, given the names in the library with their sources.

    A source that is there keeps its name; a name that another source has gets a short hash of the
    path behind it. So ingesting again, in any order and in another run, gives the same names.

    >>> unique_id("/b/x.txt", {"x": "/a/x.txt"})
    'x-a84d5d5a'
    """
    source = canonical_source(source)
    plain = plain_id(source)
    # all names that this source can ever have got, so that no search through `taken` is needed
    names = [plain, *(f"{plain}-{_hash(source, digits)}" for digits in range(_HASH, 65, 4))]
    own = next((name for name in names if taken.get(name) == source), None)
    return own or next(name for name in names if name not in taken)


def _slug(url: str) -> str:
    parts = urlsplit(url)
    host = re.sub(r"^www\.", "", parts.netloc)
    path = re.sub(r"\.(?:html?|php|aspx?)$", "", parts.path)
    slug = re.sub(r"[^\w]+", "-", f"{host}{path}-{parts.query}").strip("-_").lower()
    return slug if len(slug) <= _LONGEST else f"{slug[:_LONGEST].rstrip('-')}-{_hash(url)}"


def _hash(source: str, digits: int = _HASH) -> str:
    return hashlib.sha256(source.encode("utf-8", errors="replace")).hexdigest()[:digits]
