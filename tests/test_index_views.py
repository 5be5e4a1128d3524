from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from bot.errors import ViewError
from bot.index import DenseView, ExactView, LexicalView, Views, open_views
from bot.index.chroma import collection_name
from bot.library import Library
from tests.library_samples import (
    BAKHMUT,
    ELECTION,
    EMBEDDER,
    MODEL,
    SHELLS,
    document,
    filled,
    random_record,
    record,
)

QUESTION = EMBEDDER.embed_questions(["Combien d’obus tire la Russie ?"])[0]
ANSWER = "shells#1"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path}/library.db") as opened:
        yield filled(opened, shells=SHELLS, town=BAKHMUT, vote=ELECTION)


def views_of(library: Library, exact_up_to: int = 0) -> Views:
    """Views beside the library's file; by default Chroma answers whenever it can."""
    assert library.path is not None
    return open_views(library.path.parent / "views", library, EMBEDDER, exact_up_to)


@pytest.fixture
def views(library: Library) -> Iterator[Views]:
    opened = views_of(library)
    opened.catch_up(library)
    yield opened
    opened.close()


def ids(hits: list[tuple[str, float]]) -> list[str]:
    return [passage for passage, _ in hits]


# Dense


def test_chroma_and_exact_search_agree(library: Library, views: Views) -> None:
    library.put(random_record("many", 300, seed=1))
    views.catch_up(library)
    assert views.dense.answers_by_chroma()
    exact = ExactView(library, MODEL)
    vectors = np.random.default_rng(2).normal(size=(20, 384)).astype(np.float32)
    for vector in vectors / np.linalg.norm(vectors, axis=1, keepdims=True):
        by_chroma = views.dense.query(vector, 10)
        by_hand = exact.query(vector, 10)
        assert len(set(ids(by_chroma)) & set(ids(by_hand))) >= 9
        assert by_chroma[0][1] == pytest.approx(by_hand[0][1], abs=1e-4)


def test_a_small_library_needs_no_chroma(library: Library) -> None:
    views = views_of(library, exact_up_to=1000)
    assert views.dense.query(QUESTION, 1)[0][0] == ANSWER
    assert not views.owner
    views.close()


def test_a_process_that_owns_nothing_answers_from_the_newest(
    library: Library, views: Views
) -> None:
    second = views_of(library)
    second.catch_up(library)
    assert (views.owner, second.owner) == (True, False)
    library.put(record(document("new", "La Russie tire des obus par milliers.")))
    for each in (views, second):
        assert "new#0" in ids(each.dense.query(QUESTION, 2))
        assert "new#0" in ids(each.lexical.query([["milliers"]], 2))
    second.close()


def test_the_next_process_owns_what_the_first_let_go_of(library: Library, views: Views) -> None:
    views.close()
    second = views_of(library)
    second.catch_up(library)
    assert second.owner
    assert second.dense.revision == library.revision
    second.close()


def test_changed_and_removed_documents_leave_chroma(library: Library, views: Views) -> None:
    library.put(record(document("shells", "Les obus manquent.")))
    library.remove(["town"])
    views.catch_up(library)
    assert views.dense.revision == library.revision
    assert views.dense.answers_by_chroma()
    found = views.dense.query(QUESTION, 50)
    assert set(ids(found)) == {"shells#0", "vote#0", "vote#1"}


def test_only_passages_within_are_found(library: Library, views: Views) -> None:
    allowed = {"town#0", "vote#1", "missing#3"}
    assert set(ids(views.dense.query(QUESTION, 10, allowed))) == {"town#0", "vote#1"}
    assert views.dense.query(QUESTION, 10, set()) == []
    exact = ExactView(library, MODEL)
    before = exact.query(QUESTION, 10, allowed)
    exact.query(QUESTION, 1)  # the matrix is in memory now
    assert exact.query(QUESTION, 10, allowed) == before


def test_exact_search_follows_the_library(library: Library) -> None:
    exact = ExactView(library, MODEL)
    assert exact.query(QUESTION, 1)[0][0] == ANSWER
    library.remove(["shells"])
    assert ANSWER not in ids(exact.query(QUESTION, 10))
    library.put(record(document("again", SHELLS)))
    assert exact.query(QUESTION, 1)[0][0] == "again#1"
    assert exact.revision == library.revision


def test_vectors_of_another_model_are_not_compared(library: Library) -> None:
    assert ExactView(library, "another").query(QUESTION, 10) == []
    assert library.path is not None
    other = DenseView(library.path.parent / "views" / "chroma", library, "another", 0)
    other.catch_up(library)
    assert other.query(QUESTION, 10) == []
    other.close()


def test_another_library_in_the_same_place_gets_its_own_views(
    library: Library, views: Views, tmp_path: Path
) -> None:
    views.close()
    with Library.open(f"sqlite:///{tmp_path}/other.db") as other:
        filled(other, sea="La mer est calme. Les bateaux rentrent.")
        moved = views_of(other)
        moved.catch_up(other)
        assert ids(moved.dense.query(QUESTION, 10)) != []
        assert {name.split("#")[0] for name in ids(moved.dense.query(QUESTION, 10))} == {"sea"}
        assert moved.lexical.query([["obus"]], 10) == []
        moved.close()


# Broken files


def in_link_lists(chroma: Path) -> None:
    for path in chroma.rglob("link_lists.bin"):
        path.write_bytes(b"\xff" * 4096)


def in_vectors(chroma: Path) -> None:
    for path in chroma.rglob("data_level0.bin"):
        content = bytearray(path.read_bytes())
        content[10:400] = os.urandom(390)
        times = path.stat()
        path.write_bytes(content)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def huge(chroma: Path) -> None:
    for path in chroma.rglob("link_lists.bin"):
        os.truncate(path, 3 << 40)


