"""Counting reads measured: truth, speed, memory, others beside it, and the simulation of the rankings.

``python -m tests.bench reads [--lines 4000000]`` prints the section "reads" of RESULTS.md. Seconds are CPU seconds of one
process; other programs are run on the same file in the same run, where they are installed.
"""

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.reads.intake import find_logs
from plugins.reads.run import Run
from plugins.reads.settings import ReadsSettings
from plugins.reads.state import State
from plugins.reads.stories import Places, Text
from tests.bench.reads_simulation import RULES, simulate
from tests.bench.reads_truth import STUFFED, Generator, Truth, texts

PUBLIC = Path(__file__).resolve().parents[3] / "shared" / "logs" / "apache_combined.log.gz"
_PAGE = re.compile(r'"GET (/(?:m/)?(?:en/)?\d{4}/\d\d/[^/ ?]+/)[^"]*" (?:200|304)')
_DUCK = """
import duckdb, sys
columns = "{" + ", ".join(f"'c{n}': 'varchar'" for n in range(10)) + "}"
form = "delim=' ', quote='\\"', header=false, auto_detect=false, strict_mode=false, ignore_errors=true"
print(duckdb.sql(f"select count(*), count(distinct c5) from read_csv('{sys.argv[1]}', {form}, columns={columns}) "
                 "where c6 in ('200', '304')").fetchall())
"""


def count(files: list[str], evidence: str, known: list[Text]) -> dict[str, object]:
    """Count in this process: what the parent process asked for."""
    run = Run(Places(known), ReadsSettings(evidence=evidence), State(), "web", 1 << 31)
    start = time.process_time()
    outcome = run.logs(find_logs(files, run.problems))
    seconds = time.process_time() - start
    assert outcome.judge is not None, run.problems
    reads = {f"{known[c >> 2].story}.{known[c >> 2].edition}": n for c, n in outcome.judge.reads.items()}
    peak = _peak()
    return {"lines": outcome.lines, "junk": outcome.junk, "seconds": seconds, "peak": peak, "reads": reads,
            "dropped": dict(outcome.dropped)}  # fmt: skip


