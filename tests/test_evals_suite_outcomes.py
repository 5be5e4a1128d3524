"""What suites of claims, briefings, topics and groupings give as outcomes."""

from dataclasses import replace

from bot.claim_types import ClaimCheck, Verdict
from evals.briefings.cases import BriefingCase, Day, Nugget, Origins
from evals.briefings.judging import Told
from evals.briefings.outcome import outcome_of as briefings_outcome
from evals.briefings.report import Judged
from evals.briefings.report import estimates as briefing_estimates
from evals.claims.outcome import outcome_of as claims_outcome
from evals.claims.reading import ClaimCase
from evals.claims.report import Checked, measures_of
from evals.grouping.outcome import outcome_of as lina_outcome
from evals.grouping.report import Measured
from evals.metrics import Estimate
from evals.outcomes import Circumstances
from evals.rpm2.measuring import Topic
from evals.rpm2.outcome import outcome_of as rpm2_outcome
from evals.scoring import estimates, figures_of, scores_of
from tests.samples import BRIEFING, FIRST

MADE = Circumstances(date="2026-01-02", revision="abc", embedder="e", machine="m")


def checked(name: str, expect: Verdict, verdict: Verdict, half: str = "development") -> Checked:
    case = ClaimCase(id=name, claim=f"Claim {name}.", language="fr", half=half, expect=expect)
    given = ClaimCheck(
        claim=case.claim, language="fr", verdict=verdict, headline="Oui.", supporting=(FIRST,)
    )
    return Checked(case=case, verdict=verdict, exact=(1.0,), quoted=None, given=given)


CHECKED = (
    checked("a", "supported", "supported"),
    checked("b", "supported", "not-told"),
    checked("c", "contradicted", "supported", "held-out"),
    checked("d", "not-told", "not-told", "held-out"),
)


def test_figures_of_claims_come_out_of_their_cases() -> None:
    found = estimates(claims_outcome("claims", CHECKED, MADE).cases)
    assert found == measures_of(CHECKED)
    # of the two told to be supported one is; of the two that are supported one was told
    assert found["supported: precision"].value == 0.5
    assert found["supported: recall"].value == 0.5


def test_a_claim_tells_what_was_wrong_and_shows_its_reply() -> None:
    one, other, *_ = claims_outcome("claims", CHECKED, MADE).cases
    assert (one.id, one.title, one.expected, one.faults) == ("a", "Claim a.", "supported", ())
    assert other.faults == ("not-told, expected supported",)
    assert one.reply is not None
    (citation,) = one.reply["citations"]
    assert citation["quote"] in citation["context"]


def test_a_held_out_claim_says_nothing_of_itself() -> None:
    outcome = claims_outcome("claims", CHECKED, MADE)
    hidden = outcome.cases[2]
    assert not hidden.listed
    assert (hidden.title, hidden.expected, hidden.reply) == ("", "", None)
    assert hidden.id.startswith("held-out-")
    # it goes by the same name in the next run, and its half is still told
    assert claims_outcome("claims", CHECKED, MADE).cases[2].id == hidden.id
    assert set(scores_of(outcome).by_kind) == {"development", "held-out"}


def test_a_quote_that_is_not_in_its_passage_is_a_fault() -> None:
    spoilt = replace(CHECKED[0], exact=(1.0, 0.0))
    (case,) = claims_outcome("claims", [spoilt], MADE).cases
    assert case.faults == ("a quote is not in its passage",)


JUDGED = Judged(
    told=Told(
        case=BriefingCase(
            corpus="flood",
            language="fr",
            words=100,
            days=[Day(day="2026-03-01", documents=["one"])],
            nuggets=[
                Nugget(id="dead", full=[["12"]]),
                Nugget(id="later", full=[["15"]], day="2026-03-02"),
            ],
            origins=[Origins(id="flood", documents=["one"], count=1)],
        ),
        day="2026-03-01",
        briefing=BRIEFING,
        texts={},
        names={},
    ),
    observed=(
        ("nuggets, full", 1.0, ""),
        ("nuggets, full", 0.0, "later"),
        ("quotes exact", 1.0, ""),
    ),
)


def test_a_day_that_was_briefed_is_a_case() -> None:
    outcome = briefings_outcome([JUDGED], MADE)
    (case,) = outcome.cases
    assert (case.id, case.kind, case.title) == ("flood-2026-03-01", "flood", "flood 2026-03-01")
    assert case.expected == "nuggets: 1, counts of origins: 1"
    assert case.faults == ("nuggets, full: later",)
    assert case.observations["nuggets, full"] == (1.0, 0.0)
    assert case.reply is not None
    assert case.reply["stories"]
    assert estimates(outcome.cases) == briefing_estimates([JUDGED])


def test_a_topic_is_a_case_whose_press_text_is_not_kept() -> None:
    topic = Topic(name="T01", observed={"ROUGE-1": 0.4}, by_date={})
    (case,) = rpm2_outcome([topic], MADE).cases
    assert (case.id, case.observations, case.reply) == ("T01", {"ROUGE-1": (0.4,)}, None)


def test_groupings_are_figures_without_cases() -> None:
    estimate = Estimate(count=9, value=0.96, low=0.9, high=1.0)
    one = Measured(
        collection="20 events",
        asked="events",
        items="sentences",
        pairwise=estimate,
        b_cubed=estimate,
        sweep={},
        aim=0.95,
    )
    outcome = lina_outcome([one], MADE)
    assert outcome.cases == ()
    assert figures_of(outcome)["20 events: events, sentences: pairwise F1"] == estimate
    assert [aim.value for aim in outcome.aims] == [0.95, 0.95]
    assert {aim.metric for aim in outcome.aims} == set(outcome.figures)
