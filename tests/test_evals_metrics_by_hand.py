"""Measures of claims and briefings, and edges of quotes, worked by hand with the arithmetic here.

Those of retrieval and of answers are in test_evals_metrics, _judgement, _wording and _tracing;
groupings in test_evals_grouping_measures; ROUGE in test_evals_rouge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.briefing_types import Briefing, Change, Story
from bot.claim_types import Verdict
from bot.types import Citation, Claim, Disagreement, Document, Passage, Statement
from evals.briefings.cases import BriefingCase, Day, Moved, Nugget
from evals.briefings.judging import Told, judge_briefing
from evals.claims.reading import ClaimCase
from evals.claims.report import Checked, measures_of
from evals.metrics import quote_is_whole
from evals.outcomes import CaseOutcome
from evals.scoring import estimates

SAID = "L’été, l'usine tire 6 000 obus. Fin."


@pytest.mark.parametrize(
    ("quote", "whole"),
    [
        ("L’été, l'usine tire 6 000 obus.", 1.0),
        ("tire 6 000 obus", 1.0),
        ("usine tire", 1.0),  # an elided article is a word of its own
        ("ire 6 000 obus.", 0.0),  # begins inside "tire"
        ("tire 6 000 obu", 0.0),  # ends inside "obus"
        ("tire 6 00", 0.0),  # ends inside "000"
        (" tire", 0.0),  # white space at an edge
        ("obus. ", 0.0),
        ("obus. Fin.", 1.0),
    ],
)
def test_a_quote_begins_and_ends_between_words(quote: str, whole: float) -> None:
    start = SAID.index(quote)
    assert quote_is_whole(SAID, start, start + len(quote)) == whole


def test_an_accent_set_on_its_letter_is_not_cut_off() -> None:
    apart = "ete\u0301 chaud"  # "été" with the last accent as a character of its own
    assert quote_is_whole(apart, 0, 3) == 0.0
    assert quote_is_whole(apart, 0, 4) == 1.0


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (40, 50)])
def test_no_characters_are_no_whole_quote(start: int, end: int) -> None:
    assert quote_is_whole("un mot", start, end) == 0.0


# ----------------------------------------------------------------------------------------- claims


def checked(
    expect: Verdict,
    verdict: Verdict,
    exact: Sequence[float] = (),
    quoted: float | None = None,
) -> Checked:
    case = ClaimCase(id="x", claim="X", language="fr", half="development", expect=expect)
    return Checked(case=case, verdict=verdict, exact=tuple(exact), quoted=quoted)


def test_verdicts_by_hand() -> None:
    #                                 expected        given
    measured = measures_of(
        [
            checked("supported", "supported", (1.0, 1.0), quoted=1.0),
            checked("supported", "not-told"),
            checked("contradicted", "contradicted", (1.0,), quoted=0.0),
            checked("contradicted", "contradicted", (0.0,), quoted=1.0),
            checked("contradicted", "not-told"),
            checked("not-told", "contradicted"),
            checked("not-told", "not-told"),
            checked("mixed", "supported"),
        ]
    )
    values = {name: estimate.value for name, estimate in measured.items()}
    assert values == {
        "accuracy": 4 / 8,  # the 1st, 3rd, 4th and 7th
        "commonest class": 3 / 8,  # "contradicted" is expected three times
        "supported: precision": 1 / 2,  # given twice, once for a mixed one
        "supported: recall": 1 / 2,
        "contradicted: precision": 2 / 3,  # given three times, once for one that is not told
        "contradicted: recall": 2 / 3,
        "not-told: precision": 1 / 3,
        "not-told: recall": 1 / 2,
        "mixed: recall": 0 / 1,  # never given, so it has no precision
        "quote exactness": 3 / 4,  # of two, one and one quotes
        "right quote, where decided rightly": pytest.approx(2 / 3),
    }
    assert measured["quote exactness"].count == 4


# -------------------------------------------------------------------------------------- briefings

TEXT = "Le bilan de la crue monte à cinq morts à Bonn. « Le pont tient », a dit Paul Noël."
DOCUMENT = Document(
    id="a-1", text=TEXT, raw=TEXT, title="", language="fr", source="a", origin="a-1"
)
PASSAGE = Passage(document=DOCUMENT, number=0, start=0, end=len(TEXT))


def cited(words: str) -> tuple[Citation, ...]:
    at = TEXT.index(words)
    return (Citation(passage=PASSAGE, start=at, end=at + len(words)),)


CASE = BriefingCase(
    corpus="flood",
    language="fr",
    words=40,
    days=[Day(day="2026-05-13", documents=["one"])],
    nuggets=[
        Nugget(id="dead", full=[["cinq"], ["morts"]]),
        Nugget(id="bridge", full=[["pont tient"]], half=[["pont"]]),
    ],
    changes=[Moved(id="dead", day="2026-05-13", before=["trois"], after=["cinq"])],
)


def observed(*statements: str, told: Told | None = None) -> dict[str, list[float]]:
    story = Story(
        headline="La crue à Bonn",
        status="updated",
        statements=tuple(
            Statement(text=one, citations=cited("Le pont tient")) for one in statements
        ),
        documents=("a-1",),
    )
    briefing = Briefing(title="t", language="fr", since=None, until=None, stories=(story,))
    base = told or Told(
        case=CASE, day="2026-05-13", briefing=briefing, texts={"a-1": TEXT}, names={"a-1": "one"}
    )
    if told is not None:
        base = replace(told, briefing=replace(briefing, stories=(story, *told.briefing.stories)))
    found: dict[str, list[float]] = {}
    for metric, value, _ in judge_briefing(base):
        found.setdefault(metric, []).append(value)
    return found


def test_nuggets_by_hand() -> None:
    # "dead" stands nowhere: 0. "bridge" stands whole in the quote: 1, and with halves
    # (1 + 1) / 2 = 1, for what is told whole is told by half. In the words alone it is not: 0.
    found = observed("Le pont est intact.")
    assert found["nuggets, full"] == [0.0, 1.0]
    assert found["nuggets, with halves"] == [0.0, 1.0]
    assert found["nuggets without quotes"] == [0.0, 0.0]


def test_half_a_nugget_counts_half() -> None:
    half = replace_nuggets(CASE, Nugget(id="b", full=[["pont cède"]], half=[["pont"]]))
    story = Story(
        headline="La crue à Bonn",
        status="new",
        statements=(Statement(text="Le pont plie.", citations=cited("à Bonn")),),
        documents=("a-1",),
    )
    briefing = Briefing(title="t", language="fr", since=None, until=None, stories=(story,))
    told = Told(case=half, day="2026-05-13", briefing=briefing, texts={"a-1": TEXT}, names={})
    found = {metric: value for metric, value, _ in judge_briefing(told)}
    assert (found["nuggets, full"], found["nuggets, with halves"]) == (0.0, 0.5)


def replace_nuggets(case: BriefingCase, *nuggets: Nugget) -> BriefingCase:
    return case.model_copy(update={"nuggets": list(nuggets), "changes": []})


def test_statements_that_repeat_by_hand() -> None:
    # Words over three letters: crue, bilan, monte, cinq, morts, bonn of the first; the second has
    # five of its own five among them (crue, cinq, morts, bonn, bilan): 5 / 5 > 0.7. Of the third
    # two of four are shared, fewer than four. The later of a pair is the one that repeats: 1 of 3.
    found = observed(
        "Le bilan de la crue monte à cinq morts à Bonn.",
        "Cinq morts, bilan de la crue de Bonn.",
        "Le pont de Bonn tient sous la crue.",
    )
    assert found["statements that repeat"] == [0.0, 1.0, 0.0]


def test_what_was_told_the_day_before_by_hand() -> None:
    briefing = Briefing(title="t", language="fr", since=None, until=None, stories=())
    told = Told(
        case=CASE,
        day="2026-05-13",
        briefing=briefing,
        texts={"a-1": TEXT},
        names={},
        before=("La crue du Rhin emporte la digue de Bonn.",),
    )
    # The first has crue, rhin, emporte, digue and bonn of the day before: 5 of 5. The second none.
    found = observed(
        "À Bonn, la crue du Rhin emporte la digue.", "Les écoles ferment jeudi.", told=told
    )
    assert found["told again the next day"] == [1.0, 0.0]
    # Without a day before there is nothing to repeat.
    assert "told again the next day" not in observed("Les écoles ferment jeudi.")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("trois morts", "cinq morts", 1.0),
        ("deux morts", "cinq morts", 0.0),  # the value before is not the planted one
        ("trois morts", "six morts", 0.0),
    ],
)
def test_a_change_needs_both_values(before: str, after: str, expected: float) -> None:
    change = Change(
        about="morts",
        before=Claim(value=before, citations=cited("cinq morts")),
        after=Claim(value=after, citations=cited("cinq morts")),
        told_on="2026-05-12",
    )
    story = Story(headline="La crue à Bonn", status="updated", statements=(), changes=(change,))
    briefing = Briefing(title="t", language="fr", since=None, until=None, stories=(story,))
    told = Told(case=CASE, day="2026-05-13", briefing=briefing, texts={"a-1": TEXT}, names={})
    found = {metric: value for metric, value, _ in judge_briefing(told)}
    assert found["changes with both values"] == expected


def test_words_by_hand() -> None:
    # 4 + 4 words of statements and 4 of the headline ("La crue à Bonn"): 12 of 40 allowed.
    found = observed("Le pont est intact.", "Les écoles ferment jeudi.")
    assert found["share of the words used"] == [12 / 40]
    assert found["words within the budget"] == [1.0]


def test_quotes_of_a_briefing_are_exact_and_whole_by_hand() -> None:
    cut = Citation(passage=PASSAGE, start=1, end=8)  # "e bilan"
    side = Claim(value="cinq", citations=(*cited("cinq morts"), cut))
    matter = Disagreement(about="morts", claims=(side, side))
    story = Story(headline="La crue à Bonn", status="new", statements=(), disagreements=(matter,))
    briefing = Briefing(title="t", language="fr", since=None, until=None, stories=(story,))
    # The library has lost the text's first letter: what is quoted no longer stands where it did.
    moved = Told(case=CASE, day="", briefing=briefing, texts={"a-1": TEXT[1:]}, names={})
    here = replace(moved, texts={"a-1": TEXT})
    for told, exact, whole in ((here, [1.0] * 4, [1.0, 0.0] * 2), (moved, [0.0] * 4, None)):
        found: dict[str, list[float]] = {}
        for metric, value, _ in judge_briefing(told):
            found.setdefault(metric, []).append(value)
        assert found["quotes exact"] == exact
        assert whole is None or found["whole quotes"] == whole


# ---------------------------------------------------------------------------------------- pooling


def test_figures_pool_the_observations_of_all_cases() -> None:
    # Two quotes of one case and one of another: (1 + 0 + 1) / 3. The stale case has no say.
    cases = [
        CaseOutcome(
            id="a", language="fr", kind="fact", observations={"quote exactness": (1.0, 0.0)}
        ),
        CaseOutcome(
            id="b",
            language="fr",
            kind="fact",
            observations={"quote exactness": (1.0,), "removed statements": (2.0,)},
        ),
        CaseOutcome(
            id="c",
            language="fr",
            kind="fact",
            state="stale",
            observations={"quote exactness": (0.0,)},
        ),
    ]
    found = estimates(cases)
    assert found["quote exactness"].value == pytest.approx(2 / 3)
    assert found["quote exactness"].count == 3
    assert (found["removed statements"].value, found["removed statements"].count) == (2.0, 1)
