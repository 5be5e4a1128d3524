from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import DocumentError, UnknownDocumentError
from bot.library import NO_REVISION, Library
from bot.types import Document, Filters, Span
from tests.library_samples import (
    BAKHMUT,
    ELECTION,
    EMBEDDER,
    MODEL,
    SHELLS,
    document,
    filled,
    record,
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path}/library.db") as opened:
        yield opened


def test_five_documents_are_five_revisions(library: Library) -> None:
    changes = [library.put(record(document(f"d{i}", f"{SHELLS} {i}"))) for i in range(5)]
    assert changes == ["added"] * 5
    assert library.revision == 5


def test_an_unchanged_document_raises_no_revision(library: Library) -> None:
    filled(library, shells=SHELLS)
    assert library.put(record(document("shells", SHELLS))) == "unchanged"
    assert library.revision == 1


def test_a_changed_document_replaces_its_passages(library: Library) -> None:
    filled(library, town=BAKHMUT)
    changed = document("town", SHELLS)
    assert library.status_of(changed) == "updated"
    assert library.put(record(changed)) == "updated"
    assert library.revision == 2
    texts = [passage.text for passage in library.passages_of("town")]
    assert texts == ["L’Ukraine tire 6 000 obus par jour.", "La Russie en tire 20 000."]
    assert "town#2" not in library.passages(["town#2"])
    assert library.document("town") == replace(changed, origin="town")


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "Autre"), ("outlet", "exemple.fr"), ("published", "2023-03"), ("source", "/b.txt")],
)
def test_changed_metadata_is_an_update(library: Library, field: str, value: str) -> None:
    filled(library, shells=SHELLS)
    assert library.status_of(replace(document("shells", SHELLS), **{field: value})) == "updated"


def test_changed_furniture_is_no_change(library: Library) -> None:
    filled(library, shells=SHELLS)
    page = replace(document("shells", SHELLS), raw="another advert")
    assert library.status_of(page) == "unchanged"


def test_another_model_needs_its_own_vectors(library: Library) -> None:
    filled(library, shells=SHELLS)
    shells = document("shells", SHELLS)
    assert library.status_of(shells, MODEL) == "unchanged"
    assert library.status_of(shells, "another") == "updated"
    assert library.vector_count("another") == 0
    assert list(library.vectors("another")) == []


def test_text_that_is_no_unicode_is_refused_by_name(library: Library) -> None:
    with pytest.raises(DocumentError, match=r"/articles/broken\.txt: holds characters"):
        library.status_of(document("broken", "half a pair \ud800."))


def test_a_record_that_does_not_fit_together_is_refused(library: Library) -> None:
    whole = record(document("shells", SHELLS))
    for broken in (
        replace(whole, vectors=whole.vectors[:1]),
        replace(whole, passages=whole.passages[::-1]),
        replace(whole, document=document("other", SHELLS)),
        replace(whole, sentences=(replace(whole.sentences[0], passage_number=9),)),
        replace(whole, sentences=(replace(whole.sentences[0], vector=whole.vectors[0][:5]),)),
    ):
        with pytest.raises(ValueError, match=r"shells|other"):
            library.put(broken)
    assert library.revision == 0


def test_passages_come_in_the_order_asked_for_and_share_their_document(library: Library) -> None:
    filled(library, town=BAKHMUT, shells=SHELLS)
    found = library.passages(["town#2", "missing#0", "town#0", "town#99", "town", "shells#1"])
    assert list(found) == ["town#2", "town#0", "shells#1"]
    assert found["town#2"].document is found["town#0"].document
    assert found["town#2"].text == "Les soldats tiennent bon."


def test_a_number_sign_in_a_name_is_part_of_the_name(library: Library) -> None:
    library.put(record(document("a#1", SHELLS)))
    assert list(library.passages(["a#1#0"])) == ["a#1#0"]


def test_sentences_come_back_with_their_spans_and_vectors(library: Library) -> None:
    stored = record(document("town", BAKHMUT))
    library.put(stored)
    found = library.sentence_vectors(["town#1", "town#0", "missing#0"], MODEL)
    assert set(found) == {"town#0", "town#1"}
    assert found["town#1"].spans == (Span(stored.passages[1].start, stored.passages[1].end),)
    np.testing.assert_allclose(found["town#1"].vectors[0], stored.vectors[1], atol=2e-3)
    assert library.sentence_vectors(["town#1"], "another") == {}


def test_stored_vectors_have_length_one_and_keep_their_cosines(library: Library) -> None:
    stored = record(document("town", BAKHMUT))
    library.put(stored)
    keys, vectors = library.vectors_of(["town#0", "town#2"], MODEL)
    assert [library.catalogue().id_of(key) for key in keys.tolist()] == ["town#0", "town#2"]
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)
    np.testing.assert_allclose(
        vectors @ vectors.T, stored.vectors[::2] @ stored.vectors[::2].T, atol=1e-3
    )


def test_unknown_documents_are_named(library: Library) -> None:
    filled(library, shells=SHELLS)
    with pytest.raises(UnknownDocumentError, match="no document 'town' in the library"):
        library.document("town")
    with pytest.raises(UnknownDocumentError, match="'town', 'sea'"):
        library.remove(["shells", "town", "sea"])
    assert [summary.id for summary in library.documents()] == ["shells"]


def test_remove_takes_everything_and_counts(library: Library) -> None:
    filled(library, shells=SHELLS, town=BAKHMUT)
    assert library.remove(["shells", "shells"]) == 1
    assert library.revision == 3
    assert library.vector_count(MODEL) == 3
    assert library.passages(["shells#0"]) == {}
    assert library.sources() == {"town": "/articles/town.txt"}
    assert library.remove([]) == 0
    assert library.revision == 3


