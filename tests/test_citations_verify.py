"""Honest drafts, most differing in layout alone, and planted lies: none may fall, none may pass."""

import unicodedata

import pytest

from bot.citations import (
    Draft,
    DraftClaim,
    DraftDisagreement,
    DraftQuote,
    DraftStatement,
    Evidence,
    Verified,
    verify,
)
from bot.types import Document, Hit, Passage

PORT = (
    "Le ministre norvégien Erik Solberg a annoncé mardi l’achat de 12 frégates pour "
    "552\u00a0millions de dollars. « Nous livrerons les deux premières avant le 24\u00a0février "
    "2026\u202f», a déclaré M.\u00a0Solberg à Bergen. Les syndicats comptent 10\u202f000 emplois "
    "menacés, entre 6\u202f000 et 7\u202f000 selon la direction.\n\n"
    "Le chantier est à 150\u00a0km d’Oslo – le nord-est du pays – et perd 12,5\u00a0% de ses "
    "commandes. “Les ou\u00advriers n’ont pas peur…”, assure Mélanie Dœuvre, "
    "déle\u0301gue\u0301e des chaudronniers. L’OTAN suivra le projet, comme l’Allemagne ; "
    "Kiev attend vingt-quatre AMX-10 et des centaines d’obus de 155 mm à 8 h 30."
)
HARBOUR = (
    "Norway's minister Erik Solberg said on Tuesday that 1,200 workers would keep their jobs.\n"
    "“Not one yard will\nclose this year,” he told reporters. Unions counted 9,500 jobs at risk. "
    "The last yard closed in March 1998."
)
STORM = (
    "La tempête Irma a fait 31 morts à Cuba. "
    "Le président Luis Ortega a décrété trois jours de deuil."
)


def evidence(*texts: str) -> Evidence:
    hits = []
    for number, text in enumerate(texts, start=1):
        document = Document(
            id=f"d{number}",
            text=f"Vor. {text}",
            raw=text,
            title="Le chantier de Bergen",
            language="fr",
            source="d",
            outlet="Nordavisen",
            published="2025-03-04",
            origin=f"d{number}",
        )
        passage = Passage(document=document, number=0, start=5, end=len(document.text))
        hits.append(Hit(passage=passage, score=1.0, dense=0.9, lexical=1.0))
    return Evidence.from_hits(hits)


EVIDENCE = evidence(PORT, HARBOUR, STORM)


def checked(text: str, *quotes: str, label: str = "P1") -> Verified:
    drafted = tuple(DraftQuote(passage=label, text=quote) for quote in quotes)
    draft = Draft(answered=True, statements=(DraftStatement(text=text, quotes=drafted),))
    return verify(draft, EVIDENCE)


FRIGATES = "l'achat de 12 frégates pour 552 millions de dollars"
JOBS = "Les syndicats comptent 10 000 emplois menacés, entre 6 000 et 7 000 selon la direction"
PROMISE = '"Nous livrerons les deux premières avant le 24 février 2026", a déclaré M. Solberg'
YARD = "Le chantier est à 150 km d'Oslo - le nord-est du pays - et perd 12,5 % de ses commandes"
FEAR = '"Les ouvriers n\'ont pas peur...", assure Mélanie Dœuvre, déléguée des chaudronniers'
SHELLS = "Kiev attend vingt-quatre AMX-10 et des centaines d'obus de 155 mm à 8 h 30"
ALLIES = "L'OTAN suivra le projet, comme l'Allemagne"
WORKERS = "Norway's minister Erik Solberg said on Tuesday that 1,200 workers would keep their jobs."
CLOSE = '"Not one yard will close this year," he told reporters.'
RISK = "Unions counted 9,500 jobs at risk."
CLOSED = "The last yard closed in March 1998."
DEAD = "La tempête Irma a fait 31 morts à Cuba."
MOURNING = "Le président Luis Ortega a décrété trois jours de deuil."

