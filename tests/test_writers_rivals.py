"""Which values are rivals: a table of pairs of sentences for one question, in four languages."""

import pytest

from bot.calibration import Calibration
from bot.citations import Draft, Evidence, verify
from bot.question import Term, analyse
from bot.text.sentences import sentences
from bot.types import Document, Hit, Passage, ScoredSentence
from bot.writers.answerability import answering
from bot.writers.rivals import rival_answers
from bot.writers.selection import candidates, in_order_of_score


def hit(number: int, text: str, language: str, published: str | None) -> Hit:
    document = Document(
        id=f"d{number}",
        text=text,
        raw=text,
        title="",
        language=language,
        source="",
        published=published,
        origin=f"o{number}",
    )
    return Hit(
        passage=Passage(document=document, number=0, start=0, end=len(text)),
        score=1.0,
        dense=0.9,
        lexical=1.0,
        sentences=tuple(ScoredSentence(span, 0.9) for span in sentences(text)),
    )


def rivals(question: str, *texts: str, published: tuple[str | None, ...] = ()) -> tuple[str, ...]:
    asked = analyse(question)
    days = published or (None,) * len(texts)
    evidence = Evidence.from_hits(
        [hit(n, t, asked.language, d) for n, (t, d) in enumerate(zip(texts, days, strict=True))]
    )
    terms = [Term(word=word, spellings=(word,), name=word[0].isupper()) for word in asked.words]
    described = candidates(asked, terms, evidence, {})
    able = answering(asked, in_order_of_score(described, Calibration.shipped()))
    draft = Draft(answered=True, statements=(), disagreements=rival_answers(asked, able))
    found = verify(draft, evidence).disagreements
    return tuple(claim.value for one in found for claim in one.claims)


RIVALS = [
    (
        "Où se trouve le siège de Valmont ?",
        "Le siège de Valmont se trouve à Lyon.",
        "Valmont, dont le siège est à Nantes, emploie 300 personnes.",
        {"Lyon", "Nantes"},
    ),
    (
        "Dans quelle ville est basée l'entreprise Valmont ?",
        "L’entreprise Valmont, basée à Évry, a été rachetée.",
        "L'entreprise Valmont est basée à Nancy depuis toujours.",
        {"Évry", "Nancy"},
    ),
    (
        "Qui est le maire de Brignac ?",
        "Le maire de Brignac, Paul Morel, a salué la décision.",
        "Jean Vasseur, maire de Brignac, s'est rendu sur place.",
        {"Paul Morel", "Jean Vasseur"},
    ),
    (
        "En quelle année la société Valmont a-t-elle été fondée ?",
        "La société Valmont a été fondée en 1911 par deux frères.",
        "Fondée en 1919, la société Valmont est la plus ancienne de la ville.",
        {"1911", "1919"},
    ),
    (
        "Quand est né Paul Verdier ?",
        "Paul Verdier est né le 3 mai 1921 à Dijon, où il fut peintre et graveur.",
        "Paul Verdier, peintre et graveur, est né le 3 mai 1923 à Dijon.",
        {"3 mai 1921", "3 mai 1923"},
    ),
    (
        "Qui a réalisé le film « Les Heures » ?",
        "Le film « Les Heures » a été réalisé par Anne Delmas.",
        "« Les Heures », réalisé par Marc Tissier, sort mercredi.",
        {"Anne Delmas", "Marc Tissier"},
    ),
    (
        "Where is Halden Robotics based?",
        "Halden Robotics is based in Leeds and employs 200 people.",
        "Halden Robotics, headquartered in Bristol, said it would hire.",
        {"Leeds", "Bristol"},
    ),
    (
        "Who is the mayor of Ashford?",
        "The mayor of Ashford, Peter Hale, welcomed the plan.",
        "Susan Clarke, the mayor of Ashford, opposed the plan.",
        {"Peter Hale", "Susan Clarke"},
    ),
    (
        "When was Halden Robotics founded?",
        "Halden Robotics was founded in 1987 by two engineers.",
        "Halden Robotics, established in 1991, makes arms for factories.",
        {"1987", "1991"},
    ),
    (
        'Who wrote "The Long Field"?',
        '"The Long Field" was written by Linda Barrow.',
        'Peter Marsh wrote "The Long Field" in a garage.',
        {"Linda Barrow", "Peter Marsh"},
    ),
    (
        "What is the population of Ashford?",
        "Ashford has a population of 12,400.",
        "Ashford is a town of 21,000 inhabitants.",
        {"12,400", "21,000"},
    ),
    (
        "Wo hat die Firma Valmont ihren Sitz?",
        "Die Firma Valmont hat ihren Sitz in Nürnberg.",
        "Die Firma Valmont mit Sitz in Leipzig baut Pumpen.",
        {"Nürnberg", "Leipzig"},
    ),
    (
        "Wann wurde die Firma Valmont gegründet?",
        "Die Firma Valmont wurde 1911 gegründet.",
        "Die Firma Valmont wurde im Jahr 1919 in Leipzig gegründet.",
        {"1911", "1919"},
    ),
    (
        "Wann wurde Karl Brenner geboren?",
        "Der Maler Karl Brenner wurde am 3. Mai 1921 in Köln geboren und lernte Zeichnen.",
        "Karl Brenner, Maler aus Köln, wurde am 3. Mai 1925 geboren und lernte Zeichnen.",
        {"3. Mai 1921", "3. Mai 1925"},
    ),
    (
        "Wie lang ist die Alster?",
        "Die Alster ist 56 km lang.",
        "Die Alster ist 62 km lang.",
        {"56 km", "62 km"},
    ),
    (
        "¿Dónde está la sede de Valmont?",
        "La empresa Valmont tiene su sede en Sevilla.",
        "La sede de Valmont está en Bilbao.",
        {"Sevilla", "Bilbao"},
    ),
    (
        "¿Cuándo fue fundada la empresa Valmont?",
        "La empresa Valmont fue fundada en 1911.",
        "Fundada en 1919, la empresa Valmont fabrica bombas.",
        {"1911", "1919"},
    ),
]


