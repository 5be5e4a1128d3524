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
        template = Template(templates[key])
        wanted = set(template.get_identifiers())
        missing, unknown = sorted(wanted - set(slots)), sorted(set(slots) - wanted)
        if missing or unknown:
            raise PromptError(
                f"{self.path}: phrase {key!r} in {self.language!r} lacks values for {missing} and "
                f"has no slots for {unknown}; give exactly the slots of the template"
            )
        return template.substitute(slots)


def load_phrases(path: Path, language: str) -> Phrases:
    """The phrases of `language` from a file or directory, see `Phrases.load`."""
    return Phrases.load(path).for_language(language)


def _read(file: Path) -> dict[str, dict[str, str]]:
    try:
        languages = _File.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))).root
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{file}: cannot be read ({error}); restore the file") from error
    except (yaml.YAMLError, ValidationError) as error:
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
