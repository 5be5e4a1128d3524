"""`citewire check` over a readable fake."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import typer
from typer.testing import CliRunner

from bot.claim_types import ClaimCheck
from bot.cli.check_commands import CheckCommands, ClaimService
from bot.cli.output import Output
from bot.ingestion import Progress
from bot.prompts import Phrases
from bot.settings import PROMPTS
from bot.types import Citation, Document, Filters, Passage, Statement

TEXT = "Le feu a fait 12 morts à Bonn."
DOCUMENT = Document(id="a", text=TEXT, raw=TEXT, title="", language="fr", source="a")
PASSAGE = Passage(document=DOCUMENT, number=0, start=0, end=len(TEXT))
CHECK = ClaimCheck(
    claim="Le feu a fait 30 morts à Bonn.",
    language="fr",
    verdict="contradicted",
    headline="Les documents disent autre chose.",
    contradicting=(
        Statement(text=TEXT, citations=(Citation(passage=PASSAGE, start=0, end=len(TEXT)),)),
    ),
    contradicting_origins=1,
)


@dataclass
class FakeChecker:
    phrases: Phrases = field(default_factory=lambda: Phrases.load(PROMPTS))
    asked: list[tuple[str, Filters | None]] = field(default_factory=list)

    def check(self, claim: str, filters: Filters | None = None) -> ClaimCheck:
        self.asked.append((claim, filters))
        return CHECK


@dataclass
class FakeDesk:
    checking: FakeChecker = field(default_factory=FakeChecker)


@dataclass
class FakeService:
    desk: FakeDesk = field(default_factory=FakeDesk)
    unembedded: int = 0

    def reindex(self, progress: Callable[[Progress], None]) -> int:
        raise AssertionError("nothing is unembedded")


def run(arguments: list[str]) -> tuple[str, FakeService]:
    service, printed = FakeService(), io.StringIO()

    @contextmanager
    def opened() -> Iterator[ClaimService]:
        yield service

    app = typer.Typer()
    app.command("check")(CheckCommands(opened, Output(printed, io.StringIO())).check)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return printed.getvalue(), service


def test_the_verdict_is_shown_with_its_quote() -> None:
    printed, service = run([CHECK.claim, "--since", "2023"])
    assert service.desk.checking.asked == [(CHECK.claim, Filters(since="2023"))]
    lines = [line for line in printed.splitlines() if line]
    assert lines[:3] == ["Les documents disent autre chose.", "Contre", f"{TEXT}\u00a0[1]"]
    assert f"« {TEXT} »" in printed.replace("\u00a0", " ").replace("\u202f", " ")


def test_json_is_one_value() -> None:
    printed, _ = run([CHECK.claim, "--json"])
    value = json.loads(printed)
    assert value["verdict"] == "contradicted"
    assert value["citations"][0]["quote"] == TEXT
