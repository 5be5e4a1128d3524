"""What a person sees in 80 columns, with and without colour."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, ConsoleRenderable

from bot.doctor import Check
from bot.escaping import UNPRINTABLE, visible
from bot.library import DocumentSummary
from bot.tables import checks_view, documents_view
from bot.terminal import answer_view, briefing_view, document_view, show
from bot.types import Claim, Disagreement, Document, Span, Statement
from evals.pictures.sample import SAMPLE
from tests.samples import (
    ABSTENTION,
    ANSWER,
    BRIEFING,
    DOCUMENT,
    FIRST,
    OTHER,
    citation_of,
    everywhere,
)

ANSWER_TEXT = """\
L'Ukraine tire 6 000 obus.\u00a0[1]

La Russie en tire 20 000.\u00a0[2][1]

Les sources se contredisent – obus par jour
    6 000 [1]                             10 000 [3]
    a · février 2023                      exemple.fr · 14 février 2023
    «\u00a0L'Ukraine tire 6 000 obus\u00a0»         «\u00a010 000 obus\u00a0»

Sources
[1] février 2023 · Obus
    a 0:25
[2] février 2023 · Obus
    «\u00a0La Russie 20 000\u00a0»
    a 27:43
[3] exemple.fr · 14 février 2023 · Autre
    b 10:21
    https://exemple.fr/b

Phrases retirées, faute de citation qui les porte (1)
"""

ABSTENTION_TEXT = """\
Les documents ne disent pas qui est vice-ministre.

Passages les plus proches
[1] février 2023 · Obus
    «\u00a0La Russie 20 000\u00a0»
    a 27:43
"""

BRIEFING_TEXT = """\
Février 2023
février 2023 – …

Les obus
nouveau · 2 sources indépendantes

L'Ukraine tire 6 000 obus.\u00a0[1]

Les sources se contredisent – obus par jour
    6 000 [1]                             10 000 [2]
    a · février 2023                      exemple.fr · 14 février 2023
    «\u00a0L'Ukraine tire 6 000 obus\u00a0»         «\u00a010 000 obus\u00a0»

La Russie
mis à jour · une seule source

La Russie en tire 20 000.\u00a0[3][1]

Sources
[1] février 2023 · Obus
    a 0:25
[2] exemple.fr · 14 février 2023 · Autre
    b 10:21
    https://exemple.fr/b
[3] février 2023 · Obus
    «\u00a0La Russie 20 000\u00a0»
    a 27:43
