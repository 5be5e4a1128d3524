import numpy as np
from hypothesis import given as with_any
from hypothesis import strategies as st

from bot.stories import StoryGroup, Unit
from bot.types import Document, Passage, Span
from bot.writers.briefing_extractive import Sentences
from bot.writers.briefing_plan import MOST_STATEMENTS, least_words, plan
from bot.writers.rehoming import rehomed
from bot.writers.stated import Stated

FLOOD = "La crue du Rhin monte lundi à Bonn."
CONTRACT = "Le port de Gênes a signé un contrat de 500 millions d'euros avec deux chantiers."
DEFINITION = "Bonn est une ville ancienne sur le bord du Rhin."


def unit(name: str, text: str) -> Unit:
    document = Document(
        id=name, text=text, raw=text, title=name, language="fr", source=name, origin=name
    )
    return Unit(Passage(document=document, number=0, start=0, end=len(text)), Span(0, len(text)))


def given(texts: dict[str, str], close: list[list[float]]) -> Sentences:
    units = [unit(name, text) for name, text in texts.items()]
    told = [Stated(one.text, one.span, direct=False, reported=one.text) for one in units]
    matrix = np.array(close, np.float32)
    vectors = np.eye(len(units), dtype=np.float32)
    return Sentences(
        units=units, told=told, vectors=vectors, alike=matrix, events=matrix, close=matrix
    )


def group(sentences: Sentences, *rows: int) -> StoryGroup:
    documents = tuple(sentences.units[row].passage.document.id for row in rows)
    return StoryGroup(
        units=rows, origins=len(set(documents)), documents=documents, newest="", cohesion=1.0
    )


def two_stories() -> Sentences:
    texts = {"a": FLOOD, "b": FLOOD, "c": CONTRACT, "d": DEFINITION}
    return given(
        texts,
        [[1.0, 0.9, 0.0, 0.0], [0.9, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]],
    )


def rows_told(sentences: Sentences, words: int) -> list[list[int]]:
    groups = (group(sentences, 0, 1), group(sentences, 2), group(sentences, 3))
    return [story.rows for story in plan(groups, sentences, words, lambda row: "Un titre")]


def test_a_fact_of_one_source_is_told_beside_what_two_repeat() -> None:
    assert sorted(rows_told(two_stories(), 100)) in ([[0], [2]], [[1], [2]])


def test_a_definition_is_no_story() -> None:
    assert [3] not in rows_told(two_stories(), 100)


def test_the_words_are_kept_with_the_headlines() -> None:
    sentences = two_stories()
    for words in range(60):
        told = rows_told(sentences, words)
        assert sum(2 + sum(sentences.words(row) for row in rows) for rows in told) <= words


def test_a_sentence_goes_to_the_story_whose_sources_say_the_same() -> None:
    texts = {"a": FLOOD, "b": FLOOD, "c": CONTRACT, "d": FLOOD}
    same = [[1.0, 0.9, 0.0, 0.9], [0.9, 1.0, 0.0, 0.9], [0.0, 0.0, 1.0, 0.0], [0.9, 0.9, 0.0, 1.0]]
    sentences = given(texts, same)
    homes = rehomed((group(sentences, 0, 1), group(sentences, 2, 3)), sentences)
    assert [home.units for home in homes] == [(0, 1, 3), (2,)]


def test_no_story_has_more_statements_than_a_reader_takes_in() -> None:
    texts = {f"n{n}": f"Le port {n} a signé un contrat de {n}00 millions." for n in range(2, 12)}
    count = len(texts)
    sentences = given(texts, np.eye(count).tolist())
    told = plan((group(sentences, *range(count)),), sentences, 1000, lambda row: "Un titre")
    assert all(len(story.rows) <= MOST_STATEMENTS for story in told)


LEADS = {
    "a": "Le port de Gênes ferme lundi à cause de la tempête.",
    "b": "Le port de Gênes ferme lundi, a dit la capitainerie.",
    "c": "À cause de la tempête, le port de Gênes ferme lundi.",
    "d": "Un marin de Gênes aime regarder la tempête depuis sa fenêtre.",
}


def test_what_the_sources_of_a_story_agree_on_comes_first() -> None:
    sentences = given(LEADS, np.eye(4).tolist())
    (story,) = plan((group(sentences, 0, 1, 2, 3),), sentences, 12, lambda row: "")
    assert story.rows[0] in (0, 1, 2)


def test_what_is_told_is_not_told_again_in_other_words_of_its_sources() -> None:
    sentences = given(LEADS, np.eye(4).tolist())
    (story,) = plan((group(sentences, 0, 1, 2, 3),), sentences, 200, lambda row: "")
    assert len({0, 1, 2} & set(story.rows)) == 1


LINES = ("a", "b", "c", "d", "e", "f", "g", "h")
TEXTS = st.lists(
    st.sampled_from(
        [
            FLOOD,
            CONTRACT,
            DEFINITION,
            *LEADS.values(),
            "Le maire promet 300 emplois.",
            "Deux cents soldats arrivent par le train du soir, selon la préfecture du Rhin.",
            "« Nous sommes unis », a dit le maire de Bonn.",
        ]
    ),
    min_size=1,
    max_size=8,
)
HEADLINES = st.lists(st.integers(min_value=0, max_value=12), min_size=8, max_size=8)


@with_any(TEXTS, HEADLINES, st.integers(0, 120), st.integers(1, 8), st.data())
def test_the_words_are_never_exceeded_and_enough_words_tell_something(
    texts: list[str], lengths: list[int], words: int, parts: int, data: st.DataObject
) -> None:
    count = len(texts)
    likeness = st.floats(-0.25, 1.0, width=32)
    drawn = np.array(data.draw(st.lists(likeness, min_size=count**2, max_size=count**2)))
    close = np.maximum(drawn.reshape(count, count), drawn.reshape(count, count).T)
    sentences = given(dict(zip(LINES, texts, strict=False)), close.tolist())
    groups = tuple(
        group(sentences, *range(part, count, parts)) for part in range(min(parts, count))
    )

    def headline(row: int) -> str:
        return "mot " * lengths[row]

    told = plan(groups, sentences, words, headline)
    # A story may take the headline of any of its statements: the longest is counted.
    spent = sum(
        sum(sentences.words(row) for row in story.rows) + max(lengths[row] for row in story.rows)
        for story in told
    )
    assert spent <= words
    least = least_words(groups, sentences, headline)
    assert least is not None
    assert bool(told) == (words >= least)
    rows = [row for story in told for row in story.rows]
    assert len(rows) == len(set(rows))


def test_nothing_that_can_be_told_needs_no_words() -> None:
    sentences = given({}, [])
    assert least_words((), sentences, lambda row: "Un titre") is None
    assert plan((), sentences, 100, lambda row: "Un titre") == ()