HONEST = [
    (FRIGATES, FRIGATES, "P1"),
    (JOBS, JOBS, "P1"),
    (PROMISE, PROMISE, "P1"),
    (YARD, YARD, "P1"),
    (FEAR, FEAR, "P1"),
    (SHELLS, SHELLS, "P1"),
    (ALLIES, ALLIES, "P1"),
    (unicodedata.normalize("NFD", FEAR), unicodedata.normalize("NFD", FEAR), "P1"),
    (PROMISE, PROMISE.replace('"', "“"), "P1"),
    (YARD.replace("-", "—"), YARD.replace("-", "—"), "P1"),
    (JOBS, JOBS.replace(" ", "\u00a0"), "P1"),
    (JOBS, JOBS.replace(" ", "\n"), "P1"),
    ("Oslo achète 12 frégates pour 552 millions de dollars.", FRIGATES, "P1"),
    ("Norway is to buy twelve frigates for $552 million.", FRIGATES, "P1"),
    ("Norwegen kauft zwölf Fregatten für 552 Millionen Dollar.", FRIGATES, "P1"),
    ("Noruega compra doce fragatas por 552 millones de dólares.", FRIGATES, "P1"),
    ("Unions count 10,000 jobs at risk, management 6,000 to 7,000.", JOBS, "P1"),
    ("Les syndicats comptent dix mille emplois menacés.", JOBS, "P1"),
    ("The first two will come before February 24, 2026, says Erik Solberg.", PROMISE, "P1"),
    ("M. Solberg promet les deux premières pour 2026.", PROMISE, "P1"),
    ("Selon M. Solberg, « Nous livrerons les deux premières » à temps.", PROMISE, "P1"),
    ("Le chantier, à 150 kilomètres d’Oslo, perd 12,5 pour cent de ses commandes.", YARD, "P1"),
    ("NATO and Germany will follow the project.", ALLIES, "P1"),
    ("Kyiv attend 24 AMX-10 à 8h30.", SHELLS, "P1"),
    ("Hundreds of 155mm shells are expected by Kyiv.", SHELLS, "P1"),
    ("D’après Nordavisen, 1 200 ouvriers gardent leur emploi.", WORKERS, "P2"),
    ("Mardi, le ministre a dit que 1 200 ouvriers garderaient leur emploi.", WORKERS, "P2"),
    ("“Not one yard will close this year”, he said.", CLOSE, "P2"),
    ("Nordavisen (2025-03-04) écrit en français : « La tempête Irma a fait 31 morts »", DEAD, "P3"),
    ("Le dernier chantier a fermé en mars 1998 [2].", CLOSED, "P2"),
    ("La tempête a fait 31 morts à Cuba ; trois jours de deuil sont décrétés.", DEAD, "P3"),
    ("Cuba’s president, Luis Ortega, decreed three days of mourning.", MOURNING, "P3"),
    ("Les syndicats comptent 9 500 emplois menacés.", RISK, "P2"),
    ("Les deux navires coûtent 552 millions de dollars.", FRIGATES, "P1"),
    # The first letter of a quotation fits it into its sentence.
    ("Il dit « nous livrerons les deux premières ».", PROMISE, "P1"),
    ("He says that “not one yard will close this year”.", CLOSE, "P2"),
    ("« Entre 6 000 et 7 000 selon la direction », lit-on.", JOBS, "P1"),
]


@pytest.mark.parametrize(("text", "quote", "label"), HONEST)
def test_honest_statements_stand(text: str, quote: str, label: str) -> None:
    verified = checked(text, quote, label=label)
    assert verified.removed == ()
    (statement,) = verified.statements
    assert statement.text == text
    for citation in statement.citations:
        document = citation.passage.document
        assert document.text[citation.start : citation.end] == citation.quote
        assert citation.passage.start <= citation.start < citation.end <= citation.passage.end