"""


def shown(view: ConsoleRenderable, width: int = 80, colour: bool = False) -> str:
    console = Console(
        file=StringIO(),
        width=width,
        highlight=False,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=False,
    )
    show(console, view)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_answer() -> None:
    assert shown(answer_view(ANSWER)) == ANSWER_TEXT


def test_abstention() -> None:
    assert shown(answer_view(ABSTENTION)) == ABSTENTION_TEXT


def test_briefing() -> None:
    assert shown(briefing_view(BRIEFING)) == BRIEFING_TEXT


def test_lines_do_not_break_inside_quotation_marks_or_numbers() -> None:
    document = replace(DOCUMENT, text=f"{'mot ' * 15}vaut 10\u00a0000\u202fF ou 20 000 en tout.")
    quote = citation_of(document, document.text)
    answer = replace(
        ANSWER, statements=(Statement(text=document.text, citations=(quote,)),), disagreements=()
    )
    for width in range(30, 90):
        lines = [line.strip() for line in shown(answer_view(answer), width).splitlines()]
        assert any("10\u00a0000\u202fF" in line for line in lines)
        assert any("20 000" in line for line in lines)
        assert not {"»", "«", "[1]", "000"} & set(lines)


def test_many_claims_stand_below_one_another() -> None:
    claims = tuple(
        Claim(value=str(value), citations=(citation_of(OTHER, "Kiev"),)) for value in range(4)
    )
    answer = replace(ANSWER, disagreements=(Disagreement(about="x", claims=claims),))
    lines = [line.strip() for line in shown(answer_view(answer)).splitlines()]
    for value in range(4):
        assert any(line.startswith(f"{value} [") for line in lines)


def test_lines_are_no_longer_than_is_good_to_read() -> None:
    long = replace(ANSWER, statements=(replace(FIRST, text="mot " * 100),), disagreements=())
    assert max(len(line) for line in shown(answer_view(long), width=200).splitlines()) <= 100


def test_colour_adds_nothing_but_colour() -> None:
    coloured = shown(answer_view(ANSWER), colour=True)
    assert "\x1b[" in coloured
    assert "\x1b[" not in shown(answer_view(ANSWER))


@given(st.text())
def test_no_document_can_steer_the_terminal(text: str) -> None:
    seen = visible(text)
    assert len(seen) == len(text)
    assert not UNPRINTABLE.search(seen)


@pytest.mark.parametrize(
    "hostile", ["\x1b[2J\x1b[31m", "\x9b31m", "a\rb", "\u202egnp.exe", "[red]x"]
)
def test_text_of_documents_is_shown_as_text(hostile: str) -> None:
    document = replace(OTHER, text=f"Kiev {hostile}.", title=hostile, outlet=hostile, url=hostile)
    statement = Statement(text=hostile, citations=(citation_of(document, document.text),))
    view = answer_view(replace(ANSWER, statements=(statement,)))
    output = shown(view)
    assert not UNPRINTABLE.search(output)
    if hostile == "[red]x":
        assert output.count("[red]x") >= 3


def long_document() -> Document:
    return replace(DOCUMENT, text="Un début. Le milieu. La fin.\n\nUn autre paragraphe.")


def test_a_span_stands_out_without_colour() -> None:
    output = shown(document_view(long_document(), Span(10, 20), colour=False))
    assert "Un début. >>>Le milieu.<<< La fin." in output
    assert output.startswith("février 2023 · Obus\na · fr · a.txt\n\n")
    assert output.endswith("\n\nUn autre paragraphe.\n")


def test_a_span_stands_out_by_colour() -> None:
    output = shown(document_view(long_document(), Span(10, 20), colour=True), colour=True)
    assert ">>>" not in output
    assert "\x1b[1;30;43mLe milieu.\x1b[0m" in output


def test_documents_are_one_line_each() -> None:
    document = DocumentSummary(
        id="a",
        source="a.txt",
        title="Un titre\nsur deux lignes",
        language="fr",
        outlet=None,
        url=None,
        published="2023-02",
        origin="a",
        passages=8,
        characters=100,
        revision=1,
    )
    other = replace(document, id="x" * 20, outlet="exemple.fr", title="Titre " * 20)
    header, first, second = shown(documents_view([document, other], whole=False)).splitlines()
    assert header.split() == ["document", "published", "outlet", "language", "passages", "title"]
    assert first.split()[:7] == "a 2023-02 – fr 8 Un titre".split()
    assert second.startswith(f"{other.id}  2023-02    exemple.fr  fr")
    assert len(second) == 80
    wide = shown(documents_view([document, other], whole=True), width=100).splitlines()
    assert wide[1].endswith("Un titre sur deux lignes")


def test_checks_say_how_to_mend() -> None:
    checks = [
        Check(name="settings", status="ok", message="data in .citewire"),
        Check(name="library", status="fail", message="locked", mend="stop the other process"),
    ]
    lines = [line.split() for line in shown(checks_view(checks)).splitlines()]
    assert lines == [
        ["ok", "settings", "data", "in", ".citewire"],
        ["fail", "library", "locked"],
        ["→", "stop", "the", "other", "process"],
    ]


def test_a_briefing_shows_every_part_in_80_columns() -> None:
    output = shown(briefing_view(SAMPLE))
    for part in (
        "Ce qui a changé\n  – personnes évacuées – 7\u202f199\u00a0[8] hier → 8\u202f006\u00a0[5]",
        "  – crue-vere-mardi – Le document a changé depuis le briefing du 11 mars 2025",
        "Chiffres clés\n    412 foyers",
        "Chronologie\n    9 mars 2025",
        "Ce que l’on ne sait pas\n  – On ignore encore si la digue de Brévent tiendra",
        "Sans changement\n  – Hôpital de Montclar",
        "Documents sans date, laissés de côté – affiche-reunion-publique",
    ):
        assert part in output
    assert max(map(len, output.splitlines())) <= 80


@pytest.mark.parametrize("hostile", ["\x1b[2J", "a\rb", "\u202egnp.exe", "[red]x"])
def test_every_part_of_a_briefing_is_shown_as_text(hostile: str) -> None:
    output = shown(briefing_view(everywhere(hostile)))
    assert not UNPRINTABLE.search(output)
