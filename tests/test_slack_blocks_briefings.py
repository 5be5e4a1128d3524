"""Briefings in Slack: a headline message, a story a reply, and corrections."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.briefing_types import (
    Briefing,
    Change,
    Correction,
    KeyFigure,
    Step,
    Story,
)
from bot.slack.blocks import Telling, briefing_messages, correction_message
from bot.slack.words import SPOKEN, Words
from bot.types import Claim
from tests.slack_block_samples import (
    ENGLISH,
    PHRASES,
    TELLING,
    Makings,
    check_message,
    cited,
    makings,
    read,
    sentence,
)

FLOOD = Story(
    headline="The flood rises",
    status="updated",
    statements=(sentence("8,006 people left.", "d2"), sentence("The bridge is shut.", "d3")),
    origins=3,
    changes=(
        Change(
            about="people",
            before=Claim(value="7,199", citations=(cited("7,199 people left.", "d1"),)),
            after=Claim(value="8,006", citations=(cited("8,006 people left.", "d2"),)),
            told_on="2023-02-13",
        ),
    ),
    figures=(
        KeyFigure(
            value="412",
            about="homes without power",
            published="2023-02-14",
            citations=(cited("412 homes are without power.", "d4"),),
        ),
    ),
    timeline=tuple(
        Step(day=f"2023-02-{day:02}", text=f"Day {day}.", citations=(cited(f"Day {day}.", "d5"),))
        for day in range(1, 10)
    ),
    unknowns=(sentence("It is not known when it ends.", "d6"),),
    told_on="2023-02-13",
)
STRIKE = Story(headline="The strike goes on", status="new", statements=(sentence("It does."),))
QUIET = Story(
    headline="The tram",
    status="unchanged",
    statements=(sentence("It opens in 2029.", "d7"),),
    told_on="2023-02-12",
)
GONE = Correction(document="d9", kind="gone", told_on="2023-02-13")
CHANGED = Correction(document="d8", kind="changed", told_on="2023-02-13", text="It was said.")
BRIEFING = Briefing(
    title="Briefing of 14 February 2023",
    language="en",
    since="2023-02-14",
    until="2023-02-14",
    stories=(FLOOD, STRIKE, QUIET),
    corrections=(GONE, CHANGED),
    undated=("poster",),
)


def test_the_headline_message_lists_the_stories_with_what_is_new() -> None:
    headline = briefing_messages(BRIEFING, TELLING, ENGLISH).headline
    check_message(headline)
    text = read(headline)
    for told in (
        "Briefing of 14 February 2023",
        "14 February 2023 · 3 stories · ✏️ 2 corrections",
        "↻ The flood rises – ",
        "updated since 13 February 2023 · 3 independent sources",
        "● The strike goes on – ",
        "↳ Each story with its quotations in the thread",
    ):
        assert told in text
    assert "The tram" not in text


def test_an_overview_stands_above_the_headlines() -> None:
    said = replace(BRIEFING, overview=(sentence("8,006 people left.", "d2"),))
    text = read(briefing_messages(said, TELLING, ENGLISH).headline)
    assert text.index("8,006 people left.") < text.index("The flood rises")


def test_replies_are_stories_then_unchanged_then_corrections_then_the_ending() -> None:
    replies = briefing_messages(BRIEFING, TELLING, ENGLISH).replies
    for reply in replies:
        check_message(reply)
    firsts = [reply.text.split("\n")[0] for reply in replies]
    assert firsts == [
        "The flood rises",
        "The strike goes on",
        "Unchanged",
        "Corrections",
        "Corrections",
        "A question? Ask it here in the thread: it is asked of the same documents.",
    ]
    assert "Documents without a date, left out – poster" in read(replies[-1])


def test_a_story_begins_with_what_has_changed_both_values_quoted() -> None:
    story = briefing_messages(BRIEFING, TELLING, ENGLISH).replies[0]
    (beside,) = [block for block in story.blocks if "fields" in block]
    assert [field["text"].split("\n") for field in beside["fields"]] == [
        ["*7,199* [3] _yesterday_", "example.org · 14 February 2023", "“7,199 people left.”"],
        ["*8,006* [1] _today_", "example.org · 14 February 2023", "“8,006 people left.”"],
    ]
    text = read(story)
    for told in ("412 –", "homes without power (14 February 2023)", "9 February 2023 –"):
        assert told in text
    assert "3 earlier steps not shown" in text
    assert "It is not known when it ends." in text
    assert text.index("7,199") < text.index("The bridge is shut.") < text.index("412 –")


def test_a_storys_buttons_have_the_numbers_of_the_whole_briefing() -> None:
    strike = briefing_messages(BRIEFING, TELLING, ENGLISH).replies[1]
    (buttons,) = [block["elements"] for block in strike.blocks if block["type"] == "actions"]
    (value,) = [one["value"] for one in buttons]
    number = value.partition(":")[2]
    assert f"[{number}] <https://example.org/d1|" in read(strike)


@pytest.mark.parametrize("correction", [GONE, CHANGED])
@pytest.mark.parametrize("language", SPOKEN)
def test_a_correction_is_a_message(correction: Correction, language: str) -> None:
    message = correction_message(correction, Words.of(PHRASES, language))
    check_message(message)
    assert correction.document in message.text
    assert correction.text in read(message)


def test_a_briefing_of_nothing_is_one_message_and_its_ending() -> None:
    nothing = Briefing(title="Briefing: nothing", language="en", since=None, until=None, stories=())
    found = briefing_messages(nothing, TELLING, ENGLISH)
    check_message(found.headline)
    assert len(found.replies) == 1


def test_more_headlines_than_a_message_holds_go_on_in_the_thread() -> None:
    stories = tuple(replace(STRIKE, headline=f"{n} " + "word " * 60) for n in range(60))
    found = briefing_messages(replace(BRIEFING, stories=stories), TELLING, ENGLISH)
    check_message(found.headline)
    heads = read(found.headline) + "".join(map(read, found.replies))
    assert all(f"● {n} word" in heads for n in range(60))


def story(made: Makings) -> Story:
    return Story(
        headline=made.text(),
        status=made.chosen.choice(("new", "updated", "unchanged")),
        statements=made.statements(5),
        disagreements=made.disagreements(1),
        changes=tuple(
            Change(about=made.text(), before=made.claim(), after=made.claim(), told_on="2023-02-13")
            for _ in made.several(2)
        ),
        figures=tuple(
            KeyFigure(
                value=made.text(),
                about=made.text(),
                published="2023-02",
                citations=made.citations(2),
            )
            for _ in made.several(3)
        ),
        timeline=tuple(
            Step(day="2023-02-14", text=made.text(), citations=made.citations(1))
            for _ in made.several(9)
        ),
        unknowns=made.statements(2),
        told_on=made.chosen.choice((None, "2023-02-13")),
    )


@given(makings())
@settings(max_examples=40, deadline=None)
def test_whatever_is_briefed_slack_takes(made: Makings) -> None:
    stories = tuple(story(made) for _ in made.several(6))
    overview = tuple(one for each in stories for one in each.statements[:1])
    briefing = Briefing(
        title=made.text(),
        language="en",
        since="2023-02-14",
        until="2023-02-14",
        stories=stories,
        overview=overview,
        corrections=tuple(
            Correction(document=made.text(), kind="changed", told_on="2023-02-13", text=made.text())
            for _ in made.several(2)
        ),
        undated=tuple(made.text() for _ in made.several(3)),
        notes=tuple(made.text() for _ in made.several(2)),
    )
    found = briefing_messages(briefing, Telling(reference="42", reprints={"d1": 1}), ENGLISH)
    for message in (found.headline, *found.replies):
        check_message(message)