LIES = [
    # Altered quotes.
    ("12 frégates.", "l'achat de 13 frégates pour 552 millions", "quote-not-found"),
    ("12 frégates.", "l'achat de 12 fregates pour 552 millions", "quote-not-found"),
    ("12 frégates.", "l'achat de 12 frégate pour 552 millions", "quote-not-found"),
    ("2 frégates.", "2 frégates pour 552 millions", "quote-not-found"),
    ("La direction dit 6.", "entre 6", "quote-not-found"),
    ("Les emplois menacés.", "000 emplois menacés", "quote-not-found"),
    ("Solberg se tait.", "M. Solberg s’est tu toute la semaine", "quote-not-found"),
    ("Le chantier ferme.", "Tous les chantiers fermeront … l'achat de 12", "quote-not-found"),
    ("Le chantier perd.", "est du pays – et perd", "quote-not-found"),
    ("Le chantier.", "le", "quote-not-found"),
    ("Le chantier.", "", "no-quote"),
    # Altered figures.
    ("Oslo achète 13 frégates.", FRIGATES, "figure-not-in-quote"),
    ("Oslo achète treize frégates.", FRIGATES, "figure-not-in-quote"),
    ("Le contrat vaut 552 millions d'euros.", FRIGATES, "figure-not-in-quote"),
    ("The contract is worth $552 billion.", FRIGATES, "figure-not-in-quote"),
    ("The contract is worth €552 million.", FRIGATES, "figure-not-in-quote"),
    ("Les syndicats comptent 1 000 emplois menacés.", JOBS, "figure-not-in-quote"),
    ("Entre 6 000 et 8 000 emplois sont menacés.", JOBS, "figure-not-in-quote"),
    ("Le chantier est à 150 miles d'Oslo.", YARD, "figure-not-in-quote"),
    ("Le chantier perd 12,5 milliards de ses commandes.", YARD, "figure-not-in-quote"),
    ("Le chantier perd 125 % de ses commandes.", YARD, "figure-not-in-quote"),
    ("Le chantier perd la moitié de ses commandes.", YARD, "figure-not-in-quote"),
    ("Kiev attend 24 AMX-30.", SHELLS, "figure-not-in-quote"),
    ("Kiev attend des milliers d’obus de 155 mm.", SHELLS, "figure-not-in-quote"),
    ("Trois navires seront livrés.", FRIGATES, "figure-not-in-quote"),
    # Altered dates.
    ("Livraison avant le 25 février 2026.", PROMISE, "date-not-in-quote"),
    ("Livraison avant le 24 mars 2026.", PROMISE, "date-not-in-quote"),
    ("Livraison le 24 février 2025.", PROMISE, "date-not-in-quote"),
    ("Livraison en 2027.", PROMISE, "date-not-in-quote"),
    ("Livraison en mars.", PROMISE, "date-not-in-quote"),
    ("L'obus part à 9 h 30.", SHELLS, "date-not-in-quote"),
    ("M. Solberg l'a annoncé jeudi.", PROMISE, "date-not-in-quote"),
    ("Le 4 mars 2025, le chantier a perdu des commandes.", YARD, "date-not-in-quote"),
    # Swapped names.
    ("Le ministre Jens Hansen promet les navires.", PROMISE, "name-not-in-passage"),
    ("Lars Solberg promet les navires.", PROMISE, "name-not-in-passage"),
    ("M. Solheim promet les navires.", PROMISE, "name-not-in-passage"),
    ("La France suivra le projet.", ALLIES, "name-not-in-passage"),
    ("Le ministre suédois promet les navires.", PROMISE, "name-not-in-passage"),
    ("The UN will follow the project.", ALLIES, "name-not-in-passage"),
    ("Selon Reuters, le chantier perd des commandes.", YARD, "name-not-in-passage"),
    ("Le président Luis Ortega promet les navires.", PROMISE, "name-not-in-passage"),
    # Paraphrase in quotation marks.
    ("Il promet « une livraison rapide ».", PROMISE, "paraphrase-in-quotation-marks"),
    ("Le « scandale » du chantier continue.", YARD, "paraphrase-in-quotation-marks"),
    ("Solberg : “we will deliver the first two”.", PROMISE, "paraphrase-in-quotation-marks"),
    ("Il dit « nous livrerons les deux Premières ».", PROMISE, "paraphrase-in-quotation-marks"),
    ("Il dit « mous livrerons les deux premières ».", PROMISE, "paraphrase-in-quotation-marks"),
    ("Le « oslo » du nord-est.", YARD, "paraphrase-in-quotation-marks"),
]


@pytest.mark.parametrize(("text", "quote", "reason"), LIES)
def test_lies_fall(text: str, quote: str, reason: str) -> None:
    verified = checked(text, quote)
    assert verified.statements == ()
    (removal,) = verified.removed
    assert (removal.text, removal.reason) == (text, reason)


