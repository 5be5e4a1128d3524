"""What is asked under a briefing: its evidence stays among what is searched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.app import Application
from bot.arguments import BriefingRequest
from bot.scopes import Scope, Selection
from bot.settings import Settings
from bot.slack.briefing_record import Posted, opening_of, record_of, reference_of
from bot.types import Filters
from tests.samples import BRIEFING, story_of
from tests.schedule_samples import moment

NEWS = {
    "greve": "---\ntitle: Grève au port\ndate: 2023-02-14\nlanguage: fr\n---\nLes dockers de "
    "Marseille sont en grève lundi parce que leur prime de 300 euros a été supprimée.\n",
    "crue": "---\ntitle: Crue\ndate: 2023-02-14\nlanguage: fr\n---\nLa crue du Rhin a fait "
    "12 blessés mardi à Bonn, selon le maire Paul Noël.\n",
}


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    directory = tmp_path_factory.mktemp("thread")
    for name, text in NEWS.items():
        (directory / f"{name}.md").write_text(text, encoding="utf-8")
    settings = Settings(data=directory / "data")
    with Application.open(settings) as opened:
        opened.ingest([str(directory)], lambda _: None)
        yield opened


def test_a_bare_question_asks_of_the_story_told_first(application: Application) -> None:
    topics = BriefingRequest(filters=Filters(), topics=("grève dockers Marseille",))
    opening = opening_of(application.brief(topics))
    application.desk.library.journal.open("slack:T1/C1/1.1", opening, "2023-02-15")
    alone = application.ask("Et pourquoi ?", Filters())
    under = application.ask("Et pourquoi ?", Filters(), "slack:T1/C1/1.1")
    assert "Marseille" not in alone.standalone
    assert "dockers" in under.standalone
    assert any("prime" in one.text for one in under.statements)


def test_whoever_may_not_see_what_it_cites_asks_as_if_it_were_not_there(
    application: Application,
) -> None:
    opening = opening_of(application.brief(BriefingRequest(filters=Filters())))
    application.desk.library.journal.open("slack:T1/C1/2.1", opening, "2023-02-15")
    hidden = Scope(closed=(Selection(ids=("greve*",)),), rest=True)
    asked = application.ask("Et pourquoi ?", Filters(scope=hidden), "slack:T1/C1/2.1")
    assert "dockers" not in asked.standalone
    assert all("Marseille" not in one.text for one in asked.statements)


def test_what_a_thread_remembers_is_proved_by_its_passages() -> None:
    many = replace(BRIEFING, stories=(*BRIEFING.stories, story_of("Bonn")))
    opening = opening_of(many)
    assert opening.passages[:2] == ("a#0", "Bonn#0")
    assert "Bonn" in opening.text
    assert opening_of(replace(BRIEFING, stories=())).standalone == BRIEFING.title


def test_a_record_names_its_documents_and_what_was_asked() -> None:
    posted = Posted(team="T1", channel="C1", user="U1", at=moment("2026-03-20T08:00"))
    record = record_of(BRIEFING, reference_of("5f0c"), posted, "obus")
    assert record.documents == ("a", "b")
    assert record.payload["asked"] == "obus"
    assert record.id == reference_of("5f0c") != reference_of("5f0d")
