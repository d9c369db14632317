"""The words sent to a model, one file a prompt.

A prompt is a TOML file with `name`, `version`, `purpose`, `variables` and `text`. In the text a variable
stands as `$name` (`$$` is a dollar sign); what is put in for it is never looked at again. `versions.json`
holds the hash of every version: a changed text needs a new version (`python -m prompts` records it).
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

__all__ = ["Prompt", "PromptError", "load", "names", "parse", "recorded"]

_FIELDS = {"name", "version", "purpose", "variables", "text"}


class PromptError(ValueError):
    """A prompt file, or the variables given for one, are wrong."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The words sent to a model, with holes.

    Attributes:
        version: raised with every change of the text or the variables.
        hash: of text and variables.
    """

    name: str
    version: int
    purpose: str
    variables: tuple[str, ...]
    text: str
    hash: str

    def render(self, **values: str) -> str:
        """The text with its variables filled in.

        Raises:
            PromptError: a declared variable is missing, or one is given that isn't declared.
        """
        wrong = set(values) ^ set(self.variables)
        if wrong:
            raise PromptError(f"{self.name}: missing or undeclared variables: {', '.join(sorted(wrong))}")
        return Template(self.text).substitute(values)


def parse(source: str) -> Prompt:
    """Read a prompt file.

    Raises:
        PromptError: a field is missing or unknown, or declared and used variables differ.
    """
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"not TOML: {error}") from error
    if set(data) != _FIELDS:
        raise PromptError(f"fields missing or unknown: {', '.join(sorted(set(data) ^ _FIELDS))}")
    text, variables = str(data["text"]), tuple(str(v) for v in data["variables"])
    template = Template(text)
    if not template.is_valid():
        raise PromptError(f"{data['name']}: a lone $ in the text")
    wrong = set(template.get_identifiers()) ^ set(variables)
    if wrong:
        raise PromptError(f"{data['name']}: variables undeclared or unused: {', '.join(sorted(wrong))}")
    digest = hashlib.sha256(json.dumps([text, sorted(variables)]).encode()).hexdigest()
    return Prompt(str(data["name"]), int(data["version"]), str(data["purpose"]), variables, text, digest)


@cache
def load(name: str) -> Prompt:
    """The prompt `name`.

    Raises:
        PromptError: there is none of this name, or its file is wrong.
    """
    path = files("prompts") / f"{name}.toml"
    if not path.is_file():
        raise PromptError(f"no prompt named {name}")
    prompt = parse(path.read_text("utf-8"))
    if prompt.name != name:
        raise PromptError(f"{name}.toml calls itself {prompt.name}")
    return prompt


def names() -> tuple[str, ...]:
    """Names of all prompts."""
    return tuple(
        sorted(p.name.removesuffix(".toml") for p in files("prompts").iterdir() if p.name.endswith(".toml"))
    )


def recorded() -> dict[str, str]:
    """Hashes by `name@version`, as recorded when the version was made."""
    known: dict[str, str] = json.loads((files("prompts") / "versions.json").read_text("utf-8"))
    return known
