"""All stories of a briefing by a model: failures, budget, time, notes, order, and the overview."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from bot.briefing_types import Story
from bot.citations import verify
from bot.errors import PromptError
from bot.prompts import Prompt
from bot.settings import PROMPTS
from bot.types import Usage
from bot.writers.model.story_writer import ModelStoryWriter
from bot.writers.stories import Overview, StoryAssignment, StoryDraft
from tests.evidence_samples import PHRASES
from tests.loopback import Body, Play, Reset, Silence, Status, Stream, chunk, error, statement
from tests.model_samples import evidence
from tests.story_samples import (
    TITLE,
    TOLD,
    Bench,
    Clock,
    Purse,
    assignment,
    bench,
    evidence_asked,
    overview_reply,
    reply,
    texts,
)

FIRST = statement("L’Ukraine tire 6 000 obus par jour.", ("P1", "tire 6 000 obus par jour"))
LIE = statement("L’Ukraine tire 7 000 obus par jour.", ("P1", "tire 7 000 obus par jour"))
GOOD = Stream(reply("L’Ukraine tire 6 000 obus par jour", FIRST))
NOTHING = "aucune de ses phrases n’était à la fois vérifiée et assez courte"
KEY_REFUSED = Status(401, error("bad key"))


def numbered_stories(count: int) -> list[StoryAssignment]:
    """Stories that the server can tell apart by their last passage."""
    return [assignment(evidence(f"Story number {n}.")) for n in range(count)]


def number_of(body: dict[str, Any]) -> int:
    return int(evidence_asked(body)[-1].split()[-1].rstrip("."))


def extracts(drafts: Sequence[StoryDraft]) -> list[bool]:
    """Which of the drafts are extracts under the extract's headline."""
    return [texts(one) == [TOLD] and one.headline == TITLE for one in drafts]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Status(500, {}), "failed (HTTP 500)"),
        (Status(400, error("no")), "refused the request"),
        (Stream("No JSON here"), "is not the JSON"),
        (Stream(reply("Obus", FIRST)[:60], finish="length"), "output limit"),
        (Stream('{"headline": "Obus"}'), "is not the JSON"),
        (Body("<html>", kind="text/html"), "text/html"),
        (Reset(reply("Obus", FIRST), 40), "connection"),
        (Stream(events=(chunk(refusal="I cannot help."),)), "refused to answer"),
        (Stream(reply("Obus")), NOTHING),
        (
            Stream(reply("Obus", LIE)),
            NOTHING,
        ),
        (Stream('{"headline": 3, "statements": [3, {"text": null}]}'), "aucune de ses phrases"),
    ],
    ids="500 400 prose cut no-list html reset refusal empty lie odd".split(),
)
def test_a_fault_of_the_model_gives_the_extract_and_says_so(fault: Play, reason: str) -> None:
    with bench(fault) as at:
        draft = at.story()
        assert at.writer.name == "extractive"
    assert extracts([draft]) == [True]
    assert draft.note.startswith("Le modèle n’a pas donné de texte utilisable pour 1 sujet(s) sur")
    assert reason in draft.note
    assert "\n" not in draft.note


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "1 sujet(s) sur 1"), ("en", "1 of 1 stories"), ("de", "1 von 1"), ("es", "1 de 1")],
)
def test_the_note_is_in_the_briefings_language(language: str, words: str) -> None:
    with bench(KEY_REFUSED) as at:
        assert words in at.story(assignment(language=language)).note


@pytest.mark.parametrize(
    ("fault", "asked"),
    [
        (KEY_REFUSED, 1),
        (Status(404, error("no such model")), 1),
        (Status(429, {"error": {"message": "pay", "code": "insufficient_quota"}}), 1),
        (Body("<html>", kind="text/html"), 1),
        (Reset(), 3),
    ],
    ids=["key", "model", "quota", "no model's server", "unreachable"],
)
def test_a_failure_that_would_repeat_is_met_once(fault: Play, asked: int) -> None:
    with bench(fault) as at:
        drafts = at.writer.stories(numbered_stories(9))
        assert at.writer.overview(stories_of(at, drafts), "fr", 350) == Overview()
    assert len(at.server.asked) == asked
    assert extracts(drafts) == [True] * 9
    assert len({one.note for one in drafts}) == 1
    assert "9 sujet(s) sur 9" in drafts[0].note


