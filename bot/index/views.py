"""The two views of a library together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.embeddings import Embedder
from bot.errors import ViewError
from bot.index.dense import EXACT_UP_TO, DenseView
from bot.index.lexical import LexicalView
from bot.library import Library


class View(Protocol):
    """Something that shows the library and can be made anew from it."""

    @property
    def revision(self) -> int:
        """The library's revision that it shows."""

    def catch_up(self, library: Library) -> None:
        """Bring it to the library's newest revision. Raises ViewError."""

    def close(self) -> None:
        """Let go of files and memory."""


@dataclass(frozen=True, kw_only=True)
class Views:
    """Both views. Questions may be put at once: each looks at the library's revision itself."""

    dense: DenseView
    lexical: LexicalView

    @property
    def owner(self) -> bool:
        """Whether this process holds the Chroma directory."""
        return self.dense.owner

    def catch_up(self, library: Library) -> None:
        """Bring both to the library's newest revision, Chroma only where this process may own it.

        Raises ViewError after trying both.
        """
        failures = []
        for view in (self.lexical, self.dense):
            try:
                view.catch_up(library)
            except ViewError as failure:
                failures.append(failure)
        if failures:
            raise failures[0]

    def close(self) -> None:
        """Let go of files, memory and the Chroma directory."""
        self.dense.close()
        self.lexical.close()


def open_views(
    directory: Path, library: Library, embedder: Embedder, exact_up_to: int = EXACT_UP_TO
) -> Views:
    """The views of `library` in `directory`, which is made where there is none.

    Opening reads nothing: each view looks at its files when it is first needed, and makes them
    anew from the library when they are missing, broken or of another library or model.
    Raises ViewError when the directory cannot be made.
    """
    try:
        return Views(
            dense=DenseView(directory / "chroma", library, embedder.name, exact_up_to),
            lexical=LexicalView(directory / "words", library),
        )
    except OSError as failure:
        raise ViewError(
            f"the index directory {str(directory)!r} cannot be made ({failure}): check that it is "
            "writable"
        ) from failure
