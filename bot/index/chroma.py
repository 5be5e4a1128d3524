"""Dense search by Chroma's HNSW graph: quick at 100,000 passages and more.

Chroma holds numbers and vectors only, no text and no names, so that nothing readable has to be
scrubbed from its files. Killing a process while it writes breaks them now and then, and opening
broken ones can crash the process, which no `except` catches. So they are opened only when they are
byte for byte what was left behind (see `bot.index.state`), and made anew otherwise.
Two processes on one directory lose vectors silently: `ChromaView` must hold the directory's lock.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bot.errors import ViewError
from bot.index.failures import translated
from bot.index.state import ViewDirectory, ViewState, fingerprint
from bot.library import NO_REVISION, Changes, Library, Revision
from bot.types import Vector

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection as ChromaCollection

RECIPE = "chroma-1"
BATCH = 5000
"""Chroma takes up to 5,461 rows in a call, and its SQLite up to 32,766 values."""

SEARCH_WIDTH = 200
"""How many candidates the graph keeps while it searches; must exceed the limit of a query."""


class ChromaView:
    """The vectors of one model in Chroma. Opened by `catch_up` or `open_current`."""

    def __init__(self, directory: ViewDirectory, library: Library, model: str) -> None:
        self._directory = directory
        self._library = library
        self._model = model
        self._state: ViewState | None = None
        self._client: Client | None = None
        self._collection: ChromaCollection | None = None

    @property
    def revision(self) -> int:
        """The library's revision that the collection shows; 0 while it is not open."""
        return 0 if self._state is None else self._state.revision.number

    @property
    def is_current(self) -> bool:
        """Whether it is open and shows the library's newest revision."""
        return self._state is not None and self._state.revision == self._library.state

    def query(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        """The passages nearest to `vector` (shape (dimensions,)) with their cosines, best first."""
        with translated(self._directory.path):
            found = self._opened.query(
                query_embeddings=[vector.tolist()],
                n_results=min(limit, SEARCH_WIDTH),
                include=["distances"],
            )
        distances = found["distances"] or [[]]
        catalogue = self._library.catalogue()
        named = (
            (catalogue.id_of(int(key)), 1.0 - float(distance))
            for key, distance in zip(found["ids"][0], distances[0], strict=True)
        )
        return [(name, cosine) for name, cosine in named if name is not None]

    def count(self) -> int:
        """Number of vectors in the collection."""
        if self._collection is None:
            return 0
        with translated(self._directory.path):
            return int(self._collection.count())

    def open_current(self) -> bool:
        """Open the collection if it shows the library's newest revision; change nothing if not."""
        if self.is_current:
            return True
        state = self._directory.read()
        if state is None or not self._matches(state) or state.revision != self._library.state:
            return False
        with translated(self._directory.path):
            return self._open(state)

    def catch_up(self, library: Library) -> None:
        """Bring the collection to the library's newest revision. Raises ViewError."""
        with translated(self._directory.path):
            state = self._state or self._directory.read()
            if state is None or not self._matches(state) or not self._open(state):
                self._rebuild()
                return
            changes = library.changes_since(state.revision)
            if changes is None:
                self._rebuild()
            elif changes.revision != state.revision:
                self._extend(state, changes)

    def close(self) -> None:
        """Close Chroma and let go of its files."""
        client, self._client = self._client, None
        self._collection, self._state = None, None
        if client is not None:
            client.close()

    def _matches(self, state: ViewState) -> bool:
        return state.library == self._library.id and state.recipe == self._recipe

    @property
    def _recipe(self) -> str:
        return f"{RECIPE} {self._model}"

    def _open(self, state: ViewState) -> bool:
        """Open the files of `state`, if they are whole and hold as many vectors as they should."""
        if self._collection is not None:
            return True
        if not self._directory.is_intact(state):
            return False
        self._directory.begin()  # opening writes to Chroma's SQLite file
        self._connect(self._directory.path / state.folder)
        self._finish(state.revision, state.folder)
        return True

    def _rebuild(self) -> None:
        self.close()
        self._directory.begin()
        self._directory.discard_except(None)
        folder = self._directory.fresh_folder()
        self._connect(folder)
        changes = self._library.changes_since(NO_REVISION)
        assert changes is not None  # every library has seen nothing once
        self._add(changes)
        self._finish(changes.revision, folder.name)

    def _extend(self, state: ViewState, changes: Changes) -> None:
        self._state = None
        self._directory.begin()
        # Deleting and adding is quicker than upserting, and the library never reuses a key.
        for start in range(0, len(changes.removed_passages), BATCH):
            ids = [str(key) for key in changes.removed_passages[start : start + BATCH]]
            self._opened.delete(ids=ids)
        self._add(changes)
        if self.count() != self._library.vector_count(self._model):
            self._rebuild()
            return
        self._finish(changes.revision, state.folder)

    def _add(self, changes: Changes) -> None:
        for keys, vectors in self._library.vectors(self._model, changes.added):
            # Always with embeddings: without them Chroma would fetch a model to make them.
            self._opened.add(ids=[str(key) for key in keys.tolist()], embeddings=vectors)

    def _finish(self, revision: Revision, folder: str) -> None:
        self._state = ViewState(
            library=self._library.id,
            recipe=self._recipe,
            revision=revision,
            folder=folder,
            files=fingerprint(self._directory.path / folder),
        )
        self._directory.finish(self._state)

    @property
    def _opened(self) -> ChromaCollection:
        if self._collection is None:
            raise ViewError("the Chroma index is not open: ingest again to bring it up to date")
        return self._collection

    def _connect(self, folder: Path) -> None:
        # Loaded late: importing Chroma takes 0.9 s, which most commands never need.
        import chromadb
        from chromadb.config import Settings

        # Chroma would take settings called PERSIST_DIRECTORY or ALLOW_RESET from our .env, so each
        # of its settings is given.
        values = {name: field.default for name, field in Settings.model_fields.items()}
        values |= {
            "anonymized_telemetry": False,
            "is_persistent": True,
            "persist_directory": str(folder),
        }
        self._client = cast(
            "Client", chromadb.PersistentClient(path=folder, settings=Settings(**values))
        )
        self._collection = self._client.get_or_create_collection(
            collection_name(self._model),
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_WIDTH}},
        )
        # The first question loads the graph; until then opening is not over.
        peeked = self._collection.peek(limit=1)["embeddings"]
        if peeked is not None and len(peeked):
            self._collection.query(query_embeddings=peeked, n_results=1, include=[])


def collection_name(model: str) -> str:
    """A collection's name may have 3 to 512 characters of a few kinds.

    collection_name("e5 small/4bit") -> "vectors-e5-small-4bit"
    """
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", model).strip("-._")
    return f"vectors-{kept}"[:500].rstrip("-._")
