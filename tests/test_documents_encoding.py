from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.encoding import NotText, decode

TEXT = "L’Élysée — « cœur » d’“œuvre” à 1 200,5 € : çà et là, où l’été naît."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_give_the_same_text(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_what_says_latin_1_is_read_as_windows_1252() -> None:
    assert decode(TEXT.encode("cp1252"), "iso-8859-1") == TEXT


def test_a_wrong_declaration_is_passed_over() -> None:
    assert decode(TEXT.encode("cp1252"), "utf-8") == TEXT
    assert decode(TEXT.encode("utf-8"), "no-such-encoding") == TEXT


def test_one_bad_byte_does_not_spoil_a_utf_8_file() -> None:
    assert decode(TEXT.encode("utf-8") + b" caf\xe9.") == TEXT + " café."


def test_german_and_spanish_8_bit_text() -> None:
    for text in ("Größe: 10.000 Übungen – „schön“", "¿Qué pasó en España? «Niño» ¡sí!"):
        assert decode(text.encode("cp1252")) == text


def test_stray_nul_bytes_go() -> None:
    assert decode(b"Le port\x00 rouvre lundi matin.") == "Le port rouvre lundi matin."


@pytest.mark.parametrize("data", [bytes(range(256)) * 10, b"\x89PNG\r\n", b"\x7fELF" + b"\0" * 99])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(NotText, match="looks like"):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_without_nul_or_say_why(data: bytes) -> None:
    try:
        text = decode(data)
    except NotText:
        return
    assert "\x00" not in text
    text.encode("utf-8")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    marked = text.removeprefix("\ufeff")
    assert decode(b"\xef\xbb\xbf" + marked.encode("utf-8")) == marked
