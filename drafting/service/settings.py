"""Settings, read once and passed down.

Environment variables: `SOANTHAO_…` for ours, `OPENAI_API_KEY` and `OPENAI_BASE_URL` for the model.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import InputError
from drafting.service.places import default_library


class Settings(BaseSettings):
    """Everything that can be configured; nothing here calls the network by itself.

    Attributes:
        library: folder of the database, the vector store and drafts.
        database_url: SQLAlchemy URL; SQLite in `library` when empty.
        chroma_url: address of a Chroma server; embedded in `library` when empty.
        embedding_model: a sentence-transformers name or folder; the bundled one when empty.
        model: name of the language model; none is used when empty.
        model_timeout: seconds for one answer.
        model_workers: sections asked for at once.
        model_max_tokens, model_context: tokens of an answer, and of question and answer together (0: unknown).
        model_schema: ask for answers in a JSON schema.
        model_price_in, model_price_out, model_currency: of a million tokens.
        language: of messages and screens.
    """

    model_config = SettingsConfigDict(env_prefix="SOANTHAO_", extra="ignore")

    library: Path = Field(default_factory=default_library)
    database_url: str = ""
    chroma_url: str = ""
    embedding_model: str = ""
    embedding_base_url: str = ""
    model: str = ""
    model_timeout: float = Field(default=60.0, gt=0)
    model_workers: int = Field(default=2, ge=1, le=32)
    model_max_tokens: int = Field(default=1500, ge=50)
    model_context: int = Field(default=0, ge=0)
    model_schema: bool = True
    model_price_in: Decimal | None = Field(default=None, ge=0)
    model_price_out: Decimal | None = Field(default=None, ge=0)
    model_currency: str = "USD"
    language: Literal["vi", "en"] = Field(default="vi", validation_alias="SOANTHAO_LANG")
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str = Field(default="", validation_alias="OPENAI_BASE_URL")

    @property
    def has_model(self) -> bool:
        """True when the environment configures a language model."""
        return bool(self.model and (self.openai_api_key or self.openai_base_url))


def load_settings(library: Path | None = None) -> Settings:
    """Read the environment; `library` wins over it.

    Raises:
        InputError: a variable has a value that can't be used.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        names = ", ".join(str(e["loc"][0]) for e in error.errors())
        raise InputError(
            f"Biến môi trường có giá trị không dùng được: {names}. Sửa hoặc bỏ biến đó rồi chạy lại.",
            f"An environment variable has a value that can't be used: {names}. Mend or unset it.",
        ) from error
    return settings.model_copy(update={"library": library}) if library else settings