def _peak() -> int:
    """Most memory of this process in MB (VmHWM of Linux: getrusage would tell that of the process that started it)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def ours(file: Path, evidence: str) -> dict[str, object]:
    """The count in a process of its own, so that its memory is its own."""
    words = [sys.executable, "-m", "tests.bench.reads", "--count", str(file), "--evidence", evidence]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def naive(file: Path) -> Counter[str]:
    """What most counters of log lines do: every successful page view, by address."""
    by_address = {}
    for text in texts():
        for url in (text.url, f"/m{text.url}"):
            by_address[url] = f"{text.story}.{text.edition}"
    found: Counter[str] = Counter()
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            match = _PAGE.search(line)
            if match and match[1] in by_address:
                found[by_address[match[1]]] += 1
    return found


def fairness(name: str, reads: Counter[str], truth: Counter[str]) -> str:
    """A row of the table of truth."""

    def top(counts: Counter[str], size: int) -> list[str]:
        return sorted(counts, key=lambda key: (-counts[key], key))[:size]

    def overlap(size: int) -> str:
        return f"{len({*top(reads, size)} & {*top(truth, size)}) / size:.2f}"

    stuffed = next(key for key in truth if key.endswith(f"tin-{STUFFED:04}.vi"))
    order = top(reads, len(reads))
    place = order.index(stuffed) + 1 if stuffed in order else "-"
    ratio = reads.total() / truth.total()
    return f"| {name} | {ratio:.3f} | {overlap(7)} | {overlap(20)} | {overlap(50)} | {place} |"


def others(file: Path, lines: int) -> list[str]:
    """GoAccess and DuckDB on the same file, where they are installed."""
    rows = []
    goaccess = shutil.which("goaccess")
    if goaccess:
        form = ["--log-format=COMBINED", "--ignore-crawlers", "--no-global-config", "-o", "json"]
        version = subprocess.run([goaccess, "--version"], capture_output=True, text=True, check=False).stdout.split()[2]
        rows.append(_timed(f"GoAccess {version.rstrip('.')}, all panels", [goaccess, str(file), *form], lines))
    try:
        version = metadata.version("duckdb")
    except metadata.PackageNotFoundError:
        return rows
    words = [sys.executable, "-c", _DUCK, str(file)]
    rows.append(_timed(f"DuckDB {version}, lines and addresses counted only", words, lines))
    return rows


def _timed(name: str, words: list[str], lines: int) -> str:
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = used.ru_utime + used.ru_stime
    failed = "" if status == 0 else f" (ended with {status})"
    return f"| {name}{failed} | {seconds:.1f} | {lines / seconds:,.0f} | {used.ru_maxrss // 1024} |"


def public_log() -> list[str]:
    """The real log: every address that is no asset is taken for a text, so that the rule has something to judge."""
    if not PUBLIC.is_file():
        return ["(the public log is not on this machine)"]
    with gzip.open(PUBLIC, "rt", encoding="utf-8", errors="replace") as lines:
        paths = {match[1] for line in lines if (match := re.search(r'"GET (/[^ ?"]*)', line))}
    pages = sorted(path for path in paths if not re.search(r"\.\w{2,5}$", path))
    known = [Text(f"p{n}", "en", Path(), path.rstrip("/") + "/") for n, path in enumerate(pages)]
    places = Places(known, ("/images/", "/style2.css", "/reset.css", "/files/", "/favicon.ico"))
    run = Run(places, ReadsSettings(), State(), "web", 1 << 31)
    outcome = run.logs(find_logs([str(PUBLIC)], run.problems))
    dropped = ", ".join(f"{why} {number:,}" for why, number in outcome.dropped.most_common())
    reads = outcome.judge.reads.total() if outcome.judge else 0
    found = f"{outcome.lines:,} lines, {outcome.junk} no log lines, {reads:,} reads of {len(known):,} addresses"
    return [f"{found}; dropped: {dropped}."]


def report(lines: int) -> None:
    """The whole section."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "access.log"
        generator = Generator(7, lines // 385)
        with file.open("w", encoding="utf-8") as out:
            truth: Truth = generator.write(out, 75)
        marks, assets = ours(file, "auto"), ours(file, "asset")
        print(
            f"### Truth: {truth.lines:,} lines, {truth.opened.total():,} opened, {truth.finished.total():,} read to the end\n"
        )
        print("| counted | ÷ truth | top 7 | top 20 | top 50 | place of the stuffed text |\n|---|---|---|---|---|---|")
        print(fairness("every successful page view ÷ opened", naive(file), truth.opened))
        print(fairness("assets within 90 s ÷ opened", Counter(assets["reads"]), truth.opened))  # type: ignore[call-overload]
        print(fairness("**marks ÷ read to the end**", Counter(marks["reads"]), truth.finished))  # type: ignore[call-overload]
        print("\n### Speed on the same file\n\n| | CPU s | lines per CPU s | peak MB |\n|---|---|---|---|")
        for name, one in (("**reads** (marks)", marks), ("reads (assets)", assets)):
            rate = float(str(one["lines"])) / float(str(one["seconds"]))
            print(f"| {name} | {float(str(one['seconds'])):.1f} | {rate:,.0f} | {one['peak']} |")
        print("\n".join(others(file, truth.lines)))
    print("\n### The public log\n")
    print("\n".join(public_log()))
    print("\n### Rankings, simulated: overlap with the true seven of the next six hours (places changed an hour)\n")
    sizes = (300, 3_000, 30_000)
    found = {size: simulate(size) for size in sizes}
    print("| rule | " + " | ".join(f"{size:,} reads a day" for size in sizes) + " |\n|---|" + "---|" * len(sizes))
    for rule in RULES:
        cells = " | ".join(f"{found[size][rule][0]:.2f} ({found[size][rule][1]:.2f})" for size in sizes)
        print(f"| {rule} | {cells} |")


def main(words: list[str] | None = None) -> int:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench reads")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--count", default="", help=argparse.SUPPRESS)
    parser.add_argument("--evidence", default="auto", help=argparse.SUPPRESS)
    given = parser.parse_args(words if words is not None else [word for word in sys.argv[1:] if word != "reads"])
    if given.count:
        print(json.dumps(count([given.count], given.evidence, texts())))
    else:
        report(given.lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
