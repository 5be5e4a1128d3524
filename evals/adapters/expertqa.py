"""ExpertQA (Malaviya et al., NAACL 2024): claims of six systems with what they cite as evidence,
and whether experts found that the evidence supports them.

Only claims with the text of their evidence are read (an address alone proves nothing here), and
only those that were labelled Complete, Partial or Incomplete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evals.adapters.files import Untrusted, content_identifier, data_directory, files_in, records

Support = Literal["full", "partial", "none"]
"""How far evidence supports a statement."""

_LABELS: Mapping[str, Support] = {"Complete": "full", "Partial": "partial", "Incomplete": "none"}
_WORD = re.compile(r"[^\W\d_]")
_MARKERS = re.compile(r"\s*\[\d+\](?=[\s.,;:]|\[|$)")


class _Claim(Untrusted):
    claim_string: str
    evidence: list[str]
    support: str | None


class _Answer(Untrusted):
    claims: list[_Claim]


class _Record(Untrusted):
    answers: dict[str, _Answer]


@dataclass(frozen=True, kw_only=True)
class SupportPair:
    """A statement, the passages that shall prove it, and whether people say that they do."""

    statement: str
    passages: tuple[str, ...]
    label: Support

    @property
    def id(self) -> str:
        """A name made of what is judged, so that a verdict can be kept without its text."""
        return content_identifier("expertqa", "\0".join((self.statement, *self.passages)))


def load_expertqa(data: Path | None) -> tuple[SupportPair, ...]:
    """Read every `*.jsonl` of the directory. Raises EvalError where the data is not as expected."""
    directory = data_directory(data, "expertqa", "../shared/data/expertqa")
    return tuple(
        pair
        for path in files_in(directory, "*.jsonl", "expertqa")
        for record in records(_Record, path)
        for answer in record.answers.values()
        for pair in _pairs(answer)
    )


def _pairs(answer: _Answer) -> Iterator[SupportPair]:
    for claim in answer.claims:
        label = _LABELS.get(claim.support or "")
        passages = tuple(dict.fromkeys(filter(None, map(_text, claim.evidence))))
        statement = _MARKERS.sub("", claim.claim_string).strip()
        if label is not None and passages and _WORD.search(statement):
            yield SupportPair(statement=statement, passages=passages, label=label)


def _text(evidence: str) -> str:
    """What stands under the address: ("[1] https://a.b/c\\n\\nText.") -> "Text."; may be ""."""
    return evidence.partition("\n")[2].strip()
