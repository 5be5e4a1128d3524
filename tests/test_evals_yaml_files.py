"""Reading a YAML file of ours: every fault is one line that names the file."""

from pathlib import Path

import pytest
from pydantic import BaseModel, TypeAdapter

from bot.errors import EvalError
from evals.yaml_files import read_shape


class Gauge(BaseModel):
    name: str
    least: float


GAUGES = TypeAdapter(list[Gauge])


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gauges.yaml"
    path.write_text("- {name: «\u202fœuvre\u202f», least: 1.5}", encoding="utf-8")
    assert read_shape(path, GAUGES, "gauges", "gauge") == [
        Gauge(name="«\u202fœuvre\u202f»", least=1.5)
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, "cannot read the gauges in .*: No such file"),
        (b"- name: \xe9", "cannot read the gauges in .*: 'utf-8' codec"),
        (b"- {name: a", r"is not valid YAML \(.*\); mend it there"),
        (b"- {name: a}", "has a wrong gauge: 0.least: Field required"),
        (b"name: a", "has a wrong gauge: Input should be a valid list"),
    ],
)
def test_a_fault_is_one_line(tmp_path: Path, content: bytes | None, fault: str) -> None:
    path = tmp_path / "gauges.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EvalError, match=fault) as raised:
        read_shape(path, GAUGES, "gauges", "gauge")
    assert "\n" not in str(raised.value)
    assert str(path) in str(raised.value)
