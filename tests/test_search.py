from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.embeddings import HashingEmbedder
from bot.fusion import Fusion, Signals
from bot.index import Views, open_views
from bot.library import Library
from bot.question import analyse
from bot.search import Found, Search, collapse
from bot.types import Filters, Hit, Passage
from tests.library_samples import document, record

EMBEDDER = HashingEmbedder()
FUSION = Fusion(dense=1.0, sentence=1.0, coverage=1.0, runs=1.0, foreign=0.5)

SHELLS = "L’Ukraine tire 6\u202f000 obus par jour. La Russie en tire 20\u00a0000."
BAKHMUT = "« Bakhmout tient bon », a dit Zelenskiy. La ville est détruite à l’est."
OEUILLY = "Le maire d’Œuilly a rouvert l’école. Les élèves sont revenus à l’Élysée."
HARBOUR = "The harbour of Brest is closed. Fishing boats wait at sea."
ELECTION = "Die Wahl findet im März statt. Alle Parteien treten an."
TOWN = "El alcalde de Málaga inauguró el puente. Los vecinos aplaudieron."


class Desk:
    """A library with its views, and the search over them."""

    def __init__(self, directory: Path) -> None:
        self.library = Library.open(f"sqlite:///{directory}/library.db")
        self.views: Views = open_views(directory / "views", self.library, EMBEDDER)
        self.search = Search(self.library, self.views, EMBEDDER, FUSION)

    def close(self) -> None:
        self.views.close()
        self.library.close()

    def put(self, name: str, text: str, names: tuple[str, ...] = (), **given: str) -> None:
        self.library.put(record(document(name, text, **given), names=names))
        self.views.catch_up(self.library)

    def found(self, question: str, limit: int = 8, filters: Filters | None = None) -> Found:
        return self.search.search(analyse(question), limit=limit, filters=filters)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("search"))
    desk.put("shells", SHELLS, outlet="exemple.fr", published="2023-02-14")
    desk.put("bakhmut", BAKHMUT, names=("Bakhmout", "Zelenskiy"), published="2023-02")
    desk.put("again", "Bahkmut résiste, dit Zelensky.", names=("Bahkmut", "Zelensky"))
    desk.put("oeuilly", OEUILLY, outlet="exemple.fr", published="2024-05-01")
    desk.put("harbour", HARBOUR, language="en", outlet="example.com")
    desk.put("election", ELECTION, language="de")
    desk.put("town", TOWN, language="es")
    yield desk
    desk.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.close()


def texts(found: Found) -> list[str]:
    return [hit.passage.text for hit in found.hits]


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("Combien d’obus l’Ukraine tire-t-elle par jour\u00a0?", "6\u202f000 obus"),
        ("Combien d'obus l'Ukraine tire-t-elle ?", "6\u202f000 obus"),
        ("Qui a rouvert l’école d’Œuilly ?", "d’Œuilly a rouvert"),
        ("Qui a rouvert l'ecole d'OEUILLY ?", "d’Œuilly a rouvert"),
        ("Où sont les élèves de l’« Élysée » ?", "revenus à l’Élysée"),
        ("Is the harbour of Brest closed?", "harbour of Brest"),
        ("Wann findet die Wahl statt?", "im März"),
        ("¿Qué inauguró el alcalde de Málaga?", "alcalde de Málaga"),
    ],
)
def test_the_passage_that_holds_the_words_comes_first(
    desk: Desk, question: str, passage: str
) -> None:
    assert passage in texts(desk.found(question))[0]


@pytest.mark.parametrize("spelling", ["Bakhmout", "Bakhmut", "Bahkmut"])
def test_any_spelling_of_a_name_finds_all(desk: Desk, spelling: str) -> None:
    # Vectors of hashed words may bring a passage that has nothing to do with it between the two.
    first = texts(desk.found(f"Que se passe-t-il à {spelling} ?"))[:3]
    assert any("Bakhmout tient bon" in text for text in first)
    assert any("Bahkmut résiste" in text for text in first)


def test_a_term_has_its_own_spelling_first_and_those_of_the_library(desk: Desk) -> None:
    terms = {term.word: term for term in desk.search.terms(analyse("Que dit Zelenskyy ?"))}
    assert terms["Zelenskyy"].name
    assert terms["Zelenskyy"].spellings[0] == "Zelenskyy"
    assert {"Zelenskiy", "Zelensky"} <= set(terms["Zelenskyy"].spellings)


