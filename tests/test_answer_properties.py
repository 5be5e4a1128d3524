"""What holds for every answer over any documents: each sentence has quotes, and each quote stands.

The whole real pipeline is run: files are read, split, stored, indexed, searched, answered from and
verified. Only the embedder is the one without a model, and the writer never abstains for want of
certainty, so that there is something to check.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from bot.answer import Answering
from bot.equivalents import Equivalents
from bot.fusion import Fusion
from bot.index import open_views
from bot.ingestion import ingest
from bot.library import Library
from bot.search import Search
from bot.types import Answer, Citation
from bot.writers.extractive import ExtractiveWriter
from tests.evidence_samples import CALIBRATION, EAGER, EMBEDDER, PHRASES

PEOPLE = ("M. Stoltenberg", "Éloïse Bœuf", "Lloyd Austin", "le maire d’Œuilly", "Mme Noël")
PLACES = ("Bakhmout", "l'Élysée", "Œuilly", "Kiev", "Brest")
NUMBERS = ("6 000", "6\u202f000", "10\u00a0000", "1 200,5", "10,000", "12", "552 millions de")
MARKS = (("« ", " »"), ("«\u00a0", "\u00a0»"), ("“", "”"), ('"', '"'), ("„", "“"), ("", ""))
ENDS = (".", "\u202f!", "…", " ?", ".")
GLUE = (" ", " ", "\u00a0 ", "\n", "\n\n")

FRENCH = (
    "{person} a annoncé que {place} recevrait {number} obus par jour",
    "{open}L’armée tire {number} obus{close}, a déclaré {person} à {place}",
    "Le 24 février 2022, {place} comptait {number} habitants, selon {person}",
    "Il a ajouté que l'œuvre coûterait {number} euros",
    "{open}C’est à {place} qu’il faut aller parce qu’on y est bien{close}",
    "Mais {person} n’a pas refusé l’aide de {place}",
)
ENGLISH = (
    "{person} said that {place} would get {number} shells a day",
    "{open}The army fires {number} shells{close}, {person} told reporters in {place}",
    "On February 24, 2022, {place} had {number} people, according to {person}",
    "He added that it’s worth {number} dollars",
)
QUESTIONS = (
    "Combien d’obus l’armée tire-t-elle par jour ?",
    "Que dit M. Stoltenberg de Bakhmout ?",
    "Qui est le maire d’Œuilly ?",
    "Pourquoi faut-il aller à l’Élysée ?",
    "How many shells does the army fire?",
    "What did Austin say about Kiev?",
    "Wann war das in Brest?",
    "¿Cuántos habitantes tiene Bakhmut?",
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """An article: sentences of one language in paragraphs, told in all sorts of typography."""
    patterns = draw(st.sampled_from((FRENCH, ENGLISH)))
    parts = []
    for _ in range(draw(st.integers(2, 9))):
        opening, closing = draw(st.sampled_from(MARKS))
        sentence = draw(st.sampled_from(patterns)).format(
            person=draw(st.sampled_from(PEOPLE)),
            place=draw(st.sampled_from(PLACES)),
            number=draw(st.sampled_from(NUMBERS)),
            open=opening,
            close=closing,
        )
        parts += [sentence, draw(st.sampled_from(ENDS)), draw(st.sampled_from(GLUE))]
    return "".join(parts)


@contextmanager
def desk(articles: Sequence[str]) -> Iterator[tuple[Library, Answering]]:
    """A library of these articles, and who answers from it."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        for number, text in enumerate(articles):
            (directory / f"article{number}.txt").write_text(text, encoding="utf-8")
        with Library.open(f"sqlite:///{directory}/library.db") as library:
            views = open_views(directory / "views", library, EMBEDDER)
            ingest(
                [str(path) for path in sorted(directory.glob("*.txt"))],
                library=library,
                embedder=EMBEDDER,
                views=views,
                progress=lambda step: None,
            )
            search = Search(library, views, EMBEDDER, Fusion(**CALIBRATION.fusion))
            yield (
                library,
                Answering(
                    search=search,
                    equivalents=Equivalents(EMBEDDER),
                    writer=ExtractiveWriter(EAGER, PHRASES),
                    phrases=PHRASES,
                    clock=time.perf_counter,
                ),
            )
            views.close()


def citations(answer: Answer) -> Iterator[Citation]:
    """Every citation of an answer, wherever it stands."""
    for statement in answer.statements:
        yield from statement.citations
    for disagreement in answer.disagreements:
        for claim in disagreement.claims:
            yield from claim.citations
    yield from answer.nearest


def check(answer: Answer, library: Library) -> None:
    """Each statement and claim is carried, and each quote stands where it is said to stand."""
    assert all(statement.citations and statement.text.strip() for statement in answer.statements)
    for disagreement in answer.disagreements:
        assert len(disagreement.claims) >= 2
        assert all(claim.citations for claim in disagreement.claims)
    for citation in citations(answer):
        passage = citation.passage
        stored = library.document(passage.document.id)
        assert citation.quote.strip()
        assert stored.text[citation.start : citation.end] == citation.quote
        assert passage.start <= citation.start < citation.end <= passage.end
        assert stored.text[passage.start : passage.end] == passage.text
    if answer.status == "abstained":
        assert answer.abstention
        assert answer.disagreements == ()
    else:
        assert answer.abstention == ""
        assert answer.nearest == ()


@settings(max_examples=9, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts(), min_size=1, max_size=4))
def test_every_quote_of_every_answer_stands_in_its_document(articles: list[str]) -> None:
    with desk(articles) as (library, answering):
        for question in QUESTIONS:
            answer = answering.answer(question)
            event(answer.status)
            event(f"{len(answer.removed)} removed")
            check(answer, library)
