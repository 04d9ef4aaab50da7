"""Progress: a bar on a terminal, nothing elsewhere; the results are told by the report."""

import sys


class Progress:
    """Bytes read of all bytes there are."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = -1
        self._bar = sys.stderr.isatty()

    def show(self, done: int, name: str) -> None:
        part = 100 * done // self._total if self._total else 0
        if self._bar and part != self._shown:
            self._shown = part
            filled = "█" * (part // 4)
            print(f"\r{filled:<25} {part:3} %  {name[-40:]:<40}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._bar and self._shown >= 0:
            print("\r" + " " * 75, end="\r", file=sys.stderr, flush=True)
