from dataclasses import replace

from bot.briefing_types import Correction
from bot.corrections import corrections, told_documents
from bot.earlier import PastBriefing
from tests.archive_samples import briefing, document, statement, story

TOLD = document("flood", "La crue du Rhin a fait 12 morts à Bonn. Le pont est fermé.")
QUOTE = "La crue du Rhin a fait 12 morts à Bonn."
MONDAY = PastBriefing(briefing=briefing(story(statement(TOLD, QUOTE))), day="2023-02-13")
CHANGED = document("flood", "La crue du Rhin a fait 15 morts à Bonn. Le pont est fermé.")
NOTICE = Correction(document="flood", kind="changed", told_on="2023-02-13", text=QUOTE)
GONE = Correction(document="flood", kind="gone", told_on="2023-02-13")


def gave(notice: Correction, day: str) -> PastBriefing:
    return PastBriefing(briefing=replace(briefing(), corrections=(notice,)), day=day)


def test_nothing_is_put_right_while_the_quotation_stands() -> None:
    moved = document("flood", "Mise à jour. Le pont est fermé. " + QUOTE)
    assert corrections([MONDAY], {"flood": TOLD}) == ()
    assert corrections([MONDAY], {"flood": moved}) == ()
    assert corrections([], {}) == ()


def test_a_quotation_that_no_longer_stands() -> None:
    assert corrections([MONDAY], {"flood": CHANGED}) == (NOTICE,)


def test_each_notice_is_given_once() -> None:
    assert corrections([gave(NOTICE, "2023-02-14"), MONDAY], {"flood": CHANGED}) == ()


def test_what_is_told_again_after_a_notice_can_fall_again() -> None:
    again = replace(MONDAY, day="2023-02-15")
    past = [again, gave(NOTICE, "2023-02-14"), MONDAY]
    assert corrections(past, {"flood": CHANGED}) == (replace(NOTICE, told_on="2023-02-15"),)


def test_a_statement_that_was_told_twice_is_put_right_once() -> None:
    past = [replace(MONDAY, day="2023-02-14"), MONDAY]
    assert corrections(past, {"flood": CHANGED}) == (replace(NOTICE, told_on="2023-02-14"),)


def test_a_removed_document_leaves_a_notice_without_its_words() -> None:
    erased = PastBriefing(briefing=briefing(), day="2023-02-13", gone=("flood",))
    assert corrections([erased], {}) == (GONE,)
    assert corrections([gave(GONE, "2023-02-14"), erased], {}) == ()


def test_whose_present_text_is_asked_for() -> None:
    assert told_documents([MONDAY]) == {"flood"}