def truncated(chroma: Path) -> None:
    for path in chroma.rglob("chroma.sqlite3"):
        os.truncate(path, path.stat().st_size // 2)


def emptied(chroma: Path) -> None:
    for path in chroma.rglob("chroma.sqlite3"):
        path.write_bytes(b"")


def without_segment(chroma: Path) -> None:
    for path in list(chroma.rglob("header.bin")):
        shutil.rmtree(path.parent)


def without_state(chroma: Path) -> None:
    (chroma / "state.json").unlink()


def with_senseless_state(chroma: Path) -> None:
    (chroma / "state.json").write_text('{"library": 3, "folder": "../..", "files": []}')


BREAKAGES = [
    in_link_lists,
    in_vectors,
    huge,
    truncated,
    emptied,
    without_segment,
    without_state,
    with_senseless_state,
]


@pytest.mark.parametrize("damage", BREAKAGES)
def test_broken_chroma_files_are_made_anew(
    library: Library, damage: Callable[[Path], None]
) -> None:
    library.put(random_record("many", 1200, seed=1))  # enough for Chroma to write its graph
    views = views_of(library)
    views.catch_up(library)
    views.close()
    assert library.path is not None
    damage(library.path.parent / "views" / "chroma")
    for exact_up_to in (0, 5000):
        again = views_of(library, exact_up_to)
        assert again.dense.query(QUESTION, 1)[0][0] == ANSWER
        again.catch_up(library)
        assert again.dense.query(QUESTION, 1)[0][0] == ANSWER
        assert again.dense.revision == library.revision
        again.close()
    assert len([p for p in (library.path.parent / "views" / "chroma").iterdir() if p.is_dir()]) == 1


def meta(words: Path) -> None:
    for path in words.rglob("meta.json"):
        path.write_text("{")


def terms(words: Path) -> None:
    for path in words.rglob("*.term"):
        path.write_bytes(os.urandom(path.stat().st_size))


def store(words: Path) -> None:
    for path in words.rglob("*.idx"):
        os.truncate(path, 3)


def folder(words: Path) -> None:
    shutil.rmtree(words / "1")


@pytest.mark.parametrize("damage", [meta, terms, store, folder, without_state])
def test_a_broken_word_index_is_made_anew(
    library: Library, damage: Callable[[Path], None], tmp_path: Path
) -> None:
    view = LexicalView(tmp_path / "words", library)
    assert ids(view.query([["obus"]], 5)) == ["shells#0"]
    view.close()
    damage(tmp_path / "words")
    again = LexicalView(tmp_path / "words", library)
    assert ids(again.query([["obus"]], 5)) == ["shells#0"]
    again.close()


def test_a_directory_that_cannot_be_made_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "views").write_text("a file")
    with pytest.raises(ViewError, match="cannot be made") as caught:
        views_of(library)
    assert "\n" not in str(caught.value)


# What stands in the way


def test_no_word_of_a_removed_document_stays_in_any_file(library: Library, views: Views) -> None:
    secret = "Quetzalcoatl déclarait zanahoria. " * 30
    library.put(record(document("Tezcatlipoca", secret, title="Huitzilopochtli")))
    views.catch_up(library)
    assert views.lexical.query([["zanahoria"]], 1)
    library.put(record(document("Tezcatlipoca", secret + "Fin.", title="Huitzilopochtli")))
    views.catch_up(library)
    library.remove(["Tezcatlipoca"])
    views.catch_up(library)
    assert library.path is not None
    assert traces(library.path.parent, ("quetzalco", "zanahor", "tezcatl", "huitzil")) == []


def traces(directory: Path, stems: tuple[str, ...]) -> list[tuple[str, str]]:
    """Files whose bytes or names hold the beginning of one of the words."""
    found = []
    for path in directory.rglob("*"):
        content = path.read_bytes().lower() if path.is_file() else b""
        for stem in stems:
            forms = (stem.encode(), stem.encode("utf-16-le"), stem.encode("utf-16-be"))
            if any(form in content for form in forms) or stem in path.name.lower():
                found.append((str(path), stem))
    return found


HOSTILE = {
    "PERSIST_DIRECTORY": "/nowhere",
    "ALLOW_RESET": "true",
    "IS_PERSISTENT": "false",
    "ANONYMIZED_TELEMETRY": "true",
}
ANSWER_BY_CHROMA = """
import sys
from pathlib import Path
from bot.index import open_views
from bot.library import Library
from tests.library_samples import EMBEDDER
with Library.open("sqlite:///library.db") as library:
    views = open_views(Path("views"), library, EMBEDDER, 0)
    views.catch_up(library)
    print(views.owner, views.dense.answers_by_chroma())
    views.close()
"""


def test_settings_of_others_are_not_taken(library: Library) -> None:
    assert library.path is not None
    place = library.path.parent
    (place / ".env").write_text("".join(f"{key}={value}\n" for key, value in HOSTILE.items()))
    done = subprocess.run(
        [sys.executable, "-c", ANSWER_BY_CHROMA],
        cwd=place,
        env=os.environ | HOSTILE | {"PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("True True\n", "")
    assert not (place / "chroma").exists()
    assert list((place / "views" / "chroma").rglob("chroma.sqlite3"))


def test_collection_names_are_ones_that_chroma_takes() -> None:
    for model in ("e5 small/4bit", "", "é", "a" * 600, "..."):
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{1,510}[A-Za-z0-9]", collection_name(model))
