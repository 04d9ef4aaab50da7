"""``python -m tests.bench NAME``: runs the benchmark of that name, ``tests/bench/NAME.py``; its results are in RESULTS.md."""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = sorted(path.stem for path in HERE.glob("*.py") if "\ndef main(" in path.read_text(encoding="utf-8"))


def run(words: list[str]) -> int:
    """Run one benchmark; the names are told where there is none of that name."""
    if not words or words[0] not in NAMES:
        print(f"which one? {', '.join(NAMES)}", file=sys.stderr)
        return 2
    code = importlib.import_module(f"tests.bench.{words[0]}").main()
    return int(code or 0)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
