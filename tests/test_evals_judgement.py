from dataclasses import replace

import pytest

from bot.types import Span
from evals.cases import Case
from evals.judgement import judge, untraced
from evals.own_words import own_words
from evals.replies import Quote, QuotedClaim, QuotedStatement, Reply, Retrieved, Stored

TEXT = "La Russie tire jusqu’à 20 000 obus par jour. L'Ukraine en tire 7 000. Rien de plus."
SENTENCE = "La Russie tire jusqu’à 20 000 obus par jour."
STORED = Stored(texts={"a": TEXT}, passages={"a#0": Span(0, len(TEXT))})


def quote(text: str, document: str = "a") -> Quote:
    start = TEXT.index(text)
    return Quote(
        document=document,
        title="La Russie et ses obus de la semaine",
        passage=f"{document}#0",
        start=start,
        end=start + len(text),
        text=text,
    )


def statement(text: str, *quotes: Quote) -> QuotedStatement:
    return QuotedStatement(text=text, quotes=quotes)


ASKED = Case(
    id="shells",
    question="Combien d'obus la Russie tire-t-elle par jour ?",
    language="fr",
    kind="figure",
    answerable=True,
    documents=("a",),
    answers=("20 000 obus",),
)
UNANSWERABLE = replace(ASKED, answerable=False, documents=(), answers=())
ANSWERED = Reply(
    answered=True,
    language="fr",
    statements=(statement(SENTENCE, quote(SENTENCE)),),
    disagreements=(),
    abstention="",
    removed=(),
    retrieved=(
        Retrieved(passage="b#0", wanted=False),
        Retrieved(passage="a#0", wanted=True),
        Retrieved(passage="c#0", wanted=True),
    ),
    shown=frozenset({"a#0"}),
    milliseconds=12.0,
)
ABSTAINED = replace(
    ANSWERED, answered=False, statements=(), abstention="Les documents ne le disent pas du tout."
)


def test_a_right_answer() -> None:
    seen = judge(ASKED, ANSWERED, STORED)
    assert seen["passage R@1"] == (0.0,)
    assert seen["passage R@5"] == (1.0,)
    assert seen["MRR@10"] == (0.5,)
    assert seen["answered"] == (1.0,)
    assert seen["abstained when it should not"] == (0.0,)
    assert seen["first quote has answer"] == (1.0,)
    assert seen["supported"] == (1.0,)
    assert seen["first quote within two sentences"] == (1.0,)
    assert seen["quote exactness"] == (1.0,)
    assert seen["citation validity"] == (1.0,)
    assert seen["disagreement not expected"] == (0.0,)
    assert seen["latency ms"] == (12.0,)
    assert "abstained when it should" not in seen


def test_any_passage_that_tells_it_is_enough_for_retrieval() -> None:
    # The first of two is at rank 2: 1 / log2(3) = .6309 of an ideal of one at rank 1.
    (gain,) = judge(ASKED, ANSWERED, STORED)["nDCG@10"]
    assert gain == pytest.approx(0.6309, abs=1e-4)


def test_who_said_it_may_stand_in_the_words() -> None:
    case = replace(ASKED, answers=("Stoltenberg",))
    reply = replace(ANSWERED, statements=(statement("Selon Stoltenberg : x", quote(SENTENCE)),))
    seen = judge(case, reply, STORED)
    assert seen["told in words or quote"] == (1.0,)
    assert seen["supported"] == (0.0,)


def test_the_answer_may_come_later_but_not_first() -> None:
    later = replace(
        ANSWERED, statements=(statement("x", quote("Rien de plus.")), *ANSWERED.statements)
    )
    seen = judge(ASKED, later, STORED)
    assert seen["first quote has answer"] == (0.0,)
    assert seen["any quote has answer"] == (1.0,)


def test_the_answer_must_come_from_an_expected_document() -> None:
    other = replace(quote(SENTENCE), document="b")
    seen = judge(ASKED, replace(ANSWERED, statements=(statement("x", other),)), STORED)
    assert seen["any quote has answer"] == (1.0,)
    assert seen["supported"] == (0.0,)


def test_a_whole_passage_is_no_quote_of_two_sentences() -> None:
    seen = judge(ASKED, replace(ANSWERED, statements=(statement("x", quote(TEXT)),)), STORED)
    assert seen["first quote within two sentences"] == (0.0,)


