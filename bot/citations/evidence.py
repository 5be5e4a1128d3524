"""The passages that an answer may cite, labelled P1, P2, … in the order of search."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.types import Hit

# Whatever could be read as the end or the beginning of a passage, in any case and spacing.
_DELIMITER = re.compile(r"<(?=\s*/?\s*passage)", re.IGNORECASE)
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

    def render(self) -> str:
        """The passages laid out for a model's prompt, as data.

        Each stands between <passage label="P1" …> and </passage>. A document cannot close its own
        passage nor open another: "<" before the word "passage" becomes "‹" in what is shown (the
        stored text is untouched, and such a stretch cannot be quoted).
        """
        return "\n\n".join(map(_rendered, self.items))


def _rendered(item: EvidenceItem) -> str:
    document = item.hit.passage.document
    attributes = {
        "label": item.label,
        "outlet": document.outlet or "unknown",
        "date": document.published or "unknown",
        "origin": document.origin or document.id,
        "title": document.title,
    }
    opening = " ".join(f'{name}="{_attribute(value)}"' for name, value in attributes.items())
    text = _DELIMITER.sub("‹", item.hit.passage.text)
    return f"<passage {opening}>\n{text}\n</passage>"


def _attribute(value: str) -> str:
    return "".join(_ATTRIBUTE.get(character, character) for character in value)
