"""Nothing that an asker may not see has a part in what the asker is told.

The whole real pipeline over files: what is told within a scope is compared with what is told of a
library that has nothing else in it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from bot.answer import Answering
from bot.arguments import BriefingRequest
from bot.contract import answer_json
from bot.equivalents import Equivalents
from bot.fusion import Fusion
from bot.index import Views, open_views
from bot.ingestion import ingest
from bot.library import Library
from bot.period import gather, reprints_of, sentences_of
from bot.question import analyse
from bot.scopes import Scope, Selection
from bot.search import Search
from bot.types import Answer, Filters
from bot.writers.extractive import ExtractiveWriter
from tests.evidence_samples import CALIBRATION, EAGER, EMBEDDER, PHRASES

SELECTIONS = tuple(Selection(ids=(f"*{mark}*",)) for mark in "abc")
SCOPES = st.builds(
    Scope,
    open=st.lists(st.sampled_from(SELECTIONS), unique=True).map(tuple),
    closed=st.lists(st.sampled_from(SELECTIONS), unique=True).map(tuple),
    rest=st.booleans(),
)
SENTENCES = (
    "Zelenskiy a annoncé que Bakhmout recevrait 6 000 obus par jour.",
    "Zelensky assure que Bakhmut ne recevra que 4 000 obus par jour.",
    "Le maire Éloïse Bœuf a rouvert l’école d’Œuilly lundi.",
    "L’armée tire 20 000 obus par jour, selon Lloyd Austin à Kiev.",
    "The army fires 6,000 shells a day, Lloyd Austin told reporters in Kiev.",
    "Die Armee feuert jeden Tag Granaten, sagte Selenskyj in Kiew.",
    "Les élèves d’Œuilly mangent des obus en chocolat, dit Zelenskyy.",
)
QUESTIONS = (
    "Combien d’obus par jour à Bakhmout ?",
    "Que dit Zelensky ?",
    "Qui a rouvert l’école d’Œuilly ?",
    "How many shells does the army fire?",
    "Combien coûte la zanahoria de Zelenskyy ?",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
ARTICLES = st.dictionaries(st.text("abcx", min_size=1, max_size=3), TEXTS, min_size=1, max_size=6)
EXAMPLES = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
)


@dataclass(frozen=True)
class Desk:
    library: Library
    views: Views
    search: Search

    def answer(self, question: str, filters: Filters) -> Answer:
        answering = Answering(
            search=self.search,
            equivalents=Equivalents(EMBEDDER),
            writer=ExtractiveWriter(EAGER, PHRASES),
            phrases=PHRASES,
            clock=lambda: 0.0,
        )
        return answering.answer(question, filters)


@contextmanager
def desk(articles: Mapping[str, str]) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        for title, text in articles.items():
            (directory / f"{title}.txt").write_text(text, encoding="utf-8")
        with Library.open(f"sqlite:///{directory}/library.db") as library:
            views = open_views(directory / "views", library, EMBEDDER)
            ingest(
                [str(path) for path in sorted(directory.glob("*.txt"))],
                library=library,
                embedder=EMBEDDER,
                views=views,
                progress=lambda step: None,
            )
            yield Desk(
                library, views, Search(library, views, EMBEDDER, Fusion(**CALIBRATION.fusion))
            )
            views.close()


def reprints(library: Library, seen: set[str]) -> set[frozenset[str]]:
    """Which of the documents count as one text; put together when they came in."""
    origins: dict[str, set[str]] = {}
    for one in library.documents():
        if one.id in seen:
            origins.setdefault(one.origin, set()).add(one.id)
    return {frozenset(names) for names in origins.values()}


def visible(library: Library, scope: Scope) -> set[str]:
    return {one.id for one in library.documents() if scope.lets_through(one)}


@EXAMPLES
@given(ARTICLES, SCOPES, st.sampled_from(QUESTIONS))
def test_nothing_comes_from_outside_the_scope(
    articles: dict[str, str], scope: Scope, question: str
) -> None:
    filters = scope.filters(Filters())
    with desk(articles) as full:
        seen = visible(full.library, scope)
        found = full.search.search(analyse(question), filters=filters)
        assert found.searched == len(seen)
        told = {hit.passage.document.id for hit in found.hits}
        told |= {copy.document.id for hit in found.hits for copy in hit.duplicates}
        every = full.library.passage_ids(Filters(documents=frozenset(f"{n}" for n in articles)))
        earlier = full.search.recall(analyse(question), sorted(every or ()), filters)
        told |= {hit.passage.document.id for hit in earlier}
        answer = full.answer(question, filters)
        told |= {one.passage.document.id for said in answer.statements for one in said.citations}
        told |= {one.passage.document.id for one in answer.nearest}
        material = gather(full.library, EMBEDDER.name, BriefingRequest(filters=filters))
        reprints = reprints_of(material.passages)
        told |= {name for first, others in reprints.items() for name in (first, *others)}
        told |= {unit.passage.document.id for unit in sentences_of(material, PHRASES).units}
        told |= {*material.undated, *material.postdated}
        told |= {one.id for one in full.library.documents(filters)}
        assert told <= seen


@EXAMPLES
@given(ARTICLES, SCOPES, st.sampled_from(QUESTIONS))
def test_what_is_told_is_what_a_library_without_the_rest_would_tell(
    articles: dict[str, str], scope: Scope, question: str
) -> None:
    filters = scope.filters(Filters())
    with desk(articles) as full:
        within = full.answer(question, filters)
        seen = visible(full.library, scope)
        together = reprints(full.library, seen)
    with desk({name: text for name, text in articles.items() if name in seen}) as open_only:
        assert {one.id for one in open_only.library.documents()} == seen
        # A closed text may link two open ones, or part them: README names that limit.
        assume(together == reprints(open_only.library, seen))
        alone = open_only.answer(question, Filters())
    assert answer_json(within) == answer_json(alone)


def test_a_spelling_that_only_a_closed_document_has_is_not_told() -> None:
    articles = {"a": SENTENCES[0], "b": "Selon Zelenskyyj, Bahkmout tient. Zelenskyyj y était."}
    scope = Scope(closed=(Selection(ids=("b",)),), rest=True)
    with desk(articles) as full:
        assert "Zelenskyyj" in full.answer("Que dit Zelenskiy du Groenland ?", Filters()).abstention
        answer = full.answer("Que dit Zelenskiy du Groenland ?", scope.filters(Filters()))
        assert "Zelenskyyj" not in str(answer_json(answer))


def test_nothing_allowed_and_nothing_there_read_the_same() -> None:
    with desk({"a": SENTENCES[0]}) as full, desk({}) as empty:
        for question in QUESTIONS:
            closed = full.answer(question, Scope().filters(Filters()))
            assert closed == empty.answer(question, Filters())
            assert closed.status == "abstained"
