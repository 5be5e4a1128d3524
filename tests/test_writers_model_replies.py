"""Replies that are read whole: whatever stands around the JSON, and whatever is wrong with it."""

from __future__ import annotations

import json

import pytest

from bot.writers.model.failures import ModelFailure
from bot.writers.model.replies import OverviewReader, StoryReader
from tests.loopback import statement

STORY = json.dumps(
    {"headline": "Obus [P1]", "statements": [statement("Un obus. [P1]", ("P1", "obus"))]}
)


def heard(text: str, reader: StoryReader | None = None, finish: str = "stop") -> StoryReader:
    reader = reader or StoryReader()
    reader.begin()
    for start in range(0, len(text), 7):
        reader.hear(text[start : start + 7])
    reader.end(finish)
    return reader


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"Here it is:\n```json\n{STORY}\n```\nDone {{well}}.",
        f'<think>Perhaps {{"headline": "x", "statements": []}}?</think>{STORY}',
        json.dumps(dict(reversed(json.loads(STORY).items()))),
    ],
    ids=["plain", "fenced", "thoughts", "other order"],
)
def test_a_story_is_found_in_what_models_write_around_it(text: str) -> None:
    story = heard(text).story
    assert story.headline == "Obus"
    assert [one.text for one in story.statements] == ["Un obus."]
    assert story.statements[0].quotes[0].passage == "P1"


@pytest.mark.parametrize(
    ("text", "finish", "kind"),
    [
        ("", "stop", "malformed"),
        ("I cannot.", "stop", "malformed"),
        ('{"headline": "Obus"}', "stop", "malformed"),
        ('{"headline": "Obus", "statements": {}}', "stop", "malformed"),
        ('{"sentences": []}', "stop", "malformed"),
        (STORY[:-9], "stop", "malformed"),
        (STORY[:-9], "length", "cut-off"),
    ],
)
def test_what_is_no_story_is_told(text: str, finish: str, kind: str) -> None:
    with pytest.raises(ModelFailure) as caught:
        heard(text, finish=finish)
    assert caught.value.kind == kind


def test_parts_of_another_shape_are_left_out() -> None:
    odd = {"headline": ["x"], "statements": [3, {}, {"text": "A\x1b[2J b."}, {"text": None}]}
    story = heard(json.dumps(odd)).story
    assert story.headline == ""
    assert [(one.text, one.quotes) for one in story.statements] == [("A[2J b.", ())]


def test_a_new_attempt_begins_anew() -> None:
    reader = StoryReader()
    reader.hear(STORY[:20])
    assert len(heard(STORY, reader).story.statements) == 1


def test_an_overview() -> None:
    reader = OverviewReader()
    good = {"text": "Un jour\ncalme.", "rests_on": ["S1.1"]}
    reader.hear(json.dumps({"sentences": [good, {"rests_on": []}, {"text": "x", "rests_on": 3}]}))
    reader.end("stop")
    assert [(one.text, one.rests_on) for one in reader.sentences] == [("Un jour calme.", ["S1.1"])]