def test_a_word_in_no_passage_is_the_rarest(desk: Desk) -> None:
    terms = {t.word: t for t in desk.search.terms(analyse("Quelle ville construit un igloo ?"))}
    assert terms["igloo"].rarity == 1.0
    assert 0.0 <= terms["ville"].rarity < 1.0
    assert not terms["ville"].name


def test_hits_come_best_first_with_what_spoke_for_them(desk: Desk) -> None:
    hits = desk.found("Combien d’obus l’Ukraine tire-t-elle par jour ?").hits
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    for hit in hits:
        assert -1.001 <= hit.dense <= 1.001
        assert hit.lexical >= 0.0
        assert len(hit.signals) == len(Signals._fields)
        assert [span for span, _ in hit.sentences] == [(hit.passage.start, hit.passage.end)]
    assert hits[0].lexical > 0.0


def test_at_most_so_many_as_asked(desk: Desk) -> None:
    assert len(desk.found("Que dit la ville ?", limit=2).hits) == 2
    assert len({hit.passage.id for hit in desk.found("Que dit la ville ?", limit=99).hits}) == 13


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(outlet="exemple.fr"), {"shells", "oeuilly"}),
        (Filters(since="2023-02-10"), {"shells", "bakhmut", "oeuilly"}),
        (Filters(until="2023"), {"shells", "bakhmut"}),
        (Filters(since="2024", outlet="exemple.fr"), {"oeuilly"}),
        (Filters(outlet="nobody.org"), set()),
    ],
)
def test_only_documents_that_pass_the_filters_may_answer(
    desk: Desk, filters: Filters, names: set[str]
) -> None:
    found = desk.found("Combien d’obus l’Ukraine tire-t-elle ?", limit=99, filters=filters)
    assert {hit.passage.document.id for hit in found.hits} == names
    assert found.searched == len(names)


def test_a_question_of_function_words_alone_is_searched_too(desk: Desk) -> None:
    found = desk.found("Qui est-ce ?")
    assert found.terms == ()
    assert found.hits


def test_an_empty_library_gives_nothing(empty: Desk) -> None:
    found = empty.found("Combien d’obus ?")
    assert (found.hits, found.searched) == ((), 0)
    assert [term.word for term in found.terms] == ["obus"]


def test_what_is_added_later_is_found_with_its_names(empty: Desk) -> None:
    empty.put("one", "Bakhmout tient bon.", names=("Bakhmout",))
    empty.found("Que dit Bakhmut ?")
    empty.put("two", "Bahkmut est tombée.", names=("Bahkmut",))
    (term,) = (term for term in empty.found("Et à Bakhmut ?").terms if term.word == "Bakhmut")
    assert set(term.spellings) == {"Bakhmut", "Bakhmout", "Bahkmut"}


REPORT = (
    "Le ministère de la Défense a publié mardi un long rapport sur les stocks de munitions de "
    "l’armée, selon lequel la production d’obus a doublé en un an dans les usines du pays."
)


def found_in(name: str, text: str, origin: str) -> Hit:
    source = document(name, text, origin=origin)
    passage = Passage(document=source, number=0, start=0, end=len(text))
    return Hit(passage=passage, score=1.0, dense=0.5, lexical=0.0)


def test_a_reprint_takes_no_place_of_its_own() -> None:
    hits = [
        found_in("a", REPORT, "a"),
        found_in("b", REPORT.replace("’", "'"), "a"),
        found_in("c", SHELLS, "c"),
        found_in("d", REPORT + " (Agence)", "d"),
    ]
    first, second = collapse(hits, 2)
    assert [p.document.id for p in first.duplicates] == ["b", "d"]
    assert first.origins == 2
    assert (second.passage.document.id, second.origins, second.duplicates) == ("c", 1, ())


def test_reprints_of_what_is_left_out_are_left_out() -> None:
    hits = [found_in("a", SHELLS, "a"), found_in("b", REPORT, "b"), found_in("c", REPORT, "c")]
    (only,) = collapse(hits, 1)
    assert (only.passage.document.id, only.duplicates) == ("a", ())


def test_a_document_that_repeats_itself_is_no_second_source() -> None:
    (only,) = collapse([found_in("a", REPORT, "a"), found_in("a", REPORT, "a")], 8)
    assert (only.duplicates, only.origins) == ((), 1)


def test_nothing_collapses_to_nothing() -> None:
    assert collapse([], 8) == ()
    assert collapse([found_in("a", REPORT, "a")], 0) == ()
