"""Claims with their right verdicts: our own over seeds/, and the pairs of RTE3-FR.

RTE3-FR (Skandalis, Moot, Retoré and Robillard, LREC-COLING 2024) is the French translation of the
RTE-3 pairs in three classes; each premise is the only document for its hypothesis.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.claim_types import Verdict
from bot.errors import EvalError
from evals.adapters.files import data_directory, files_in

CASES = Path(__file__).parent.parent / "cases" / "claims.yaml"
HELD_OUT = "held-out"
_VERDICTS: Mapping[str, Verdict] = {
    "entailment": "supported",
    "neutral": "not-told",
    "contradiction": "contradicted",
}


@dataclass(frozen=True, kw_only=True)
class ClaimCase:
    """One claim and its right verdict. `half` names the part of the data it is reported under.

    `quotes`: a right verdict quotes one of these; empty where the data set does not tell.
    `premise` is the only document, "" where the documents are those of the suite.
    """

    id: str
    claim: str
    language: str
    half: str
    expect: Verdict
    quotes: tuple[str, ...] = ()
    premise: str = ""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    half: Literal["development", "held-out"]
    language: str
    expect: Verdict
    claim: str
    quote: list[str] = Field(default_factory=list)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    corpus: str
    claims: list[_Entry]


def own_claims(path: Path = CASES) -> tuple[ClaimCase, ...]:
    """Our claims over seeds/. Raises EvalError when the file is not what it should be."""
    try:
        listed = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise EvalError(f"cannot read the claims in {str(path)!r}: {error.strerror}") from error
    except (yaml.YAMLError, ValidationError) as error:
        reason = " ".join(str(error).split())[:200]
        raise EvalError(f"{str(path)!r} has a wrong claim ({reason}); mend it there") from error
    return tuple(
        ClaimCase(
            id=one.id,
            claim=one.claim,
            language=one.language,
            half=one.half,
            expect=one.expect,
            quotes=tuple(one.quote),
        )
        for one in listed.claims
    )


def rte3_pairs(data: Path | None) -> tuple[ClaimCase, ...]:
    """The pairs of every RTE3-FR file of the directory.

    Thresholds were chosen on the odd-numbered pairs of the development set; the even-numbered ones
    and the test set are reported apart. Raises EvalError when a file is missing or wrong.
    """
    directory = data_directory(data, "rte3-fr", "../shared/data/rte3_fr")
    return tuple(
        pair
        for path in files_in(directory, "RTE3-FR-*-3class.tsv", "rte3-fr")
        for pair in _in(path)
    )


def _in(path: Path) -> list[ClaimCase]:
    kind = "dev" if "dev" in path.name else "test"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return [_pair(row, kind) for row in csv.DictReader(file, delimiter="\t")]
    except (OSError, KeyError, ValueError) as error:
        raise EvalError(
            f"{str(path)!r} is not a file of RTE3-FR ({error}); fetch it again"
        ) from error


def _pair(row: Mapping[str, str], kind: str) -> ClaimCase:
    half = kind if kind == "test" else f"dev {'odd (chosen on)' if int(row['id']) % 2 else 'even'}"
    return ClaimCase(
        id=f"rte3-{kind}-{row['id']}",
        claim=row["hypothesis"],
        language="fr",
        half=half,
        expect=_VERDICTS[row["label_text"]],
        premise=row["premise"],
    )
