import pytest

from bot.text.units import is_known_unit, known_unit, unit_after


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        ("10 000 obus", "obus", False),
        ("5 de plus", "", False),
        ("552 dollars", "dollar", True),
        ("552 d'euros", "euro", True),
        ("24 dernières heures", "hour", True),
        ("155-mm-Granaten", "mm", True),
        ("10-year-old", "year", True),
        ("50 %", "%", True),
        ("50 per cent of", "%", True),
        ("5 °C", "°C", True),
        ("2022 M. Dupont", "", False),
        ("3 et 4", "", False),
        ("3, chars", "", False),
        ("3", "", False),
    ],
)
def test_the_unit_is_what_follows_the_number(text: str, name: str, known: bool) -> None:
    digits = len(text) - len(text.lstrip("0123456789 "))
    unit = unit_after(text, len(text[:digits].rstrip()))
    assert (unit.name, unit.known) == (name, known)


# One measure in the words and signs of four languages.
ALIKE = {
    "m³": "1 m³|1 m3|1 m3, plein|1 cubic metre|1 cubic meters|1 mètre cube|"
    "1\u202fmètres\u00a0cubes|"
    "1 Kubikmeter|1 Kubikmetern|1 metros cúbicos|1-cubic-metre tank|1 cu m",
    "m²": "1 m²|1 m2|1 square metres|1 mètres carrés|1 Quadratmeter|1 metro cuadrado|1 sq. m|"
    "1 metres carres",
    "km²": "1 km²|1 km2|1 square kilometres|1 kilomètres carrés|1 Quadratkilometern|1 km carrés|"
    "1 kilómetros cuadrados|1 sq km",
    "cm³": "1 cm³|1 cm3|1 cubic centimetres|1 centimètres cubes|1 Kubikzentimeter",
    "foot²": "1 square feet|1 sq ft|1 pieds carrés|1 Quadratfuß|1 pies cuadrados",
    "mile²": "1 square miles|1 sq mi|1 miles carrés|1 Quadratmeilen|1 millas cuadradas",
    "km/h": "1 km/h|1 kilomètres par heure|1 kilomètres à l’heure|1 km per hour|1 Stundenkilometer|"
    "1 Kilometer pro Stunde|1 kilómetros por hora",
    "mph": "1 mph|1 miles an hour|1 miles par heure",
    "m": "1 m|1 metre|1 mètres de long|1 m 20 cm|1 m, 2 portes|1 Meter",
    "km": "1 km 2|1 km 2,5|1 kilomètres, carrément",
}


@pytest.mark.parametrize(
    ("unit", "text"), [(unit, text) for unit, texts in ALIKE.items() for text in texts.split("|")]
)
def test_areas_volumes_and_speeds_have_one_name(unit: str, text: str) -> None:
    assert unit_after(text, 1)[:3] == (unit, True, False)
    assert is_known_unit(unit)


@pytest.mark.parametrize("text", ["3 square meals", "3 cubes", "3 Quadrate", "3 carrés blancs"])
def test_shapes_are_no_measures(text: str) -> None:
    assert not unit_after(text, 1).known


def test_signs_and_words_have_one_name() -> None:
    assert known_unit("$") == known_unit("dollars")
    assert known_unit("obus") is None
    assert is_known_unit("km")
    assert not is_known_unit("obus")
