"""The door of the program: `python -m rota_desk` and `rota-desk` are the same."""

import sys
from collections.abc import Sequence

from rota_desk.cli.roof import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; without a command, open the window."""
    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