def test_stories_are_written_abreast_and_stay_in_order() -> None:
    """The second story is answered only once the three after it have been asked."""
    others = threading.Barrier(4)

    def choose(body: dict[str, Any], number: int) -> Play:
        story = number_of(body)
        if 1 <= story <= 4:
            others.wait(20)
        text = f"Le port de Brest compte 12 navires, {story} fois."
        told = statement(text, ("P3", "12 navires"), ("P4", f"Story number {story}."))
        return Stream(reply(f"{story} fois 12 navires au port de Brest", told))

    with bench(choose=choose) as at:
        drafts = at.writer.stories(numbered_stories(8))
        assert at.writer.name == "small-1"
    assert [texts(one) for one in drafts] == [
        [f"Le port de Brest compte 12 navires, {n} fois."] for n in range(8)
    ]
    assert drafts[0].note == ""


def test_one_story_that_fails_is_told_by_its_extract_and_the_others_stay() -> None:
    def choose(body: dict[str, Any], number: int) -> Play:
        return Stream("I am sorry.") if number_of(body) == 2 else GOOD

    with bench(choose=choose) as at:
        drafts = at.writer.stories(numbered_stories(5))
        assert at.writer.name == "small-1"
    assert extracts(drafts) == [False, False, True, False, False]
    assert "1 sujet(s) sur 5" in drafts[0].note + drafts[2].note
    assert {one.note for one in drafts} <= {"", drafts[2].note}


def test_the_budget_is_asked_before_every_call_and_what_failed_is_spent_too() -> None:
    with bench(Stream(reply("Obus", LIE)), Stream("No JSON"), attempts=1) as at:
        draft = at.story()
    assert at.purse.asked == 2
    assert [one[2].input_tokens for one in at.purse.spent] == [100, 100]
    assert draft.usage == Usage(input_tokens=200, output_tokens=40, cost_usd=0.00028)


def test_a_spent_budget_ends_the_questions() -> None:
    purse = Purse(most=1)
    with bench(GOOD, purse=purse) as at:
        drafts = at.writer.stories(numbered_stories(6))
        overview = at.writer.overview(stories_of(at, drafts), "fr", 350)
    assert len(at.server.asked) == 1
    assert extracts(drafts) == [False, True, True, True, True, True]
    assert "5 sujet(s) sur 6 (the limit of $1.00 a day is reached" in drafts[1].note
    assert overview == Overview()


def test_a_spent_budget_refuses_the_repair_and_keeps_what_stands() -> None:
    with bench(Stream(reply("Obus", LIE, FIRST)), purse=Purse(most=1)) as at:
        assert texts(at.story()) == [FIRST["text"]]
    assert len(at.server.asked) == 1


def test_after_the_briefings_time_nothing_more_is_asked() -> None:
    clock = Clock()

    def choose(body: dict[str, Any], number: int) -> Play:
        clock.now += 41.0
        return GOOD

    with bench(choose=choose, clock=clock, deadline=60.0) as at:
        drafts = [at.writer.stories([one])[0] for one in numbered_stories(6)]
    assert len(at.server.asked) == 3
    assert extracts(drafts) == [False, False, True, True, True, True]
    assert "the model's server took too long" in drafts[2].note
    assert "the 120 s that a model has for a briefing are over" in drafts[3].note


def test_a_silent_server_is_left_within_the_deadline() -> None:
    over = Event()
    with bench(Silence(over), silence=0.2, attempts=1) as at:
        drafts = at.writer.stories(numbered_stories(2))
        over.set()
    assert extracts(drafts) == [True, True]