@pytest.mark.parametrize(("question", "first", "second", "expected"), RIVALS)
def test_rival_answers(question: str, first: str, second: str, expected: set[str]) -> None:
    assert set(rivals(question, first, second)) == expected


NO_RIVALS = {
    "one value is a part of the other": (
        "En quelle année la société Valmont a-t-elle été fondée ?",
        "La société Valmont a été fondée en 1911.",
        "La société Valmont a été fondée le 3 mars 1911.",
    ),
    "a spelling": (
        "Wer ist der Bürgermeister von Aldorf?",
        "Der Bürgermeister von Aldorf, Wolodymyr Selenskyj, sprach.",
        "Der Bürgermeister von Aldorf, Volodymyr Zelensky, sprach.",
    ),
    "a surname alone": (
        "Qui a fondé Valmont ?",
        "Valmont a été fondée par Marius Blanc.",
        "Valmont a été fondée par M. Blanc.",
    ),
    "a country and a town of it": (
        "Where is Halden Robotics based?",
        "Halden Robotics is based in Norway.",
        "Halden Robotics is based in Oslo.",
    ),
    "a county and a town": (
        "Where is Halden Hall located?",
        "Halden Hall is located in Perry County.",
        "Halden Hall is located in Marlow.",
    ),
    "before and after, told": (
        "Où se trouve le siège de Valmont ?",
        "Le siège de Valmont se trouve à Lyon.",
        "Le siège de Valmont sera transféré à Nantes.",
    ),
    "the former holder": (
        "Qui est le maire de Brignac ?",
        "Le maire de Brignac, Paul Morel, a salué la décision.",
        "L'ancien maire de Brignac, Jean Vasseur, s'est rendu sur place.",
    ),
    "another town's mayor": (
        "Qui est le maire de Brignac ?",
        "Le maire de Brignac, Paul Morel, a salué la décision.",
        "Le maire de Portel, Jean Vasseur, s'est rendu sur place à Brignac.",
    ),
    "both founders, both told in one": (
        "Who founded Halden Robotics?",
        "Halden Robotics was founded by Linda Barrow. Peter Marsh joined her at once.",
        "Halden Robotics was founded by Peter Marsh.",
    ),
    "a list of several": (
        "Who were the founders of Halden Robotics?",
        "Halden Robotics was founded by Linda Barrow.",
        "Halden Robotics was founded by Peter Marsh.",
    ),
    "another company's founding": (
        "When was Halden Robotics founded?",
        "Halden Robotics was founded in 1987.",
        "Halden Robotics bought Norgren Tools, which was founded in 1919.",
    ),
    "another company's founding, by pronoun": (
        "When was Halden Robotics founded?",
        "Halden Robotics was founded in 1987.",
        "Halden Robotics bought Norgren Tools. It was founded in 1919.",
    ),
    "another event's year": (
        "When was Halden Robotics founded?",
        "Halden Robotics was founded in 1987.",
        "Halden Robotics was founded by a couple and opened its doors in 1990.",
    ),
    "figures of different years": (
        "What is the population of Ashford?",
        "In 2001 Ashford had a population of 12,400.",
        "In 2011 Ashford had a population of 21,000.",
    ),
    "a rounding": (
        "What is the population of Ashford?",
        "Ashford has a population of 12,400.",
        "Ashford has a population of 12,418.",
    ),
    "a density": (
        "What is the population of Ashford?",
        "Ashford has a population of 12,400.",
        "Ashford has a population density of 310 inhabitants per square mile.",
    ),
    "namesakes, told by what they are": (
        "When was Justin Marlow born?",
        "Justin Marlow (born 4 May 1991) is an American golfer from Kentucky.",
        "Justin Marlow (born 8 June 1975) is a British painter of seascapes.",
    ),
    "namesakes, told by brackets": (
        "When was Justin Marlow born?",
        "Justin Marlow (golfer). Justin Marlow was born in May 1991 in a small town by the sea.",
        "Justin Marlow (painter). Justin Marlow was born in June 1975 in a small town by the sea.",
    ),
    "namesakes, told by their first names": (
        "When was General Bryan born?",
        "General Robert Bryan was born on 4 May 1891 and served in the army at war.",
        "General Thomas Bryan was born on 8 June 1905 and served in the army at war.",
    ),
    "two works of one title": (
        'Who is the artist of the album "Crazy"?',
        '"Crazy" is the second album by Julio Iglesias, released in 1994.',
        '"Crazy" is the second album by Willie Nelson, released in 1977.',
    ),
    "two towns of one name": (
        "What is the population of Kenton?",
        "Kenton, Ohio, had a population of 8,262.",
        "Kenton, Tennessee, had a population of 1,281.",
    ),
    "founders may be several": (
        "Qui a fondé Valmont ?",
        "Valmont a été fondée par Marius Blanc.",
        "Valmont a été fondée par Jules Morel.",
    ),
    "another plant": (
        "Wo liegt das Werk von Valmont?",
        "Das Werk von Valmont liegt in Nürnberg.",
        "Das zweite Werk von Valmont liegt in Leipzig.",
    ),
    "another plant, in French": (
        "Où se trouve l'usine de Valmont ?",
        "L'usine de Valmont est située à Lyon.",
        "Une autre usine de Valmont est située à Nantes.",
    ),
    "a second office": (
        "Where is Halden Robotics located?",
        "Halden Robotics is located in Leeds.",
        "Halden Robotics opened a second office located in Bristol.",
    ),
    "two plants by place": (
        "Quand a été inaugurée l'usine de Valmont ?",
        "L'usine de Valmont à Lyon a été inaugurée en 1999.",
        "L'usine de Valmont à Nantes a été inaugurée en 2005.",
    ),
    "another model": (
        "When was the Halden phone released?",
        "The Halden phone was released in June 2007.",
        "The Halden phone 15 was released in September 2023.",
    ),
    "released here and there": (
        "Quand est sorti le film « Les Heures » ?",
        "Le film « Les Heures » est sorti en France le 3 mai 2003.",
        "Le film « Les Heures » est sorti en Belgique le 7 mai 2003.",
    ),
    "a town and its region": (
        "Quelle est la population de Brignac ?",
        "Brignac compte 12 400 habitants.",
        "L'agglomération de Brignac compte 45 000 habitants.",
    ),
    "the minister of another country": (
        "Qui est le ministre de la Défense ?",
        "Le ministre de la Défense, Paul Morel, est à Paris.",
        "Le ministre allemand de la Défense, Boris Pistorius, est à Paris.",
    ),
    "the mayor of a part": (
        "Qui est le maire de Lyon ?",
        "Le maire de Lyon, Paul Morel, a parlé.",
        "Le maire du 3e arrondissement de Lyon, Jean Vasseur, a parlé.",
    ),
    "a branch": (
        "When was Halden Robotics founded?",
        "Halden Robotics was founded in 1987.",
        "Halden Robotics' UK branch was founded in 1999.",
    ),
    "the winners of two years": (
        "Who won the Ashford Cup?",
        "Peter Hale won the Ashford Cup on Sunday.",
        "Susan Clarke won the Ashford Cup last year.",
    ),
    "birth and death": (
        "Quand est mort Paul Verdier ?",
        "Paul Verdier, peintre et graveur, est mort en 1981 à Dijon.",
        "Paul Verdier, peintre et graveur, est né en 1921 à Dijon.",
    ),
    "a doubtful year": (
        "En quelle année la société Valmont a-t-elle été fondée ?",
        "La société Valmont a été fondée en 1911.",
        "La société Valmont a été fondée vers 1910.",
    ),
    "no question for one value": (
        "Que sait-on de Valmont ?",
        "La société Valmont a été fondée en 1911.",
        "La société Valmont a été fondée en 1919.",
    ),
    "deputy and holder": (
        "Who is the mayor of Ashford?",
        "The mayor of Ashford, Peter Hale, welcomed the plan.",
        "The deputy mayor of Ashford, Susan Clarke, opposed the plan.",
    ),
    "two publications of a book": (
        "Quand est paru le roman « Le Sillon » ?",
        "Le roman « Le Sillon » est paru en 1952 chez Rive.",
        "Le roman « Le Sillon », paru en 1952, est réédité et publié en anglais en 1960.",
    ),
}


