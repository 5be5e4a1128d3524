"""A briefing as a file of its day: whole or not at all, and one clear line when it cannot be."""

from __future__ import annotations

import os
import resource
from dataclasses import replace
from pathlib import Path

import pytest

from bot.addresses import Address
from bot.delivery import Parcel
from bot.delivery.files import DatedFile, dated
from bot.errors import DeliveryError
from bot.markup import render_briefing
from tests.samples import BRIEFING
from tests.schedule_samples import PARIS, moment


def parcel(path: Path, slot: str = "2026-03-29T06:00") -> Parcel:
    subscription = replace(PARIS, address=Address("file", str(path)))
    return Parcel(briefing=BRIEFING, subscription=subscription, slot=moment(slot), library="l1")


@pytest.mark.parametrize(
    ("ending", "markup"), [("md", "markdown"), ("html", "html"), ("HTML", "html")]
)
def test_the_file_has_its_day_in_its_name(tmp_path: Path, ending: str, markup: str) -> None:
    receipt = DatedFile().deliver(parcel(tmp_path / "new" / f"l'été.{ending}"))
    written = tmp_path / "new" / f"l'été-2026-03-29.{ending}"
    assert receipt == {"path": str(written)}
    expected = render_briefing(BRIEFING, "markdown" if ending == "md" else "html")
    assert written.read_bytes() == expected.encode()
    assert written.stat().st_mode & 0o444 == 0o444 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_the_day_is_the_readers(tmp_path: Path) -> None:
    late = parcel(tmp_path / "a.md", "2026-03-29T22:30")  # half past midnight in Paris
    assert DatedFile().deliver(late)["path"].endswith("a-2026-03-30.md")


def test_delivering_twice_leaves_one_file(tmp_path: Path) -> None:
    for _ in range(2):
        DatedFile().deliver(parcel(tmp_path / "a.md"))
    assert os.listdir(tmp_path) == ["a-2026-03-29.md"]


def test_a_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(DeliveryError, match="cannot be written") as caught:
        DatedFile().deliver(parcel(tmp_path / "taken" / "a.md"))
    assert caught.value.certain
    assert "\n" not in str(caught.value)


def test_a_file_that_is_a_directory(tmp_path: Path) -> None:
    (tmp_path / "a-2026-03-29.md").mkdir()
    with pytest.raises(DeliveryError, match="cannot be written"):
        DatedFile().deliver(parcel(tmp_path / "a.md"))
    assert os.listdir(tmp_path) == ["a-2026-03-29.md"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    DatedFile().deliver(parcel(tmp_path / "a.md"))
    written = tmp_path / "a-2026-03-29.md"
    before = written.read_bytes()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limit[1]))  # Python ignores SIGXFSZ
    try:
        with pytest.raises(DeliveryError, match="disk is full") as caught:
            DatedFile().deliver(parcel(tmp_path / "a.md"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert caught.value.certain
    assert written.read_bytes() == before
    assert os.listdir(tmp_path) == [written.name]


def test_dated() -> None:
    assert dated(Path("b/daily.tar.html"), "2026-11-22") == Path("b/daily.tar-2026-11-22.html")