def stories_of(at: Bench, drafts: Sequence[StoryDraft]) -> list[Story]:
    given = [verify(one.draft, evidence()).statements for one in drafts]
    return [Story(headline="Titre", status="new", statements=one) for one in given]


SEA = statement("Le port de Brest compte 12 navires.", ("P3", "Le port compte 12 navires."))
RUSSIA = statement("La Russie tire 20 000 obus par jour.", ("P1", "La Russie en tire 20\u202f000."))
THREE = [
    Stream(reply("L’Ukraine tire 6 000 obus", FIRST)),
    Stream(reply("La Russie tire 20 000 obus", RUSSIA)),
    Stream(reply("Le port compte 12 navires", SEA)),
]


def overview(*sentences: tuple[str, list[str]], words: int = 350, stories: int = 3) -> Overview:
    """The overview of that many stories by a model that writes these sentences."""
    with bench(*THREE[:stories], Stream(overview_reply(*sentences))) as at:
        drafts = [at.writer.stories([assignment()])[0] for _ in range(stories)]
        return at.writer.overview(stories_of(at, drafts), "fr", words)


def test_an_overview_cites_what_its_stories_cite() -> None:
    found = overview(
        ("L’Ukraine tire 6 000 obus par jour et la Russie 20 000.", ["S1.1", "S2.1"]),
        ("Le port de Brest compte 15 navires.", ["S3.1"]),
    )
    (told,) = found.statements
    assert [one.quote for one in told.citations] == [
        "tire 6\u202f000 obus par jour",
        "La Russie en tire 20\u202f000.",
    ]
    assert [one.reason for one in found.removed] == ["figure-not-in-quote"]
    assert found.usage == Usage(input_tokens=100, output_tokens=20, cost_usd=0.00014)


def test_the_overview_is_asked_with_statements_as_data() -> None:
    with bench(*THREE, Stream(overview_reply())) as at:
        drafts = [at.writer.stories([assignment()])[0] for _ in range(3)]
        stories = stories_of(at, drafts)
        assert at.writer.overview(stories, "fr", 350).statements == ()
    body = at.server.asked[-1].body
    system, user = body["messages"]
    assert "in French" in system["content"]
    assert (
        '<statement label="S2.1">La Russie tire 20 000 obus par jour.</statement>'
        in (user["content"])
    )
    assert body["response_format"]["json_schema"]["name"] == "overview"


def test_no_overview_of_two_stories_or_in_little_room() -> None:
    sentence = ("L’Ukraine tire 6 000 obus par jour et la Russie 20 000.", ["S1.1", "S2.1"])
    assert overview(sentence, stories=2) == Overview()
    assert overview(sentence, words=40) == Overview()


@pytest.mark.parametrize(("words", "room"), [(350, 280), (125, 100), (100, 100), (10, 10)])
def test_stories_leave_room_for_an_overview(words: int, room: int) -> None:
    with bench() as at:
        assert at.writer.room(words) == room


def test_an_overview_that_fails_is_missed_in_a_line() -> None:
    with bench(*THREE, Status(400, error("no"))) as at:
        drafts = [at.writer.stories([assignment()])[0] for _ in range(3)]
        found = at.writer.overview(stories_of(at, drafts), "fr", 350)
    assert found.statements == ()
    assert found.note.startswith("Le modèle n’a pas donné de vue d’ensemble (the model's server")


@pytest.mark.parametrize("place", [0, 1], ids=["story", "overview"])
@pytest.mark.parametrize("part", ["system", "user"])
def test_a_prompt_that_lost_a_slot_stops_before_anything_is_asked(place: int, part: str) -> None:
    names = ("briefing_story.yaml", "briefing_overview.yaml")
    prompts = [Prompt.load(PROMPTS / name) for name in names]
    lost = prompts[place].parts[part].replace("$words", "fifty")
    prompts[place] = replace(prompts[place], parts={**prompts[place].parts, part: lost})
    with bench() as at, pytest.raises(PromptError, match=r"no slots for \['words'\]"):
        ModelStoryWriter(at.model, prompts[0], prompts[1], PHRASES)
