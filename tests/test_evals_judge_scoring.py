"""The judge's metrics, worked by hand."""

from collections.abc import Mapping

import pytest

from evals.judge.material import Judged, Quoted
from evals.judge.scoring import (
    PRECISION,
    RECALL,
    SUPPORT,
    SUPPORT_OF_CITATIONS,
    UNSCORED,
    Cited,
    cited_in,
    observations,
)
from evals.judge.verdicts import Verdict
from evals.outcomes import CaseOutcome

A, B = Quoted(passage="A.", quote="A."), Quoted(passage="B.", quote="B.")


def scored(
    quotes: tuple[Quoted, ...], verdicts: Mapping[tuple[Quoted, ...], Verdict]
) -> dict[str, tuple[float, ...]]:
    """The observations of one statement; what is not among `verdicts` is unreadable."""
    told = Cited(case="c", statement="S.", quotes=quotes)

    def given(judged: Judged) -> Verdict | None:
        return verdicts.get(judged.quotes)

    return observations([told], given)


def test_one_quote_that_proves_all() -> None:
    assert scored((A,), {(A,): "full"}) == {
        UNSCORED: (0.0,),
        RECALL: (1.0,),
        SUPPORT: (1.0,),
        PRECISION: (1.0,),
        SUPPORT_OF_CITATIONS: (1.0,),
    }


def test_one_quote_that_proves_a_part() -> None:
    found = scored((A,), {(A,): "partial"})
    assert (found[RECALL], found[PRECISION]) == ((0.0,), (0.0,))
    assert (found[SUPPORT], found[SUPPORT_OF_CITATIONS]) == ((0.5,), (0.5,))


def test_a_quote_that_adds_nothing_is_not_precise() -> None:
    # ALCE: B alone proves nothing, and without B all is proved still: B is irrelevant.
    found = scored((A, B), {(A, B): "full", (A,): "full", (B,): "none"})
    assert found[RECALL] == (1.0,)
    assert found[PRECISION] == (1.0, 0.0)
    assert found[SUPPORT_OF_CITATIONS] == (1.0, 0.0)  # (1 + 0) / 2 citations


def test_quotes_that_are_needed_together_are_precise() -> None:
    # Neither proves it alone, and without either it is not proved: both are relevant.
    found = scored((A, B), {(A, B): "full", (A,): "partial", (B,): "none"})
    assert found[RECALL] == (1.0,)
    assert found[PRECISION] == (1.0, 1.0)
    assert found[SUPPORT_OF_CITATIONS] == (0.5, 0.0)


def test_no_citation_is_precise_where_all_together_prove_too_little() -> None:
    found = scored((A, B), {(A, B): "partial", (A,): "full", (B,): "none"})
    assert (found[RECALL], found[SUPPORT], found[PRECISION]) == ((0.0,), (0.5,), (0.0, 0.0))


def test_a_statement_without_quotes_is_not_recalled_and_needs_no_judge() -> None:
    found = scored((), {})
    assert found == {RECALL: (0.0,), SUPPORT: (0.0,)}
    assert not list(Cited(case="c", statement="S.", quotes=()).asked())


def test_an_unreadable_verdict_is_unscored_and_never_wrong() -> None:
    assert scored((A,), {}) == {UNSCORED: (1.0,)}
    found = scored((A, B), {(A, B): "full", (A,): "full"})
    assert found[UNSCORED] == (0.0, 0.0, 1.0)
    assert (found[RECALL], found[PRECISION]) == ((1.0,), (1.0,))


@pytest.mark.parametrize(("count", "asked"), [(1, 1), (2, 5), (3, 7)])
def test_what_must_be_asked(count: int, asked: int) -> None:
    quotes = tuple(Quoted(passage=str(number), quote="q") for number in range(count))
    told = Cited(case="c", statement="S.", quotes=quotes)
    assert len(list(told.asked())) == asked


# ---------------------------------------------------------------------------------- out of replies

CITATIONS = (
    {"number": 1, "quote": "A.", "passage": "A. a", "context": "A. a b"},
    {"number": 2, "quote": "B.", "passage": "B. b"},
)


def outcome(statements: object, **changes: object) -> CaseOutcome:
    reply = {"statements": statements, "citations": CITATIONS}
    return CaseOutcome(id="c", language="fr", kind="fact", reply=reply, **changes)  # type: ignore[arg-type]


def test_statements_come_with_their_quotes_in_context() -> None:
    told = [{"text": "S.", "citations": [2, 1, 2]}, {"text": "T.", "citations": []}]
    first, second = cited_in([outcome(told)])
    assert first.quotes == (
        Quoted(passage="B. b", quote="B."),
        Quoted(passage="A. a b", quote="A."),
    )
    assert (second.statement, second.quotes) == ("T.", ())


def test_stale_cases_and_cases_without_text_are_not_judged() -> None:
    stale = outcome([{"text": "S.", "citations": [1]}], state="stale")
    unlisted = CaseOutcome(id="d", language="fr", kind="fact")
    assert cited_in([stale, unlisted]) == ()
