"""A small answer and a small briefing that several tests show in their own format."""

from __future__ import annotations

from dataclasses import replace

from bot.briefing_types import Briefing, Change, Correction, KeyFigure, Step, Story
from bot.types import (
    Answer,
    Citation,
    Claim,
    Disagreement,
    Document,
    Passage,
    Removal,
    Statement,
    Timings,
)

DOCUMENT = Document(
    id="a",
    text="L'Ukraine tire 6 000 obus. La Russie 20 000.",
    raw="",
    title="Obus",
    language="fr",
    source="a.txt",
    published="2023-02",
    origin="a",
)
OTHER = Document(
    id="b",
    text="Kiev tire 10 000 obus.",
    raw="",
    title="Autre",
    language="fr",
    source="b.html",
    outlet="exemple.fr",
    url="https://exemple.fr/b",
    published="2023-02-14",
    origin="b",
)


def citation_of(document: Document, quote: str) -> Citation:
    """The quote's first place in the document, in one passage that is the whole text."""
    start = document.text.index(quote)
    passage = Passage(document=document, number=0, start=0, end=len(document.text))
    return Citation(passage=passage, start=start, end=start + len(quote))


UKRAINE = citation_of(DOCUMENT, "L'Ukraine tire 6 000 obus")
RUSSIA = citation_of(DOCUMENT, "La Russie 20 000")
KYIV = citation_of(OTHER, "10 000 obus")

FIRST = Statement(text="L'Ukraine tire 6 000 obus.", citations=(UKRAINE,))
SECOND = Statement(text="La Russie en tire 20 000.", citations=(RUSSIA, UKRAINE))
DISAGREEMENT = Disagreement(
    about="obus par jour",
    claims=(
        Claim(value="6 000", citations=(UKRAINE,)),
        Claim(value="10 000", citations=(KYIV,)),
    ),
)

ANSWER = Answer(
    question="Combien d'obus ?",
    language="fr",
    statements=(FIRST, SECOND),
    disagreements=(DISAGREEMENT,),
    removed=(Removal(text="Tout va bien.", reason="quote-not-found"),),
    timings=Timings(search=12.34, write=1.0, verify=0.12, total=13.46),
)
ABSTENTION = Answer(
    question="Qui est vice-ministre ?",
    language="fr",
    nearest=(RUSSIA,),
    abstention="Les documents ne disent pas qui est vice-ministre.",
)
BRIEFING = Briefing(
    title="Février 2023",
    language="fr",
    since="2023-02",
    until=None,
    stories=(
        Story(
            headline="Les obus",
            status="new",
            statements=(FIRST,),
            disagreements=(DISAGREEMENT,),
            origins=2,
            documents=("a", "b"),
        ),
        Story(headline="La Russie", status="updated", statements=(SECOND,), documents=("a",)),
    ),
)


def story_of(text: str) -> Story:
    """A story with every part, all of whose words come from one document: the given text."""
    path = "".join(character for character in text if "!" <= character <= "~")
    document = replace(
        OTHER,
        id=text,
        title=text,
        outlet=text,
        language=text,
        text=f"a {text} b",
        url=f"https://exemple.fr/{path}",
        published=text,
    )
    cited = (citation_of(document, text),)
    statement = Statement(text=text, citations=cited)
    claims = (Claim(value=f"6 {text}", citations=cited), Claim(value="7", citations=cited))
    return Story(
        headline=text,
        status="updated",
        statements=(statement,),
        disagreements=(Disagreement(about=text, claims=claims),),
        changes=(Change(about=text, before=claims[0], after=claims[1], told_on=text),),
        figures=(KeyFigure(value=text, about=text, published=text, citations=cited),),
        timeline=(
            Step(day="2023-02-01", text=text, citations=cited),
            Step(day="2023-02-02", text=text, citations=cited),
            Step(day=text, text=text, citations=cited),
        ),
        unknowns=(statement,),
        documents=(text, f"{text}2"),
        told_on=text,
    )


def everywhere(text: str) -> Briefing:
    """A briefing with every part and no word but the given text."""
    story = story_of(text)
    return Briefing(
        title=text,
        language="fr",
        since=text,
        until=text,
        stories=(story, replace(story, status="unchanged")),
        overview=story.statements,
        corrections=(Correction(document=text, kind="changed", told_on=text, text=text),),
        undated=(text,),
        postdated=(text,),
        notes=(text,),
        removed=(Removal(text=text, reason="no-quote"),),
        writer=text,
    )
