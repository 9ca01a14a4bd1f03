"""Print what became of the mutants, file by file, and who survived.

    python tests/mutation/table.py out/mutants.jsonl

Only the mutants that the files have now are counted; those without an answer were not judged.
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mutation.judge import DEAD, answers_in, every_file
from mutation.mutants import mutants


def main(path: str) -> None:
    """Count and print."""
    known = answers_in(Path(path))
    total: Counter[str] = Counter()
    rows, survivors = [], []
    for file in every_file():
        told: Counter[str] = Counter()
        for one in mutants(file):
            verdict = known[one.key]["verdict"] if one.key in known else "not judged"
            told[verdict] += 1
            if verdict not in (*DEAD, "not judged"):
                survivors.append(f"{file}:{one.line} {' '.join(one.change)}")
        rows.append(_row(f"`{file.removeprefix('rota_desk/')}`", told))
        total += told
    print("| | made | judged | killed | survived | not judged |\n|---|--:|--:|--:|--:|--:|")  # noqa: T201
    print("\n".join((*rows, _row("**all**", total))), *survivors, sep="\n")  # noqa: T201


def _row(name: str, told: Counter[str]) -> str:
    made, left = told.total(), told["not judged"]
    killed = sum(told[verdict] for verdict in DEAD)
    return f"| {name} | {made} | {made - left} | {killed} | {made - left - killed} | {left} |"


if __name__ == "__main__":
    main(sys.argv[1])
