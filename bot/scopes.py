"""Which documents an asker may see, as a value that search can apply.

A `Scope` is what a policy comes to for one asker: no names of people, only choices of documents.
It is part of `bot.types.Filters`, so that whatever searches with filters keeps to it, and equal
for all askers who may see the same, so that what it lets through is worked out once.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from fnmatch import translate
from functools import cached_property
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from bot.types import Filters


class Described(Protocol):
    """What documents are chosen by: a `Document`, a summary or an entry of the catalogue."""

    @property
    def id(self) -> str:
        """The document's id."""

    @property
    def source(self) -> str:
        """The path or URL it was read from."""

    @property
    def outlet(self) -> str | None:
        """The outlet that the document names."""

    @property
    def url(self) -> str | None:
        """The address that the document names."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Documents chosen by any of four marks; one that fits is enough.

    `ids` are globs of whole ids; `sources` globs of the path or URL that a document was read from,
    matched from any "/" on ("board/*" fits "/srv/board/minutes.pdf"); `*` stands for any
    characters, "/" too. `outlets` are names, `hosts` domains of the document's URL with all below.
    Case and accents' encoding make no difference. Outlet and URL are what the document says of
    itself, so who writes documents can choose them; id and source are what it was ingested as.
    """

    ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()

    def holds(self, document: Described) -> bool:
        """Whether the document is chosen.

        Selection(ids=("board-*",)).holds(<"board-7">) -> True
        """
        return (
            _fits(self._ids, document.id)
            or _fits(self._sources, document.source)
            or (document.outlet is not None and _plain(document.outlet) in self._outlets)
            or (bool(self.hosts) and self._holds_host(document))
        )

    def _holds_host(self, document: Described) -> bool:
        hosts = (_host(document.url or ""), _host(document.source))
        return any(
            host == wanted or host.endswith(f".{wanted}")
            for wanted in map(_domain, self.hosts)
            for host in hosts
            if host
        )

    @cached_property
    def _ids(self) -> re.Pattern[str] | None:
        return _any_of(self.ids, "")

    @cached_property
    def _sources(self) -> re.Pattern[str] | None:
        return _any_of(self.sources, "(?s:.*/)?")

    @cached_property
    def _outlets(self) -> frozenset[str]:
        return frozenset(map(_plain, self.outlets))


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What one asker may see: of each selection, and of the documents that none of them holds.

    A document that several selections hold is seen only where each of them is open: one that is
    closed keeps it closed. `rest` opens the documents that no selection holds.
    """

    open: tuple[Selection, ...] = ()
    closed: tuple[Selection, ...] = ()
    rest: bool = False

    @property
    def nothing(self) -> bool:
        """Whether no document whatever could be seen, as the policy alone tells."""
        return not self.rest and not self.open

    @property
    def everything(self) -> bool:
        """Whether every document can be seen, as the policy alone tells."""
        return self.rest and not self.closed

    @property
    def name(self) -> str:
        """A short name that is the same for equal scopes, in any process; it tells nothing."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]

    def lets_through(self, document: Described) -> bool:
        """Whether the document may be seen.

        Scope(rest=True).lets_through(<any>) -> True; Scope().lets_through(<any>) -> False
        """
        if any(selection.holds(document) for selection in self.closed):
            return False
        return self.rest or any(selection.holds(document) for selection in self.open)

    def filters(self, filters: Filters) -> Filters:
        """The same filters over what may be seen.

        Raises ValueError for filters that have another scope: which of the two counts is unknown.
        """
        if filters.scope not in (None, self):
            raise ValueError("the filters have a scope already: begin with those of the question")
        return replace(filters, scope=None if self.everything else self)


def _any_of(globs: tuple[str, ...], before: str) -> re.Pattern[str] | None:
    if not globs:
        return None
    return re.compile("|".join(f"(?:{before}{translate(_plain(glob))})" for glob in globs))


def _fits(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.match(_plain(text)) is not None


def _plain(text: str) -> str:
    """One spelling of equal names: "E\u0301cole " -> "école"."""
    return unicodedata.normalize("NFC", text.strip().casefold())


def _host(address: str) -> str:
    """The host of a URL, "" of anything else: "https://www.lemonde.fr/a" -> "www.lemonde.fr"."""
    try:
        return _domain(urlsplit(address.strip()).hostname or "")
    except ValueError:
        return ""


def _domain(name: str) -> str:
    return _plain(name).rstrip(".")
