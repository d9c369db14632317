"""A process that reads documents for another: `python -m corpus.worker`, spoken to through its pipes.

A document that crashes or hangs a parser takes only this process with it. Each request is a line of JSON
(name and size) and the file's bytes; each answer a line of JSON: the report, or the error's two sentences.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, BinaryIO

from corpus.errors import InputError


def answer(data: bytes, name: str) -> dict[str, Any]:
    """The report as JSON data under `report`, or why it can't be read under `vi` and `en`."""
    from corpus.reading import read_bytes
    from corpus.serial import to_json

    try:
        return {"report": to_json(read_bytes(data, name))}
    except InputError as error:
        return {"vi": error.vi, "en": error.en}


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there are no more requests."""
    for line in requests:
        asked = json.loads(line)
        data = requests.read(asked["size"])
        answers.write(json.dumps(answer(data, asked["name"])).encode() + b"\n")
        answers.flush()


def main() -> None:
    """Serve standard input; what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
