import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.sentences import paragraphs, sentences

# Every "|" is a boundary that must be found; nothing else may be one.
SPLIT = [
    "Il est né en 1991.|Il vit à Lyon.",
    "Il vivait en 50 av. J.-C. à Rome.|Puis il partit.",
    "Auguste mourut en 14 apr. J.-C.|Tibère régna.",
    "J.-C. Juncker est là.|Il parle.",
    "M. Austin et Mme Joly sont là.|M. Le Pen aussi.",
    "Voir le n° 5 et l'art. 5 de la loi, p. 12.|L'art.|Le beau.",
    "U.S. troops left the U.S.|The Army stayed.|U.S. Army units came.",
    "George W. Bush met J. K. Rowling and J. Le Goff.",
    "He took vitamin C.|The end.|St. Petersburg is in the No. 5 spot at 3.5 points.",
    "Des obus, des chars, etc.|Mais aussi, etc. et puis rien.",
    "« Il part… ! » dit-il.|« Quoi ? » demande-t-elle.",
    "Attendez…|Non !|Oui.",
    "« Un.|Deux. »|Trois.",
    '"La paix."|"Stop!" Biden said.|"Stop!"|He left.',
    "“La ville.”|“Non.”",
    "Am 24. Februar 2022 kam Dr. Meyer.|Im 19. Jahrhundert war der 2. Weltkrieg fern.",
    "Er mag z. B. Der Spiegel.|Am 24. 02. 2022 ging er.|Es waren 24.|Die Leute gingen.",
    "El Sr. Pérez llegó a EE. UU.|¿Qué pasa?|¡Nada!",
    "1. Premier point.|2. Le deuxième.",
    "Il pèse 3 kg.|Paul mesure 2 m.|Jean dort.",
    "Fin.[12]|Il part (enfin).|Bien.",
    "Le 12 févr. 2023 il vint.|Il coûte 3,5 Mrd. Euro.",
    "it works.|then we go.|done",
    "Ils sont nettoyeurs, fossoyeurs… ; leurs chefs aussi.|Puis rien.",
    "Titre sans point\n\n|Un texte.",
    "今日は。|明日は！|終わり",
    "The film at 8 p.m. Monday.|See example.com for more.",
]


@pytest.mark.parametrize("marked", SPLIT)
def test_sentences(marked: str) -> None:
    wanted = [part.strip() for part in marked.split("|")]
    # A separating space is written where the script has one.
    text = marked.replace("|", "" if "。" in marked else " ")
    assert [text[start:end] for start, end in sentences(text)] == wanted


def test_wrapped_lines_are_joined_and_short_lines_are_not() -> None:
    wrapped = (
        "A headline\n"
        "The committee met on Tuesday in a crowded room and after hours of\n"
        "talk it agreed on very little, apart from the date of the following\n"
        "meeting. Nobody was pleased.\n"
        "A new paragraph begins here."
    )
    found = [wrapped[start:end] for start, end in paragraphs(wrapped)]
    assert [text.split()[0] for text in found] == ["A", "The", "A"]


TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(".!?…»“”\"'’ \n\t\u00a0aAéM1«-[]")))


@given(TEXTS)
def test_spans_are_ordered_disjoint_and_cover_all_that_shows(text: str) -> None:
    end_before = 0
    for start, end in sentences(text):
        assert end_before <= start < end <= len(text)
        assert text[end_before:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        end_before = end
    assert text[end_before:].strip() == ""


@given(TEXTS)
def test_each_sentence_lies_in_one_paragraph(text: str) -> None:
    within = [
        [(s, e) for s, e in paragraphs(text) if s <= start and end <= e]
        for start, end in sentences(text)
    ]
    assert all(len(found) == 1 for found in within)
