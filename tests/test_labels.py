"""Words around an answer, in its language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.labels import LABELS, date_label, labels, one_line, source_label
from tests.samples import DOCUMENT, OTHER


@pytest.mark.parametrize(
    ("published", "language", "expected"),
    [
        ("2023", "fr", "2023"),
        ("2023-02", "fr", "février 2023"),
        ("2023-02-14", "fr", "14 février 2023"),
        ("2023-02-04", "en", "4 February 2023"),
        ("2023-02-14", "de", "14. Februar 2023"),
        ("2023-02-14", "es", "14 de febrero de 2023"),
        ("2023-02-14T09:30:00+00:00", "en", "14 February 2023, 09:30"),
        ("2023-02-14T00:00:00", "en", "14 February 2023"),
        ("2023-02", "ja", "February 2023"),
        ("2023-13", "en", "2023-13"),
        ("last week", "en", "last week"),
    ],
)
def test_dates_as_readers_write_them(published: str, language: str, expected: str) -> None:
    assert date_label(published, language) == expected


def test_every_language_has_twelve_months_and_every_status() -> None:
    for words in LABELS.values():
        assert len(words.months) == 12
        assert set(words.status) == {"new", "updated", "unchanged"}


def test_other_languages_get_english() -> None:
    assert labels("pt") is labels("en")


def test_quotation_marks_of_the_language() -> None:
    assert labels("fr").quoted("Oui.") == "«\u00a0Oui.\u00a0»"
    assert labels("en").quoted("Yes.") == "“Yes.”"


def test_non_breaking_blanks_stay_on_one_line() -> None:
    assert one_line(" 552\u00a0millions\r\n\tde  dollars ") == "552\u00a0millions de dollars"


def test_a_source_is_what_is_known_of_it() -> None:
    assert source_label(OTHER, "fr") == "exemple.fr · 14 février 2023 · Autre"
    assert source_label(DOCUMENT, "en") == "February 2023 · Obus"
    assert source_label(replace(DOCUMENT, title="", published=None), "en") == "a"
    assert source_label(replace(DOCUMENT, title=""), "en") == "February 2023 · a"
