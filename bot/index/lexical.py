"""BM25 over passages, by tantivy.

The index holds terms and numbers, no text. Any process may read it; whoever finds it behind the
library brings it up to date under a lock, for the short time that takes, so every process answers
from the newest documents. When a document was removed by the user the index is made anew, because
a term stays in tantivy's dictionary after the passages that held it are gone.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

import tantivy
from filelock import Timeout

from bot.errors import ViewError
from bot.index.counting import CountsKept, rarity
from bot.index.failures import translated
from bot.index.query import GroupForms, Groups, index_query, index_schema
from bot.index.state import ViewDirectory, ViewState, fingerprint
from bot.index.words import Analysis
from bot.library import NO_REVISION, Changes, Library
from bot.library.reading import IndexedPassage
from bot.library.selected import SelectedPassages

RECIPE = "bm25-2"
"""Change it whenever the fields or the analysis of words change: the index is then made anew."""

TITLE_WEIGHT = 0.3
"""What a word in the document's title adds, as a share of what it is worth there."""

FEW = 5000
SHARE = 8
"""Up to so many passages, and such a share of all, tantivy itself keeps to the filter; beyond, hits
are filtered here, which is quicker where many of them pass."""

_HEAP = 64_000_000
_LOCK_SECONDS = 300.0