def test_no_word_of_a_removed_document_stays_in_the_files(tmp_path: Path) -> None:
    words = ("Quetzalcoatl", "Zanahoria", "exemple-discret")
    with Library.open(f"sqlite:///{tmp_path}/library.db") as library:
        filled(library, **{f"d{i}": f"{BAKHMUT} {i}" * 20 for i in range(20)})
        secret = document("Zanahoria", f"{words[0]} parle. " * 400, outlet="exemple-discret")
        library.put(record(secret, names=[words[0]]))
        library.put(record(replace(secret, title=words[0])))
        assert traces(tmp_path, words)
        library.remove(["Zanahoria"])
        assert not traces(tmp_path, words)
    assert not traces(tmp_path, words)


def traces(directory: Path, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Files that hold one of the words, as UTF-8 or UTF-16."""
    return [
        (path.name, word)
        for path in directory.rglob("*")
        if path.is_file()
        for word in words
        for encoding in ("utf-8", "utf-16-le")
        if word.lower().encode(encoding) in path.read_bytes().lower()
    ]


def test_a_group_is_renamed_when_the_document_it_is_named_after_goes(library: Library) -> None:
    for name in ("first", "second", "third"):
        library.put(record(document(name, f"{SHELLS} {name}", origin="first")))
    library.put(record(document("alone", BAKHMUT)))
    assert library.origins == 2
    library.remove(["first"])
    assert {s.id: s.origin for s in library.documents()} == {
        "second": "second",
        "third": "second",
        "alone": "alone",
    }


def test_reprint_candidates_share_a_band(library: Library) -> None:
    signature = np.arange(3, dtype=np.uint64)
    for name, bands in (("a", (1, 2)), ("b", (2, 3)), ("c", (9,))):
        made = record(document(name, f"{SHELLS} {name}", origin="a" if name == "b" else name))
        library.put(replace(made, signature=signature, bands=bands))
    found = library.origin_candidates([2, 4])
    assert [(c.document_id, c.origin) for c in found] == [("a", "a"), ("b", "a")]
    np.testing.assert_array_equal(found[0].signature, signature)
    # What replaces "a" may be a reprint of "b", whose group is then called "b".
    assert [c.origin for c in library.origin_candidates([2], excluding="a")] == ["b"]


def test_filters_let_whole_documents_through(library: Library) -> None:
    library.put(record(document("shells", SHELLS, published="2023-02", outlet="exemple.fr")))
    library.put(record(document("town", BAKHMUT, published="2022-12-24")))
    assert library.passage_ids(Filters()) is None
    shells = frozenset({"shells#0", "shells#1"})
    assert set(library.passage_ids(Filters(since="2023-02-10")) or ()) == shells
    assert set(library.passage_ids(Filters(outlet="Exemple.fr")) or ()) == shells
    assert set(library.passage_ids(Filters(since="2024")) or ()) == frozenset()


def test_names_are_those_of_the_documents_there(library: Library) -> None:
    library.put(record(document("town", BAKHMUT), names=["Zelenskiy", "Bakhmout", "Zelenskiy"]))
    library.put(record(document("vote", ELECTION), names=["Bakhmout"]))
    assert library.names() == {"Zelenskiy", "Bakhmout"}
    library.remove(["town"])
    assert library.names() == {"Bakhmout"}


def test_changes_tell_a_view_what_to_do(library: Library) -> None:
    filled(library, shells=SHELLS, town=BAKHMUT)
    reached = library.state
    library.put(record(document("shells", ELECTION)))
    changes = library.changes_since(reached)
    assert changes is not None
    assert (len(changes.removed), len(changes.added), changes.erased) == (1, 1, False)
    assert len(changes.removed_passages) == 2
    assert not set(changes.removed) & set(changes.added)
    library.remove(["town"])
    later = library.changes_since(reached)
    assert later is not None
    assert later.erased
    assert later.revision == library.state
    everything = library.changes_since(NO_REVISION)
    assert everything is not None
    assert len(everything.added) == 1


def test_a_revision_of_another_history_is_not_believed(library: Library) -> None:
    filled(library, shells=SHELLS)
    assert library.changes_since(library.state._replace(stamp=1)) is None
    assert library.changes_since(library.state._replace(number=9)) is None


def test_two_processes_see_each_other(library: Library) -> None:
    with Library.open(f"sqlite:///{library.path}") as other:
        filled(library, shells=SHELLS)
        assert other.passages(["shells#0"])["shells#0"].text.startswith("L’Ukraine")
        other.remove(["shells"])
        assert library.passages(["shells#0"]) == {}
        assert other.id == library.id


def test_threads_write_one_after_the_other(library: Library) -> None:
    threads = [
        threading.Thread(target=filled, args=(library,), kwargs={f"d{i}": f"{SHELLS} {i}"})
        for i in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert library.revision == 8
    assert library.vector_count(MODEL) == sum(s.passages for s in library.documents())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path_factory.mktemp('library')}/library.db") as opened:
        yield opened


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_any_text_comes_back_to_the_letter(text: str, kept: Library) -> None:
    given_document = document("d", text)
    kept.put(record(given_document))
    assert kept.document("d") == replace(given_document, origin="d")
    for passage in kept.passages_of("d"):
        assert passage.text == text[passage.start : passage.end]


def test_a_document_without_passages_is_kept(library: Library) -> None:
    blank: Document = document("blank", "…", title="Rien")
    made = replace(
        record(document("blank", SHELLS)),
        document=blank,
        passages=(),
        vectors=np.empty((0, EMBEDDER.dimensions), np.float32),
        sentences=(),
    )
    assert library.put(made) == "added"
    assert library.put(made) == "unchanged"
    assert library.passages_of("blank") == ()
    assert sum(len(keys) for keys, _ in library.vectors(MODEL)) == 0
