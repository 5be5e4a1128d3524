from pathlib import Path

import pytest

from bot.errors import PromptError
from bot.prompts import Phrases, Prompt, load_phrases

FILE = """
en: {greeting: "Hello $name", price: "$$5"}
fr: {greeting: "Bonjour $name"}
"""
SHIPPED = sorted((Path(__file__).parent.parent / "prompts").glob("*phrases.yaml"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "phrases.yaml"
    file.write_text(FILE, encoding="utf-8")
    return file


def test_a_phrase_is_filled_in_the_language_asked_for(path: Path) -> None:
    assert load_phrases(path, "fr").fill("greeting", name="Zoë") == "Bonjour Zoë"


def test_english_where_the_language_is_missing(path: Path) -> None:
    phrases = load_phrases(path, "pt")
    assert phrases.language == "en"
    assert phrases.fill("greeting", name="Zoë") == "Hello Zoë"


def test_two_dollar_signs_are_one(path: Path) -> None:
    assert load_phrases(path, "en").fill("price") == "$5"


def test_values_are_not_templates(path: Path) -> None:
    assert load_phrases(path, "en").fill("greeting", name="$name $x") == "Hello $name $x"


@pytest.mark.parametrize(
    ("key", "slots", "told"),
    [
        ("greeting", {}, "'name'"),
        ("greeting", {"name": "Zoë", "age": "3"}, "'age'"),
        ("farewell", {}, "'farewell'"),
    ],
)
def test_missing_and_unknown_are_errors(
    path: Path, key: str, slots: dict[str, str], told: str
) -> None:
    with pytest.raises(PromptError, match=told):
        load_phrases(path, "en").fill(key, **slots)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("fr: {greeting: Bonjour}", "no phrases in 'en'"),
        ("en: {greeting: 'Hello $'}", "malformed slot"),
        ("- a\n- b", "not a mapping"),
        ("en: [", "not a mapping"),
        ("en: {greeting: {deep: 1}}", "not a mapping"),
    ],
)
def test_a_broken_file_is_named_in_one_line(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(PromptError, match=told) as caught:
        load_phrases(file, "de")
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_directory_holds_the_phrases_of_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "a_phrases.yaml").write_text("en: {'yes': 'Yes'}", encoding="utf-8")
    (tmp_path / "b_phrases.yaml").write_text("en: {'no': 'No'}\nfr: {'no': Non}", encoding="utf-8")
    phrases = Phrases.load(tmp_path)
    assert (phrases.fill("yes"), phrases.for_language("fr").fill("no")) == ("Yes", "Non")


def test_one_key_in_two_files_is_named(tmp_path: Path) -> None:
    for name in ("a_phrases.yaml", "b_phrases.yaml"):
        (tmp_path / name).write_text("en: {'yes': 'Yes'}", encoding="utf-8")
    with pytest.raises(PromptError, match="'yes'"):
        Phrases.load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"nowhere\.yaml"):
        load_phrases(tmp_path / "nowhere.yaml", "en")


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_shipped_phrases_have_the_same_slots_in_every_language(file: Path) -> None:
    from string import Template

    shapes = {
        language: {
            key: sorted(Template(text).get_identifiers())
            for key, text in load_phrases(file, language).languages[language].items()
        }
        for language in ("en", "fr", "de", "es")
    }
    assert shapes["fr"] == shapes["en"] == shapes["de"] == shapes["es"]


@pytest.fixture
def prompt(tmp_path: Path) -> Prompt:
    file = tmp_path / "prompt.yaml"
    file.write_text("system: 'Speak $language, for $$5.'\nuser: '$question'", encoding="utf-8")
    return Prompt.load(file)


def test_a_part_of_a_prompt_is_filled_strictly(prompt: Prompt) -> None:
    assert prompt.fill("system", language="French") == "Speak French, for $5."
    assert prompt.fill("user", question="$language?") == "$language?"
    with pytest.raises(PromptError, match="'language'"):
        prompt.fill("system")
    with pytest.raises(PromptError, match="'tone'"):
        prompt.fill("system", language="French", tone="dry")
    with pytest.raises(PromptError, match="no part 'end'"):
        prompt.fill("end")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("system: {deep: 1}", "not a mapping"),
        ("- a", "not a mapping"),
        ("system: [", "not a mapping"),
        ("system: 'costs 5$'", "malformed slot"),
    ],
)
def test_a_broken_prompt_is_named_in_one_line(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(PromptError, match=told) as caught:
        Prompt.load(file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"nowhere\.yaml"):
        Prompt.load(tmp_path / "nowhere.yaml")
