from bot.briefing_types import Briefing, Story
from bot.types import Citation, Claim, Disagreement, Document, Passage, Statement
from evals.briefings.cases import BriefingCase, Contradiction, Day, Nugget, Origins
from evals.briefings.judging import Told, judge_briefing
from evals.briefings.report import Judged, as_json, as_text, estimates

TEXT = (
    "La crue a fait 12 morts à Bonn. « Le pont tient », a dit Paul Noël. La crue a tué 15 hommes."
)
DOCUMENT = Document(
    id="a-1", text=TEXT, raw=TEXT, title="", language="fr", source="a", origin="a-1"
)
PASSAGE = Passage(document=DOCUMENT, number=0, start=0, end=len(TEXT))


def cited(words: str) -> tuple[Citation, ...]:
    at = TEXT.index(words)
    return (Citation(passage=PASSAGE, start=at, end=at + len(words)),)


def case(**more: object) -> BriefingCase:
    given: dict[str, object] = {
        "corpus": "flood",
        "language": "fr",
        "words": 100,
        "days": [Day(day="", documents=["one"])],
        "nuggets": [
            Nugget(id="dead", full=[["12"], ["morts"]]),
            Nugget(
                id="bridge", full=[["pont tient"], ["un mois"]], half=[["pont"]], speaker=["Noël"]
            ),
            Nugget(id="boats", full=[["bateaux"]]),
        ],
        "disagreements": [Contradiction(id="dead", values=["12", "15"])],
        "origins": [Origins(id="flood", documents=["one"], count=1)],
        "furniture": ["Abonnez-vous"],
    }
    return BriefingCase.model_validate({**given, **more})


def told(*statements: str, headline: str = "12 morts à Bonn", **more: object) -> Told:
    story = Story(
        headline=headline,
        status="new",
        statements=tuple(
            Statement(text=one, citations=cited("La crue a fait")) for one in statements
        ),
        disagreements=(
            Disagreement(
                about="morts",
                claims=(
                    Claim(value="12", citations=cited("12 morts")),
                    Claim(value="15", citations=cited("tué 15")),
                ),
            ),
        ),
        documents=("a-1",),
    )
    briefing = Briefing(title="t", language="fr", since=None, until=None, stories=(story,))
    return Told(
        case=case(**more), day="", briefing=briefing, texts={"a-1": TEXT}, names={"a-1": "one"}
    )


def values(given: Told) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for metric, value, _ in judge_briefing(given):
        found.setdefault(metric, []).append(value)
    return found


def test_a_good_briefing() -> None:
    found = values(told("La crue a fait 12 morts à Bonn.", "Paul Noël : « Le pont tient »."))
    assert found["nuggets, full"] == [1.0, 0.0, 0.0]
    assert found["nuggets, with halves"] == [1.0, 0.5, 0.0]
    assert found["attribution kept"] == [1.0]
    assert found["disagreements disclosed"] == [1.0]
    assert found["disagreements are planted"] == [1.0]
    assert found["origins counted once"] == [1.0]
    assert found["quoted words are the source's"] == [1.0]
    assert set(found["quotes exact"]) == {1.0}
    assert found["headlines in order"] == [1.0]


def test_what_is_wrong_is_found() -> None:
    found = values(
        told(
            "Il a dit « le pont tombera ».",
            "Abonnez-vous pour lire la suite du texte sur Bonn.",
            headline="Des annonces ont été faites",
            words=3,
        )
    )
    assert found["attribution kept"] == [0.0]
    assert found["statements in the air"] == [1.0, 0.0]
    assert found["furniture told"] == [0.0, 1.0]
    assert found["quoted words are the source's"] == [0.0]
    assert found["headlines in order"] == [0.0]
    assert found["words within the budget"] == [0.0]


def test_the_report_names_what_was_missed() -> None:
    given = told("La crue a fait 12 morts à Bonn.")
    judged = (Judged(told=given, observed=judge_briefing(given)),)
    text = as_text(judged, "today")
    assert "nuggets, full" in text
    assert "boats" in text
    assert estimates(judged)["nuggets, full"].count == 3
    assert as_json(judged, "today")["suite"] == "briefings"