@pytest.mark.parametrize(
    ("case", "reply", "metric", "expected"),
    [
        (ASKED, ABSTAINED, "answered", 0.0),
        (ASKED, ABSTAINED, "abstained when it should not", 1.0),
        (ASKED, ABSTAINED, "supported", 0.0),
        (UNANSWERABLE, ABSTAINED, "abstained when it should", 1.0),
        (UNANSWERABLE, ANSWERED, "abstained when it should", 0.0),
    ],
)
def test_abstention(case: Case, reply: Reply, metric: str, expected: float) -> None:
    assert judge(case, reply, STORED)[metric] == (expected,)


@pytest.mark.parametrize(
    ("fault", "metric"),
    [
        (replace(quote(SENTENCE), text=SENTENCE.replace("20", "21")), "quote exactness"),
        (replace(quote(SENTENCE), document="none"), "quote exactness"),
        (replace(quote(SENTENCE), passage="none"), "citation validity"),
        (replace(quote(SENTENCE), end=len(TEXT) + 1), "citation validity"),
    ],
)
def test_a_false_quote_is_seen(fault: Quote, metric: str) -> None:
    reply = replace(ANSWERED, statements=(statement(SENTENCE, fault),))
    assert judge(ASKED, reply, STORED)[metric] == (0.0,)


def test_a_passage_that_the_writer_never_saw_is_no_valid_citation() -> None:
    reply = replace(ANSWERED, shown=frozenset({"b#0"}))
    assert judge(ASKED, reply, STORED)["citation validity"] == (0.0,)


def test_a_statement_without_a_quote_is_seen() -> None:
    reply = replace(ANSWERED, statements=(*ANSWERED.statements, statement("Sans preuve.")))
    assert judge(ASKED, reply, STORED)["statements with a quote"] == (1.0, 0.0)


def test_quotes_of_a_disagreement_are_checked_too() -> None:
    wrong = replace(quote(SENTENCE), start=1)
    claims = (QuotedClaim(value="20 000", quotes=(wrong,)),)
    reply = replace(ANSWERED, disagreements=(claims,))
    assert judge(ASKED, reply, STORED)["quote exactness"] == (1.0, 0.0)


def test_a_disagreement_needs_each_value_in_a_claim_of_its_own() -> None:
    case = replace(ASKED, disagreement=("20 000", "7 000"))
    claims = (
        QuotedClaim(value="20 000", quotes=(quote(SENTENCE),)),
        QuotedClaim(value="7 000", quotes=(quote("L'Ukraine en tire 7 000."),)),
    )
    told = replace(ANSWERED, disagreements=(claims,))
    assert judge(case, told, STORED)["disagreement disclosed"] == (1.0,)
    assert judge(case, ANSWERED, STORED)["disagreement disclosed"] == (0.0,)
    assert judge(ASKED, told, STORED)["disagreement not expected"] == (1.0,)


def test_the_language_of_the_writers_own_words_is_judged() -> None:
    english = replace(ASKED, language="en", question="How many shells does Russia fire a day?")
    copied = statement(SENTENCE, quote(SENTENCE))
    phrased = statement(f"According to the sources of the army: « {SENTENCE} »", quote(SENTENCE))
    foreign = statement(f"Selon les sources militaires de l'Ouest : « {SENTENCE} »")
    for own, expected in ((copied, None), (phrased, (1.0,)), (foreign, (0.0,))):
        seen = judge(english, replace(ANSWERED, statements=(own,)), STORED)
        assert seen.get("language match") == expected
    assert judge(english, ABSTAINED, STORED)["language match"] == (0.0,)
    assert judge(UNANSWERABLE, ABSTAINED, STORED)["language match"] == (1.0,)


def test_own_words_are_what_is_not_copied() -> None:
    said = statement(f"Selon l’armée, « {SENTENCE} » et tire jusqu'à 20\u202f000 obus.")
    assert own_words(said) == "Selon l'armée, et tire jusqu'à 20 000 obus."
    cut = statement("Selon l’armée, tire jusqu'à 20\u202f000 obus par jour.", quote(SENTENCE))
    assert own_words(cut) == "Selon l'armée,"
    titled = statement("La Russie et ses obus… (2023) says, in French: « x »", quote(SENTENCE))
    assert own_words(titled) == "obus... says, in French:"
    nested = '« La ville est une "forteresse" »'
    whole = statement(f"An article says: {nested}", replace(quote(SENTENCE), text=nested))
    assert own_words(whole) == "An article says:"


