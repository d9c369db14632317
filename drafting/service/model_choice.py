"""Which language model is used: the one of the environment, else the one chosen in the app.

What is chosen in the app stands in a file of the library's folder that only its owner may read, for it holds
the key. The two are never mixed: a key goes only to the address that it was given with.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from corpus.errors import InputError
from drafting.service.settings import Settings
from drafting.writers.model_types import ModelSettings

if TYPE_CHECKING:
    from drafting.writers.model_endpoint import EndpointReport

__all__ = [
    "ModelSettings",
    "by_environment",
    "choice_from",
    "chosen",
    "forget",
    "is_local",
    "save",
    "saved",
    "tried",
]

FILE = "model.json"


def by_environment(settings: Settings) -> bool:
    """True where the environment names the model: then nothing chosen in the app counts."""
    return bool(settings.model)


def chosen(settings: Settings) -> ModelSettings | None:
    """The model that is used, or None.

    Raises:
        InputError: the file of the choice can't be read.
    """
    if not by_environment(settings):
        return saved(settings.library)
    if not settings.has_model:
        return None
    return ModelSettings(
        model=settings.model,
        base_url=settings.openai_base_url.strip(),
        api_key=settings.openai_api_key.get_secret_value().strip() if settings.openai_api_key else "",
        timeout=settings.model_timeout,
        workers=settings.model_workers,
        max_tokens=settings.model_max_tokens,
        context=settings.model_context,
        schema=settings.model_schema,
        price_in=settings.model_price_in,
        price_out=settings.model_price_out,
        currency=settings.model_currency,
    )


def saved(library: Path) -> ModelSettings | None:
    """The model chosen in the app, or None.

    Raises:
        InputError: the file isn't what was written.
    """
    path = library / FILE
    if not path.is_file():
        return None
    try:
        return _checked(dict(json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            f"Không đọc được cấu hình mô hình ({path.name}): vào màn hình “Mô hình ngôn ngữ” để lưu lại.",
            f"The model's settings ({path.name}) can't be read: save them again on the screen “Language model”.",
        ) from error


def save(library: Path, choice: ModelSettings) -> None:
    """Keep the choice where only its owner may read it, whole or not at all."""
    library.mkdir(parents=True, exist_ok=True)
    data = {**choice.record(), "api_key": choice.api_key}
    whole, new = library / FILE, library / f"{FILE}.new"
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
    new.replace(whole)


def forget(library: Path) -> None:
    """Use no model any more."""
    (library / FILE).unlink(missing_ok=True)


def choice_from(typed: Mapping[str, Any], before: ModelSettings | None = None) -> ModelSettings:
    """A choice from the words of a form.

    Args:
        typed: the form's values; an empty key stands for the one kept before, but only at the address it was kept for.
        before: what was chosen until now.

    Raises:
        InputError: a field has a value that can't be used.
    """
    given: dict[str, Any] = {k: v.strip() if isinstance(v, str) else v for k, v in typed.items()}
    for price in ("price_in", "price_out"):
        given[price] = str(given.get(price) or "").replace(",", ".") or None
    if not given.get("api_key") and before is not None and before.base_url == given.get("base_url", ""):
        given["api_key"] = before.api_key
    try:
        return _checked(given)
    except ValidationError as error:
        names = ", ".join(dict.fromkeys(str(e["loc"][0]) for e in error.errors()))
        raise InputError(
            f"Cấu hình mô hình chưa dùng được, sửa lại: {names}.", f"These settings can't be used: {names}."
        ) from error


def _checked(given: Mapping[str, Any]) -> ModelSettings:
    """The settings of these values, each of the kind and within the bounds that the type names."""
    known = {f.name for f in fields(ModelSettings)}
    return TypeAdapter(ModelSettings).validate_python({k: v for k, v in given.items() if k in known})


def is_local(choice: ModelSettings) -> bool:
    """True where nothing that is written leaves this machine."""
    host = urlsplit(choice.base_url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def tried(choice: ModelSettings) -> EndpointReport:
    """Whether the model answers, or what is wrong in plain words."""
    from drafting.writers.model_endpoint import try_endpoint

    return try_endpoint(choice)
