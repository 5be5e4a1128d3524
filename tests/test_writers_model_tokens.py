"""Tokens are counted with no network, as the models count them."""

import pytest

from bot.citations import Evidence
from bot.writers.model.tokens import encoding_name, fitted, token_counter
from tests.evidence_samples import hit


# Known counts of tiktoken's own tests and documentation.
@pytest.mark.parametrize(
    ("model", "text", "tokens"),
    [
        ("gpt-4o", "hello world", 2),
        ("gpt-4o", "tiktoken is great!", 6),
        ("gpt-4", "tiktoken is great!", 6),
        ("gpt-4o", "お誕生日おめでとう", 8),
        ("gpt-4", "お誕生日おめでとう", 9),
        ("gpt-4o", "<|endoftext|>", 7),
        ("gpt-4o", "", 0),
    ],
)
def test_tokens_are_counted_as_the_model_counts(model: str, text: str, tokens: int) -> None:
    assert token_counter(model)(text) == tokens


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("gpt-4", "cl100k_base"),
        ("gpt-4-turbo", "cl100k_base"),
        ("gpt-3.5-turbo", "cl100k_base"),
        ("gpt-4o-mini", "o200k_base"),
        ("gpt-4.1", "o200k_base"),
        ("llama-3", "o200k_base"),
    ],
)
def test_each_model_has_its_encoding(model: str, name: str) -> None:
    assert encoding_name(model) == name


def test_the_least_needed_passages_go_first() -> None:
    evidence = Evidence.from_hits([hit(f"Texte {number}.", name=f"d{number}") for number in "1234"])
    sizes = [len(Evidence((item,)).render()) for item in evidence.items]
    assert fitted(evidence, len, sum(sizes)) == evidence
    assert fitted(evidence, len, sum(sizes) - 1).items == evidence.items[:3]
    assert fitted(evidence, len, 1).items == evidence.items[:1]
    assert fitted(Evidence(()), len, 1) == Evidence(())