class LexicalView:
    """The BM25 index of a library in `directory`."""

    def __init__(self, directory: Path, library: Library) -> None:
        self._directory = ViewDirectory(directory)
        self._library = library
        self._analysis = Analysis()
        self._opened: tuple[ViewState, tantivy.Index] | None = None
        self._counts: tuple[ViewState, CountsKept] | None = None
        self._lock = threading.Lock()

    @property
    def revision(self) -> int:
        """The library's revision that the index shows; 0 before it is opened."""
        return 0 if self._opened is None else self._opened[0].revision.number

    def query(
        self,
        groups: Groups,
        limit: int,
        within: Collection[str] | None = None,
        title_weight: float = TITLE_WEIGHT,
        counted: SelectedPassages | None = None,
    ) -> list[tuple[str, float]]:
        """The passages with the highest BM25 scores, best first; none when no word is shared.

        Words are given as they are written, accents included. The variants of one group count
        once, as the best of them; a variant of several words is searched as a phrase. How rare a
        word is counts in the passages of `counted`, what the asker may see, which hold those of
        `within`; in all for None (see `bot.index.counting`).
        """
        state, index = self._current()
        forms = self._forms(groups, _languages(state, counted))
        counts = self._counts_of(state, index).of(counted)
        query = index_query(forms, index.schema, title_weight, counts.weight)
        if within is None:
            return self._hits(index, query, limit)
        if len(within) <= min(FEW, self._library.catalogue().passages // SHARE):
            return self._hits(index, self._limited(index, query, within), limit)
        asked = limit
        while True:
            asked *= 4
            hits = self._hits(index, query, asked)
            passing = [hit for hit in hits if hit[0] in within]
            if len(passing) >= limit or len(hits) < asked:
                return passing[:limit]

    def scores(
        self,
        groups: Groups,
        passage_ids: Collection[str],
        title_weight: float = TITLE_WEIGHT,
        counted: SelectedPassages | None = None,
    ) -> dict[str, float]:
        """BM25 scores of given passages as `query` gives them, 0.0 where no word is shared."""
        most = max(1, len(passage_ids))
        found = self.query(groups, most, passage_ids, title_weight, counted)
        return dict.fromkeys(passage_ids, 0.0) | dict(found)

    def rarities(self, groups: Groups, counted: SelectedPassages | None = None) -> list[float]:
        """How telling each group is, from near 0 (in every passage) to 1 (in none).

        The inverse document frequency of BM25 as a share of that of a word which no passage holds;
        the commonest form of a group counts. `counted` is as in `query`.
        """
        state, index = self._current()
        counts, languages = self._counts_of(state, index).of(counted), _languages(state, counted)
        frequencies = [
            max(
                (
                    counts.frequency("stems", form[0])
                    for word in group
                    for form in self._analysis.forms(word, languages)
                    if len(form) == 1
                ),
                default=0,
            )
            for group in groups
        ]
        return [rarity(frequency, counts.passages) for frequency in frequencies]

    def _counts_of(self, state: ViewState, index: tantivy.Index) -> CountsKept:
        with self._lock:
            if self._counts is None or self._counts[0] is not state:
                self._counts = (state, CountsKept(index))
            return self._counts[1]

    def _hits(
        self, index: tantivy.Index, query: tantivy.Query, limit: int
    ) -> list[tuple[str, float]]:
        with translated(self._directory.path):
            searcher = index.searcher()
            hits = searcher.search(query, limit, count=False).hits
            keys = searcher.fast_field_values("passage", [address for _, address in hits])
        catalogue = self._library.catalogue()
        named = [
            (catalogue.id_of(key), float(score))
            for key, (score, _) in zip(keys, hits, strict=True)
            if isinstance(key, int)
        ]
        return [(name, score) for name, score in named if name is not None and score > 0.0]

    def _forms(self, groups: Groups, languages: Collection[str]) -> list[GroupForms]:
        return [
            GroupForms(
                stems=self._analysis.all_forms(group, languages),
                words=self._analysis.all_forms(group, ()),
            )
            for group in groups
        ]

    def _limited(
        self, index: tantivy.Index, query: tantivy.Query, within: Collection[str]
    ) -> tantivy.Query:
        keys = self._library.catalogue().keys_of(within).tolist()
        allowed = tantivy.Query.term_set_query(index.schema, "passage", keys)
        only = tantivy.Query.const_score_query(allowed, 0.0)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, query), (tantivy.Occur.Must, only)]
        )

    # Keeping up with the library

    def catch_up(self, library: Library) -> None:
        """Bring the index to the library's newest revision. Raises ViewError."""
        self._current()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._opened = self._counts = None

    def _current(self) -> tuple[ViewState, tantivy.Index]:
        newest = self._library.state
        with self._lock:
            if self._opened is None or self._opened[0].revision != newest:
                self._opened = self._open_current() or self._brought_up_to_date()
            return self._opened

    def _open_current(self) -> tuple[ViewState, tantivy.Index] | None:
        """Open what another process has written, without waiting for it; None when not current."""
        state = self._directory.read()
        if state is None or not self._matches(state) or state.revision != self._library.state:
            return None
        return self._opened_intact(state)

    def _matches(self, state: ViewState) -> bool:
        return state.library == self._library.id and state.recipe == RECIPE

    def _opened_intact(self, state: ViewState) -> tuple[ViewState, tantivy.Index] | None:
        try:
            if not self._directory.is_intact(state):
                return None
            return state, tantivy.Index.open(str(self._directory.path / state.folder))
        except (OSError, ValueError):
            return None  # it is being replaced, or broken: make it anew

    def _brought_up_to_date(self) -> tuple[ViewState, tantivy.Index]:
        try:
            lock = self._directory.lock.acquire(timeout=_LOCK_SECONDS)
        except Timeout as failure:
            raise ViewError(
                f"the word index {str(self._directory.path)!r} is held by another process: "
                "wait until it is done, then try again"
            ) from failure
        with lock, translated(self._directory.path):
            state = self._directory.read()
            opened = self._opened_intact(state) if state and self._matches(state) else None
            changes = self._library.changes_since(opened[0].revision) if opened else None
            if opened is None or changes is None or changes.erased:
                return self._rebuilt()
            return self._extended(opened[0], opened[1], changes)

    def _rebuilt(self) -> tuple[ViewState, tantivy.Index]:
        self._directory.begin()
        self._directory.discard_except(None)
        folder = self._directory.fresh_folder()
        index = tantivy.Index(index_schema(), str(folder))
        changes = self._library.changes_since(NO_REVISION)
        assert changes is not None  # every library has seen nothing once
        return self._written(index, folder, replace(changes, removed=()), ())

    def _extended(
        self, state: ViewState, index: tantivy.Index, changes: Changes
    ) -> tuple[ViewState, tantivy.Index]:
        if changes.revision == state.revision:
            return state, index
        self._directory.begin()
        folder = self._directory.path / state.folder
        return self._written(index, folder, changes, state.languages)

    def _written(
        self, index: tantivy.Index, folder: Path, changes: Changes, languages: tuple[str, ...]
    ) -> tuple[ViewState, tantivy.Index]:
        found = set(languages)
        # One thread: more would make more, smaller segments, and slower questions.
        writer = index.writer(_HEAP, 1)
        for key in changes.removed:
            writer.delete_documents_by_term("document", key)
        for page in self._library.indexed_passages(changes.added):
            found.update(passage.language for passage in page)
            self._add(writer, page)
        writer.commit()
        writer.wait_merging_threads()
        state = ViewState(
            library=self._library.id,
            recipe=RECIPE,
            revision=changes.revision,
            folder=folder.name,
            files=fingerprint(folder),
            languages=tuple(sorted(found)),
        )
        self._directory.finish(state)
        index.reload()
        return state, index

    def _add(self, writer: tantivy.IndexWriter, page: Iterable[IndexedPassage]) -> None:
        titles: dict[int, str] = {}
        for passage in page:
            if passage.document not in titles:
                terms = self._analysis.terms(passage.title, passage.language)
                titles[passage.document] = " ".join(terms)
            document = tantivy.Document()
            document.add_unsigned("passage", passage.key)
            document.add_unsigned("document", passage.document)
            terms = self._analysis.terms(passage.text, passage.language)
            document.add_text("stems", " ".join(terms))
            document.add_text("words", " ".join(self._analysis.terms(passage.text, "und")))
            document.add_text("title", titles[passage.document])
            writer.add_document(document)


def _languages(state: ViewState, counted: SelectedPassages | None) -> tuple[str, ...]:
    """The languages whose forms of a word can be found, in a fixed order."""
    return state.languages if counted is None else counted.languages