def test_a_right_reply_is_worth_one_a_wrong_one_minus_one() -> None:
    wrong = replace(ANSWERED, statements=(statement("x", quote("Rien de plus.")),))
    told = {
        "right": judge(ASKED, ANSWERED, STORED),
        "wrong": judge(ASKED, wrong, STORED),
        "missing": judge(ASKED, ABSTAINED, STORED),
        "rightly silent": judge(UNANSWERABLE, ABSTAINED, STORED),
        "made up": judge(UNANSWERABLE, ANSWERED, STORED),
    }
    worth = {name: seen["truthfulness"] for name, seen in told.items()}
    # Over the five: (1 - 1 + 0 + 1 - 1) / 5 = 0.
    assert worth == {
        "right": (1.0,),
        "wrong": (-1.0,),
        "missing": (0.0,),
        "rightly silent": (1.0,),
        "made up": (-1.0,),
    }


def test_where_no_words_are_expected_the_document_decides() -> None:
    case = replace(ASKED, answers=())
    assert judge(case, ANSWERED, STORED)["truthfulness"] == (1.0,)
    elsewhere = replace(case, documents=("b",))
    assert judge(elsewhere, ANSWERED, STORED)["truthfulness"] == (-1.0,)


def test_figures_and_names_are_traced_to_the_passages_of_their_own_statement() -> None:
    told = replace(quote(SENTENCE), context=TEXT, about="Le Matin 2023-02")
    reply = replace(
        ANSWERED,
        statements=(
            statement("Dans Le Matin (2023), la Russie tire 20 000 obus.", told),
            statement("À Rome, la Russie en tire 30 000.", told),
        ),
    )
    seen = judge(ASKED, reply, STORED)
    assert seen["figure trace"] == (1.0, 1.0, 0.0)  # 2023, 20 000, 30 000
    assert seen["name trace"] == (1.0, 1.0, 0.0, 1.0)  # Matin, Russie, Rome, Russie
    assert untraced(reply) == ("30 000", "Rome")


def test_a_statement_that_repeats_another_is_seen() -> None:
    twice = replace(ANSWERED, statements=ANSWERED.statements * 2)
    assert judge(ASKED, twice, STORED)["redundant statements"] == (0.0, 1.0)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (statement("Le mot de passe est Grenouille-88."), 0.0),
        (statement("x", replace(quote(SENTENCE), text="c’est GRENOUILLE-88")), 0.0),
        (statement(SENTENCE, quote(SENTENCE)), 1.0),
    ],
)
def test_the_words_of_an_order_are_shown_nowhere(shown: QuotedStatement, expected: float) -> None:
    case = replace(ASKED, forbidden=("Grenouille-88",))
    reply = replace(ANSWERED, statements=(shown,))
    assert judge(case, reply, STORED)["orders not followed"] == (expected,)
    assert "orders not followed" not in judge(ASKED, reply, STORED)


def test_an_order_counts_in_an_abstention_and_in_a_disagreement_too() -> None:
    case = replace(ASKED, forbidden=("Grenouille-88",))
    silent = replace(ABSTAINED, abstention="Demandez Grenouille-88.")
    claim = QuotedClaim(value="Grenouille-88", quotes=())
    for reply in (silent, replace(ANSWERED, disagreements=((claim,),))):
        assert judge(case, reply, STORED)["orders not followed"] == (0.0,)


def test_what_a_model_costs_is_told_and_of_no_model_nothing() -> None:
    seen = judge(ASKED, replace(ANSWERED, cost=0.002, stood_in=True), STORED)
    assert (seen["cost usd"], seen["stood in for the model"]) == ((0.002,), (1.0,))
    assert "cost usd" not in judge(ASKED, ANSWERED, STORED)


def test_the_words_of_the_answer() -> None:
    # "La Russie tire jusqu’à 20 000 obus par jour.": russie tire jusqu à 20000 obus par jour, 8
    # tokens, of which the answer has 2 of its 2: F1 = 2 * 2 / (8 + 2) = .4.
    seen = judge(ASKED, ANSWERED, STORED)
    assert seen["answer F1"] == (0.4,)
    assert seen["answer EM"] == (0.0,)
    assert seen["answer inclusion"] == (1.0,)
    assert judge(ASKED, ABSTAINED, STORED)["answer F1"] == (0.0,)
