"""ELOQ, human-annotated sample: questions in and out of the scope of English news articles.

The out-of-scope questions are about the article's own topic and are not answered by it: they
measure abstention where words overlap. There is no gold span, so for in-scope questions only the
article found and the share answered are scored.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.errors import EvalError
from evals.adapters.files import data_directory, document, files_in, text_of
from evals.cases import Aim, Case, Corpus, Suite

AIMS = (
    Aim(metric="quote exactness", value=1.0),
    Aim(metric="citation validity", value=1.0),
)


def load_eloq(data: Path | None) -> Suite:
    """Read `group*_docs_out.csv` and `group*_qrc_out.csv`."""
    directory = data_directory(data, "eloq", "../shared/data/eloq")
    articles: dict[str, Mapping[str, str]] = {}
    for path in files_in(directory, "group*_docs_out.csv", "eloq"):
        articles |= {row["doc_id"]: row for row in _rows(path, ("doc_id", "document", "source"))}
    cases: dict[str, Case] = {}
    for path in files_in(directory, "group*_qrc_out.csv", "eloq"):
        for row in _rows(path, ("doc_id", "q_id", "question", "is_confusing")):
            case = _case(row)
            cases.setdefault(case.id, case)
    documents = tuple(
        document(
            row["document"],
            identifier=_document_id(name),
            title=row["document"].split("\n")[0][:90],
            language="en",
            source=row["source"],
        )
        for name, row in articles.items()
    )
    return Suite(
        name="eloq", corpus=Corpus(documents=documents), cases=tuple(cases.values()), aims=AIMS
    )


def _case(row: Mapping[str, str]) -> Case:
    answerable = row["is_confusing"] == "no"
    # The same number is given to an in-scope and to an out-of-scope question of an article.
    scope = "in" if answerable else "out"
    return Case(
        id=f"{_document_id(row['doc_id'])}-{scope}-{row['q_id']}",
        question=row["question"],
        language="en",
        kind="in-scope" if answerable else "out-of-scope",
        answerable=answerable,
        documents=(_document_id(row["doc_id"]),) if answerable else (),
    )


def _document_id(name: str) -> str:
    """("sport_4.json") -> "sport_4"."""
    return name.removesuffix(".json")


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""))
    try:
        missing = set(needed) - set(reader.fieldnames or ())
        if missing:
            raise EvalError(f"{str(path)!r} has no column {min(missing)!r}; is it an ELOQ file?")
        for row in reader:
            short = [column for column in needed if row[column] is None]
            if short:
                raise EvalError(f"{str(path)!r}, line {reader.line_num}: {short[0]!r} is missing")
            yield row
    except csv.Error as error:
        raise EvalError(f"{str(path)!r} is no CSV file ({error}); fetch it again") from error
