"""What stands at the end: recipients and signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.cues import is_signature, letters_upper
from corpus.text.alphabet import LOWER, UPPER
from corpus.types import Signer
from corpus.units import fold, title_case

_AUTHORITY = re.compile(r"(?:TM|T/M|TUQ|KT|K/T|TL)\s*\.?\s+\S|TRƯỞNG CỤM|CỤM TRƯỞNG|(?:TM|TUQ|KT|TL)\.")
_NAME = re.compile(r"(?:[^\W\d_]+\s){1,4}[^\W\d_]+$")
_LEAD = re.compile(r"(?i)^(?:(?:ths|ts|pgs|gs|bs|ks|ông|bà|đ/c)\.?\s+)+")
_TRAILING = re.compile(
    rf"(?P<caps>(?:[{UPPER}./]+\s+)+?[{UPPER}]+)\s+(?P<name>(?:[{UPPER}][{LOWER}]+\s?){{2,5}})$"
)


def split_signature(line: str) -> list[str]:
    """`CHỦ TỊCH UBND XÃ A Mai Văn B` as two lines."""
    match = _TRAILING.match(line)
    return [match["caps"], match["name"].strip()] if match else [line]


def read_recipients(lines: Sequence[str]) -> tuple[str, ...]:
    """The recipients listed under `Nơi nhận`."""
    at = next((i for i, line in enumerate(lines) if fold(line).startswith("noi nhan")), None)
    if at is None:
        return ()
    found: list[str] = []
    for line in lines[at + 1 :]:
        bullet = re.match(r"[-–+*•]\s*(.+)", line)
        if bullet:
            found.append(bullet[1])
        elif is_signature(line) or letters_upper(line) or (found and found[-1].startswith("Lưu")):
            break
        elif found:
            found[-1] += f" {line}"
    return tuple(re.sub(r"(?:\./\.|[;.,])+$", "", item.strip()).strip() for item in found)


def read_signer(lines: Sequence[str]) -> Signer:
    """Who signs."""
    parts = [part for line in lines if not re.match(r"[-–+*•]", line) for part in split_signature(line)]
    at = next((i for i, part in enumerate(parts) if is_signature(part)), None)
    if at is None:
        return Signer()
    signing: list[str] = []
    name = ""
    for part in parts[at:]:
        if letters_upper(part) and not (len(signing) > 1 and _is_name(part)):
            signing.append(part)
        elif _is_name(part):
            name = title_case(_LEAD.sub("", part).strip())
            break
    if not signing:
        return Signer(name=name)
    if len(signing) == 1 and not _AUTHORITY.match(signing[0]):
        return Signer("", signing[0], name)
    if len(signing) == 1:
        return Signer(signing[0], "", name)
    return Signer("\n".join(signing[:-1]), signing[-1], name)


def _is_name(part: str) -> bool:
    part = _LEAD.sub("", part.strip())
    return (
        bool(_NAME.match(part)) and all(word[0].isupper() for word in part.split()) and not is_signature(part)
    )
