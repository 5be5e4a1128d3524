"""RPM2: topics of the French press, two dates each, ten articles and four abstracts a date.

Claude de Loupy et al., "A French human reference corpus for multi-document summarization and
sentence compression", LREC 2010. Files `documents/T01_C1_01.txt` (title on the first line) and
`references/T01_C1_A1.txt`, UTF-8 with a byte order mark. Press text: never copied in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bot.errors import EvalError
from evals.adapters.files import data_directory, files_in

DATES = ("C1", "C2")
"""The first date of a topic, and the one about a month later."""

_NAME = re.compile(r"(T\d+)_(C\d)_\w+")


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """The articles of one topic on one date, as files, and the abstracts that people wrote."""

    topic: str
    date: str
    articles: tuple[Path, ...]
    references: tuple[str, ...]

    @property
    def name(self) -> str:
        """("T01", "C1") -> "T01_C1"."""
        return f"{self.topic}_{self.date}"


def load_clusters(data: Path | None) -> tuple[Cluster, ...]:
    """The clusters by topic and date. Raises EvalError where a topic lacks a date or abstracts."""
    directory = data_directory(data, "rpm2", "../shared/data/rpm2")
    articles = _by_cluster(files_in(directory, "documents/T*_C*_*.txt", "rpm2"))
    abstracts = _by_cluster(files_in(directory, "references/T*_C*_A*.txt", "rpm2"))
    topics = sorted({topic for topic, _ in articles})
    found = []
    for topic in topics:
        for date in DATES:
            key = (topic, date)
            if len(articles[key]) < 1 or len(abstracts[key]) < 2:
                raise EvalError(
                    f"{str(directory)!r} has {len(articles[key])} articles and "
                    f"{len(abstracts[key])} abstracts of {topic}_{date}; a date needs articles "
                    "and two abstracts or more"
                )
            references = tuple(_text(path) for path in abstracts[key])
            found.append(
                Cluster(
                    topic=topic, date=date, articles=tuple(articles[key]), references=references
                )
            )
    return tuple(found)


def body_of(article: Path) -> str:
    """The text of an article without its title."""
    return _text(article).partition("\n")[2].strip()


def _by_cluster(paths: tuple[Path, ...]) -> defaultdict[tuple[str, str], list[Path]]:
    found: defaultdict[tuple[str, str], list[Path]] = defaultdict(list)
    for path in paths:
        match = _NAME.fullmatch(path.stem)
        if match is not None:
            found[match[1], match[2]].append(path)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"{str(path)!r} cannot be read as UTF-8: {error}") from error
