"""Whether two numbers, as they are written, differ as by one slip of the pen."""

from __future__ import annotations

from collections.abc import Iterator


def slip(a: str, b: str) -> bool:
    """True where one digit typed wrong, or two neighbours changed about, makes one of the other."""
    wrong = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(wrong) == 1:
        return True
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and a[wrong[0]] == b[wrong[1]]
        and a[wrong[1]] == b[wrong[0]]
    )


def near_forms(digits: str) -> Iterator[str]:
    """Forms of which two rows of digits have one in common, where a slip or the place of the comma sets them apart."""
    yield f".{digits.strip('0')}"
    for at in range(len(digits) - 1):
        yield f"{digits[:at]}??{digits[at + 2 :]}"


def digits_of(text: str) -> str:
    """The digits of a number as it is written."""
    return "".join(c for c in text if c.isdigit())
