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

MEMORY = 4 * 2**30  # bytes of address space; the largest document that is let in takes about one


def answer(data: bytes, name: str, *, here: bool = False) -> dict[str, Any]:
    """The report as JSON data under `report`, or why it can't be read under `vi` and `en`.

    Args:
        data: the file's bytes.
        name: its file name.
        here: read in this process whatever the document is; else as `corpus.reading.read_bytes` does.
    """
    from corpus.reading import read_bytes, read_here
    from corpus.serial import to_json

    try:
        return {"report": to_json(read_here(data, name) if here else read_bytes(data, name))}
    except InputError as error:
        return {"vi": error.vi, "en": error.en}


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there are no more requests."""
    for line in requests:
        asked = json.loads(line)
        data = requests.read(asked["size"])
        answers.write(json.dumps(answer(data, asked["name"], here=True)).encode() + b"\n")
        answers.flush()


def limit_memory(most: int = MEMORY) -> None:
    """Let this process and those it starts take no more than `most` bytes each, where the system can hold them to it."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (least, hard))


def main() -> None:
    """Serve standard input; what libraries print goes to standard error."""
    limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
