from dataclasses import replace

from bot.contract import answer_json
from bot.types import Passage
from evals.contexts import LISTS, briefing_reply, cited_in, with_contexts
from tests.samples import ANSWER, BRIEFING, UKRAINE


def test_each_citation_gets_its_passage_and_where_it_begins() -> None:
    part = Passage(document=UKRAINE.passage.document, number=1, start=2, end=30)
    cited = replace(UKRAINE, passage=part)
    quoted = {"document": part.document.id, "start": cited.start, "end": cited.end}
    reply = {"text": "Oui.", "citations": [{"number": 1, **quoted}]}
    (given,) = with_contexts(reply, [cited])["citations"]
    assert (given["context"], given["context_start"]) == (part.text, 2)
    assert part.document.text[2:30] == given["context"]


def test_what_was_not_cited_stays_as_it_is() -> None:
    reply = {"citations": [{"document": "z", "start": 0, "end": 1}], "nearest": []}
    assert with_contexts(reply, [UKRAINE]) == reply


def test_a_quote_stands_in_its_context() -> None:
    cited = [one for statement in ANSWER.statements for one in statement.citations]
    told = with_contexts(answer_json(ANSWER), cited)
    known = [one for one in told["citations"] if "context" in one]
    assert known
    for one in known:
        start = one["start"] - one["context_start"]
        assert one["context"][start : start + len(one["quote"])] == one["quote"]


def test_a_briefing_reads_as_one_reply_and_by_story() -> None:
    told = briefing_reply(BRIEFING)
    assert len(told["stories"]) == len(BRIEFING.stories)
    assert told["statements"] == [one for story in told["stories"] for one in story["statements"]]
    assert all("context" in one for key in LISTS for one in told.get(key, ()))


def test_every_citation_of_a_briefing_is_found() -> None:
    found = cited_in(BRIEFING)
    for story in BRIEFING.stories:
        for told in (*story.statements, *story.unknowns):
            assert set(told.citations) <= set(found)
