"""Phrases and prompts from YAML files: templates with named `$slot`s that are filled strictly.

A slot without a value, or a value without a slot, is an error: a template that was edited must
never post "$speaker" or lose the speaker without a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    """The templates of one language; `language` is the one found, English where it was missing."""

    path: Path
    language: str
    templates: Mapping[str, str]

    def fill(self, key: str, /, **slots: str) -> str:
        """The phrase `key` with its slots filled; "$$" in a template is a dollar sign.

        Raises PromptError for an unknown key, a slot without a value or a value without a slot.

        ("speech", speaker="M. Roux", speech="Non") -> "M. Roux : « Non »"
        """
        if key not in self.templates:
            raise PromptError(
                f"{self.path}: no phrase {key!r} in {self.language!r}; add it, or use one of "
                f"{sorted(self.templates)}"
            )
        template = Template(self.templates[key])
        wanted = set(template.get_identifiers())
        missing, unknown = sorted(wanted - set(slots)), sorted(set(slots) - wanted)
        if missing or unknown:
            raise PromptError(
                f"{self.path}: phrase {key!r} in {self.language!r} lacks values for {missing} and "
                f"has no slots for {unknown}; give exactly the slots of the template"
            )
        return template.substitute(slots)


def load_phrases(path: Path, language: str) -> Phrases:
    """The phrases of `language` (ISO 639-1) from a YAML file, or its English ones.

    Raises PromptError when the file cannot be read, is no mapping of languages to phrases, has a
    malformed slot, or holds neither the language nor English.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        languages = _File.model_validate(content).root
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path}: cannot be read ({error}); restore the file") from error
    except (yaml.YAMLError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise PromptError(
            f"{path}: not a mapping of languages to phrases ({reason}); write `fr: {{key: text}}`"
        ) from error
    found = language if language in languages else _FALLBACK
    if found not in languages:
        raise PromptError(f"{path}: has neither {language!r} nor {_FALLBACK!r}; add one of them")
    for key, text in languages[found].items():
        if not Template(text).is_valid():
            raise PromptError(
                f"{path}: phrase {key!r} in {found!r} has a malformed slot; write $name, or $$ for "
                "a dollar sign"
            )
    return Phrases(path, found, languages[found])
