import json
import math
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calibration import Calibration, LinearModel
from bot.fusion import Fusion
from bot.writers.selection import Features

MODEL = LinearModel(weights={"near": 2.0, "long": -1.0}, constant=0.5)
MODEL_VALUES = {"weights": {"near": 1}, "constant": 0}
VALUES = {
    "fusion": {"dense": 1},
    "sentence": MODEL_VALUES,
    "answerable": MODEL_VALUES,
    "foreign": {"weights": {"near": 2}, "constant": -1.5},
    "threshold": 0.25,
    "fitted_on": {"questions": 12},
}


def test_a_score_is_the_weighted_sum_and_the_constant() -> None:
    assert MODEL.score({"near": 1.0, "long": 3.0}) == pytest.approx(-0.5)


def test_features_without_a_weight_do_not_count() -> None:
    assert MODEL.score({"near": 1.0, "long": 0.0, "other": 9.0}) == pytest.approx(2.5)


def test_a_missing_feature_is_no_silent_zero() -> None:
    with pytest.raises(KeyError, match="long"):
        MODEL.score({"near": 1.0})


def test_a_score_of_0_is_one_half() -> None:
    assert LinearModel(weights={}).probability({}) == 0.5


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_probabilities_are_between_0_and_1_and_rise_with_the_score(one: float, two: float) -> None:
    model = LinearModel(weights={"score": 1.0})
    low, high = (model.probability({"score": value}) for value in sorted((one, two)))
    assert 0.0 <= low <= high <= 1.0


def test_what_calibrate_writes_is_read() -> None:
    read = Calibration.parse(json.dumps(VALUES))
    assert read.fusion == {"dense": 1.0}
    assert read.sentence == LinearModel(weights={"near": 1.0}, constant=0.0)
    assert read.foreign == LinearModel(weights={"near": 2.0}, constant=-1.5)
    assert read.threshold == 0.25


@pytest.mark.parametrize("name", [name for name in VALUES if name != "fitted_on"])
def test_a_missing_part_is_named(name: str) -> None:
    rest = {key: value for key, value in VALUES.items() if key != name}
    with pytest.raises(KeyError, match=name):
        Calibration.parse(json.dumps(rest))


@pytest.mark.parametrize(
    "broken", [{"weights": [1], "constant": 0}, {"weights": {}, "constant": ""}]
)
def test_a_model_of_another_shape_is_refused(broken: object) -> None:
    with pytest.raises(TypeError, match="weights and a constant"):
        Calibration.parse(json.dumps({**VALUES, "sentence": broken}))


def test_the_shipped_calibration_fits_the_code() -> None:
    shipped = Calibration.shipped()
    assert set(shipped.fusion) == {field.name for field in fields(Fusion)}
    assert set(shipped.sentence.weights) <= set(Features._fields)
    for model in (shipped.answerable, shipped.foreign):
        assert set(model.weights) <= set(Features._fields)
        assert math.isfinite(model.constant)
    assert 0.0 < shipped.threshold < 1.0
