from bot.comparison import Comparison, unit_of
from bot.earlier import NO_VECTOR, Earlier, ToldStatement, ToldStory
from tests.archive_samples import cited, document, sentences, told_story

FLOOD = document("flood", "La crue du Rhin a fait 12 morts à Bonn.")
VOTE = document("vote", "Ana Gil gagne l'élection municipale de Bilbao.")
TODAY = [
    document("a", "À Bonn, la crue du Rhin a fait 15 morts.", "2023-02-15"),
    document("b", "À Bilbao, Ana Gil présente son équipe.", "2023-02-15"),
]


def test_what_speaks_of_the_same_is_more_alike() -> None:
    told = (told_story(FLOOD), told_story(VOTE))
    comparison = Comparison.of(sentences(TODAY), Earlier(stories=told, day="2023-02-14"))
    assert comparison.alike.shape == comparison.close.shape == (2, 2)
    assert comparison.alike.argmax(axis=1).tolist() == [0, 1]
    assert comparison.columns_of(told[1]).tolist() == [1]
    assert unit_of(comparison.told[0]).text == FLOOD.text


def test_names_are_shared_across_languages() -> None:
    told = (told_story(document("x", "Selenskyj reist nach London.", language="de")),)
    others = [document("y", "Zelensky est à Londres.", "2023-02-15"), *TODAY]
    alike = Comparison.of(sentences(others), Earlier(stories=told)).alike
    assert alike[:, 0].argmax() == 0


def test_a_statement_of_another_model_is_compared_by_its_words() -> None:
    foreign = ToldStatement(text=FLOOD.text, citations=(cited(FLOOD),), vector=NO_VECTOR)
    story = ToldStory(headline="", day="2023-02-14", statements=(foreign,))
    alike = Comparison.of(sentences(TODAY), Earlier(stories=(story,))).alike
    assert alike[0, 0] > alike[1, 0]


def test_a_statement_without_a_quotation_is_left_out() -> None:
    bare = ToldStatement(text="x", citations=(), vector=NO_VECTOR)
    story = ToldStory(headline="", day="2023-02-14", statements=(bare,))
    assert Comparison.of(sentences(TODAY), Earlier(stories=(story,))).told == ()


def test_nothing_beside_nothing() -> None:
    assert Comparison.of(sentences(TODAY), Earlier()).alike.shape == (2, 0)
