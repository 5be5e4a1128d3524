"""The way of the scheduler into Slack by the token of the settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.addresses import address_of
from bot.arguments import BriefingRequest
from bot.errors import ConfigurationError
from bot.library import Library
from bot.settings import Settings
from bot.slack.way import open_way
from bot.types import Filters
from tests.slack_briefing_samples import CHANNEL, PHRASES
from tests.slack_peer import started_peer
from tests.slack_peer.rig import BOT_TOKEN

ASKED = BriefingRequest(filters=Filters())


def test_an_address_without_a_workspace_is_the_token_s_own(tmp_path: Path) -> None:
    subscription = replace(CHANNEL, address=address_of("slack:C2"), owner="")
    with started_peer() as peer, Library.open(f"sqlite:///{tmp_path / 'l.db'}") as library:
        settings = Settings(slack_api_url=peer.api_url, slack_bot_token=BOT_TOKEN)
        way = open_way(settings, library, PHRASES)
        assert way.access.within(subscription, ASKED) == ASKED


def test_without_a_token_it_is_one_line(tmp_path: Path) -> None:
    with (
        Library.open(f"sqlite:///{tmp_path / 'l.db'}") as library,
        pytest.raises(ConfigurationError, match="SLACK_BOT_TOKEN is not set"),
    ):
        open_way(Settings(), library, PHRASES)
