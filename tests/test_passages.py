import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.passages import Counter, split, token_counter
from bot.text.sentences import sentences
from bot.types import Document, Passage


def document(text: str) -> Document:
    return Document(id="d", text=text, raw=text, title="", language="fr", source="d.txt")


def count_words(text: str) -> int:
    return len(text.split())


def texts(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in passages]


@pytest.fixture(scope="module")
def counter() -> Counter:
    return token_counter()


def sentence_of(count: int, word: str = "mot") -> str:
    return " ".join([word.capitalize(), *[word] * (count - 2), f"{word}."])


@pytest.mark.parametrize("text", ["", " \n\n ", "\u00a0"])
def test_a_text_without_words_has_no_passages(text: str) -> None:
    assert split(document(text), counter=count_words) == ()


def test_a_short_text_is_one_passage_without_the_space_around_it() -> None:
    passages = split(document("  Il pleut. Il neige.\n"), counter=count_words)
    assert texts(passages) == ["Il pleut. Il neige."]
    assert (passages[0].start, passages[0].end, passages[0].number) == (2, 21, 0)


def test_passages_end_where_sentences_end() -> None:
    text = " ".join(sentence_of(10) for _ in range(9))
    passages = split(document(text), counter=count_words, max_tokens=25)
    assert all(passage.text.endswith(".") for passage in passages)
    assert [count_words(passage.text) for passage in passages] == [20, 20, 20, 20, 10]


def test_a_paragraph_that_fits_is_not_cut() -> None:
    text = f"{sentence_of(20)}\n\n{sentence_of(10, 'un')} {sentence_of(10, 'deux')}"
    passages = split(document(text), counter=count_words, max_tokens=30)
    assert [count_words(passage.text) for passage in passages] == [20, 20]


def test_a_heading_goes_with_what_follows_it() -> None:
    text = f"{sentence_of(20)}\n\nCombats acharnés à Bakhmout\n\n{sentence_of(22)}"
    passages = split(document(text), counter=count_words, max_tokens=30)
    assert [passage.text.split()[0] for passage in passages] == ["Mot", "Combats"]


def test_a_heading_before_a_paragraph_too_long_for_a_passage_is_not_left_alone() -> None:
    long_paragraph = " ".join(sentence_of(12) for _ in range(5))
    text = f"Combats acharnés à Bakhmout\n\n{long_paragraph}"
    passages = split(document(text), counter=count_words, max_tokens=30)
    assert count_words(passages[0].text) == 28


@pytest.mark.parametrize(
    "speech",
    [
        "« La ville tient bon, dit-on partout, et nous tiendrons avec elle jusqu'au bout. »",
        "“La ville tient bon et nous tiendrons avec elle jusqu'au bout”, a-t-il déclaré hier soir.",
        "Il a ajouté que la ville tiendrait bon jusqu'au bout avec tous ses habitants.",
    ],
)
def test_speech_stays_with_the_paragraph_that_names_the_speaker(speech: str) -> None:
    before = " ".join(["Mot", *["mot"] * 11, "mot."])
    text = f"{before}\n\nLe maire, Paul Noël, a parlé devant la presse lundi.\n\n{speech}"
    passages = split(document(text), counter=count_words, max_tokens=26)
    assert len(passages) == 2
    assert passages[1].text.startswith("Le maire")
    assert passages[1].text.endswith(speech)


def test_a_sentence_a_little_too_long_is_kept_whole() -> None:
    text = f"{sentence_of(5)} {sentence_of(12)} {sentence_of(5)}"
    passages = split(document(text), counter=count_words, max_tokens=10)
    assert [count_words(passage.text) for passage in passages] == [5, 12, 5]


def test_numbers_and_marks_in_the_text_do_not_move_the_offsets() -> None:
    text = "Un\ufdd0 mot\ufdd2 reste. \ufdd3Deux aussi. <|endoftext|> est un texte."
    passages = split(document(text), counter=count_words, max_tokens=4)
    assert "".join(texts(passages)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("unit", ["mot ", "a", "é,b", "漢字", "1 ", "\n.", "<|endoftext|>"])
def test_two_hundred_thousand_characters_on_one_line_are_split_quickly(
    unit: str, counter: Counter
) -> None:
    text = (unit * 200_000)[:200_000]
    started = time.process_time()
    passages = split(document(text), counter=counter)
    assert time.process_time() - started < 10
    assert max(len(passage.text) for passage in passages) <= 1400
    whole = "".join("".join(texts(passages)).split()) == "".join(text.split())
    assert whole


def test_long_lines_are_cut_at_spaces() -> None:
    text = "quelques mots, sans point " * 500
    for passage in split(document(text), counter=count_words, max_tokens=50):
        assert passage.text.split()[0] in {"quelques", "mots,", "sans", "point"}
        assert passage.text.split()[-1] in {"quelques", "mots,", "sans", "point"}


def test_tokens_are_those_of_cl100k_and_special_tokens_are_text(counter: Counter) -> None:
    assert counter("tiktoken is great!") == 6
    assert counter("") == 0
    assert counter("<|endoftext|>") > 1


_WORDS = st.sampled_from(
    "Bakhmout tient M. Austin « la ville » a-t-il déclaré 6 000 obus, l’été “oui” U.S. z. B. \u202f"
    " \u00a0 dit-il : ! ? . … Kyiv.".split(" ")
)
_PARAGRAPH = st.lists(_WORDS, max_size=60).map(" ".join)
_TEXT = st.lists(_PARAGRAPH, max_size=12).map("\n\n".join) | st.text(max_size=400)


@settings(max_examples=150, deadline=None)
@given(text=_TEXT, max_tokens=st.integers(5, 60))
def test_passages_are_ordered_exact_and_hold_every_sentence(text: str, max_tokens: int) -> None:
    passages = split(document(text), counter=count_words, max_tokens=max_tokens)
    for number, passage in enumerate(passages):
        assert passage.number == number
        assert passage.text == text[passage.start : passage.end] == passage.text.strip() != ""
    assert all(one.end <= two.start for one, two in pairwise(passages))
    shown = "".join("".join(passage.text.split()) for passage in passages)
    assert shown == "".join("".join(text[start:end].split()) for start, end in sentences(text))
    starts = {passage.start for passage in passages}
    for start, end in sentences(text):
        if count_words(text[start:end]) <= max_tokens and end - start <= max_tokens * 4:
            assert not any(start < cut < end for cut in starts)


@settings(max_examples=60, deadline=None)
@given(text=_TEXT)
@example(text=f"{'Bakhmout ' * 7}tient {'M. ' * 12}{'« ' * 5}» 6 6\n\nKyiv.")
def test_no_passage_is_above_the_hard_limit(text: str) -> None:
    for passage in split(document(text), counter=len, max_tokens=100):
        # a piece kept whole counts as one less than the limit, so that a single letter may join it
        assert len(passage.text) <= 125 + 1
