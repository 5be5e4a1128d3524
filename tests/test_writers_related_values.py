import pytest

from bot.question import analyse
from bot.writers.related_values import named_beside, values_of
from bot.writers.relations import asked_relation, subject_words

READ = [
    ("When was Bryan born?", "Blackshear Bryan (July 15, 1905 – March 2, 1977) was a general.",
     ("July 15, 1905",)),
    ("When did Bryan die?", "Blackshear Bryan (July 15, 1905 – March 2, 1977) was a general.",
     ("March 2, 1977",)),
    ("When was Bryan born?", "Bryan was born in 1905 and died in 1977.", ("1905",)),
    ("When did Bryan die?", "Bryan was born in 1905 and died in 1977.", ("1977",)),
    ("When was Halden founded?", "Halden bought Norgren Tools, founded in 1919.", ()),
    ("Wann wurde Valmont gegründet?", "Die Firma Valmont wurde 1911 gegründet.", ("1911",)),
    ("Où est le siège de Valmont ?", "Valmont, dont le siège est à Évry, recrute.", ("Évry",)),
    ("Where is Halden based?", "Halden is based in New York City.", ("New York City",)),
    ("Who directed \"The Hours\"?", "\"The Hours\" was directed by the producer Anne Delmas.",
     ("Anne Delmas",)),
    ("What is the population of Ashford?", "The population density of Ashford is 310.", ()),
    ("Quelle est la population de Brignac ?", "Brignac compte 12 400 habitants.", ("12 400",)),
    ("How high is Mount Karo?", "Mount Karo is 2,450 m high.", ("2,450 m",)),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "sentence", "expected"), READ)
def test_values_of(asked: str, sentence: str, expected: tuple[str, ...]) -> None:
    question = analyse(asked)
    relation = asked_relation(question)
    assert relation is not None
    found = values_of(relation, sentence, subject_words(question, relation))
    assert tuple(value.text for value in found) == expected
    assert all(sentence[slice(*value.span)] == value.text for value in found)


def test_a_place_is_nobody_beside_the_subject() -> None:
    subject = frozenset({"Halden"})
    assert not named_beside(subject, "Halden is a maker of pumps in Leeds, Yorkshire.")
    assert named_beside(subject, "Halden bought Norgren Tools.")
