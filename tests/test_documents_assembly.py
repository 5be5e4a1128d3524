from __future__ import annotations

from pathlib import Path

import pytest

from bot.documents import read_document
from bot.errors import DocumentError

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))

FRENCH = """ date 2021-05 Le port de Brest a rouvert lundi après trois semaines de grève.

« Nous avons obtenu 1 200,5 euros de prime », a déclaré Élodie Le Gall, déléguée du syndicat.

Des pêcheurs débarquent leurs caisses sur le quai, lundi matin. (Jeanne Morel/AFP)

LIRE AUSSI | Comment la grève a commencé : le récit d’une semaine agitée sur les quais.

UN ACCORD FRAGILE

La mairie n’a pas répondu. L’agence n’a pas été en mesure de vérifier ces chiffres.

Publicité

Source : https://www.ouest-matin.example/economie/2021/05/17/le-port-rouvre

Cet article vous a-t-il été utile ?

Note moyenne 4 / 5. Décompte des voix : 12

Laisser un commentaire
"""

FRENCH_TEXT = """Le port de Brest a rouvert lundi après trois semaines de grève.

« Nous avons obtenu 1 200,5 euros de prime », a déclaré Élodie Le Gall, déléguée du syndicat.

UN ACCORD FRAGILE

La mairie n’a pas répondu. L’agence n’a pas été en mesure de vérifier ces chiffres."""


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


def test_a_french_page_as_text(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "port.txt", FRENCH))
    assert document.text == FRENCH_TEXT
    assert document.raw == FRENCH
    assert document.id == "port"
    assert document.published == "2021-05-17"
    assert document.outlet == "ouest-matin.example"
    assert document.url == "https://www.ouest-matin.example/economie/2021/05/17/le-port-rouvre"
    assert document.language == "fr"
    assert document.title == "Le port de Brest a rouvert lundi après trois semaines de grève."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_text(
    tmp_path: Path, encoding: str, line_end: str
) -> None:
    content = FRENCH.replace("\n", line_end).encode(encoding)
    assert read_document(write(tmp_path, "port.txt", content)).text == FRENCH_TEXT


def test_no_break_spaces_inside_a_paragraph_are_kept(tmp_path: Path) -> None:
    text = "Elle a coûté 1\u202f200,5\u00a0€ à la ville de Brest, a dit « Élodie »."
    assert read_document(write(tmp_path, "a.txt", text)).text == text


def test_a_long_title_is_cut_at_a_word(tmp_path: Path) -> None:
    words = "mot " * 60
    title = read_document(write(tmp_path, "a.txt", words)).title
    assert title.endswith("mot…")
    assert len(title) <= 101


def test_front_matter_tells_more_than_the_text(tmp_path: Path) -> None:
    content = (
        "---\ntitle: Der Hafen öffnet\noutlet: Küstenblatt\ndate: 2023-02-14\n"
        "url: https://kuestenblatt.example/a\nlang: de\n---\nDer Hafen öffnet am Montag.\n"
    )
    for name in ("a.md", "a.txt"):
        document = read_document(write(tmp_path, name, content))
        assert document.title == "Der Hafen öffnet"
        assert document.outlet == "Küstenblatt"
        assert document.published == "2023-02-14"
        assert document.url == "https://kuestenblatt.example/a"
        assert document.language == "de"
        assert document.text == "Der Hafen öffnet am Montag."


@pytest.mark.parametrize("date", ["2023-02-30", "2023-13", "soon", "[]", "31/31/2023", ""])
def test_an_invalid_date_loses_nothing_else(tmp_path: Path, date: str) -> None:
    content = f"---\ntitle: Port\ndate: {date}\n---\nThe port opens.\n"
    document = read_document(write(tmp_path, "a.md", content))
    assert document.published is None
    assert document.title == "Port"
    assert document.text == "The port opens."


def test_hard_wrapped_text_is_joined(tmp_path: Path) -> None:
    text = (
        "The harbour board decided on Monday that the old pier will be taken\n"
        "down before the summer, after engineers had found that its timber is\n"
        "rotten and that nobody can say how long it is going to carry people.\n"
        "\n"
        "The mayor said that the well-\n"
        "known pier was part of the town, and that a new one will be built as\n"
        "soon as the money for it has been found by the council and its staff.\n"
    )
    paragraphs = read_document(write(tmp_path, "a.txt", text)).text.split("\n\n")
    assert len(paragraphs) == 2
    assert "taken down before the summer" in paragraphs[0]
    assert "a new one will be built as soon as" in paragraphs[1]


def test_one_sentence_a_line_is_not_joined(tmp_path: Path) -> None:
    lines = ["Le titre", "Le port rouvre lundi.", "La grève est finie.", "Les bateaux partent."]
    assert read_document(write(tmp_path, "a.txt", "\r\n".join(lines))).text.split("\n\n") == lines


def test_a_line_of_200_000_characters_goes_in(tmp_path: Path) -> None:
    sentence = "Le port rouvre lundi et la grève est finie, a dit la mairie de Brest. "
    text = (sentence * 3000)[:200_000].strip()
    assert read_document(write(tmp_path, "a.txt", text)).text == text


def test_stray_nul_bytes_and_escapes_are_dropped(tmp_path: Path) -> None:
    document = read_document(
        write(tmp_path, "a.txt", b"Le port\x00 rouvre\x1b[31m lundi, a dit la mairie.")
    )
    assert document.text == "Le port rouvre[31m lundi, a dit la mairie."
    assert "\x00" not in document.raw


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n\x00", "is empty"),
        ("a.txt", b"Laisser un commentaire\n\nPartager sur Facebook\n", "only page furniture"),
        ("a.txt", bytes(range(256)) * 40, "no text file"),
        ("a.txt", b"%PDF-1.4\n1 0 obj", "looks like a PDF"),
        ("a.txt", b"a" * 20_000_001, "larger than 20 MB"),
        ("a.md", b"---\ntitle: x\n---\n", "no text to cite"),
        ("a.html", b"<html><body></body></html>", "no text to cite"),
        ("a.pdf", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n", "cut off"),
        ("a.pdf", b"%PDF-1.4\nnothing here\n%%EOF\n", "damaged PDF"),
        ("a.pdf", b"hello", "is no PDF"),
        ("a.docx", b"PK\x03\x04 broken", "damaged Word file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or password-protected"),
        ("a.eml", b"no mail at all", "is no mail"),
        ("a.csv", b"a,b", "no supported ending"),
    ],
)
def test_bad_files_get_one_line(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert reason in caught.value.reason
    assert caught.value.path == path
    assert "\n" not in str(caught.value)


def test_missing_paths_and_directories_get_one_line(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "no.txt", "does not exist"), (tmp_path, "is a directory")):
        with pytest.raises(DocumentError, match=reason):
            read_document(str(path))


@pytest.mark.skipif(not SEEDS, reason="the seed articles are not here")
def test_the_seed_articles_are_clean_and_whole() -> None:
    furniture = (
        "REGARDER",
        "Getty",
        "/Reuters)",
        "étoile",
        "Note moyenne",
        "Source:",
        "commentaire",
    )
    for path in SEEDS:
        document = read_document(str(path))
        assert document.language == "fr"
        kept = set(document.text.split("\n\n"))
        for paragraph in path.read_text("utf-8").split("\n"):
            clean = paragraph.removeprefix(" date 2023-02 ").strip()
            is_furniture = any(mark in clean for mark in furniture) and "demande de" not in clean
            if len(clean) > 200 and not is_furniture:
                assert clean in kept
        assert not any(mark in document.text for mark in furniture[:6])
