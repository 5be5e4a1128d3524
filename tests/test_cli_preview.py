"""`citewire slack preview`."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.cli.output import Output
from bot.cli.preview_commands import PreviewCommands
from bot.errors import UsageError


def commands() -> PreviewCommands:
    return PreviewCommands(Output(io.StringIO(), io.StringIO()))


def test_a_page_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "*hello*"}]', encoding="utf-8")
    assert commands().preview(tmp_path / "a.json", tmp_path / "a.html") == 0
    assert "<strong>hello</strong>" in (tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["{", '"x"', None])
def test_a_file_that_cannot_be_shown_is_one_line(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        commands().preview(tmp_path / "a.json", tmp_path / "a.html")
    assert "\n" not in str(caught.value)
