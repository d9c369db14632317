"""`python -m drafting` is the `soanthao` command."""

import sys

from drafting.cli import main

sys.exit(main())
