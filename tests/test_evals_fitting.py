import numpy as np
import pytest

from evals.fitting import Choice, fit_choice, fit_logistic


def test_what_marks_the_right_alternative_gets_the_weight() -> None:
    generator = np.random.default_rng(1)
    choices = []
    for _ in range(60):
        features = generator.normal(size=(5, 3))
        choices.append(Choice(features, features[:, 1] == features[:, 1].max()))
    useless, telling, other = fit_choice(choices)
    assert telling > 1.0
    assert abs(useless) < telling / 4
    assert abs(other) < telling / 4


def test_a_sign_against_gets_a_negative_weight() -> None:
    choices = [Choice(np.array([[1.0], [0.0]]), np.array([False, True])) for _ in range(5)]
    (weight,) = fit_choice(choices)
    assert weight < 0


def test_weights_are_in_the_units_of_the_features() -> None:
    generator = np.random.default_rng(2)
    features = generator.normal(size=(40, 4, 2))
    right = features[..., 0] == features[..., 0].max(axis=1, keepdims=True)
    plain = fit_choice([Choice(f, r) for f, r in zip(features, right, strict=True)])
    tenfold = fit_choice([Choice(f * [10.0, 1.0], r) for f, r in zip(features, right, strict=True)])
    assert tenfold == pytest.approx(plain / [10.0, 1.0], rel=1e-6)


def test_questions_without_a_right_alternative_teach_nothing() -> None:
    good = Choice(np.array([[1.0], [0.0]]), np.array([True, False]))
    hopeless = Choice(np.array([[0.0], [9.0], [5.0]]), np.zeros(3, dtype=bool))
    assert np.allclose(fit_choice([good, hopeless]), fit_choice([good]))


def test_several_alternatives_may_be_right() -> None:
    one = Choice(np.array([[1.0], [1.0], [0.0]]), np.array([True, True, False]))
    (weight,) = fit_choice([one])
    assert weight > 0


def test_a_feature_that_never_differs_does_no_harm() -> None:
    choice = Choice(np.array([[1.0, 7.0], [0.0, 7.0]]), np.array([True, False]))
    assert np.isfinite(fit_choice([choice])).all()


def classes(share: float) -> tuple[np.ndarray, np.ndarray]:
    """Rows whose first column tells the labels apart around 2; the second is noise."""
    generator = np.random.default_rng(3)
    labels = generator.random(300) < share
    telling = 2.0 + np.where(labels, 1.0, -1.0) + generator.normal(scale=0.4, size=300)
    return np.column_stack((telling, generator.normal(size=300))), labels


@pytest.mark.parametrize("share", [0.5, 0.1, 0.9])
def test_both_classes_count_the_same_however_many_there_are(share: float) -> None:
    rows, labels = classes(share)
    weights, constant = fit_logistic(rows, labels)
    scores = rows @ weights + constant
    assert (scores[labels] > 0).mean() > 0.9
    assert (scores[~labels] < 0).mean() > 0.9
    assert abs(weights[1]) < weights[0] / 4


def test_fitting_twice_gives_the_same() -> None:
    rows, labels = classes(0.4)
    first, second = fit_logistic(rows, labels), fit_logistic(rows, labels)
    assert first[0].tolist() == second[0].tolist()
    assert first[1] == second[1]
