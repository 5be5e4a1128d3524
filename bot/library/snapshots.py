"""Values as JSON and back, so that a briefing is read again exactly as it was.

A citation is written as the number of an entry in a table beside the value, and that entry names
the version of its document by content: one text is stored once, however often it is quoted. The
types come from the dataclasses' own annotations, so a field that a later release adds is written
without a word here, and one that an older snapshot lacks gets its default.
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.types import Citation, Document, Passage

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A value as JSON text with the documents that it cites, by the hash of their content."""

    text: str
    documents: Mapping[str, Document]


def version_of(document: Document) -> str:
    """SHA-256 over every field of a document: two of one hash are equal values."""
    return hashlib.sha256(json.dumps(asdict(document), sort_keys=True).encode()).hexdigest()


def written(value: object) -> Snapshot:
    """The value, a dataclass of dataclasses, tuples, texts and numbers, as a snapshot.

    Equal values give equal text. Raises TypeError for a value of another kind.
    """
    cited = _Cited()
    told = _plain(value, cited)
    body = {"value": told, "citations": cited.rows}
    text = json.dumps(body, separators=(",", ":"))
    return Snapshot(text=text, documents=cited.documents)


def read(kind: type[Value], snapshot: Snapshot) -> Value:
    """The value that `written` was given.

    Raises KeyError where a cited document is missing from the snapshot's documents.
    """
    body = json.loads(snapshot.text)
    citations = _citations(body["citations"], snapshot.documents)
    made: Value = _made(kind, body["value"], citations)
    return made


def versions_in(text: str) -> tuple[str, ...]:
    """Hashes of the documents that a snapshot's text cites, each once."""
    return tuple(dict.fromkeys(row[0] for row in json.loads(text)["citations"]))


class _Cited:
    """The citations of a value in the order in which they are met."""

    def __init__(self) -> None:
        self.rows: list[list[str | int]] = []
        self.documents: dict[str, Document] = {}
        self._numbers: dict[tuple[str | int, ...], int] = {}
        self._versions: dict[int, tuple[str, Document]] = {}

    def number(self, citation: Citation) -> int:
        passage = citation.passage
        version = self._version(passage.document)
        place = (passage.number, passage.start, passage.end, citation.start, citation.end)
        row = (version, *place)
        if row not in self._numbers:
            self._numbers[row] = len(self.rows)
            self.rows.append(list(row))
            self.documents[version] = passage.document
        return self._numbers[row]

    def _version(self, document: Document) -> str:
        # By identity: hashing a long text once for each of its citations would cost too much.
        # The document is kept, so that its identity cannot pass to another one.
        if id(document) not in self._versions:
            self._versions[id(document)] = (version_of(document), document)
        return self._versions[id(document)][0]


def _plain(value: object, cited: _Cited) -> Any:  # noqa: ANN401 - any JSON value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Citation):
        return cited.number(value)
    if isinstance(value, tuple):
        return [_plain(part, cited) for part in value]
    if isinstance(value, frozenset):
        return [_plain(part, cited) for part in sorted(value)]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name), cited) for field in fields(value)}
    raise TypeError(f"a snapshot holds no {type(value).__name__}")


def _citations(rows: Sequence[Sequence[Any]], documents: Mapping[str, Document]) -> list[Citation]:
    passages: dict[tuple[Any, ...], Passage] = {}
    made: list[Citation] = []
    for version, number, start, end, first, last in rows:
        key = (version, number, start, end)
        if key not in passages:
            passages[key] = Passage(
                document=documents[version], number=number, start=start, end=end
            )
        made.append(Citation(passage=passages[key], start=first, end=last))
    return made


def _made(kind: Any, told: Any, citations: Sequence[Citation]) -> Any:  # noqa: ANN401
    """The value of a type from its JSON."""
    if kind is Citation:
        return citations[told]
    origin = get_origin(kind)
    if origin is tuple or origin is frozenset:
        return origin(_made(get_args(kind)[0], part, citations) for part in told)
    if origin in (Union, types.UnionType):
        inner = [part for part in get_args(kind) if part is not type(None)]
        return None if told is None else _made(inner[0], told, citations)
    hints = _field_types(kind)
    if not hints:
        return told
    return kind(
        **{name: _made(hint, told[name], citations) for name, hint in hints.items() if name in told}
    )


@lru_cache(maxsize=64)
def _field_types(kind: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any type
    """The types of a dataclass's fields by their names; nothing for a plain type."""
    if not is_dataclass(kind) or not isinstance(kind, type):
        return {}
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
