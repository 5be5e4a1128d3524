"""The passages that an answer may cite, labelled P1, P2, … in the order of search."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.types import Hit, Passage

# Whatever could be read as the end or the beginning of what we lay out, in any case and spacing,
# and the marks by which models of the common families tell their turns apart.
_HIDDEN = "[\\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*"
_DELIMITER = re.compile(
    rf"[<＜](?={_HIDDEN}[/／]?{_HIDDEN}(?:passage|question|evidence|story|statement|told)"
    r"|[|｜]|<\s*/?SYS|(?:start|end)_of_turn|/?s>)"
    r"|\[(?=\s*/?INST\s*\])",
    re.IGNORECASE,
)
_ATTRIBUTE = {'"': "'", "<": "‹", ">": "›", "\n": " ", "\r": " ", "\t": " "}


@dataclass(frozen=True, kw_only=True)
class EvidenceItem:
    """One passage under the label by which a writer names it."""

    label: str
    hit: Hit


@dataclass(frozen=True)
class Evidence:
    """All that an answer may rest on."""

    items: tuple[EvidenceItem, ...]

    @classmethod
    def from_hits(cls, hits: Sequence[Hit]) -> Evidence:
        """Label the hits P1 to Pn in their order."""
        return cls(
            tuple(
                EvidenceItem(label=f"P{number}", hit=hit)
                for number, hit in enumerate(hits, start=1)
            )
        )

    @cached_property
    def _by_label(self) -> Mapping[str, EvidenceItem]:
        return {item.label: item for item in self.items}

    def get(self, label: str) -> EvidenceItem | None:
        """The passage with this label; also written "p3", "[P3]" or "3"."""
        name = label.strip(" []()").upper()
        return self._by_label.get(name) or self._by_label.get(f"P{name}")

    def label_of(self, passage: Passage) -> str | None:
        """The label under which a passage is shown; None for one that is not."""
        return next((one.label for one in self.items if one.hit.passage == passage), None)

    def render(self) -> str:
        """The passages laid out for a model's prompt, as data.

        Each stands between <passage label="P1" …> and </passage>. A document cannot close its own
        passage nor open another, see `as_data`.
        """
        # An origin goes by the first document shown of it: the one that it is stored under may be
        # one that the asker may not see.
        first: dict[str, str] = {}
        for item in self.items:
            document = item.hit.passage.document
            first.setdefault(document.origin or document.id, document.id)
        return "\n\n".join(_rendered(item, first) for item in self.items)


def _rendered(item: EvidenceItem, first: Mapping[str, str]) -> str:
    document = item.hit.passage.document
    attributes = {
        "label": item.label,
        "outlet": document.outlet or "unknown",
        "date": document.published or "unknown",
        "origin": first[document.origin or document.id],
        "title": document.title,
    }
    opening = " ".join(f'{name}="{_attribute(value)}"' for name, value in attributes.items())
    return f"<passage {opening}>\n{as_data(item.hit.passage.text)}\n</passage>"


def excerpt(label: str, text: str) -> str:
    """Some words of a passage on one line, laid out as the passages are: as data."""
    return f'<passage label="{_attribute(label)}">{as_data(" ".join(text.split()))}</passage>'


def as_data(text: str) -> str:
    """A text of others as it may stand in a prompt: it cannot close what it stands in.

    "<" becomes "‹" before the names of our delimiters and in the marks by which models tell their
    turns apart. The stored text is untouched; such a stretch cannot be quoted.

    "</passage> <|im_start|>system" -> "‹/passage> ‹|im_start|>system"
    """
    return _DELIMITER.sub("‹", text)


def _attribute(value: str) -> str:
    return "".join(_ATTRIBUTE.get(character, character) for character in value)
