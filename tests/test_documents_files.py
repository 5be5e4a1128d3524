from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.documents import find_files
from bot.errors import DocumentError


def touch(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", "utf-8")
    return str(path)


def failures(found: list[str | DocumentError]) -> list[str]:
    return [item.reason for item in found if isinstance(item, DocumentError)]


def test_directories_are_expanded_in_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    wanted = [touch(tmp_path / name) for name in ("a.txt", "b.PDF", "sub/c.md", "sub/d.eml")]
    for name in (".hidden.txt", ".git/x.txt", "image.png", "~$b.docx"):
        touch(tmp_path / name)
    assert list(find_files([str(tmp_path)])) == wanted


def test_a_file_named_twice_comes_once(tmp_path: Path) -> None:
    path = touch(tmp_path / "a.txt")
    url = "https://a.example/x"
    assert list(find_files([path, str(tmp_path), url, url])) == [path, url]


def test_failures_come_in_their_place_and_the_others_go_on(tmp_path: Path) -> None:
    good = touch(tmp_path / "good/a.txt")
    (tmp_path / "empty").mkdir()
    touch(tmp_path / "image.png")
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    names = ["missing.txt", "empty", "image.png", "link.txt", "good"]
    found = list(find_files([str(tmp_path / name) for name in names]))
    assert found[-1] == good
    reasons = failures(found)
    for reason, expected in zip(
        reasons,
        [
            "does not exist",
            "no documents in it; supported",
            "no supported ending",
            "link to a file",
        ],
        strict=True,
    ):
        assert expected in reason
        assert "\n" not in reason


def test_a_broken_link_inside_a_directory_is_reported(tmp_path: Path) -> None:
    good = touch(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    found = list(find_files([str(tmp_path)]))
    assert found[0] == good
    assert failures(found) == ["is a link to a file that is gone; mend or remove the link"]


def test_what_is_no_path_is_reported(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(find_files(["", "a\x00b", str(tmp_path / "pipe.txt")]))
    assert len(failures(found)) == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_reported(tmp_path: Path) -> None:
    path = touch(tmp_path / "a.txt")
    os.chmod(path, 0)
    assert failures(list(find_files([path]))) == ["may not be read; check its permissions"]
