"""Answers with a model before the embedded writer: never worse than without, and marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.answer import Answering
from bot.citations import Draft, DraftClaim, DraftDisagreement, DraftQuote, DraftStatement, verify
from bot.equivalents import Equivalents
from bot.errors import WriterError
from bot.fusion import Fusion
from bot.index import open_views
from bot.library import Library
from bot.search import Search
from bot.types import Answer, Filters, Statement, Usage
from bot.writers import Assignment, Composer, Composition
from bot.writers.extractive import ExtractiveWriter
from tests.evidence_samples import EAGER, EMBEDDER, PHRASES, hit
from tests.library_samples import document, record
from tests.loopback import Body, Play, Reset, Status, Stream, answer, chunk, error, statement
from tests.model_samples import bench

QUESTION = "Combien d’obus l’Ukraine tire-t-elle par jour ?"
SHELLS = "L’Ukraine tire 6\u202f000 obus par jour."


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    directory: Path = tmp_path_factory.mktemp("answer")
    with Library.open(f"sqlite:///{directory}/library.db") as library:
        library.put(record(document("shells", f"{SHELLS} La ville de Bakhmout tient.", origin="a")))
        library.put(
            record(document("other", "L’Ukraine tire 5\u202f000 obus par jour.", origin="b"))
        )
        library.put(record(document("sea", "La mer est calme à Œuilly.", outlet="mer.fr")))
        views = open_views(directory / "views", library, EMBEDDER)
        views.catch_up(library)
        yield Search(library, views, EMBEDDER, Fusion(**EAGER.fusion))
        views.close()


@dataclass
class Told:
    """A composer that composes what it is told, or fails."""

    draft: Draft | None = None
    name: str = "told-1"
    usage: Usage = field(default_factory=lambda: Usage(input_tokens=5, output_tokens=3))
    asked: list[Assignment] = field(default_factory=list)
    look_again: bool = False

    def compose(self, assignment: Assignment) -> Composition:
        self.asked.append(assignment)
        if self.draft is None:
            raise WriterError("the model's server failed (HTTP 500)")
        if self.look_again:
            assignment.found()
        verified = verify(self.draft, assignment.evidence)
        for one in verified.statements:
            assignment.hand_on(one)
        abstained = not self.draft.answered
        return Composition(verified=verified, abstained=abstained, usage=self.usage)


def answering(search: Search, model: Composer | None) -> Answering:
    return Answering(
        search=search,
        equivalents=Equivalents(EMBEDDER),
        writer=ExtractiveWriter(EAGER, PHRASES),
        phrases=PHRASES,
        clock=lambda: 0.0,
        model=model,
    )


def drafted(text: str, quote: str) -> Draft:
    quotes = (DraftQuote(passage="P1", text=quote),)
    return Draft(answered=True, statements=(DraftStatement(text=text, quotes=quotes),))


def bare(given: Answer) -> Answer:
    """The answer without what may differ when the embedded writer stands in."""
    return replace(given, stood_in=False, note="", usage=Usage(), removed=())


def test_a_models_answer_bears_its_name_and_cost(search: Search) -> None:
    model = Told(drafted("Elle en tire 6 000 par jour.", "6 000 obus par jour"))
    given = answering(search, model).answer(QUESTION)
    assert [one.text for one in given.statements] == ["Elle en tire 6 000 par jour."]
    assert (given.writer, given.usage.input_tokens, given.stood_in) == ("told-1", 5, False)
    assert given.note == ""


def test_a_disagreement_that_the_model_kept_silent_about_is_added(search: Search) -> None:
    model = Told(drafted("Elle en tire 6 000 par jour.", "L’Ukraine tire 6 000 obus par jour."))
    (found,) = answering(search, model).answer(QUESTION).disagreements
    assert {claim.citations[0].passage.document.id for claim in found.claims} == {"shells", "other"}


def test_a_disagreement_that_the_model_tells_is_kept(search: Search) -> None:
    claims = tuple(
        DraftClaim(value=value, quotes=(DraftQuote(passage="P9", text=f"tire {value} obus"),))
        for value in ("5 000", "6 000")
    )
    draft = drafted("Elle en tire 6 000 par jour.", "6 000 obus par jour")
    told = replace(draft, disagreements=(DraftDisagreement(about="tirs", claims=claims),))
    (found,) = answering(search, Told(told)).answer(QUESTION).disagreements
    assert found.about == "tirs"


@pytest.mark.parametrize(
    "draft", [None, drafted("Elle en tire 9 000.", "9 000 obus")], ids=["failed", "nothing stands"]
)
def test_the_embedded_writer_stands_in_and_it_is_said(search: Search, draft: Draft | None) -> None:
    without = answering(search, None).answer(QUESTION)
    given = answering(search, Told(draft)).answer(QUESTION)
    assert bare(given) == without
    assert given.statements
    assert (given.writer, given.stood_in) == ("extractive", True)
    assert given.note.startswith("Le modèle n’a pas donné de réponse utilisable (")
    assert ("HTTP 500" in given.note) is (draft is None)
    assert len(given.removed) == (draft is not None)


def test_an_abstention_of_the_model_shows_what_would_have_been_cited(search: Search) -> None:
    given = answering(search, Told(Draft(answered=False), look_again=True)).answer(QUESTION)
    assert (given.status, given.writer, given.stood_in) == ("abstained", "told-1", False)
    assert "ne répondent pas" in given.abstention
    cited = answering(search, None).answer(QUESTION).statements[0].citations[0]
    assert given.nearest[0] == cited
    assert len(given.nearest) == len(set(given.nearest))


def test_no_model_is_asked_without_passages(search: Search) -> None:
    model = Told(None)
    given = answering(search, model).answer(QUESTION, Filters(outlet="nobody.org"))
    assert model.asked == []
    assert (given.writer, given.note) == ("extractive", "")


def test_earlier_passages_stay_available_once(search: Search) -> None:
    model = Told(Draft(answered=False))
    earlier = hit("M. Reznikov est ministre.", QUESTION, "earlier")
    desk = answering(search, model)
    desk.answer(QUESTION, earlier=[earlier])
    known = model.asked[0].evidence.items
    desk.answer(QUESTION, earlier=[known[0].hit])
    assert known[-1].hit is earlier
    assert len(model.asked[1].evidence.items) == len(known) - 1


@pytest.mark.parametrize("model", [None, Told(None), Told(drafted("6 000 obus.", "6 000 obus"))])
def test_statements_are_handed_on_in_the_order_of_the_answer(
    search: Search, model: Composer | None
) -> None:
    handed: list[Statement] = []
    given = answering(search, model).answer(QUESTION, hand_on=handed.append)
    assert tuple(handed) == given.statements


def test_a_reply_that_broke_off_says_so(search: Search) -> None:
    whole = answer(statement("Elle en tire 6 000 par jour.", ("P1", "6 000 obus par jour")))
    with bench(Stream(whole[:-20], finish="length")) as at:
        given = answering(search, at.writer).answer(QUESTION)
    assert [one.text for one in given.statements] == ["Elle en tire 6 000 par jour."]
    assert (given.writer, given.stood_in) == ("small-1", False)
    assert given.note.startswith("Le modèle s’est interrompu (")


LIE = statement("L’Ukraine tire 7 000 obus.", ("P1", "tire 7 000 obus"))
FAULTS: list[tuple[str, Play]] = [
    ("500", Status(500, {})),
    ("502", Status(502, "<html>")),
    ("429", Status(429, error("busy"))),
    ("401", Status(401, error("bad key"))),
    ("404", Status(404, error("no such model"))),
    ("reset", Reset('{"answered": true, "statements": [', 20)),
    ("prose", Stream("The answer is 42.")),
    ("truncated", Stream('{"answered": true, "statements": [{"text": "L’U')),
    ("length", Stream('{"answered": true, "statements": [{"text": "L’U', finish="length")),
    ("refusal", Stream(events=(chunk(refusal="No."),))),
    ("empty", Stream("")),
    ("HTML", Body("<html></html>", "text/html")),
    ("a lie", Stream(answer(LIE))),
    ("no quotes", Stream(answer(statement("L’Ukraine tire beaucoup.")))),
    ("wrong shape", Stream('{"answered": true, "statements": {"text": 3}}')),
    ("empty answer", Stream('{"answered": true, "statements": [], "disagreements": []}')),
]


@pytest.mark.parametrize("fault", [f[1] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_no_fault_of_a_model_makes_the_answer_worse(search: Search, fault: Play) -> None:
    without = answering(search, None).answer(QUESTION)
    with bench(fault) as at:
        given = answering(search, at.writer).answer(QUESTION)
    assert bare(given) == without
    assert given.stood_in
    assert "\n" not in given.note
