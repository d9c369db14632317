"""What the model writer is told, and what it keeps of a conversation; a key is in no record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

Role = Literal["system", "user", "assistant"]
Message = tuple[Role, str]


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model, where, and how patiently; the bounds hold where what a person chose is read.

    Attributes:
        base_url: of the endpoint, empty for OpenAI's own.
        api_key: never shown, never logged; local servers need none.
        timeout: seconds for one answer, streaming included.
        tries: how often one question is sent while the server fails.
        corrections: how often a section goes back to the model with what was wrong.
        workers: sections asked for at once.
        first_wait: seconds before the second try, doubled for each further one.
        context: tokens that question and answer may have together; 0 where nobody said.
        schema: ask for an answer in a JSON schema; off for small models that write better without.
        price_in, price_out: of a million tokens sent and received; None where nobody said.
        currency: of the prices.
    """

    model: Annotated[str, Field(min_length=1)]
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    timeout: Annotated[float, Field(gt=0)] = 60.0
    max_tokens: Annotated[int, Field(ge=50)] = 1500
    temperature: float = 0.2
    tries: int = 3
    corrections: int = 2
    workers: Annotated[int, Field(ge=1, le=32)] = 2
    first_wait: float = 1.0
    context: Annotated[int, Field(ge=0)] = 0
    schema: bool = True
    price_in: Annotated[Decimal, Field(ge=0)] | None = None
    price_out: Annotated[Decimal, Field(ge=0)] | None = None
    currency: str = "USD"

    def record(self) -> dict[str, Any]:
        """The settings as kept with a draft: all but the key."""
        data = asdict(self)
        del data["api_key"]
        return {k: str(v) if isinstance(v, Decimal) else v for k, v in data.items()}


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counted them; requests and seconds as we did."""

    tokens_in: int = 0
    tokens_out: int = 0
    requests: int = 0
    seconds: float = 0.0

    def plus(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.requests + other.requests,
            self.seconds + other.seconds,
        )

    def cost(self, price_in: Decimal | None, price_out: Decimal | None) -> Decimal | None:
        """What it cost at these prices a million tokens, None where a price is missing."""
        if price_in is None or price_out is None:
            return None
        return (self.tokens_in * price_in + self.tokens_out * price_out) / 1_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said. `cut` is True where it didn't come to an end by itself."""

    text: str
    cut: bool = False
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Round:
    """One question with its answer, and what was found wrong in it or why none came."""

    messages: tuple[Message, ...]
    answer: str = ""
    problems: tuple[str, ...] = ()
    fault: str = ""
    usage: Usage = Usage()


@dataclass(slots=True)
class Exchange:
    """All that was said over one section, for the record.

    Attributes:
        prompts: name, version and hash of each prompt used.
        fault: why the model wrote nothing: a fault's kind, `skipped` after a lasting one, `stopped`, or empty.
    """

    section: str
    prompts: tuple[tuple[str, int, str], ...] = ()
    rounds: list[Round] = field(default_factory=list)
    fault: str = ""
    model: str = ""
    wish: str = ""

    @property
    def answers(self) -> list[str]:
        """Every raw answer."""
        return [r.answer for r in self.rounds if r.answer]

    @property
    def problems(self) -> list[str]:
        """Everything found wrong."""
        return [p for r in self.rounds for p in r.problems]

    @property
    def messages(self) -> list[Message]:
        """What was sent last."""
        return list(self.rounds[-1].messages) if self.rounds else []

    @property
    def usage(self) -> Usage:
        """Tokens, requests and seconds of all rounds."""
        total = Usage()
        for one in self.rounds:
            total = total.plus(one.usage)
        return total

    def record(self) -> dict[str, Any]:
        """The exchange as JSON."""
        return asdict(self)


def exchange_from(data: Mapping[str, Any]) -> Exchange:
    """An exchange from its JSON."""
    return Exchange(
        section=str(data["section"]),
        prompts=tuple((str(n), int(v), str(h)) for n, v, h in data["prompts"]),
        rounds=[
            Round(
                tuple((role, str(text)) for role, text in r["messages"]),
                str(r["answer"]),
                tuple(r["problems"]),
                str(r["fault"]),
                Usage(**r["usage"]),
            )
            for r in data["rounds"]
        ],
        fault=str(data["fault"]),
        model=str(data.get("model", "")),
        wish=str(data.get("wish", "")),
    )
