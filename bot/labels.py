"""The few words that the renderings add around an answer or a briefing, in its language.

French, English, German and Spanish; any other language gets English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.types import Document

LINE_BREAKS = re.compile("[ \t\r\n\v\f\x85\u2028\u2029]+")
STAMP = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}))?)?)?")


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Words of one language; `months` are January to December."""

    sources: str
    disagreement: str
    nearest: str
    removed: str
    status: Mapping[str, str]
    origins: str
    months: tuple[str, ...]
    day: str
    """How a full date is written, from day, month and year."""
    quotes: tuple[str, str]

    def quoted(self, quote: str) -> str:
        """A quotation in the marks of the language, its characters untouched."""
        return f"{self.quotes[0]}{quote}{self.quotes[1]}"


ENGLISH = Labels(
    sources="Sources",
    disagreement="The sources disagree",
    nearest="Nearest passages",
    removed="Sentences removed because no quotation carried them",
    status={"new": "new", "updated": "updated", "unchanged": "unchanged"},
    origins="independent sources",
    months=tuple(
        "January February March April May June July August September October November "
        "December".split()
    ),
    day="{day} {month} {year}",
    quotes=("“", "”"),
)

LABELS: Mapping[str, Labels] = {
    "en": ENGLISH,
    "fr": Labels(
        sources="Sources",
        disagreement="Les sources se contredisent",
        nearest="Passages les plus proches",
        removed="Phrases retirées, faute de citation qui les porte",
        status={"new": "nouveau", "updated": "mis à jour", "unchanged": "inchangé"},
        origins="sources indépendantes",
        months=tuple(
            "janvier février mars avril mai juin juillet août septembre octobre novembre "
            "décembre".split()
        ),
        day="{day} {month} {year}",
        quotes=("«\u00a0", "\u00a0»"),
    ),
    "de": Labels(
        sources="Quellen",
        disagreement="Die Quellen widersprechen sich",
        nearest="Nächstliegende Passagen",
        removed="Gestrichene Sätze, die kein Zitat belegt",
        status={"new": "neu", "updated": "aktualisiert", "unchanged": "unverändert"},
        origins="unabhängige Quellen",
        months=tuple(
            "Januar Februar März April Mai Juni Juli August September Oktober November "
            "Dezember".split()
        ),
        day="{day}. {month} {year}",
        quotes=("„", "“"),
    ),
    "es": Labels(
        sources="Fuentes",
        disagreement="Las fuentes no coinciden",
        nearest="Pasajes más cercanos",
        removed="Frases retiradas porque ninguna cita las respalda",
        status={"new": "nuevo", "updated": "actualizado", "unchanged": "sin cambios"},
        origins="fuentes independientes",
        months=tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
            "diciembre".split()
        ),
        day="{day} de {month} de {year}",
        quotes=("«", "»"),
    ),
}


def labels(language: str) -> Labels:
    """The labels of an ISO 639-1 code; English where there are none."""
    return LABELS.get(language, ENGLISH)


def one_line(text: str) -> str:
    """Breaks and runs of blanks become one blank; non-breaking spaces stay: "a\\n b" -> "a b"."""
    return LINE_BREAKS.sub(" ", text).strip()


def date_label(published: str, language: str) -> str:
    """A date as a reader writes it, as precise as it is: ("2023-02", "fr") -> "février 2023".

    What is no ISO date comes back as it is.
    """
    match = STAMP.match(published)
    if match is None or not 1 <= int(match[2] or 1) <= 12:
        return published
    year, month, day, time = match.groups()
    words = labels(language)
    if month is None:
        return year
    name = words.months[int(month) - 1]
    if day is None:
        return f"{name} {year}"
    written = words.day.format(day=int(day), month=name, year=year)
    return f"{written}, {time}" if time and time != "00:00" else written


def source_label(document: Document, language: str) -> str:
    """Outlet, date and title of a document, as far as known: "bfmtv.com · février 2023 · …".

    A document with neither outlet nor title is called by its id.
    """
    parts = [
        document.outlet or "",
        date_label(document.published, language) if document.published else "",
        one_line(document.title),
    ]
    known = [part for part in parts if part]
    return (
        " · ".join(known)
        if document.outlet or document.title
        else " · ".join([*known, document.id])
    )
