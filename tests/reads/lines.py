"""Log lines, texts and runs for the tests of reads."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from plugins.newsroom.moment import ZONE
from plugins.newsroom.problem import Problem
from plugins.reads.books import counted_days
from plugins.reads.intake import find_logs
from plugins.reads.run import Outcome, Run
from plugins.reads.settings import ReadsSettings
from plugins.reads.state import State, read_state, state_text
from plugins.reads.stories import Places, Text

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
NOON = datetime(2026, 11, 21, 12, tzinfo=ZONE)
LATEST = int(NOON.timestamp()) + 86400
TEXTS = [
    Text("2026/11/a", "vi", Path(), "/2026/11/doi-ngoai/", ["/2026/10/cũ/"]),
    Text("2026/11/a", "en", Path(), "/en/2026/11/diplomacy/"),
    Text("2026/11/b", "vi", Path(), "/2026/11/b/"),
]
A, B, CSS = "/2026/11/doi-ngoai/", "/2026/11/b/", "/theme/style.css"


def line(target: str, after: int = 0, ip: str = "14.1.2.3", agent: str = CHROME, status: int = 200, **more: str) -> str:
    """A combined line, ``after`` seconds after noon."""
    stamp = (NOON + timedelta(seconds=after)).strftime("%d/%b/%Y:%H:%M:%S %z")
    method, size = more.get("method", "GET"), more.get("size", "100")
    return f'{ip} - - [{stamp}] "{method} {target} HTTP/1.1" {status} {size} "-" "{agent}"\n'


@dataclass
class Machine:
    """A machine that counts, with the state it keeps."""

    folder: Path
    settings: ReadsSettings = field(default_factory=ReadsSettings)
    state: State = field(default_factory=State)
    problems: list[Problem] = field(default_factory=list)

    def feed(self, *names: str, source: str = "web") -> Outcome:
        """Count the files of the folder; the state goes through its file, as between two runs."""
        self.problems = []
        run = Run(Places(TEXTS), self.settings, self.state, source, LATEST)
        outcome = run.logs(find_logs([str(self.folder / name) for name in names], self.problems))
        self.problems += run.problems
        kept = self.folder / "state.json"
        kept.write_text(state_text(self.state), encoding="utf-8")
        self.state = read_state(kept, self.problems)
        return outcome

    def write(self, name: str, *lines: str) -> str:
        (self.folder / name).write_text("".join(lines), encoding="utf-8")
        return name

    def totals(self) -> dict[str, int]:
        """Reads by text."""
        found: Counter[str] = Counter()
        for texts in counted_days(self.state, self.settings.evidence).values():
            for text, slots in texts.items():
                found[text] += slots.total()
        return {text: reads for text, reads in found.items() if reads}

    def count(self, *lines: str) -> dict[str, int]:
        """What these lines alone amount to."""
        self.state = State()
        self.feed(self.write("alone.log", *lines))
        return self.totals()


def caddy(target: str, after: int = 0, **headers: str) -> str:
    """A line of Caddy's log."""
    sent = {"User-Agent": [CHROME], **{name.replace("_", "-"): [value] for name, value in headers.items()}}
    request = {"remote_ip": "14.1.2.3", "method": "GET", "host": "x.vn", "uri": target, "headers": sent}
    return json.dumps({"ts": NOON.timestamp() + after + 0.25, "request": request, "size": 43, "status": 200}) + "\n"
