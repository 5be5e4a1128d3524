"""The commands around a model: threads, what was spent, and embedding the library again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.library import UsageEntry
from bot.types import Filters
from tests.samples import ANSWER
from tests.test_cli import FakeService, citewire

SPENT = UsageEntry(
    day="2026-11-22",
    user="local",
    model="gpt-4o-mini",
    input_tokens=12_000,
    output_tokens=340,
    cost_usd=0.0020044,
    calls=3,
)
FREE = replace(SPENT, model="llama3.2", cost_usd=0.0)


def test_a_question_in_a_thread() -> None:
    service = FakeService()
    assert citewire("ask", "Et lui ?", "--thread", " lundi ", service=service).code == 0
    assert service.asked == [("Et lui ?", Filters(), "lundi")]


@pytest.mark.parametrize("name", ["", " ", "x" * 201, "a\x1b[2J"])
def test_a_thread_has_a_name(name: str) -> None:
    service = FakeService()
    result = citewire("ask", "Et lui ?", "--thread", name, service=service)
    assert (result.code, service.asked) == (2, [])
    assert "--thread" in result.errors


def test_a_rewritten_question_and_a_note_are_shown() -> None:
    note = "Réponse du rédacteur intégré : la limite est atteinte."
    answer = replace(ANSWER, question="Et lui ?", standalone="Et Paul ?", stood_in=True, note=note)
    shown = citewire("ask", "Et lui ?", service=FakeService(answer=answer)).output
    assert "→ Et Paul ?" in shown
    assert note in shown
    value = citewire("ask", "Et lui ?", "--json", service=FakeService(answer=answer)).json
    assert (value["standalone"], value["stood_in"], value["note"]) == ("Et Paul ?", True, note)


def test_the_library_is_embedded_before_the_first_question_to_a_new_model() -> None:
    service = FakeService(unembedded=2)
    result = citewire("ask", "Combien ?", service=service)
    assert service.asked == ["reindex", ("Combien ?", Filters())]
    assert "embedding 2 documents" in result.errors
    assert citewire("ask", "Combien ?", service=service).errors == ""


def test_reindex() -> None:
    assert citewire("reindex", service=FakeService(unembedded=2)).output == "2 documents embedded\n"
    assert citewire("reindex", "--json", service=FakeService()).json == {"embedded": 0}


def test_usage_in_the_terminal() -> None:
    result = citewire("usage", service=FakeService(entries=(SPENT, FREE)))
    assert "gpt-4o-mini" in result.output
    assert "12,000" in result.output
    assert "0.0020" in result.output
    assert "'llama3.2' has no price" in result.output
    assert "costs nothing" in citewire("usage").output


def test_usage_as_json() -> None:
    service = FakeService(entries=(SPENT,))
    value = citewire("usage", "--since", "2026-11", "--json", service=service).json
    assert service.asked == ["2026-11"]
    assert value == {
        "usage": [
            {
                "day": "2026-11-22",
                "user": "local",
                "model": "gpt-4o-mini",
                "calls": 3,
                "input_tokens": 12_000,
                "output_tokens": 340,
                "cost_usd": 0.002004,
            }
        ],
        "cost_usd": 0.002004,
    }


def test_usage_since_no_date() -> None:
    assert citewire("usage", "--since", "monday").code == 2
