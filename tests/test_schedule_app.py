"""Subscriptions of a whole application: real briefings of real documents, run and run again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path

import pytest

from bot.addresses import Address
from bot.app import Application
from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.delivery.channels import Channels
from bot.doctor import Check
from bot.errors import UnknownSubscriptionError, UsageError
from bot.library import Edition, Library
from bot.newsroom import Newsroom
from bot.prompts import Phrases
from bot.schedule.author import ArchiveAuthor
from bot.schedule.contract import report_line, shifted_lines, standing_json, standing_line
from bot.schedule.scheduling import Scheduling
from bot.settings import PROMPTS, Settings
from tests.library_samples import EMBEDDER, document, record
from tests.schedule_samples import PARIS, SetClock, moment

PORT = (
    "Le ministre Paul Durand a visité mardi le port de Brest. Le chantier emploie 1 200 personnes."
)
STRIKE = "Les dockers de Brest ont voté mercredi une grève de trois jours. Le port est bloqué."


@dataclass
class Desk:
    """A library with a scheduler over it, whose clock is set by hand."""

    library: Library
    clock: SetClock
    output: StringIO = field(default_factory=StringIO)
    prepared: int = 0

    def prepare(self) -> None:
        self.prepared += 1

    def edit(self, request: BriefingRequest) -> Edition:
        newsroom = Newsroom(
            library=self.library,
            embedder=EMBEDDER,
            phrases=Phrases.load(PROMPTS),
            clock=lambda: 0.0,
        )
        return newsroom.edition(request, self.clock().isoformat())

    def scheduling(self, smtp_url: str = "", mail_from: str = "") -> Scheduling:
        author = ArchiveAuthor(
            prepare=self.prepare, edit=self.edit, recall=self.library.archive.get
        )
        return Scheduling(
            library=self.library,
            author=author,
            channels=Channels(output=self.output, smtp_url=smtp_url, mail_from=mail_from),
            clock=self.clock,
        )

    def add(self, name: str, text: str, day: str) -> None:
        self.library.put(record(document(name, text, published=day)))

    def written(self, number: int) -> Briefing:
        return self.library.archive.get(number).briefing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Library.open(f"sqlite:///{tmp_path / 'l.db'}") as library:
        made = Desk(library, SetClock(moment("2026-03-23T12:00")))
        made.add("port", PORT, "2026-03-24")
        yield made


def to(path: Path) -> Address:
    return Address("file", str(path))


def told(briefing: Briefing) -> set[str]:
    return {
        name
        for story in briefing.stories
        if story.status != "unchanged"
        for name in story.documents
    }


def test_what_was_delivered_is_not_told_as_new_again(desk: Desk, tmp_path: Path) -> None:
    scheduling = desk.scheduling()
    scheduling.subscribe(replace(PARIS, address=to(tmp_path / "daily.md")))
    desk.clock.now = moment("2026-03-24T07:00")
    (first,) = scheduling.run_due()
    assert first.outcome == "delivered"
    desk.add("strike", STRIKE, "2026-03-25")
    desk.clock.now = moment("2026-03-25T07:00")
    scheduling.run_due()
    assert "Durand" in (tmp_path / "daily-2026-03-24.md").read_text(encoding="utf-8")
    runs = desk.library.subscriptions.runs.between(PARIS.begins, desk.clock.now)
    numbers = [run.briefing for _, run in sorted(runs.items(), key=lambda item: item[0][1])]
    assert numbers == [1, 2]
    assert (told(desk.written(1)), told(desk.written(2))) == ({"port"}, {"strike"})
    assert desk.prepared == 2


def test_what_nobody_got_is_told_the_next_day(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("no directory")
    scheduling = desk.scheduling()
    scheduling.subscribe(replace(PARIS, address=to(tmp_path / "taken" / "daily.md")))
    desk.clock.now = moment("2026-03-24T07:00")
    assert [report.outcome for report in scheduling.run_due()] == ["waiting"]
    (tmp_path / "taken").unlink()
    desk.clock.now = moment("2026-03-25T07:00")
    assert [report.outcome for report in scheduling.run_due()] == ["failed", "delivered"]
    assert told(desk.written(2)) == {"port"}


def test_a_briefing_written_by_hand_takes_nothing_from_the_run(desk: Desk, tmp_path: Path) -> None:
    scheduling = desk.scheduling()
    scheduling.subscribe(replace(PARIS, address=to(tmp_path / "daily.md")))
    desk.clock.now = moment("2026-03-24T06:00")
    by_hand = desk.edit(scheduling.request("s1"))
    assert told(by_hand.briefing) == {"port"}
    desk.clock.now = moment("2026-03-25T07:00")
    scheduling.run_due()
    latest = desk.library.subscriptions.runs.latest("s1")
    assert latest is not None
    assert latest.briefing is not None
    assert told(desk.written(latest.briefing)) == {"port"}
    with pytest.raises(UnknownSubscriptionError, match="there are s1"):
        scheduling.request("s2")


def test_an_empty_day_is_delivered_as_such(desk: Desk) -> None:
    scheduling = desk.scheduling()
    scheduling.subscribe(replace(PARIS, address=Address("stdout", "")))
    desk.library.remove(["port"])
    desk.clock.now = moment("2026-03-24T07:00")
    (report,) = scheduling.run_due()
    assert report_line(report) == "s1 2026-03-24 08:00 Europe/Paris: delivered to stdout"
    assert desk.output.getvalue().startswith("# ")


def test_two_subscriptions_do_not_write_one_file(desk: Desk, tmp_path: Path) -> None:
    scheduling = desk.scheduling()
    scheduling.subscribe(replace(PARIS, address=to(tmp_path / "a.md")))
    scheduling.subscribe(replace(PARIS, address=to(tmp_path / "b.md")))
    scheduling.subscribe(PARIS)
    scheduling.subscribe(PARIS)
    with pytest.raises(UsageError, match="written by subscription s1"):
        scheduling.subscribe(replace(PARIS, address=to(tmp_path / "a.md")))


def test_a_subscription_as_json_and_as_a_line(desk: Desk) -> None:
    scheduling = desk.scheduling()
    standing = scheduling.subscribe(
        replace(PARIS, topics=("OTAN",), words=90, weekdays=(1, 2, 3, 4, 5))
    )
    assert standing_line(standing) == (
        "s1 email:ann@example.org at 08:00 Europe/Paris, weekdays (OTAN, 90 words); "
        "next 2026-03-24 08:00 +0100"
    )
    assert standing_json(standing) == {
        "subscription": "s1",
        "to": "email:ann@example.org",
        "topics": ["OTAN"],
        "outlets": [],
        "languages": [],
        "words": 90,
        "at": "08:00",
        "zone": "Europe/Paris",
        "days": ["mon", "tue", "wed", "thu", "fri"],
        "window_minutes": 180,
        "paused": False,
        "next": "2026-03-24T08:00:00+01:00",
        "last": None,
    }
    assert standing_line(scheduling.pause("s1")).endswith("; paused")
    assert scheduling.resume("s1").next == moment("2026-03-24T07:00")
    scheduling.remove("s1")
    assert scheduling.standings() == ()


def test_the_day_on_which_the_hour_does_not_exist_is_told_beforehand(desk: Desk) -> None:
    standing = desk.scheduling().subscribe(replace(PARIS, hour=PARIS.hour.replace(hour=2)))
    assert shifted_lines(standing) == [
        "on 2026-03-29 clocks skip 02:00 in Europe/Paris: it runs at 03:00 that day"
    ]
    assert shifted_lines(desk.scheduling().pause("s1")) == []


def test_what_the_doctor_says(desk: Desk) -> None:
    scheduling = desk.scheduling()
    assert scheduling.look() == "no subscriptions; `citewire subscriptions add` makes one"
    assert scheduling.look_at_mail() == "not set up, and no subscription needs it"
    scheduling.subscribe(PARIS)
    assert scheduling.look() == (
        "1 subscription(s), 0 paused, next 2026-03-24 08:00 Europe/Paris (s1)"
    )
    desk.clock.now = moment("2026-03-24T07:00")
    (report,) = scheduling.run_due()
    assert report.outcome == "waiting"
    assert "CITEWIRE_SMTP_URL and CITEWIRE_MAIL_FROM not set" in report_line(report)
    found = scheduling.look()
    assert isinstance(found, Check)
    assert (found.status, found.name) == ("warn", "schedule")
    assert "s1 of 2026-03-24 07:00 UTC is waiting: no mail can be sent" in found.message
    last = standing_json(scheduling.standings()[0])["last"]
    assert (last["state"], last["attempts"], last["receipt"]) == ("waiting", 1, None)
    assert "waiting (no mail can be sent" in standing_line(scheduling.standings()[0])


def test_the_application_has_a_scheduler(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, embeddings="hashing")
    with Application.open(settings) as application:
        assert application.scheduling.run_due() == ()
        application.scheduling.subscribe(replace(PARIS, address=to(tmp_path / "a.md")))
        assert application.scheduling.run_due() == ()  # it begins now
        briefing = application.brief(application.scheduling.request("s1"))
        assert briefing.stories == ()
