"""Records the hashes of new prompt versions: `python -m prompts`. A recorded version is never overwritten."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from prompts import load, names, recorded


def main() -> int:
    """Write `versions.json`; 1 where a text was changed without a new version."""
    known = recorded()
    for prompt in map(load, names()):
        key = f"{prompt.name}@{prompt.version}"
        if known.setdefault(key, prompt.hash) != prompt.hash:
            sys.stderr.write(f"{key}: changed; raise its version.\n")
            return 1
    path = Path(__file__).with_name("versions.json")
    path.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
