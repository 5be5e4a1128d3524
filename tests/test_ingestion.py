from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from bot.embeddings import Embedder, HashingEmbedder
from bot.errors import LibraryBusyError, LibraryError
from bot.index import Views, open_views
from bot.ingestion import IngestReport, Progress, ingest, only_one, reembed
from bot.library import Library
from bot.passage_vectors import spans_by_passage
from bot.types import Passage, Span, Vector
from tests.library_samples import document

EMBEDDER = HashingEmbedder()

REPORT = (
    "Le ministère de la Défense a publié mardi un long rapport sur les stocks de munitions. "
    "Selon ce rapport, la production d’obus a doublé en un an dans les usines de l’est du pays. "
    "Les experts restent prudents et demandent que les chiffres soient vérifiés par des tiers. "
    "Le gouvernement promet une réponse avant la fin du mois, sans donner plus de détails."
)
VOTE = "Die Wahl zum Landtag findet im März statt. Alle Parteien treten mit neuen Listen an."
SEA = "La mer est calme ce matin au large de Brest. Les bateaux de pêche rentrent au port."


@dataclass
class Desk:
    """A directory of articles, a library and its views."""

    articles: Path
    library: Library
    views: Views
    steps: list[Progress] = field(default_factory=list)

    def write(self, **texts: str) -> None:
        self.articles.mkdir(exist_ok=True)
        for name, text in texts.items():
            (self.articles / f"{name}.txt").write_text(text, encoding="utf-8")

    def ingest(self, *sources: Path, embedder: Embedder = EMBEDDER) -> IngestReport:
        self.steps.clear()
        return ingest(
            [str(source) for source in sources or [self.articles]],
            library=self.library,
            embedder=embedder,
            views=self.views,
            progress=self.steps.append,
        )

    def reembed(self, embedder: Embedder, views: Views | None = None) -> int:
        self.steps.clear()
        return reembed(
            library=self.library,
            embedder=embedder,
            views=views or self.views,
            progress=self.steps.append,
        )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Library.open(f"sqlite:///{tmp_path}/data/library.db") as library:
        views = open_views(tmp_path / "data" / "views", library, EMBEDDER)
        yield Desk(tmp_path / "articles", library, views)
        views.close()


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, len(report.failed)


def test_documents_are_added_once(desk: Desk) -> None:
    desk.write(report=REPORT, vote=VOTE)
    first = desk.ingest()
    assert counts(first) == (2, 0, 0, 0)
    assert (first.origins, first.revision) == (2, 2)
    assert first.passages == sum(s.passages for s in desk.library.documents())
    again = desk.ingest()
    assert counts(again) == (0, 0, 2, 0)
    assert (again.passages, again.revision) == (first.passages, 2)


def test_a_changed_file_is_updated(desk: Desk) -> None:
    desk.write(report=REPORT, vote=VOTE)
    desk.ingest()
    desk.write(vote=SEA)
    assert counts(desk.ingest()) == (0, 1, 1, 0)
    assert desk.library.document("vote").text == SEA
    assert desk.views.lexical.query([["Landtag"]], 5) == []
    assert [name for name, _ in desk.views.lexical.query([["bateaux"]], 5)] == ["vote#0"]


