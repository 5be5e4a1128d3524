from dataclasses import replace

from bot.briefing_types import Change, Correction, KeyFigure
from bot.library.redaction import cited_in, documents_of, redacted
from bot.types import Claim, Removal
from tests.archive_samples import briefing, cited, document, statement, story

FLOOD = document("flood", "La crue a fait 12 morts.")
OLD = document("old", "La crue a fait 7 morts.")
VOTE = document("vote", "Ana Gil gagne.")


def claim(value: str, source: str) -> Claim:
    named = {"flood": FLOOD, "old": OLD}[source]
    return Claim(value=value, citations=(cited(named),))


def test_what_a_story_quotes_beside_its_statements_counts() -> None:
    moved = Change(
        about="morts", before=claim("7", "old"), after=claim("12", "flood"), told_on="2023-02-13"
    )
    figure = KeyFigure(value="12", about="morts", published=None, citations=(cited(FLOOD),))
    told = replace(story(statement(VOTE)), changes=(moved,), figures=(figure,))
    assert cited_in(told) == {"vote", "old", "flood"}
    assert redacted(briefing(told), ["old"]).stories == ()


def test_a_story_that_only_lists_the_document_stays() -> None:
    told = replace(story(statement(FLOOD)), documents=("flood", "copy"))
    (left,) = redacted(briefing(told), ["copy"]).stories
    assert left.documents == ("flood",)


def test_a_headline_in_words_of_another_document_goes_with_it() -> None:
    told = replace(story(statement(FLOOD), headline="Zanahoria sous l'eau"), documents=("x",))
    assert redacted(briefing(told), ["x"]).stories == ()
    assert redacted(briefing(told), ["y"]).stories == (told,)


def test_lines_around_the_stories() -> None:
    gone = Correction(document="a", kind="gone", told_on="2023-02-13")
    changed = Correction(document="a", kind="changed", told_on="2023-02-13", text="7 morts")
    told = replace(
        briefing(story(statement(VOTE))),
        corrections=(gone, changed),
        undated=("a", "b"),
        postdated=("a",),
        removed=(Removal(text="Des mots de a.", reason="no-quote"),),
    )
    assert documents_of(told) == {"vote", "a", "b"}
    left = redacted(told, ["a"])
    assert left.corrections == (gone,)
    assert (left.undated, left.postdated, left.removed) == (("b",), (), ())
