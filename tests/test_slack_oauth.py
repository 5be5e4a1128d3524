"""Several workspaces: each installs the app and is answered with its own token."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import text

from bot.errors import ConfigurationError
from bot.library import Library
from bot.slack.clients import nothing
from bot.slack.connecting import Contact, connect
from bot.slack.credentials import Credentials
from bot.slack.metrics import Metrics
from tests.slack_peer import SlackPeer, events
from tests.slack_peer.events import Payload
from tests.slack_samples import Desk
from tests.slack_web import SECRET, Web, served


class Site(NamedTuple):
    web: Web
    contact: Contact
    library: Library


@contextmanager
def site(peer: SlackPeer, data: Path) -> Iterator[Site]:
    credentials = Credentials(
        api_url=peer.api_url, signing_secret=SECRET, client_id="1.2", client_secret="cs3cret"
    )
    with Library.open(f"sqlite:///{data / 'library.sqlite'}") as library:
        contact = connect(credentials, library, nothing)
        with served(contact.connection, Desk(), Metrics()) as web:
            yield Site(web, contact, library)


def mention_in(team: str, ts: str) -> Payload:
    fields = events.mention("Qui ?", ts=ts, team=team).body["event"]
    return events.event(fields, team=team)


def token_at(contact: Contact, team: str, peer: SlackPeer) -> str:
    contact.clients(team).call("users.info", user="U1")
    return next(call.token for call in reversed(peer.calls) if call.method == "users.info")


def test_two_workspaces(peer: SlackPeer, tmp_path: Path) -> None:
    with site(peer, tmp_path) as (web, contact, library):
        assert [web.install(team).status for team in ("T1", "T2")] == [200, 200]
        for team in ("T1", "T2", "T1", "T2"):
            assert web.sends(mention_in(team, f"{len(web.desk.queue.jobs)}.1")).status == 200
        assert [job.place.team for job in web.desk.queue.jobs] == ["T1", "T2", "T1", "T2"]
        assert token_at(contact, "T1", peer).endswith("-T1")
        assert token_at(contact, "T2", peer).endswith("-T2")
        # Once for each token on installation, once for each on its first event.
        assert len(peer.called("auth.test")) <= 4
        assert library.path is not None
        assert library.path.stat().st_mode & 0o077 == 0


def test_the_installation_outlives_the_process(peer: SlackPeer, tmp_path: Path) -> None:
    with site(peer, tmp_path) as (web, _, _):
        web.install("T1")
    with site(peer, tmp_path) as (web, contact, _):
        assert web.sends(mention_in("T1", "1.1")).status == 200
        assert len(web.desk.queue.jobs) == 1
        assert token_at(contact, "T1", peer).endswith("-T1")


def test_a_workspace_that_has_not_installed_us(peer: SlackPeer, tmp_path: Path) -> None:
    with site(peer, tmp_path) as (web, contact, _):
        web.sends(mention_in("T9", "1.1"))
        assert web.desk.queue.jobs == []
        with pytest.raises(ConfigurationError, match=r"T9.*has not installed"):
            contact.clients("T9")


def test_a_forged_state_installs_nothing(peer: SlackPeer, tmp_path: Path) -> None:
    with site(peer, tmp_path) as (web, contact, _):
        assert web.get("/slack/oauth_redirect?code=T1&state=guessed").status == 400
        with pytest.raises(ConfigurationError):
            contact.clients("T1")


def test_a_workspace_that_removes_the_app_is_forgotten(peer: SlackPeer, tmp_path: Path) -> None:
    with site(peer, tmp_path) as (web, contact, library):
        web.install("T1")
        gone = events.event({"type": "app_uninstalled"})
        assert web.sends(gone).status == 200
        with pytest.raises(ConfigurationError):
            contact.clients("T1")
        with library.engines.reader.begin() as connection:
            left = connection.execute(text("SELECT count(*) FROM slack_installations")).scalar()
        assert left == 0


def test_a_token_is_rotated_before_it_ends(peer: SlackPeer, tmp_path: Path) -> None:
    with site(peer, tmp_path) as (web, contact, library):
        web.install("T1")
        first = token_at(contact, "T1", peer)
        for table in ("slack_bots", "slack_installations"):
            with library.engines.writer.begin() as connection:
                connection.execute(
                    text(f"UPDATE {table} SET bot_token_expires_at = '2020-01-01 00:00:00.000000'")
                )
        second = token_at(contact, "T1", peer)
        assert second != first
        assert second.endswith("-T1")
        assert [call.get("grant_type") for call in peer.called("oauth.v2.access")] == [
            None,
            "refresh_token",
        ]
