from bot.cli.stories_commands import merge_lines, stories_json, story_lines
from bot.grouped import Grouped
from bot.likeness import Unit
from bot.stories import StoryGroup
from bot.story_log import Move, StoryLog, StoryMerge
from bot.types import Document, Passage, Span


def unit(name: str, text: str) -> Unit:
    document = Document(id=name, text=text, raw=text, title="", language="fr", source=name)
    return Unit(Passage(document=document, number=0, start=0, end=len(text)), Span(0, len(text)))


def found() -> Grouped:
    merge = StoryMerge(
        one=(0,), other=(1,), similarity=1.2, meaning=0.5, wording=0.6, days=2, shared=("rhin",)
    )
    log = StoryLog(count=3, threshold=0.36, merges=(merge,), moves=(Move(2, 2),))
    groups = [
        StoryGroup(units=(0, 1), origins=2, documents=("a", "b"), newest="", cohesion=1.2),
        StoryGroup(units=(2,), origins=1, documents=("c",), newest="", cohesion=1.0),
    ]
    units = [unit("a", "Le Rhin monte."), unit("b", "Le Rhin\x1b[2J\ndéborde."), unit("c", "Vote.")]
    return Grouped(units=units, stories=tuple(groups), log=log)


def test_stories_are_listed_with_their_sentences_and_no_document_moves_the_cursor() -> None:
    assert story_lines(found()) == [
        "story 1: 2 origins, 2 documents",
        "     0  a 0:14  Le Rhin monte.",
        "     1  b 0:20  Le Rhin�[2J déborde.",
        "story 2: 1 origins, 1 documents",
        "     2  c 0:5  Vote.",
    ]


def test_each_merge_and_move_is_a_line() -> None:
    assert merge_lines(found()) == [
        "merges at 0.36 or more, the most alike first",
        "  (0) + (1): 1.20 (meaning 0.50, wording 0.60, 2 days apart) rhin",
        "  2 begins a story of its own",
    ]


def test_json_holds_what_is_needed_to_play_the_log_again() -> None:
    value = stories_json(found())
    assert [len(story["sentences"]) for story in value["stories"]] == [2, 1]
    assert value["merges"][0]["one"] == [0]
    assert value["moves"] == [{"sentence": 2, "beside": 2}]
    assert value["sentences"][2]["document"] == "c"
