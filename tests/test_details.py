from hypothesis import given, settings
from hypothesis import strategies as st

from bot.details import MOST_ROWS, Details, details_of
from tests.story_rows import Text, rows, story

FLOOD = (
    "La crue du Rhin a fait 12 morts à Bonn, a déclaré lundi le maire de Bonn, Paul Noël.",
    "Le Rhin en crue a fait 12 morts dans la ville de Bonn.",
    "Le pont de Bonn a été fermé mardi par la police du Rhin.",
    "On ignore si le pont de Bonn était miné pendant la crue.",
    "La ville de Bonn signe un contrat de 3\u202f500\u00a0000 euros avec deux firmes du Rhin.",
)


def details(*texts: Text | str, told: tuple[int, ...] = ()) -> Details:
    sentences = rows(texts, alike=0.1)
    return details_of(story(sentences), sentences, told)


def test_a_story_shows_its_figures_steps_and_open_questions() -> None:
    found = details(*FLOOD)
    assert [(one.value, one.about, len(one.citations)) for one in found.figures] == [
        ("12", "morts", 2),
        ("3\u202f500\u00a0000 euros", "contrat", 1),
    ]
    assert [(step.day, step.text) for step in found.timeline] == [
        ("2023-02-13", FLOOD[0]),
        ("2023-02-14", FLOOD[2]),
    ]
    assert [one.text for one in found.unknowns] == [FLOOD[3]]


def test_a_figure_has_the_date_of_its_source() -> None:
    assert {one.published for one in details(*FLOOD).figures} == {"2023-02-15"}


def test_a_sentence_far_from_what_the_story_tells_gives_no_figure() -> None:
    sentences = rows(FLOOD, alike=-0.2)
    found = details_of(story(sentences), sentences, (4,))
    assert [one.value for one in found.figures] == ["3\u202f500\u00a0000 euros"]
    assert found.timeline == ()


def test_an_english_story() -> None:
    found = details(
        Text(text="Two floods killed 12 people in Bonn on Monday.", language="en"),
        Text(text="The bridge in Bonn was closed on Tuesday.", language="en"),
        Text(text="Police did not say when the bridge in Bonn would open.", language="en"),
    )
    assert [(one.value, one.about) for one in found.figures] == [("12", "people (killed)")]
    assert [step.day for step in found.timeline] == ["2023-02-13", "2023-02-14"]
    assert [one.text for one in found.unknowns] == [
        "Police did not say when the bridge in Bonn would open."
    ]


def test_a_story_without_details() -> None:
    assert details("Le maire de Bonn est content de la ville.") == Details()


def test_a_very_long_story_is_read_in_part() -> None:
    texts = [f"La ville de Bonn numéro {n} a reçu {n} bateaux neufs." for n in range(1000, 1500)]
    sentences = rows(texts, alike=0.1)
    found = details_of(story(sentences), sentences, (450,))
    assert len(texts) > MOST_ROWS
    assert found.figures[0].citations[0].quote == texts[450]


SENTENCES = st.sampled_from(
    [
        *FLOOD,
        "Ana Gil a été élue hier à Bilbao avec 12,5\u00a0% des voix.",
        "« Nous avons 40 bateaux », a déclaré le maire de Bonn, Paul Noël.",
        "Le procès de Paul Noël devrait s’ouvrir le 3\u00a0avril à Bonn.",
        "L’armée n’a pas précisé le nombre de morts à Bonn.",
        "Qui a fermé le pont de Bonn ?",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=5))
def test_every_citation_is_a_stretch_of_its_document(texts: list[str]) -> None:
    found = details(*texts)
    quoted = [one.citations for one in found.figures]
    quoted += [one.citations for one in found.timeline]
    quoted += [one.citations for one in found.unknowns]
    for citations in quoted:
        assert citations
        for citation in citations:
            document = citation.passage.document
            assert document.text[citation.start : citation.end] == citation.quote
            assert citation.passage.start <= citation.start < citation.end <= citation.passage.end
    for figure in found.figures:
        assert figure.value in figure.citations[0].quote
    assert [step.day for step in found.timeline] == sorted(step.day for step in found.timeline)