@pytest.mark.parametrize(("question", "first", "second"), NO_RIVALS.values(), ids=list(NO_RIVALS))
def test_no_rivals(question: str, first: str, second: str) -> None:
    assert rivals(question, first, second) == ()


def test_what_leans_on_the_subject_is_about_it() -> None:
    found = rivals(
        "When was the Bonner House built?",
        "Bonner House is a home in Bath, Perry County. It was built about 1835 of brick.",
        "The Bonner House is a home in Bath. The house was built about 1935 of brick.",
    )
    assert set(found) == {"1835", "1935"}


def test_a_later_holder_is_no_rival() -> None:
    texts = (
        "Le maire de Brignac, Paul Morel, a salué la décision.",
        "Jean Vasseur, maire de Brignac, s'est rendu sur place.",
    )
    question = "Qui est le maire de Brignac ?"
    assert rivals(question, *texts, published=("2019-03-02", "2023-02-14")) == ()
    assert len(rivals(question, *texts, published=("2023-02-12", "2023-02-14"))) == 2


def test_sources_that_agree_stand_on_one_side() -> None:
    found = rivals(
        "When was Halden Robotics founded?",
        "Halden Robotics was founded in 1987.",
        "Halden Robotics was founded in March 1987.",
        "Halden Robotics was founded in 1991.",
    )
    assert len(found) == 2
    assert "1991" in found
