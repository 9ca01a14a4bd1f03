"""The door of the program: `python -m rota_desk` and `rota-desk` are the same."""

import gc
import sys
from collections.abc import Sequence

COULD_NOT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; without a command, open the window."""
    collects = gc.isenabled()
    gc.disable()  # nothing of what is loaded now is rubbish, and looking for it takes time
    try:
        from rota_desk.cli.roof import run
    except KeyboardInterrupt:  # whoever stops it while it starts is told no more than this
        print("Stopped; nothing was done.", file=sys.stderr)
        return COULD_NOT
    finally:
        if collects:
            gc.enable()
    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
