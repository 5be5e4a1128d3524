"""What was told already, and which told values have moved."""

import pytest

from bot.changes import already_told, changes_in, without_changed
from bot.types import Claim, Disagreement
from tests.archive_samples import cited, compared, document, group, told_story

TUESDAY = "2023-02-15"
TOLD = document("told", "La crue du Rhin a fait 12 morts à Bonn, selon le maire Paul Noël.")


def is_told(text: str, language: str = "fr", close: float = 0.9) -> bool:
    today = document("today", text, TUESDAY, language)
    return bool(already_told(compared([today], told_story(TOLD), close=close)))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("À Bonn, douze personnes sont mortes dans la crue du Rhin.", "fr"),
        ("Flooding of the Rhine killed 12 people in Bonn.", "en"),
        ("Paul Noël, maire de Bonn, parle de 12 morts.", "fr"),
    ],
)
def test_the_same_in_other_words_is_told(text: str, language: str) -> None:
    assert is_told(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "La crue du Rhin a fait 15 morts à Bonn, selon le maire Paul Noël.",
        "La crue du Rhin a fait 12 morts à Bonn, selon Ana Gil.",
        "La crue du Rhin a fait 12 morts à Bonn et 3 disparus.",
        "La crue du Rhin n'a pas fait 12 morts à Bonn.",
        "La crue du Rhin a fait 12 morts à Bonn mardi.",
    ],
)
def test_a_new_value_name_day_or_denial_is_news(text: str) -> None:
    assert not is_told(text)


def test_another_fact_of_the_event_is_news() -> None:
    assert not is_told("À Bonn, le maire a fermé les ponts.", close=0.5)


def test_the_same_words_are_told_however_far_their_vectors() -> None:
    assert is_told("Selon le maire Paul Noël, la crue du Rhin a fait 12 morts à Bonn.", close=0.1)


def test_what_a_cited_document_said_beside_was_there_to_be_told() -> None:
    source = document("told", f"{TOLD.text} Le pont de Beuel est fermé.")
    copy = document("copy", "Le pont de Beuel  est fermé.", TUESDAY)
    assert already_told(compared([copy], told_story(source), close=0.0)) == {0}


def test_before_the_first_briefing_nothing_is_told() -> None:
    assert already_told(compared([TOLD])) == frozenset()


CIVILIANS = document("un", "L'ONU a recensé 7 199 civils tués en Ukraine.")


def test_a_moved_value_is_given_with_both_quotations() -> None:
    today = document("un2", "At least 8,006 civilians were killed in Ukraine.", TUESDAY, "en")
    (change,) = changes_in(group(0), compared([today], told_story(CIVILIANS)))
    assert (change.before.value, change.after.value) == ("7 199", "8,006")
    assert change.before.citations == (cited(CIVILIANS),)
    assert change.after.citations == (cited(today),)
    assert change.told_on == "2023-02-14"
    assert "civilians" in change.about


def values(text: str, day: str | None = TUESDAY, name: str = "new") -> list[tuple[str, str]]:
    today = document(name, text, day)
    found = changes_in(group(0), compared([today], told_story(CIVILIANS)))
    return [(one.before.value, one.after.value) for one in found]


def test_an_older_document_moves_nothing() -> None:
    newer = "L'ONU a recensé 8 006 civils tués en Ukraine."
    assert values(newer) == [("7 199", "8 006")]
    assert values(newer, "2023-02-13") == []
    assert values(newer, "2023-02") == [("7 199", "8 006")]  # new in the library
    assert values(newer, None) == [("7 199", "8 006")]
    assert values(newer, None, name="un") == [("7 199", "8 006")]  # the document was updated


def test_the_value_that_was_told_is_no_change() -> None:
    assert values("L'ONU a recensé 7 199 civils tués en Ukraine.") == []


def test_the_newest_told_value_counts() -> None:
    newest = document("un1", "L'ONU a recensé 7 500 civils tués en Ukraine.")
    today = document("un2", "L'ONU a recensé 8 006 civils tués en Ukraine.", TUESDAY)
    past = (told_story(newest, day="2023-02-14"), told_story(CIVILIANS, day="2023-02-13"))
    (change,) = changes_in(group(0), compared([today], *past))
    assert (change.before.value, change.told_on) == ("7 500", "2023-02-14")


def test_of_two_new_values_the_newest_document_is_believed() -> None:
    today = [
        document("a", "L'ONU a recensé 7 900 civils tués en Ukraine.", TUESDAY),
        document("b", "L'ONU a recensé 8 006 civils tués en Ukraine.", "2023-02-16"),
    ]
    (change,) = changes_in(group(0, 1), compared(today, told_story(CIVILIANS)))
    assert change.after.value == "8 006"


def test_figures_of_sentences_that_have_nothing_in_common_are_not_compared() -> None:
    today = document("un2", "L'ONU a recensé 8 006 civils tués en Ukraine.", TUESDAY)
    assert changes_in(group(0), compared([today], told_story(CIVILIANS), alike=0.1)) == ()


def test_a_change_is_no_disagreement() -> None:
    today = document("un2", "L'ONU a recensé 8 006 civils tués en Ukraine.", TUESDAY)
    changes = changes_in(group(0), compared([today], told_story(CIVILIANS)))
    moved, other = (
        Disagreement(about="civils", claims=tuple(Claim(value=v, citations=()) for v in pair))
        for pair in (("8,006", "7.199"), ("8 006", "9 000"))
    )
    assert without_changed([moved, other], changes) == (other,)
    assert without_changed([moved, other], []) == (moved, other)
