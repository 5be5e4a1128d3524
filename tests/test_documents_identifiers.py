from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.documents import canonical_source, plain_id, unique_id


def test_the_file_name_without_ending_is_the_name() -> None:
    assert plain_id("/a/002_b1adf77fe8ae5941.txt") == "002_b1adf77fe8ae5941"
    assert plain_id("/a/Compte rendu.v2.docx") == "Compte-rendu.v2"


def test_an_address_is_a_slug() -> None:
    assert plain_id("https://www.Example.org/News/2023/Titre-é.html#x") == (
        "example-org-news-2023-titre-é"
    )
    assert len(plain_id("https://example.org/" + "a" * 500)) < 120


def test_two_files_of_one_name_stay_apart_and_keep_their_names() -> None:
    library: dict[str, str] = {}
    for source in ("/a/x.txt", "/b/x.txt", "/b/x.pdf"):
        library[unique_id(source, library)] = canonical_source(source)
    assert len(library) == 3
    assert "x" in library
    for name, source in library.items():
        assert unique_id(source, library) == name


def test_a_path_is_the_same_however_it_is_written() -> None:
    assert canonical_source("./a/../b.txt") == canonical_source("b.txt")
    assert canonical_source("HTTPS://A.example/x#y") == "https://a.example/x"


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)))
def test_names_are_unique_and_come_again(names: list[str]) -> None:
    library: dict[str, str] = {}
    for source in names:
        library[unique_id(source, library)] = canonical_source(source)
    assert len(set(library.values())) == len(library)
    assert all(unique_id(source, library) in library for source in names)
    assert all(name and not set(name) & set("#\n\t ") for name in library)
