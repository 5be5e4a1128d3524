"""What is asked with: a question and a period."""

from __future__ import annotations

import pytest

from bot.arguments import checked_filters, unicode_question
from bot.errors import QuestionError, UsageError
from bot.types import Filters


def test_a_question_stays_as_it_was_typed() -> None:
    assert unicode_question("Où est-ce ?\u00a0« là »") == "Où est-ce ?\u00a0« là »"


def test_bytes_that_are_no_utf8_are_refused() -> None:
    typed = b"O\xf9 ?".decode("utf-8", "surrogateescape")
    with pytest.raises(QuestionError, match="UTF-8"):
        unicode_question(typed)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (None, None),
        ("2023", "2023"),
        ("2023-02", "2023-02"),
        ("2023-02-10", "2023-02"),
        ("2023-02-28", "2023-02"),
        ("2024-02-29", "2024"),
        (None, "2023-02-14"),
        ("2023-02-14", None),
    ],
)
def test_a_period_is_kept_as_given(since: str | None, until: str | None) -> None:
    assert checked_filters(since, until) == Filters(since=since, until=until)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "hier",
        "2023-13",
        "2023-00",
        "2023-02-30",
        "2023-2",
        "14.02.2023",
        "0000",
        "٢٠٢٣",
        "2023-02-14T10:00",
    ],
)
@pytest.mark.parametrize("option", ["since", "until"])
def test_what_is_no_date_is_refused_with_the_accepted_forms(wrong: str, option: str) -> None:
    period = {"since": None, "until": None} | {option: wrong}
    with pytest.raises(UsageError, match="2023, 2023-02 or 2023-02-14") as raised:
        checked_filters(period["since"], period["until"])
    assert f"--{option}" in str(raised.value)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2023-02-15", "2023-02-14"),
        ("2023-03", "2023-02-28"),
        ("2024", "2023"),
        ("2023-03", "2023-02"),
    ],
)
def test_a_period_that_ends_before_it_begins_is_refused(since: str, until: str) -> None:
    with pytest.raises(UsageError, match="is after --until"):
        checked_filters(since, until)


def test_an_outlet_is_trimmed_and_may_not_be_empty() -> None:
    assert checked_filters(None, None, " bfmtv.com ").outlet == "bfmtv.com"
    with pytest.raises(UsageError, match="--outlet is empty"):
        checked_filters(None, None, "  ")
