"""Words around an answer, in its language."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from bot.briefing_types import Correction, Story
from bot.labels import (
    LABELS,
    correction_label,
    date_label,
    labels,
    one_line,
    source_label,
    story_note,
    told_label,
    value_now,
)
from bot.types import RemovalReason
from tests.samples import DOCUMENT, OTHER


@pytest.mark.parametrize(
    ("published", "language", "expected"),
    [
        ("2023", "fr", "2023"),
        ("2023-02", "fr", "février 2023"),
        ("2023-02-14", "fr", "14 février 2023"),
        ("2023-02-04", "en", "4 February 2023"),
        ("2023-02-01", "fr", "1er février 2023"),
        ("2023-02-01", "es", "1 de febrero de 2023"),
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


@pytest.mark.parametrize(
    ("told_on", "until", "language", "expected"),
    [
        ("2023-02-13", "2023-02-14", "fr", "hier"),
        ("2023-02-28", "2023-03-01", "de", "gestern"),
        ("2023-02-12", "2023-02-14", "fr", "le 12 février 2023"),
        ("2023-02-13", "2023-02", "en", "on 13 February 2023"),
        ("2023-02-13", None, "es", "el 13 de febrero de 2023"),
        ("someday", "2023-02-14", "en", "on someday"),
        ("9999-12-31", "9999-12-31", "en", "on 31 December 9999"),
    ],
)
def test_when_an_earlier_value_was_told(
    told_on: str, until: str | None, language: str, expected: str
) -> None:
    assert told_label(told_on, until, language) == expected


def test_the_new_value_is_of_today_beside_one_of_yesterday() -> None:
    assert value_now("2023-02-13", "2023-02-14", "fr") == "aujourd’hui"
    assert value_now("2023-02-12", "2023-02-14", "fr") == ""


def test_a_story_says_since_when_it_is_known_and_how_well_it_is_carried() -> None:
    story = Story(headline="x", status="updated", statements=(), origins=3, told_on="2023-02-01")
    assert (
        story_note(story, "fr") == "mis à jour depuis le 1er février 2023 · 3 sources indépendantes"
    )
    assert story_note(replace(story, told_on=None, origins=1), "en") == "updated · a single source"


def test_a_correction_says_what_has_happened() -> None:
    gone = Correction(document="a", kind="gone", told_on="2023-02-13")
    assert correction_label(gone, "de").startswith("Das Dokument wurde seit dem Briefing vom 13.")
    assert "qui disait" in correction_label(replace(gone, kind="changed"), "fr")


def test_every_language_says_why_a_sentence_was_removed() -> None:
    reasons = frozenset(get_args(RemovalReason))
    for words in LABELS.values():
        assert frozenset(words.reasons) == reasons


def test_a_quotation_that_opens_with_a_mark_gets_none_around_it() -> None:
    assert labels("fr").quoted("« Oui », dit-elle.") == "« Oui », dit-elle."
