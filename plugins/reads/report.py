"""Report: what was counted, what was dropped and why, and the ranking with its evidence, as text."""

from plugins.newsroom.edition import CODES
from plugins.newsroom.reads import read_ledger

from .board import Board
from .judging import Judge, kind_of
from .office import Office
from .run import Outcome
from .settings import ReadsSettings
from .state import State
from .stories import Places

_SUSPICIOUS = 0.3
"""Part of a text's reads from one network that an editor should look at."""


def outcome_text(outcome: Outcome, files: int) -> str:
    """One run in a few lines."""
    lines = [f"{outcome.lines} lines of {files} inputs read, {outcome.junk} lines are no log lines"]
    if outcome.lines and outcome.dropped["no article of ours"] == outcome.lines:
        lines.append("not one line leads to an article of ours -> is this the log of another site?")
    if outcome.judge:
        kinds: dict[str, int] = {}
        for code, reads in outcome.judge.reads.items():
            kinds[kind_of(code)] = kinds.get(kind_of(code), 0) + reads
        found = ", ".join(f"{reads} by {kind}" for kind, reads in sorted(kinds.items())) or "none"
        lines.append(f"reads found: {found}")
    lines += [f"  dropped {number:>9}  {why}" for why, number in outcome.dropped.most_common()]
    lines.append(f"new or grown: {', '.join(outcome.new) or 'nothing'}; {outcome.kept} known before")
    return "\n".join(lines)


def remember(state: State, outcome: Outcome, places: Places, settings: ReadsSettings) -> None:
    """Keep the evidence of this run for ``--report``; numbers only, of texts with reads enough to be shown."""
    if outcome.judge and outcome.touched:
        dropped = dict(outcome.dropped, **{"no log line": outcome.junk})
        state.report = {"lines": outcome.lines, "dropped": dropped, "texts": _evidence(outcome.judge, places)}


def _evidence(judge: Judge, places: Places) -> dict[str, dict[str, list[int]]]:
    """By kind and text: reads counted, visitors, networks, most of one network on a day, all of that day."""
    texts: dict[str, dict[str, list[int]]] = {}
    for code, reads in judge.reads.items():
        if reads >= 3:
            text = places.texts[code >> 2]
            row = [reads, judge.visitors[code], judge.networks[code], *judge.widest.get(code, (0, 0))]
            texts.setdefault(kind_of(code), {})[f"{text.story}.{text.edition}"] = row
    return texts


def table(office: Office, state: State, limit: int = 20) -> str:
    """The ranking of each edition: place, reads in the window, and the evidence of the last run."""
    ledger = read_ledger(office.folder, office.problems)
    lines = []
    for code in CODES:
        board = Board(office.conf, office.content, ledger, code, office.now)
        lines += ["", f"{code}: {board.window_text()}"]
        lines.append(f"{'':>3} {'reads':>7} {'visitors':>8} {'networks':>8} {'one network':>11}  story")
        for place, (key, reads) in enumerate(board.ranking()[:limit], 1):
            visitors, networks, widest, of = _numbers(state, f"{key}.{code}")
            share = f"{widest} of {of}" if widest else "-"
            flag = "  <- look: one network" if of and widest / of > _SUSPICIOUS else ""
            lines.append(f"{place:>3} {reads:>7.0f} {visitors:>8} {networks:>8} {share:>11}  {key}{flag}")
    dropped = state.report.get("dropped", {})
    if dropped:
        lines += ["", f"the last run read {state.report['lines']} lines and dropped:"]
        lines += [f"{number:>10}  {why}" for why, number in sorted(dropped.items(), key=lambda one: -one[1]) if number]
    return "\n".join(lines).lstrip("\n")


def _numbers(state: State, text: str) -> tuple[str | int, str | int, int, int]:
    for kind in ("mark", "beacon", "asset"):
        row = state.report.get("texts", {}).get(kind, {}).get(text)
        if row:
            return row[1], row[2], row[3], row[4]
    return "-", "-", 0, 0