def test_a_quote_from_an_unknown_passage_falls() -> None:
    verified = checked("Le roi est mort.", "Le roi est mort hier soir", label="P9")
    assert [removal.reason for removal in verified.removed] == ["unknown-passage"]


@pytest.mark.parametrize("label", ["P2", "P9", ""])
def test_a_wrong_label_is_mended_where_the_quote_stands_elsewhere(label: str) -> None:
    verified = checked("Oslo achète 12 frégates.", FRIGATES, label=label)
    (statement,) = verified.statements
    assert statement.citations[0].passage.document.id == "d1"


@pytest.mark.parametrize("label", ["p1", "[P1]", "1"])
def test_labels_are_read_as_models_write_them(label: str) -> None:
    assert EVIDENCE.get(label) is EVIDENCE.items[0]


def test_only_standing_quotes_are_cited() -> None:
    verified = checked("12 frégates.", "Cela n’y est pas du tout", FRIGATES, FRIGATES)
    assert [len(statement.citations) for statement in verified.statements] == [1]


def test_figures_are_not_borrowed_from_passages_that_are_not_cited() -> None:
    assert checked("31 frégates.", FRIGATES).statements == ()


def test_a_quote_outside_the_passage_falls_though_the_document_has_it() -> None:
    assert checked("Vor.", "Vor. Le ministre").statements == ()


def test_a_speaker_outside_the_passage_may_be_named_and_nobody_else() -> None:
    text = (
        "« La mer monte », a déclaré la ministre Astrid Berge. La salle était pleine. "
        "« Nous bâtirons une digue », a-t-elle ajouté. Le maire Olav Lund était assis au fond."
    )
    document = Document(id="d", text=text, raw=text, title="Digue", language="fr", source="d")
    start = text.index("« Nous")
    passage = Passage(document=document, number=1, start=start, end=text.index(" Le maire"))
    given = Evidence.from_hits([Hit(passage=passage, score=1.0, dense=1.0, lexical=1.0)])
    quotes = (DraftQuote(passage="P1", text="Nous bâtirons une digue"),)

    def verified(name: str) -> Verified:
        text = f"Selon {name} : « Nous bâtirons une digue »"
        return verify(
            Draft(answered=True, statements=(DraftStatement(text=text, quotes=quotes),)), given
        )

    assert verified("Astrid Berge").removed == ()
    assert [r.reason for r in verified("Olav Lund").removed] == ["name-not-in-passage"]


def test_a_draft_without_an_answer_keeps_nothing() -> None:
    quotes = (DraftQuote(passage="P1", text=FRIGATES),)
    statements = (DraftStatement(text=FRIGATES, quotes=quotes),)
    assert verify(Draft(answered=False, statements=statements), EVIDENCE) == Verified()


def claim(value: str, quote: str, label: str) -> DraftClaim:
    return DraftClaim(value=value, quotes=(DraftQuote(passage=label, text=quote),))


def disagreement(*claims: DraftClaim) -> Verified:
    matter = DraftDisagreement(about="emplois menacés", claims=claims)
    return verify(Draft(answered=True, disagreements=(matter,)), EVIDENCE)


UNIONS = claim("10 000", JOBS, "P1")


def test_a_disagreement_stands_when_each_value_is_in_its_quote() -> None:
    verified = disagreement(UNIONS, claim("9,500", RISK, "P2"))
    assert verified.removed == ()
    assert [c.value for c in verified.disagreements[0].claims] == ["10 000", "9,500"]


@pytest.mark.parametrize(
    ("fallen", "reason"),
    [
        (claim("9,600", RISK, "P2"), "figure-not-in-quote"),
        (claim("1,200", RISK, "P2"), "figure-not-in-quote"),
        (claim("9,500", "Unions counted 9,600 jobs", "P2"), "quote-not-found"),
        (claim("9,500", "Nothing of the kind", "P7"), "unknown-passage"),
    ],
)
def test_a_disagreement_with_one_claim_left_falls(fallen: DraftClaim, reason: str) -> None:
    verified = disagreement(UNIONS, fallen)
    assert verified.disagreements == ()
    assert [removal.reason for removal in verified.removed] == [reason]
