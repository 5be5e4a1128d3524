"""Whether a summary is made of the words of what it sums up."""

from __future__ import annotations

import pytest

from bot.writers.model.checking import sums_up

FRENCH = "Les soldats ukrainiens tirent 6 000 obus par jour, selon l’OTAN."


@pytest.mark.parametrize(
    ("summary", "grounds", "language", "made_of_it"),
    [
        ("Des tirs d’obus par un soldat ukrainien", FRENCH, "fr", True),
        ("Un obus tiré", FRENCH, "fr", True),
        ("La guerre est finie", FRENCH, "fr", False),
        ("La paix sera signée demain à Kiev", FRENCH, "fr", False),
        ("", FRENCH, "fr", False),
        ("Et le la les", FRENCH, "fr", False),
        ("Floods close the bridges", "The bridge was closed by the flood.", "en", True),
        ("The mayor is a thief", "The bridge was closed by the flood.", "en", False),
        ("Die Brücken sind gesperrt", "Die Brücke wurde gesperrt.", "de", True),
        ("Los puentes cerrados", "El puente fue cerrado.", "es", True),
        ("Мост закрыт", "Мост закрыт утром.", "ru", True),
    ],
)
def test_sums_up(summary: str, grounds: str, language: str, made_of_it: bool) -> None:
    assert sums_up(summary, grounds, language) is made_of_it
