"""The commands over a fake service: what goes to which stream, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.cli.output import Output
from bot.cli.process import run, without_debug
from bot.contract import answer_json, briefing_json
from bot.doctor import Check
from bot.errors import ConfigurationError, LibraryBusyError, UnknownDocumentError
from bot.grouped import Grouped
from bot.ingestion import DocumentFailure, IngestReport, Progress
from bot.library import Archive, DocumentSummary, UsageEntry
from bot.schedule.scheduling import Scheduling
from bot.types import Answer, Document, Filters
from tests.samples import ABSTENTION, ANSWER, BRIEFING, DOCUMENT, citation_of

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")

REPORT = IngestReport(
    added=5, updated=0, unchanged=0, failed=(), passages=38, origins=5, revision=5
)
SUMMARY = DocumentSummary(
    id="a",
    source="a.txt",
    title="Obus",
    language="fr",
    outlet=None,
    url=None,
    published="2023-02",
    origin="a",
    passages=1,
    characters=44,
    revision=1,
)


@dataclass
class FakeService:
    """Answers what it is given, and notes what it was asked."""

    answer: Answer = ANSWER
    report: IngestReport = REPORT
    revision: int = 5
    unembedded: int = 0
    entries: tuple[UsageEntry, ...] = ()
    failure: BaseException | None = None
    checks: tuple[Check, ...] = (Check(name="settings", status="ok", message="fine"),)
    asked: list[Any] = field(default_factory=list)
    closed: bool = False

    def ingest(self, sources: Sequence[str], progress: Callable[[Progress], None]) -> IngestReport:
        self.asked.append(list(sources))
        progress(Progress(done=0, total=2, source="a.txt", share=0.5))
        progress(Progress(done=0, total=0, note="another process is adding documents"))
        self._fail()
        return self.report

    def ask(self, question: str, filters: Filters, thread: str | None = None) -> Answer:
        self.asked.append((question, filters) if thread is None else (question, filters, thread))
        self._fail()
        return self.answer

    def reindex(self, progress: Callable[[Progress], None]) -> int:
        self.asked.append("reindex")
        progress(Progress(done=0, total=2, note="embedding 2 documents of the library"))
        embedded, self.unembedded = self.unembedded, 0
        return embedded

    @property
    def scheduling(self) -> Scheduling:
        raise NotImplementedError  # the tests of its commands have a real one

    @property
    def archive(self) -> Archive:
        raise NotImplementedError  # the tests of its commands have a real one

    def usage(self, since: str = "") -> tuple[UsageEntry, ...]:
        self.asked.append(since)
        return self.entries

    def brief(self, request: BriefingRequest) -> Briefing:
        self.asked.append(request)
        return BRIEFING

    def stories(self, request: BriefingRequest) -> Grouped:
        raise NotImplementedError("the commands here list no stories")

    def document(self, name: str) -> Document:
        if name != DOCUMENT.id:
            raise UnknownDocumentError(f"no document {name!r} in the library; nearest: a")
        return DOCUMENT

    def documents(self) -> tuple[DocumentSummary, ...]:
        return (SUMMARY,)

    def remove(self, names: Sequence[str]) -> tuple[str, ...]:
        self.asked.append(list(names))
        return tuple(names)

    def examine(self) -> tuple[Check, ...]:
        return self.checks

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    output: str
    errors: str

    @property
    def json(self) -> Any:
        return json.loads(self.output)


def citewire(*arguments: str, service: FakeService | None = None) -> Result:
    used = service or FakeService()

    @contextmanager
    def opened() -> Iterator[FakeService]:
        try:
            yield used
        finally:
            used.closed = True

    output, errors = StringIO(), StringIO()
    code = run(arguments, Output(output, errors), opened)
    return Result(code, output.getvalue(), errors.getvalue())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["ask", "Combien ?"], answer_json(ANSWER)),
        (["brief", "--format"], briefing_json(BRIEFING)),
    ],
)
def test_json_is_the_contract_and_nothing_else(arguments: list[str], expected: object) -> None:
    option = "json" if arguments[-1] == "--format" else "--json"
    result = citewire(*arguments, option)
    assert result.json == expected
    assert (result.code, result.errors) == (0, "")


def test_ask_in_the_terminal() -> None:
    service = FakeService()
    result = citewire(
        "ask", "Combien ?", "--since", "2023-02", "--outlet", "bfmtv.com", service=service
    )
    assert result.code == 0
    assert result.output.startswith("L'Ukraine tire 6 000 obus.\u00a0[1]\n")
    assert "\x1b" not in result.output
    assert service.asked == [("Combien ?", Filters(since="2023-02", outlet="bfmtv.com"))]
    assert service.closed


def test_an_abstention_is_done() -> None:
    result = citewire("ask", "Qui ?", service=FakeService(answer=ABSTENTION))
    assert result.code == 0
    assert "Passages les plus proches" in result.output


def test_an_empty_library_is_told_on_standard_error() -> None:
    result = citewire("ask", "Qui ?", "--json", service=FakeService(answer=ABSTENTION, revision=0))
    assert result.code == 0
    assert result.json["status"] == "abstained"
    assert "citewire ingest" in result.errors


def test_ingest_reports_counts() -> None:
    service = FakeService()
    result = citewire("ingest", "seeds", "https://exemple.fr/a", service=service)
    assert result.code == 0
    assert result.output.startswith("5 added, 0 updated, 0 unchanged.")
    assert service.asked == [["seeds", "https://exemple.fr/a"]]
    assert result.errors == "another process is adding documents\n", "no bar outside a terminal"


def test_a_failed_file_is_one_line_and_exit_code_1() -> None:
    failed = (DocumentFailure(path="b.pdf", reason="is\nencrypted\x1b[2J; remove the password"),)
    result = citewire(
        "ingest", "x", "--json", service=FakeService(report=replace(REPORT, failed=failed))
    )
    assert result.code == 1
    assert result.errors.splitlines()[-1] == "b.pdf: is encrypted\ufffd[2J; remove the password"
    assert result.json == {
        "documents": {
            "added": 5,
            "updated": 0,
            "unchanged": 0,
            "failed": [{"path": "b.pdf", "reason": failed[0].reason}],
        },
        "passages": 38,
        "origins": 5,
        "revision": 5,
    }


def test_brief_passes_on_what_is_wanted() -> None:
    service = FakeService()
    result = citewire(
        *"brief --since 2023-02 --until 2023 --topic obus --words 120".split(), service=service
    )
    assert result.code == 0
    assert result.output.startswith("Février 2023\n")
    assert service.asked == [
        BriefingRequest(filters=Filters(since="2023-02", until="2023"), topics=("obus",), words=120)
    ]


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("markdown", "# Février"),
        ("html", "<!doctype html>"),
        ("slack", "*Février"),
        ("text", "Fév"),
    ],
)
def test_brief_formats(form: str, begins: str) -> None:
    assert citewire("brief", "--format", form).output.startswith(begins)


def test_show_gives_the_text_that_every_offset_counts_in() -> None:
    result = citewire("show", "a", "--json")
    for citation in answer_json(ANSWER)["citations"]:
        if citation["document"] == "a":
            assert result.json["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_show_a_span() -> None:
    russia = citation_of(DOCUMENT, "La Russie")
    span = ["--start", str(russia.start), "--end", str(russia.end)]
    assert ">>>La Russie<<<" in citewire("show", "a", *span).output
    assert citewire("show", "a", *span, "--json").json["span"]["text"] == "La Russie"
    assert ">>>L'Ukraine" in citewire("show", "a", "--end", "9").output


@pytest.mark.parametrize("span", ["--start 44", "--start 5 --end 5", "--end 45", "--start -1"])
def test_show_outside_the_text(span: str) -> None:
    result = citewire("show", "a", *span.split())
    assert (result.code, result.output) == (2, "")
    assert "0 <= start < end <= 44" in result.errors


def test_show_what_is_not_there() -> None:
    result = citewire("show", "b", "--json")
    assert (result.code, result.output) == (1, "")
    assert result.errors == "no document 'b' in the library; nearest: a\n"


def test_documents() -> None:
    assert citewire("documents", "--json").json == [
        {
            "document": "a",
            "title": "Obus",
            "outlet": None,
            "url": None,
            "published": "2023-02",
            "language": "fr",
            "origin": "a",
            "passages": 1,
        }
    ]
    assert "2023-02" in citewire("documents").output


def test_remove() -> None:
    service = FakeService()
    assert citewire("remove", "a", "b", service=service).output == "removed a\nremoved b\n"
    assert service.asked == [["a", "b"]]
    assert citewire("remove", "a", "--json").json == {"removed": ["a"], "revision": 5}


def test_doctor_fails_when_a_check_does() -> None:
    assert citewire("doctor").code == 0
    broken = FakeService(
        checks=(Check(name="library", status="fail", message="locked", mend="wait"),)
    )
    assert citewire("doctor", service=broken).code == 1
    result = citewire("doctor", "--json", service=broken)
    assert (result.code, result.json["ok"]) == (1, False)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("", "name a command"),
        ("nonsense", "No such command 'nonsense'; citewire --help"),
        ("ask", "Missing argument 'QUESTION'; citewire ask --help"),
        ("ask one two", "unexpected extra argument"),
        ("ask x --since", "requires an argument"),
        ("ask x --since 2023-02-30", "2023, 2023-02 or 2023-02-14"),
        ("ask x --until hier", "2023, 2023-02 or 2023-02-14"),
        ("ask x --since 2024 --until 2023", "is after --until"),
        ("ask x --frobnicate", "No such option"),
        ("brief --words many", "--words"),
        ("brief --words 0", "above 0"),
        ("brief --format pdf", "'pdf'"),
        ("show", "DOCUMENT"),
        ("show a --start x", "--start"),
        ("ingest", "nothing to ingest"),
        ("remove", "nothing to remove"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(command: str, says: str) -> None:
    result = citewire(*command.split())
    assert (result.code, result.output) == (2, "")
    assert says in result.errors
    assert result.errors.count("\n") == 1


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (LibraryBusyError("the library is busy; wait"), 1),
        (ConfigurationError("CITEWIRE_DATA is wrong; mend it"), 2),
        (RuntimeError("two\nlines"), 1),
        (MemoryError(), 1),
    ],
)
def test_a_failure_is_one_line_without_traceback(failure: Exception, code: int) -> None:
    service = FakeService(failure=failure)
    result = citewire("ask", "x", "--json", service=service)
    assert (result.code, result.output) == (code, "")
    assert result.errors.count("\n") == 1
    assert service.closed


def test_debug_shows_the_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    result = citewire("ask", "x", "--debug", service=FakeService(failure=RuntimeError("why")))
    assert result.code == 1
    assert "Traceback" in capsys.readouterr().err
    assert "--debug" not in result.errors


def test_ctrl_c_closes_what_is_open() -> None:
    service = FakeService(failure=KeyboardInterrupt())
    result = citewire("ask", "x", service=service)
    assert (result.code, result.output, result.errors) == (130, "", "")
    assert service.closed


def test_bytes_that_are_no_text_are_refused() -> None:
    result = citewire("ask", b"O\xf9 ?".decode("utf-8", "surrogateescape"))
    assert result.code == 2
    assert "UTF-8" in result.errors


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["ask", "x"], (["ask", "x"], False)),
        (["--debug", "ask", "x"], (["ask", "x"], True)),
        (["ask", "x", "--debug"], (["ask", "x"], True)),
        (["ask", "--", "--debug"], (["ask", "--", "--debug"], False)),
    ],
)
def test_debug_may_stand_anywhere(arguments: list[str], expected: tuple[list[str], bool]) -> None:
    assert without_debug(arguments) == expected


COMMANDS = (
    "ingest",
    "ask",
    "brief",
    "show",
    "documents",
    "remove",
    "reindex",
    "usage",
    "doctor",
    "stories",
    "check",
    "serve",
    "briefings",
    "subscriptions",
    "schedule",
    "slack",
)


def test_help_names_every_command_and_the_readme_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert citewire("--help").code == 0
    text = capsys.readouterr().out
    listed = [line.split()[0] for line in text.partition("Commands:")[2].splitlines() if line]
    assert listed == list(COMMANDS)
    for command in COMMANDS:
        assert f"citewire {command}" in README


def test_every_option_in_the_readme_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    for line in README.splitlines():
        if not line.startswith("| `citewire "):
            continue
        usage = line.split("`")[1].split()
        assert citewire(usage[1], "--help").code == 0
        text = capsys.readouterr().out
        for word in usage[2:]:
            option = word.strip("[]")
            assert not option.startswith("--") or option in text, line


def test_version() -> None:
    assert citewire("--version").output == "citewire 0.1.0\n"
