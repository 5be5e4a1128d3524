"""What a document says about itself: its source lines, publication lines and address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple
from urllib.parse import urlsplit

from .dates import date_in_url, find_date, more_precise, parse_date

_SOURCE_LABEL = (
    r"(?:(?:article |texte |text |artículo )?(?:source|sources|src|quelle|quellen|fuente|fuentes|"
    r"original|origine|originale|url|link|lien|enlace|via)(?: article| originale?)?)"
)
_SOURCE_URL = re.compile(
    rf"\W{{0,4}}{_SOURCE_LABEL}\W{{0,4}}\s?:.{{0,120}}?(https?://[^\s)>\]\"»”]+)[\s)>\]\"»”.*_]*$",
    re.I,
)
_SOURCE_NAME = re.compile(
    r"\W{0,4}(?:source|quelle|fuente)\W{0,4}\s?:\s*([^\s.:;!?](?:[^.:;!?\n]|\.(?=\w)){0,58})\s*$",
    re.I,
)
_LEADING_DATE = re.compile(
    r"\s{0,20}(?:date|datum|fecha)\s?:?\s{1,4}"
    r"(\d{4}-\d{1,2}(?:-\d{1,2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|"
    r"[+-]\d{2}:?\d{2})?)?)?)(?![\w-])[ \t]*",
    re.I,
)
_PUBLICATION_LINE = re.compile(
    r"\W{0,3}(?:(?:par|by|von|por) [^.!?:]{3,60}?[,|·•–—-]\s?)?"
    r"(?:date(?: de publication)?|datum|fecha|publi[ée]e?s?(?: le)?|créé le|posted(?: on)?|"
    r"(?:first )?published(?: on| at)?|veröffentlicht(?: am)?|erschienen am|stand|"
    r"publicado(?: el)?|"
    r"mise? à jour(?: le)?|modifié le|(?:last )?updated(?: on| at)?|aktualisiert(?: am)?|"
    r"actualizado(?: el)?)\s?:?\s",
    re.I,
)
_UPDATED = re.compile(r"\W{0,3}(?:mis|modif|updat|last|aktual|actual)", re.I)
_CLOCK = re.compile(
    r"\d{1,2}\s?[h:.]\s?\d{2}(?::\d\d)?|\d{1,2}\s?(?:h|uhr|am|pm)\b|"
    r"\d{1,3}\s?min\w*(?: de lecture| read)?",
    re.I,
)
_PUBLICATION_REST = re.compile(
    r"(?:[\W\d_]|\b(?:à|at|um|a|las|le|on|am|el|uhr|h|min|gmt|cet|cest|utc|est|edt|pst|et|and|und|"
    r"y|"
    r"mis|mise|jour|updated|last|aktualisiert|actualizado|modifié|par|reading|publié|published|"
    r"lun|mar|mer|jeu|ven|sam|dim|\w{2,9}(?:day|di|tag|woch))\b)*",
    re.I,
)


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """Each field None where the source does not tell. `published` is an ISO date or timestamp."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """Fill the missing fields from another source; a date may be made more precise by it."""
        filled = {
            field.name: getattr(self, field.name) or getattr(other, field.name)
            for field in fields(Metadata)
        }
        filled["published"] = more_precise(self.published, other.published)
        return Metadata(**filled)


class DescribedParagraphs(NamedTuple):
    """What paragraphs told about their document, and the paragraphs that remain."""

    metadata: Metadata
    paragraphs: tuple[str, ...]


def outlet_of(url: str) -> str | None:
    """The outlet by its domain, without the service names in front.

    >>> outlet_of("https://www.aljazeera.com/news/2023")
    'aljazeera.com'
    """
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return re.sub(r"^(?:www\d?|m|mobile|amp|edition)\.(?=.+\.)", "", host) if host else None


def from_url(url: str) -> Metadata:
    """What an article's address tells: itself, its outlet and often its date."""
    return Metadata(url=url, outlet=outlet_of(url), published=date_in_url(url))


def language_code(value: str) -> str | None:
    """ISO 639-1 code of a language tag.

    >>> language_code("fr-CA"), language_code("français")
    ('fr', 'fr')
    """
    names = {"français": "fr", "francais": "fr", "french": "fr", "anglais": "en", "english": "en"}
    names |= {"deutsch": "de", "german": "de", "español": "es", "spanish": "es"}
    value = value.strip().lower()
    tag = re.fullmatch(r"([a-z]{2})(?:[-_][a-z0-9]{2,8})*", value)
    return tag[1] if tag else names.get(value)


def from_paragraphs(paragraphs: Sequence[str]) -> DescribedParagraphs:
    """Read and take out the lines about the document: leading date, publication and source lines.

    A leading `date 2023-02` goes and the sentence behind it stays; lines that only name the source
    or the date of publication go.
    """
    told = Metadata()
    kept: list[str] = []
    updated: str | None = None
    for number, paragraph in enumerate(paragraphs):
        if number == 0 and (leading := _LEADING_DATE.match(paragraph)):
            told = told.or_else(Metadata(published=parse_date(leading[1])))
            paragraph = paragraph[leading.end() :]
        source = _source(paragraph)
        if source is not None:
            told = told.or_else(source)
            continue
        is_edge = number < 8 or number >= len(paragraphs) - 8
        published = _publication_date(paragraph, number < 3) if is_edge else None
        if published is not None:
            if _UPDATED.match(paragraph):
                updated = updated or published
            else:
                told = told.or_else(Metadata(published=published))
            continue
        if paragraph:
            kept.append(paragraph)
    if told.published is None and kept:
        told = told.or_else(Metadata(published=_dateline(kept[:4]) or updated))
    return DescribedParagraphs(told, tuple(kept))


def _source(paragraph: str) -> Metadata | None:
    if len(paragraph) > 600:
        return None
    address = _SOURCE_URL.match(paragraph)
    if address:
        return from_url(address[1].rstrip(".,;"))
    name = _SOURCE_NAME.match(paragraph)
    return Metadata(outlet=name[1].strip(" *_")) if name else None


def _publication_date(paragraph: str, is_head: bool) -> str | None:
    """The date of a line that says when the text was published and nothing else.

    At the head of a text a bare date says so too.
    """
    found = find_date(paragraph, day_first=True) if len(paragraph) <= 160 else None
    if found is None:
        return None
    start = _PUBLICATION_LINE.match(paragraph)
    if start is None and not is_head:
        return None
    before = paragraph[start.end() if start and start.end() <= found.start else 0 : found.start]
    rest = f"{before} {paragraph[found.end :]}"
    second = find_date(rest, day_first=True)
    if second is not None:
        rest = f"{rest[: second.start]} {rest[second.end :]}"
    return found.value if _PUBLICATION_REST.fullmatch(_CLOCK.sub(" ", rest)) else None


def _dateline(paragraphs: Sequence[str]) -> str | None:
    """The date that opens a news text, "9 novembre 2012. - Pour la première fois…"; it stays."""
    for paragraph in paragraphs:
        found = find_date(paragraph[:80])
        if (
            found is not None
            and len(found.value) == len("2012-11-09")
            and re.fullmatch(r"(?:[^\W\d_][\w'’ -]{1,40}[,(] ?){0,2}", paragraph[: found.start])
            and re.match(r"\)?\s?[.,:]?\s?[-–—]\s", paragraph[found.end : found.end + 6])
        ):
            return found.value
    return None
