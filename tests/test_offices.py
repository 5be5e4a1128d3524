import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.offices import holders, offices


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("le ministre ukrainien de la Défense", "minister defence UA"),
        ("la ministre ukrainienne de la Défense", "minister defence UA"),
        ("the Ukrainian defence minister", "minister defence UA"),
        ("Ukraine’s minister of defence", "minister defence UA"),
        ("der ukrainische Verteidigungsminister", "minister defence UA"),
        ("el ministro ucraniano de Defensa", "minister defence UA"),
        ("le vice-ministre ukrainien de la Défense", "minister defence UA deputy"),
        ("the Ukrainian deputy defence minister", "minister defence UA deputy"),
        ("l’ancien ministre de la Défense", "minister defence former"),
        ("le secrétaire général de l’OTAN", "secretary-general NATO"),
        ("NATO Secretary General", "secretary-general NATO"),
        ("le Premier ministre espagnol", "prime-minister ES"),
        ("der deutsche Bundeskanzler", "chancellor DE"),
        ("la porte-parole de l’Élysée", "spokesperson"),
    ],
)
def test_an_office_is_its_concepts_in_every_language(text: str, concepts: str) -> None:
    (office,) = offices(text)
    assert set(concepts.split()) <= office.concepts


@pytest.mark.parametrize("text", ["", "Il pleut sur l’Élysée.", "The bridge is open.", "« … »"])
def test_no_office(text: str) -> None:
    assert offices(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "« Oui », dit le maire d’Œuilly.",
        "À Œuilly, l’œuvre du maire est là.",
        "Le\u00a0maire\u202fparle.",
    ],
)
def test_the_span_is_the_office_in_the_text_as_it_stands(text: str) -> None:
    (office,) = offices(text)
    assert text[office.span.start : office.span.end] == "maire"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("le ministre de la Défense, Boris Pistorius, a dit", "Boris Pistorius"),
        ("Boris Pistorius, ministre allemand de la Défense, a dit", "Boris Pistorius"),
        ("Boris Pistorius est le ministre allemand de la Défense", "Boris Pistorius"),
        ("The German defence minister, Boris Pistorius, said", "Boris Pistorius"),
        ("Germany’s defence minister Boris Pistorius said", "Boris Pistorius"),
        ("Boris Pistorius is the German defence minister", "Boris Pistorius"),
        ("Der deutsche Verteidigungsminister Boris Pistorius sagte", "Boris Pistorius"),
        ("el ministro de Defensa, José Pérez, dijo", "José Pérez"),
        ("le directeur de la banque Jean Dupont", "Jean Dupont"),
        ("NATO Secretary General Jens Stoltenberg said", "Jens Stoltenberg"),
        ("« Oui », a dit la maire d’Œuilly, Éloïse Bœuf.", "Éloïse Bœuf"),
        ("la ministre de la Culture (Rima Abdul Malak)", "Rima Abdul Malak"),
        ("le\u00a0maire Anne Hidalgo a dit", "Anne Hidalgo"),
    ],
)
def test_who_is_named_with_the_office_holds_it(text: str, name: str) -> None:
    assert name in [held for _, held in holders(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre de la Défense a salué Boris Pistorius.",
        "Le président russe accuse Volodymyr Zelensky.",
        "Anne Hidalgo a rencontré le ministre de la Défense.",
        "Anne Hidalgo, qui a rencontré le ministre, est partie.",
        "Anne Hidalgo et le ministre sont partis.",
        "Le ministre et Anne Hidalgo sont partis.",
        "Le ministre est parti. Boris Pistorius reste.",
        "The minister thanked Boris Pistorius.",
        "Der Minister traf Boris Pistorius.",
        "El presidente ruso acusa a Volodymyr Zelensky.",
        "Le ministre a dit « Boris Pistorius ».",
    ],
)
def test_who_only_meets_the_holder_does_not(text: str) -> None:
    assert list(holders(text)) == []


@pytest.mark.parametrize(
    ("asked", "held", "same"),
    [
        ("le ministre de la Défense", "le ministre ukrainien de la Défense", True),
        ("the Ukrainian defence minister", "le ministre ukrainien de la Défense", True),
        ("der deutsche Verteidigungsminister", "the German defence minister", True),
        ("le ministre ukrainien de la Défense", "le vice-ministre ukrainien de la Défense", False),
        ("le vice-ministre de la Défense", "le ministre de la Défense", False),
        ("le ministre de la Défense", "l’ancien ministre de la Défense", False),
        ("the former president", "the president", False),
        ("le ministre allemand de la Défense", "le ministre français de la Défense", False),
        ("le ministre de la Défense", "le ministre de la Santé", False),
        ("le ministre de la Défense", "le secrétaire général de la Défense", False),
    ],
)
def test_an_office_is_held_only_with_its_qualifiers_place_and_charge(
    asked: str, held: str, same: bool
) -> None:
    (one,), (other,) = offices(asked), offices(held)
    assert other.is_held_as(one) is same


@given(st.text(max_size=80))
def test_offices_of_any_text_stand_in_it_in_order(text: str) -> None:
    spans = [office.span for office in offices(text)]
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