def test_bad_files_do_not_stop_the_others(desk: Desk) -> None:
    desk.write(empty="", report=REPORT, vote=VOTE)
    (desk.articles / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (desk.articles / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    report = desk.ingest(desk.articles, desk.articles / "missing.txt")
    assert counts(report) == (2, 0, 0, 4)
    named = {Path(failure.path).name for failure in report.failed}
    assert named == {"empty.txt", "binary.txt", "broken.pdf", "missing.txt"}
    assert all(failure.reason and "\n" not in failure.reason for failure in report.failed)


def test_files_of_one_name_are_two_documents(desk: Desk) -> None:
    desk.write(report=REPORT)
    other = desk.articles / "other"
    other.mkdir()
    (other / "report.txt").write_text(SEA, encoding="utf-8")
    assert counts(desk.ingest()) == (2, 0, 0, 0)
    names = {summary.id for summary in desk.library.documents()}
    assert len(names) == 2
    desk.ingest()
    assert {summary.id for summary in desk.library.documents()} == names


def test_a_reprint_shares_its_origin(desk: Desk) -> None:
    desk.write(a=REPORT, b=f"{REPORT} (Agence)", sea=SEA)
    report = desk.ingest()
    assert report.origins == 2
    origins = {summary.id: summary.origin for summary in desk.library.documents()}
    assert origins == {"a": "a", "b": "a", "sea": "sea"}


def test_names_are_kept_for_their_variants(desk: Desk) -> None:
    desk.write(visit="Hier, Volodymyr Zelensky est arrivé à Bakhmout. Il y a vu Jean Martin.")
    desk.ingest()
    assert "Volodymyr Zelensky" in desk.library.names()


def test_progress_goes_on_to_the_end(desk: Desk) -> None:
    desk.write(report=REPORT, vote=VOTE)
    desk.ingest()
    places = [(step.done, step.share) for step in desk.steps]
    assert places == sorted(places)
    assert {step.total for step in desk.steps} == {2}
    assert desk.steps[-1].done == 2


def test_another_embedder_embeds_again(desk: Desk) -> None:
    class Other(HashingEmbedder):
        name = "another"

    desk.write(report=REPORT)
    desk.ingest()
    assert counts(desk.ingest(embedder=Other())) == (0, 1, 0, 0)
    assert counts(desk.ingest(embedder=Other())) == (0, 0, 1, 0)
    assert desk.library.vector_count("another") == desk.library.catalogue().passages


class Reversed(HashingEmbedder):
    """Another model: its vectors run the other way, and mean nothing among the first's."""

    name = "reversed"

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        return super().embed_passages(texts)[:, ::-1]

    def embed_questions(self, texts: Sequence[str]) -> Vector:
        return self.embed_passages(texts)


def test_the_library_is_embedded_again_without_the_files(desk: Desk) -> None:
    desk.write(report=REPORT, vote=VOTE)
    desk.ingest()
    for file in desk.articles.iterdir():
        file.unlink()
    assert desk.reembed(Reversed()) == 2
    assert "embedding 2 documents" in desk.steps[0].note
    assert desk.reembed(Reversed()) == 0
    assert desk.reembed(EMBEDDER) == 0  # the first model's vectors are still there
    models: tuple[Embedder, ...] = (EMBEDDER, Reversed())
    for model in models:
        views = open_views(desk.articles / model.name, desk.library, model)
        vector = model.embed_questions([VOTE.split(". ")[1]])[0]
        assert views.dense.query(vector, 1)[0][0].startswith("vote#")
        views.close()


def test_a_view_in_use_sees_the_vectors_that_old_documents_are_given(desk: Desk) -> None:
    desk.write(report=REPORT, vote=VOTE)
    desk.ingest()
    for exact_up_to in (0, 10_000):  # by Chroma, and by comparing with all
        other = Reversed()
        other.name = f"model-{exact_up_to}"
        views = open_views(desk.articles / other.name, desk.library, other, exact_up_to)
        vector = other.embed_questions([VOTE])[0]
        views.catch_up(desk.library)
        assert views.dense.query(vector, 1) == []
        desk.reembed(other, views)
        assert views.dense.query(vector, 1)[0][0].startswith("vote#")
        views.close()


def test_embedding_again_goes_on_where_it_was_broken_off(desk: Desk) -> None:
    desk.write(report=REPORT, sea=SEA, vote=VOTE)
    desk.ingest()
    breaking = BreakingEmbedder()
    breaking.name = "breaking"
    with pytest.raises(LibraryError, match="failed on"):
        desk.reembed(breaking)
    assert len(desk.library.without_vectors("breaking")) == 2
    whole = HashingEmbedder()
    whole.name = "breaking"
    assert desk.reembed(whole) == 2


class BreakingEmbedder(HashingEmbedder):
    """Fails at the second document."""

    calls = 0

    def embed_passages(self, texts: Sequence[str]) -> Vector:
        self.calls += 1
        if self.calls > 1:
            raise RuntimeError("no memory left\nfor the model")
        return super().embed_passages(texts)


def test_a_failing_embedder_is_named_and_nothing_is_lost(desk: Desk) -> None:
    desk.write(report=REPORT, vote=VOTE)
    with pytest.raises(LibraryError, match=r"'hashing-384' failed on .*vote\.txt") as caught:
        desk.ingest(embedder=BreakingEmbedder())
    assert "\n" not in str(caught.value)
    assert [summary.id for summary in desk.library.documents()] == ["report"]
    assert counts(desk.ingest()) == (1, 0, 1, 0)


def test_a_second_ingest_waits_for_the_first(desk: Desk) -> None:
    held, waited = threading.Event(), threading.Event()
    order: list[str] = []

    def first() -> None:
        with only_one(desk.library, order.clear, 10):
            held.set()
            assert waited.wait(10)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    assert held.wait(10)
    with only_one(desk.library, waited.set, 10):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_a_first_ingest_that_never_ends_is_told(desk: Desk) -> None:
    notes: list[str] = []
    with FileLock(desk.library.lock_file):
        with (
            pytest.raises(LibraryBusyError, match="another process is still adding documents"),
            only_one(desk.library, lambda: notes.append("waiting"), 0.1),
        ):
            raise AssertionError("both hold it")
        assert notes == ["waiting"]


@given(
    lengths=st.lists(st.integers(1, 40), min_size=1, max_size=8),
    cuts=st.sets(st.integers(1, 200), max_size=4),
)
def test_sentences_of_passages_cover_them(lengths: list[int], cuts: set[int]) -> None:
    text = " ".join("Mot" + "a" * length + " suit." for length in lengths)
    whole = document("d", text)
    edges = [0, *sorted(cut for cut in cuts if cut < len(text)), len(text)]
    passages = [
        Passage(document=whole, number=number, start=start, end=end)
        for number, (start, end) in enumerate(pairwise(edges))
    ]
    found = spans_by_passage(passages)
    for passage in passages:
        spans = found[passage.number]
        assert all(passage.start <= s.start < s.end <= passage.end for s in spans)
        assert list(spans) == sorted(set(spans))
        kept = "".join(text[s.start : s.end] for s in spans)
        assert "".join(kept.split()) == "".join(passage.text.split())


def test_a_passage_of_one_sentence_is_its_sentence() -> None:
    whole = document("d", SEA)
    end = SEA.index(".") + 1
    passages = [Passage(document=whole, number=0, start=0, end=end)]
    assert spans_by_passage(passages) == {0: (Span(0, end),)}
    assert spans_by_passage([]) == {}


# A full disk


INGEST = """
import sys
from pathlib import Path
from bot.embeddings import HashingEmbedder
from bot.errors import CitewireError
from bot.index import open_views
from bot.ingestion import ingest
from bot.library import Library

place, articles = Path(sys.argv[1]), sys.argv[2]
embedder = HashingEmbedder()
try:
    with Library.open(f"sqlite:///{place}/library.db") as library:
        views = open_views(place / "views", library, embedder)
        try:
            ingest([articles], library=library, embedder=embedder, views=views,
                   progress=lambda step: None)
        finally:
            views.close()
        print("done")
except CitewireError as failure:
    print(failure)
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("a file system of a fixed size can be mounted by root only")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def run(place: Path, articles: Path, largest_file: int | None = None) -> list[str]:
    """Ingest in a process of its own; the lines it printed."""

    def limited() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    done = subprocess.run(
        [sys.executable, "-c", INGEST, str(place), str(articles)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
        preexec_fn=limited,
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    assert "Traceback" not in done.stderr
    return done.stdout.splitlines()


def write_many(articles: Path, how_many: int) -> None:
    articles.mkdir()
    for number in range(how_many):
        words = " ".join(f"mot{number}x{place}" for place in range(12))
        text = "\n\n".join(f"Le {words} numéro {line} arrive ici." for line in range(30))
        (articles / f"a{number}.txt").write_text(text, encoding="utf-8")


def check_whole(place: Path, documents: int) -> None:
    with Library.open(f"sqlite:///{place}/library.db") as library:
        stored = library.documents()
        assert len(stored) == library.revision == documents
        assert library.vector_count(EMBEDDER.name) == sum(s.passages for s in stored)


def test_a_full_disk_loses_nothing(small_disk: Path, tmp_path: Path) -> None:
    write_many(tmp_path / "articles", 20)
    for megabytes in range(
        1, 30, 2
    ):  # the library, then the word index, then Chroma runs out of space
        resize = ["mount", "-o", f"remount,size={megabytes}m", str(small_disk)]
        subprocess.run(resize, check=True)
        lines = run(small_disk, tmp_path / "articles")
        assert len(lines) == 1
        if lines == ["done"]:
            break
        assert "the disk is full: free space and run the same command again" in lines[0]
    assert megabytes > 2
    check_whole(small_disk, 20)


def test_a_write_that_fails_loses_nothing(tmp_path: Path) -> None:
    write_many(tmp_path / "articles", 12)
    lines = run(tmp_path / "data", tmp_path / "articles", largest_file=100_000)
    assert len(lines) == 1
    assert "nothing that was stored is lost" in lines[0]
    assert run(tmp_path / "data", tmp_path / "articles") == ["done"]
    check_whole(tmp_path / "data", 12)
