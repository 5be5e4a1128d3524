"""Phrases and prompts from YAML files: templates with named `$slot`s that are filled strictly.

A slot without a value, or a value without a slot, is an error: a template that was edited must
never post "$speaker" or lose the speaker without a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template

import yaml
from pydantic import RootModel, ValidationError

from bot.errors import PromptError

_FALLBACK = "en"


class _PromptFile(RootModel[dict[str, str]]):
    """The untrusted shape of a prompt file: templates by key."""


class _File(RootModel[dict[str, dict[str, str]]]):
    """The untrusted shape of a phrase file: templates by key, by language."""


@dataclass(frozen=True)
class Phrases:
    """Templates by language and key; `language` is the one that `fill` speaks."""

    path: Path
    language: str
    languages: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, path: Path) -> Phrases:
        """The phrases of one YAML file, or of all "*phrases.yaml" of a directory, in English.

        Raises PromptError when a file cannot be read, is no mapping of languages to phrases or has
        a malformed slot, when two files have one key, and when there is no English.
        """
        files = sorted(path.glob("*phrases.yaml")) if path.is_dir() else [path]
        languages: dict[str, dict[str, str]] = {}
        for file in files:
            for language, templates in _read(file).items():
                known = languages.setdefault(language, {})
                twice = sorted(known.keys() & templates.keys())
                if twice:
                    raise PromptError(f"{file}: {twice} stand in another file too; rename them")
                known |= templates
        if _FALLBACK not in languages:
            raise PromptError(f"{path}: has no phrases in {_FALLBACK!r}; add them")
        return cls(path, _FALLBACK, languages)

    def for_language(self, language: str) -> Phrases:
        """The same phrases spoken in `language` (ISO 639-1), in English where it is not there."""
        found = language if language in self.languages else _FALLBACK
        return replace(self, language=found)

    def fill(self, key: str, /, **slots: str) -> str:
        """The phrase `key` with its slots filled; "$$" in a template is a dollar sign.

        Raises PromptError for an unknown key, a slot without a value or a value without a slot.

        ("speech", speaker="M. Roux", speech="Non") -> "M. Roux : « Non »"
        """
        templates = self.languages[self.language]
        if key not in templates:
            raise PromptError(
                f"{self.path}: no phrase {key!r} in {self.language!r}; add it, or use one of "
                f"{sorted(templates)}"
            )
        return _filled(templates[key], f"{self.path}: phrase {key!r} in {self.language!r}", slots)


@dataclass(frozen=True)
class Prompt:
    """The parts of one prompt file ("system", "user", …), each a template with strict slots."""

    path: Path
    parts: Mapping[str, str]

    @classmethod
    def load(cls, path: Path) -> Prompt:
        """One YAML file of `part: text`.

        Raises PromptError when it cannot be read, is no such mapping or has a malformed slot.
        """
        try:
            parts = _PromptFile.model_validate(_yaml(path)).root
        except ValidationError as error:
            reason = str(error).splitlines()[0]
            raise PromptError(
                f"{path}: not a mapping of parts to texts ({reason}); write `system: |`"
            ) from error
        for key, text in parts.items():
            if not Template(text).is_valid():
                raise PromptError(
                    f"{path}: part {key!r} has a malformed slot; write $name, or $$ for a dollar "
                    "sign"
                )
        return cls(path, parts)

    def fill(self, key: str, /, **slots: str) -> str:
        """The part `key` with its slots filled; values are never read as templates.

        Raises PromptError for an unknown part, a slot without a value or a value without a slot.
        """
        if key not in self.parts:
            raise PromptError(
                f"{self.path}: no part {key!r}; add it, or use one of {sorted(self.parts)}"
            )
        return _filled(self.parts[key], f"{self.path}: part {key!r}", slots)


def _filled(text: str, place: str, slots: Mapping[str, str]) -> str:
    template = Template(text)
    wanted = set(template.get_identifiers())
    missing, unknown = sorted(wanted - set(slots)), sorted(set(slots) - wanted)
    if missing or unknown:
        raise PromptError(
            f"{place} lacks values for {missing} and has no slots for {unknown}; give exactly the "
            "slots of the template"
        )
    return template.substitute(slots)


def load_phrases(path: Path, language: str) -> Phrases:
    """The phrases of `language` from a file or directory, see `Phrases.load`."""
    return Phrases.load(path).for_language(language)


def _yaml(file: Path) -> object:
    """What a YAML file holds. Raises PromptError when it cannot be read or is no YAML."""
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{file}: cannot be read ({error}); restore the file") from error
    except yaml.YAMLError as error:
        reason = str(error).splitlines()[0]
        raise PromptError(f"{file}: not a mapping ({reason}); mend its YAML") from error


def _read(file: Path) -> dict[str, dict[str, str]]:
    try:
        languages = _File.model_validate(_yaml(file)).root
    except ValidationError as error:
        reason = str(error).splitlines()[0]
        raise PromptError(
            f"{file}: not a mapping of languages to phrases ({reason}); write `fr: {{key: text}}`"
        ) from error
    for language, templates in languages.items():
        for key, text in templates.items():
            if not Template(text).is_valid():
                raise PromptError(
                    f"{file}: phrase {key!r} in {language!r} has a malformed slot; write $name, or "
                    "$$ for a dollar sign"
                )
    return languages
