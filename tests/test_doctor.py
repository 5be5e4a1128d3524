"""The doctor: each part fails alone, says how to be mended, and no key is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.doctor import (
    Check,
    Probe,
    check_prompts,
    check_settings,
    check_slack,
    examine,
    run,
    slack_is_set_up,
)
from bot.errors import LibraryError
from bot.settings import Settings, UnknownSetting

SECRETS = Settings(
    openai_api_key="sk-hunter2", slack_bot_token="xoxb-hunter2", slack_app_token="xapp-hunter2"
)


def breaking(error: Exception) -> Probe:
    def look() -> str:
        raise error

    return Probe(name="library", look=look, mend="restore it")


def test_a_part_that_works_says_what_was_found() -> None:
    probe = Probe(name="library", look=lambda: "5 documents", mend="restore it")
    assert run(probe) == Check(name="library", status="ok", message="5 documents")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (LibraryError("the library is broken"), "the library is broken"),
        (ZeroDivisionError("by\nzero"), "ZeroDivisionError: by zero"),
    ],
)
def test_a_part_that_fails_is_one_line_and_how_to_mend_it(error: Exception, message: str) -> None:
    check = run(breaking(error))
    assert check == Check(name="library", status="fail", message=message, mend="restore it")


def test_a_broken_part_hides_no_other(tmp_path: Path) -> None:
    settings = Settings(prompts=tmp_path)
    works = Probe(name="embedder", look=lambda: "384 dimensions", mend="")
    checks = examine(settings, (), [breaking(LibraryError("broken")), works])
    assert [(check.name, check.status) for check in checks] == [
        ("settings", "ok"),
        ("library", "fail"),
        ("embedder", "ok"),
        ("prompts", "ok"),
        ("writer", "ok"),
        ("slack", "ok"),
    ]


def test_no_key_is_shown() -> None:
    assert "hunter2" not in repr(examine(SECRETS, (), ()))


def test_names_that_nothing_reads() -> None:
    unknown = (UnknownSetting("CITEWIRE_DATTA", "CITEWIRE_DATA"), UnknownSetting("CITEWIRE_X", ""))
    check = check_settings(Settings(), unknown)
    assert check.status == "warn"
    assert check.message == "nothing reads CITEWIRE_DATTA, CITEWIRE_X"
    assert check.mend == (
        "write CITEWIRE_DATA for CITEWIRE_DATTA; remove CITEWIRE_X; .env.example lists the names"
    )


def test_prompts_that_cannot_be_read(tmp_path: Path) -> None:
    check = check_prompts(tmp_path / "missing")
    assert check.status == "fail"
    assert "CITEWIRE_PROMPTS" in check.mend
    (tmp_path / "broken.yaml").write_bytes(b"\xff")
    assert check_prompts(tmp_path).status == "fail"


@pytest.mark.parametrize(
    ("settings", "status", "set_up"),
    [
        (Settings(), "ok", False),
        (Settings(slack_bot_token="b"), "warn", False),
        (Settings(slack_app_token="a"), "warn", False),
        (Settings(slack_signing_secret="s"), "warn", False),
        (Settings(slack_bot_token="b", slack_app_token="a"), "", True),
        (Settings(slack_bot_token="b", slack_signing_secret="s"), "", True),
        (
            Settings(slack_signing_secret="s", slack_client_id="i", slack_client_secret="c"),
            "",
            True,
        ),
    ],
)
def test_a_part_of_what_slack_needs_is_a_mistake(
    settings: Settings, status: str, set_up: bool
) -> None:
    assert slack_is_set_up(settings) is set_up
    assert set_up or check_slack(settings).status == status
